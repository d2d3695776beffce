//! Looking for a submission of unknown outcome: a process among one's own, a task in todo and finished lists.

use crate::delivery::outbox::Found;
use crate::delivery::reconcile::{
    Ask, Asked, Lost, Outcome, Verdict, agreement, found, instant, items, judge, says, similar, text,
};
use crate::json::Value;
use crate::text::has;

/// Looks for it, each operation where it would show.
pub fn reconcile(lost: &Lost<'_>, asked: &mut Asked<'_>) -> Result<Verdict, Ask> {
    match lost.entry.operation.as_str() {
        "start" | "createOrder" => started(lost, asked),
        _ => acted(lost, asked),
    }
}

/// Among the processes of one's own. Some servers show their variables there, the others in the lists of tasks only.
fn started(lost: &Lost<'_>, asked: &mut Asked<'_>) -> Result<Verdict, Ask> {
    let said = &lost.said;
    let definition = text(said, "processDefId").or(text(said, "processId")).or(text(said, "processKey"));
    let definition = definition.or(lost.entry.title.as_deref().filter(|_| lost.entry.operation == "start"));
    let sent = said.get("variables").or(said.get("params")).unwrap_or(said);
    let since = lost.since_text();
    let query = [("proStartBeginTime", since.as_str())];
    let (own, mut all) = asked.list("center.own", "pageNum", &query)?;
    let is_definition = |row: &Value| {
        let Some((there, sent)) = text(row, "procDefId").zip(definition) else { return true };
        let version = there.strip_prefix(sent).is_some_and(|rest| rest.is_empty() || rest.starts_with(":"));
        version || text(row, "procDefKey") == definition
    };
    let mut candidates = Vec::new();
    for row in own {
        let at = instant(row, "proInsCreateTimeMs").or(instant(row, "createTimeMs"));
        if is_definition(row) && lost.is_time(at) {
            candidates.push(row);
        }
    }
    let mut tasks = Vec::new();
    if candidates.iter().any(|row| variables(row).is_none()) {
        for list in ["center.todo", "center.finished"] {
            let (rows, complete) = asked.list(list, "pageNum", &query)?;
            tasks.extend(rows);
            all &= complete;
        }
    }
    // An order about a process that runs already shows in none of these lists.
    all &= text(said, "procInstId").or(text(said, "procInsId")).is_none();
    let (mut alike, mut maybe) = (Vec::new(), Vec::new());
    for row in candidates {
        let Some(id) = text(row, "procInsId") else { continue };
        let process = found(id, text(row, "procDefName"));
        let mut of_tasks = tasks.iter().filter(|task| says(task, "procInsId", id));
        match variables(row).or_else(|| of_tasks.find_map(|task| variables(task))) {
            Some(there) => sort(lost, sent, there, process, &mut alike, &mut maybe),
            None => maybe.push(process),
        }
    }
    Ok(judge(lost.entry, alike, maybe, all))
}

fn sort(
    lost: &Lost<'_>,
    sent: &Value,
    there: &Value,
    process: Found,
    alike: &mut Vec<Found>,
    maybe: &mut Vec<Found>,
) {
    if let Some(field) = &lost.entry.key_field {
        if says(there, field, &lost.entry.key) {
            alike.push(process);
        }
        return;
    }
    match agreement(sent, &|name| there.get(name)) {
        (same, 0) if same > 0 => alike.push(process),
        agreed if similar(agreed) => maybe.push(process),
        _ => {}
    }
}

fn variables(row: &Value) -> Option<&Value> {
    row.get("procVars").filter(|variables| matches!(variables, Value::Object(_)))
}

/// Where a task shows after each operation, and where before.
fn acted(lost: &Lost<'_>, asked: &mut Asked<'_>) -> Result<Verdict, Ask> {
    let (task, process) = (text(&lost.said, "taskId"), text(&lost.said, "procInsId"));
    let (outcome, row) = traced(lost, asked, task, process)?;
    let mut traces = Vec::new();
    if outcome != Outcome::NotFound {
        let title = row.and_then(|row| text(row, "taskName").or(text(row, "procDefName")));
        traces.push(found(task.or(process).unwrap_or_default(), title));
    }
    Ok(Verdict { outcome, found: traces, doubled: false })
}

