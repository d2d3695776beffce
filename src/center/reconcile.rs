//! Looking for a submission of unknown outcome: a process among one's own, a task in todo and finished lists.

use crate::delivery::outbox::Found;
use crate::delivery::reconcile::{
    Ask, Asked, Lost, Outcome, Verdict, agreement, found, instant, items, judge, says, similar, text,
};
use crate::json::Value;

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
    let operation = lost.entry.operation.as_str();
    let task = text(&lost.said, "taskId");
    let process = text(&lost.said, "procInsId");
    let is_task = |row: &&Value| task.is_some_and(|task| says(row, "taskId", task));
    let verdict = |outcome, row: Option<&Value>| {
        let id = task.or(process).unwrap_or_default();
        let title = row.and_then(|row| text(row, "taskName").or(text(row, "procDefName")));
        let found = if outcome == Outcome::NotFound { Vec::new() } else { vec![found(id, title)] };
        Ok(Verdict { outcome, found, doubled: false })
    };
    if operation == "stopProcess" {
        let (own, _) = asked.list("center.own", "pageNum", &[])?;
        let row =
            own.iter().copied().find(|row| process.is_some_and(|process| says(row, "procInsId", process)));
        return match row.and_then(|row| text(row, "state")) {
            Some("canceled") => verdict(Outcome::Accepted, row),
            Some("running") => verdict(Outcome::NotFound, row),
            _ => verdict(Outcome::Ambiguous, row),
        };
    }
    let (todo, _) = asked.list("center.todo", "pageNum", &[])?;
    let mine = todo.iter().copied().find(is_task);
    if matches!(operation, "claim" | "unClaim") {
        let claimed = operation == "claim";
        if mine.is_some() {
            return verdict(if claimed { Outcome::Accepted } else { Outcome::NotFound }, mine);
        }
        let (free, _) = asked.list("center.claimList", "pageNum", &[])?;
        let free = free.iter().copied().find(is_task);
        return match free {
            Some(_) => verdict(if claimed { Outcome::NotFound } else { Outcome::Accepted }, free),
            None => verdict(Outcome::Ambiguous, None),
        };
    }
    if mine.is_some() {
        return verdict(Outcome::NotFound, mine);
    }
    let (finished, _) = asked.list("center.finished", "pageNum", &[])?;
    let done =
        finished.iter().copied().find(|row| is_task(row) && lost.is_time(instant(row, "finishTimeMs")));
    if done.is_some() && matches!(operation, "complete" | "reject" | "returnTask") {
        return verdict(Outcome::Accepted, done);
    }
    // Where a process is known, its history tells who did what with the task.
    let Some(process) = process else { return verdict(Outcome::Ambiguous, done) };
    let detail = asked.ask("center.detail", Value::Text(process.into()))?;
    let action = match operation {
        "complete" => "completed",
        "reject" => "rejected",
        "returnTask" => "returned",
        "delegate" => "delegated",
        "transfer" => "transferred",
        "revoke" => "revoked",
        _ => return verdict(Outcome::Ambiguous, done),
    };
    for node in items(detail, "historyProcNodeList") {
        for comment in items(node, "commentList") {
            if says(comment, "action", action)
                && task.is_none_or(|task| says(comment, "taskId", task))
                && lost.is_time(instant(comment, "timeMs"))
            {
                return verdict(Outcome::Accepted, done);
            }
        }
    }
    verdict(Outcome::Ambiguous, done)
}
