//! The bounds that hold for clients of this package, whatever happens to the server, and that a smaller fleet shows as well.

use crate::fleet::{Outcome, play};
use crate::world::SCENARIOS;
use crate::{naive::Naive, ours::Ours};

const CLIENTS: u32 = 3_000;

fn ours(index: usize) -> impl Iterator<Item = Outcome> {
    (1..=3).map(move |seed| play::<Ours>(SCENARIOS[index], CLIENTS, seed))
}

/// Each order is known to have been taken, and was taken once.
fn assert_sound(outcome: &Outcome) {
    let name = outcome.scenario.name;
    assert!(outcome.submissions > 100, "{name}: {} orders show nothing", outcome.submissions);
    assert_eq!((outcome.doubled, outcome.lost, outcome.uncertain), (0, 0, 0), "{name}");
    assert_eq!(outcome.unsettled, 0, "{name}");
}

#[test]
fn an_ordinary_hour_is_even_and_almost_every_order_is_certain_at_once() {
    for outcome in ours(0) {
        assert_sound(&outcome);
        let ordinary = outcome.ordinary_minute();
        assert!(ordinary < f64::from(CLIENTS) * 2.0, "{ordinary} requests a minute");
        assert!((outcome.peak(60) as f64) < ordinary / 6.0 * 1.5);
        assert!(outcome.certain_within(99) < 1.0 && outcome.certain_within(100) < 120.0);
    }
}

#[test]
fn after_an_outage_the_server_is_not_run_over_and_all_are_settled_within_two_minutes() {
    for outcome in ours(1) {
        assert_sound(&outcome);
        let after = outcome.minute(480) as f64 / outcome.ordinary_minute();
        assert!(after < 2.0, "the minute after is {after} ordinary minutes");
        let peak = outcome.peak(180) as f64 / (outcome.ordinary_minute() / 6.0);
        assert!(peak < 4.0, "ten seconds have {peak} times the ordinary load");
    }
}

#[test]
fn a_network_that_comes_back_for_all_at_once_does_not_bring_all_at_once() {
    for outcome in ours(2) {
        assert_sound(&outcome);
        let after = outcome.minute(480) as f64 / outcome.ordinary_minute();
        assert!(after < 2.0, "the minute after is {after} ordinary minutes");
        let peak = outcome.peak(180) as f64 / (outcome.ordinary_minute() / 6.0);
        assert!(peak < 9.0, "ten seconds have {peak} times the ordinary load");
    }
}

#[test]
fn when_all_tokens_end_at_once_each_client_signs_in_once() {
    for outcome in ours(3) {
        assert_sound(&outcome);
        assert_eq!(
            outcome.sign_ins.get(2..),
            Some(&[][..]),
            "signed in more than once: {:?}",
            outcome.sign_ins
        );
        assert_eq!(outcome.sign_ins[1], CLIENTS as usize, "{:?}", outcome.sign_ins);
        assert!(outcome.minute(180) as f64 / outcome.ordinary_minute() < 4.0);
    }
}

#[test]
fn a_slow_server_is_not_asked_more() {
    for outcome in ours(4) {
        assert_sound(&outcome);
        assert!(outcome.minute(240) as f64 / outcome.ordinary_minute() < 2.0);
        assert!(outcome.minute(480) as f64 / outcome.ordinary_minute() < 2.0);
    }
}

#[test]
fn clients_written_by_hand_break_these_bounds() {
    let outage = play::<Naive>(SCENARIOS[1], 5 * CLIENTS, 1);
    assert!(outage.doubled_by_client > 0, "a lost answer is enough");
    assert!(outage.peak(180) as f64 / (outage.ordinary_minute() / 6.0) > 3.0);
}

#[test]
fn the_same_seed_is_the_same_hour() {
    let [first, second] = [7, 7].map(|seed| play::<Ours>(SCENARIOS[1], 200, seed));
    assert_eq!((first.load, first.certain_after), (second.load, second.certain_after));
}
