//! Stories of a session: one sign-in at a time, everybody settles.

use super::*;
use crate::error::{Reason, Service};
use proptest::prelude::*;

const HOUR: f64 = 3_600_000.0;

fn refused() -> Error {
    Error::new(Reason::SignInRefused, Service::Panda, "signIn")
}

fn signed_in(expires: f64) -> Session {
    let mut session = Session::default();
    assert_eq!(session.ask(0.0), Step::SignIn);
    assert!(session.handle_signed_in(0, "t1".into(), Some(expires), 0.0));
    session
}

#[test]
fn many_ask_and_one_signs_in() {
    let mut session = Session::default();
    assert_eq!(session.ask(0.0), Step::SignIn);
    for _ in 0..9 {
        assert_eq!(session.ask(1.0), Step::Wait);
    }
    session.handle_signed_in(0, "t1".into(), Some(HOUR), 2.0);
    for _ in 0..9 {
        assert_eq!(session.ask(3.0), Step::Use("t1".into()));
    }
}

#[test]
fn a_failed_sign_in_is_everybodys_error_and_the_next_try_waits_five_seconds() {
    let mut session = Session::default();
    assert_eq!(session.ask(0.0), Step::SignIn);
    assert_eq!(session.ask(0.0), Step::Wait);
    session.handle_failed(0, refused(), 1000.0);
    assert_eq!(session.ask(1001.0), Step::Refuse(refused()));
    assert_eq!(session.ask(5999.0), Step::Refuse(refused()));
    assert_eq!(session.ask(6000.0), Step::SignIn);
}

#[test]
fn a_clock_set_back_does_not_lock_anybody_out() {
    let mut session = Session::default();
    session.ask(9.0 * HOUR);
    session.handle_failed(0, refused(), 9.0 * HOUR);
    assert_eq!(session.ask(HOUR), Step::SignIn);
}

#[test]
fn a_token_is_renewed_beside_its_use_and_never_used_in_its_last_second() {
    let mut session = signed_in(HOUR);
    assert_eq!(session.ask(HOUR - 121_000.0), Step::Use("t1".into()));
    assert_eq!(session.ask(HOUR - 119_000.0), Step::UseAndRenew("t1".into()));
    assert_eq!(session.ask(HOUR - 119_000.0), Step::Use("t1".into()), "one renews, the others go on");
    assert_eq!(session.ask(HOUR - 1_000.0), Step::Wait, "the renewal is still under way");
    session.handle_signed_in(0, "t2".into(), Some(2.0 * HOUR), HOUR);
    assert_eq!(session.ask(HOUR), Step::Use("t2".into()));
}

#[test]
fn a_renewal_that_fails_leaves_the_old_token_in_use() {
    let mut session = signed_in(HOUR);
    assert_eq!(session.ask(HOUR - 60_000.0), Step::UseAndRenew("t1".into()));
    session.handle_failed(0, refused(), HOUR - 59_000.0);
    assert_eq!(session.ask(HOUR - 58_000.0), Step::Use("t1".into()));
    assert_eq!(session.ask(HOUR - 53_000.0), Step::UseAndRenew("t1".into()));
}

#[test]
fn a_token_of_a_minute_is_not_renewed_at_every_call() {
    let mut session = signed_in(60_000.0);
    assert_eq!(session.ask(10_000.0), Step::Use("t1".into()));
    assert_eq!(session.ask(31_000.0), Step::UseAndRenew("t1".into()));
}

#[test]
fn only_the_token_that_was_refused_is_dropped() {
    let mut session = signed_in(HOUR);
    session.handle_rejected("an older one");
    assert_eq!(session.ask(1.0), Step::Use("t1".into()));
    session.handle_rejected("t1");
    assert_eq!(session.ask(1.0), Step::SignIn);
}

#[test]
fn signing_out_also_ends_the_sign_in_under_way() {
    let mut session = Session::default();
    assert_eq!(session.ask(0.0), Step::SignIn);
    session.sign_out();
    assert!(!session.handle_signed_in(0, "late".into(), None, 1.0));
    assert_eq!(session.ask(1.0), Step::SignIn);
    assert!(session.handle_signed_in(1, "t1".into(), None, 1.0));
    assert_eq!(
        session.ask(100.0 * HOUR),
        Step::Use("t1".into()),
        "no expiry known: used until it is refused"
    );
}

#[test]
fn a_device_clock_hours_off_is_corrected_by_the_servers_date() {
    let mut session = Session::default();
    session.handle_date(5.0 * HOUR, 0.0);
    session.ask(0.0);
    session.handle_signed_in(0, "t1".into(), Some(6.0 * HOUR), 0.0);
    assert_eq!(session.ask(HOUR - 2000.0), Step::UseAndRenew("t1".into()));
    assert_eq!(session.ask(HOUR), Step::Wait);
}

#[test]
fn a_reload_takes_up_the_token_unless_it_is_over() {
    let kept = signed_in(HOUR).to_stored().unwrap();
    let mut session = Session::default();
    session.restore(&kept, 1.0);
    assert_eq!(session.ask(1.0), Step::Use("t1".into()));
    let mut late = Session::default();
    late.restore(&kept, HOUR);
    assert_eq!(late.ask(HOUR), Step::SignIn);
    for junk in ["", "null", "[]", "[1,2,3]", "[\"\",null,1]", "{"] {
        let mut session = Session::default();
        session.restore(junk, 0.0);
        assert_eq!(session.ask(0.0), Step::SignIn, "{junk}");
    }
}

#[test]
fn debug_output_shows_no_token() {
    assert!(!format!("{:?}", signed_in(HOUR)).contains("t1"));
}

proptest! {
    /// Whatever happens in whatever order: never two sign-ins at a time, and once the one under way is over, nobody is told to wait.
    #[test]
    fn at_most_one_signs_in_and_nobody_waits_for_nobody(events in prop::collection::vec((0..6_u8, 0..200_000_u32), 1..60)) {
        let mut session = Session::default();
        let mut now = 0.0;
        let mut under_way: Option<u32> = None;
        for (event, pause) in events {
            now += f64::from(pause);
            match event {
                0 | 1 => match session.ask(now) {
                    Step::SignIn | Step::UseAndRenew(_) => {
                        prop_assert!(under_way.is_none());
                        under_way = Some(session.generation());
                    }
                    Step::Wait => prop_assert!(under_way.is_some()),
                    Step::Use(_) | Step::Refuse(_) => {}
                },
                2 => if let Some(generation) = under_way.take() {
                    prop_assert!(session.handle_signed_in(generation, ["t".into(), now.to_string()].concat(), Some(now + 300_000.0), now));
                },
                3 => if let Some(generation) = under_way.take() {
                    session.handle_failed(generation, refused(), now);
                },
                4 => if let Step::Use(token) = session.ask(now) { session.handle_rejected(&token) },
                _ => { session.sign_out(); under_way = None; }
            }
            if event == 4 && under_way.is_none() && session.signing_in {
                under_way = Some(session.generation());
            }
        }
    }
}
