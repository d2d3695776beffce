//! Refusals, and what they leave open.

use super::*;

fn refused() -> End {
    End::Refused { passing: true, error: broken() }
}

#[test]
fn a_page_that_was_given_up_on_and_says_no_takes_it_back_unless_somebody_else_has_it() {
    // It was so slow that its lease was over before anything had left.
    let (mut book, id) = admitted();
    book.sweep(&[], CLOSED, 75_001.0);
    assert_eq!(book.end(&id, "a", refused(), "", 75_002.0), Told::AsItIs);
    assert_eq!(book.find(&id), None, "its app was told that it was not carried out");

    // Another page has taken it, and may have sent it.
    let (mut book, id) = admitted();
    book.sweep(&[], CLOSED, 75_001.0);
    book.take(&scopes(), "b", 150_000.0);
    assert_eq!(book.end(&id, "a", refused(), "", 75_002.0), Told::Lost);
    book.begin(&id, "b", 75_003.0);
    assert_eq!(book.end(&id, "a", refused(), "", 75_004.0), Told::Lost);
    book.end(&id, "b", End::Unknown { error: broken() }, "", 75_005.0);
    assert_eq!(book.end(&id, "a", refused(), "", 75_006.0), Told::Lost, "what b sent is open");
    book.found(&id, Vec::new(), true, "", 75_007.0);
    assert_eq!(book.end(&id, "a", refused(), "", 75_008.0), Told::AsItIs, "nobody knows of it any more");
}

#[test]
fn a_refusal_of_a_second_sending_proves_nothing_about_the_first() {
    let (mut book, id) = admitted();
    book.begin(&id, "a", 1.0);
    assert_eq!(book.doubt(&id, false), None, "one sending, one answer");
    assert!(book.doubt(&id, true).is_some(), "but for an answer that may be its echo");
    book.end(&id, "a", End::Unknown { error: broken() }, "", 2.0);
    book.reopen(&id, "b", 100.0);
    let look = |book: &Book| book.doubt(&id, false).map(|entry| (entry.id(), entry.state));
    assert_eq!(look(&book), Some((id.clone(), State::Queued)), "nothing left: nothing new is to be seen");
    book.begin(&id, "b", 3.0);
    assert_eq!(look(&book), Some((id.clone(), State::Sending)));
    // Also when the page that sent it again is gone, and another one does.
    book.sweep(&["b".into()], CLOSED, 4.0);
    book.reopen(&id, "c", 100.0);
    book.begin(&id, "c", 5.0);
    assert_eq!(look(&book), Some((id.clone(), State::Sending)));
}

#[test]
fn where_a_task_is_gone_an_earlier_submission_about_it_is_looked_for() {
    let about = |key: &str, me: &str, task: &str, state: State| {
        let mut entry = entry(key, me, 0.0);
        entry.operation = "complete".into();
        entry.payloads[0].body = format!(r#"{{"taskId":"{task}","procInsId":"p"}}"#);
        entry.state = state;
        entry
    };
    let book = Book::new(vec![
        about("other", "a", "t2", State::Unknown),
        about("earlier", "a", "t1", State::Unknown),
        about("now", "b", "t1", State::Sending),
    ]);
    let id = book.entries()[2].id();
    assert_eq!(book.doubt(&id, true).unwrap().key, "earlier");
    assert_eq!(book.doubt(&id, false), None, "any other refusal is about this one alone");
}

#[test]
fn a_resend_that_does_not_leave_is_of_unknown_outcome_as_before() {
    let (mut book, id) = admitted();
    book.begin(&id, "a", 1.0);
    book.end(&id, "a", End::Unknown { error: broken() }, "", 2.0);
    assert!(book.reopen(&id, "a", 100.0).is_some());
    assert!(book.reopen(&id, "b", 100.0).is_none(), "somebody is at it");
    let told = book.end(&id, "a", End::Refused { passing: true, error: broken() }, "", 3.0);
    assert_eq!((told, book.find(&id).map(|entry| entry.state)), (Told::AsItIs, Some(State::Unknown)));
}