fn traced<'a>(
    lost: &Lost<'_>,
    asked: &mut Asked<'a>,
    task: Option<&str>,
    process: Option<&str>,
) -> Result<(Outcome, Option<&'a Value>), Ask> {
    let operation = lost.entry.operation.as_str();
    let named = |rows: &[&'a Value], name: &str, id: Option<&str>| {
        rows.iter().copied().find(|row| id.is_some_and(|id| says(row, name, id)))
    };
    let either = |accepted: bool| if accepted { Outcome::Accepted } else { Outcome::NotFound };
    if operation == "stopProcess" {
        let (own, _) = asked.list("center.own", "pageNum", &[])?;
        let row = named(&own, "procInsId", process);
        let state = row.and_then(|row| text(row, "state"));
        let in_time = row.is_some_and(|row| lost.is_time(instant(row, "finishTimeMs")));
        // It runs, or came to its end in another way or at another time.
        let outcome = state.map_or(Outcome::Ambiguous, |state| either(in_time && state == "canceled"));
        return Ok((outcome, row));
    }
    let (todo, all) = asked.list("center.todo", "pageNum", &[])?;
    let mine = named(&todo, "taskId", task);
    let claims = operation == "claim";
    if mine.is_some() {
        return Ok((either(claims), mine));
    }
    if claims || operation == "unClaim" {
        let (free, _) = asked.list("center.claimList", "pageNum", &[])?;
        let free = named(&free, "taskId", task);
        // What is neither here nor there, somebody else has.
        let outcome = if free.is_some() || claims && all { either(!claims) } else { Outcome::Ambiguous };
        return Ok((outcome, free));
    }
    let (finished, all_finished) = asked.list("center.finished", "pageNum", &[])?;
    let done = named(&finished, "taskId", task).filter(|row| lost.is_time(instant(row, "finishTimeMs")));
    const ACTIONS: [(&str, &str); 6] = [
        ("complete", "completed"),
        ("reject", "rejected"),
        ("returnTask", "returned"),
        ("delegate", "delegated"),
        ("transfer", "transferred"),
        ("revoke", "revoked"),
    ];
    let place = ACTIONS.iter().position(|(name, _)| *name == operation);
    if done.is_some() && place.is_some_and(|place| place < 3) {
        return Ok((Outcome::Accepted, done));
    }
    // Where a process is known, its history tells who did what with the task.
    let (Some(process), Some((_, action))) = (process, place.and_then(|place| ACTIONS.get(place))) else {
        return Ok((Outcome::Ambiguous, done));
    };
    let detail = asked.ask("center.detail", Value::Text(process.into()))?;
    let comment = text(&lost.said, "comment");
    let mut history = false;
    for node in items(detail, "historyProcNodeList") {
        history = true;
        for said in items(node, "commentList") {
            // A delegate's own word is a delegation's, until the task is back. Others may have done the same, in other words.
            let ours = (says(said, "action", action)
                || operation == "complete" && says(said, "action", "delegated"))
                && text(said, "fullMessage")
                    .is_none_or(|full| comment.is_none_or(|comment| has(full, comment)))
                && text(said, "taskId").is_none_or(|id| task.is_none_or(|task| id == task));
            if ours && lost.is_time(instant(said, "timeMs")) {
                return Ok((Outcome::Accepted, done));
            }
        }
    }
    // Each of these leaves a word in the history. Where the server knows of no such process, and the lists of no such task, there never
    // was one.
    let nothing = *detail == Value::Null && all_finished;
    let outcome = if all && (history || nothing) { Outcome::NotFound } else { Outcome::Ambiguous };
    Ok((outcome, done))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::delivery::outbox::Entry;

    const SENT: f64 = 1_700_000_000_000.0;

    /// What the lists say of an operation: todo, what else is asked.
    fn verdict(operation: &str, said: &str, answers: &[&str]) -> Outcome {
        let stored = format!(
            r#"{{"scope":"s","until":0,"makes":1,"print":"","shown":{{"key":"k","service":"center","operation":"{operation}",
            "state":"unknown","createdAt":{SENT},"sentAt":{SENT},"attempts":1}}}}"#
        );
        let parse = |text: &str| Value::parse(text.as_bytes()).unwrap();
        let entry = Entry::from_value(&parse(&stored)).unwrap();
        let lost = Lost { entry: &entry, said: parse(said), skew_ms: 0.0, utc_offset_minutes: 480 };
        let answers: Vec<Value> = answers.iter().map(|answer| parse(answer)).collect();
        reconcile(&lost, &mut Asked::new(&answers)).unwrap().outcome
    }

    const NONE: &str = r#"{"rows":[],"hasNext":false}"#;
    const DONE: &str = r#"{"taskId":"t","procInsId":"p","comment":"同意"}"#;

    fn history(comment: &str) -> String {
        format!(r#"{{"historyProcNodeList":[{{"commentList":[{comment}]}}]}}"#)
    }

    #[test]
    fn a_word_in_the_history_is_ours_when_it_says_what_was_sent_about_this_task_at_that_time() {
        let said = |comment: &str| verdict("complete", DONE, &[NONE, NONE, &history(comment)]);
        let ours = r#"{"action":"completed","taskId":"t","timeMs":1700000002000,"fullMessage":"同意"}"#;
        assert_eq!(said(ours), Outcome::Accepted);
        assert_eq!(said(&ours.replace("completed", "delegated")), Outcome::Accepted, "a delegate's own word");
        assert_eq!(
            said(&ours.replace(r#""taskId":"t","#, "")),
            Outcome::Accepted,
            "what is not said is no objection"
        );
        let without = r#"{"taskId":"t","procInsId":"p","userId":"7"}"#;
        let transferred = history(&ours.replace("completed", "transferred"));
        assert_eq!(
            verdict("transfer", without, &[NONE, NONE, &transferred]),
            Outcome::Accepted,
            "nothing was said"
        );
        for (what, comment) in [
            ("a colleague's", ours.replace("同意", "不属本部门")),
            ("another task's", ours.replace(r#""t""#, r#""u""#)),
            ("yesterday's", ours.replace("1700000002000", "1699900000000")),
            ("another action's", ours.replace("completed", "rejected")),
            ("nobody's", String::new()),
        ] {
            assert_eq!(said(&comment), Outcome::NotFound, "{what}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_not_said_to_be_missing() {
        let complete = |answers: &[&str]| verdict("complete", DONE, answers);
        assert_eq!(complete(&[NONE, NONE, "null"]), Outcome::NotFound, "no such process, no such task");
        assert_eq!(
            complete(&[NONE, NONE, "false"]),
            Outcome::Ambiguous,
            "a process that this account may not see"
        );
        let more = r#"{"rows":[],"hasNext":false,"x":1}"#;
        assert_eq!(
            complete(&["null", more, &history("")]),
            Outcome::Ambiguous,
            "no list of what is to be done"
        );
        assert_eq!(
            verdict("deleteTask", DONE, &[NONE, NONE, &history("")]),
            Outcome::Ambiguous,
            "it may leave no word"
        );
        assert_eq!(verdict("returnTask", r#"{"taskId":"t"}"#, &[NONE, NONE]), Outcome::Ambiguous);
    }

    #[test]
    fn a_task_that_somebody_else_has_was_not_claimed_here() {
        let mine = r#"{"rows":[{"taskId":"t"}],"hasNext":false}"#;
        let claim = |operation: &str, answers: &[&str]| verdict(operation, DONE, answers);
        assert_eq!(claim("claim", &[mine]), Outcome::Accepted);
        assert_eq!(claim("claim", &[NONE, mine]), Outcome::NotFound);
        assert_eq!(claim("claim", &[NONE, NONE]), Outcome::NotFound);
        assert_eq!(claim("unClaim", &[NONE, mine]), Outcome::Accepted);
        assert_eq!(claim("unClaim", &[NONE, NONE]), Outcome::Ambiguous);
    }

    #[test]
    fn a_process_that_was_canceled_at_another_time_was_not_stopped_now() {
        let own = |state: &str, at: &str| {
            let own = format!(
                r#"{{"rows":[{{"procInsId":"p","state":"{state}","finishTimeMs":{at}}}],"hasNext":false}}"#
            );
            verdict("stopProcess", DONE, &[&own])
        };
        assert_eq!(own("canceled", "1700000002000"), Outcome::Accepted);
        assert_eq!(own("canceled", "1699900000000"), Outcome::NotFound);
        assert_eq!(own("running", "null"), Outcome::NotFound);
        assert_eq!(own("", "null"), Outcome::Ambiguous);
    }
}
