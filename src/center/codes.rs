//! center's response codes: what each means, and whether anything was executed (center.txt, API响应码; wire-facts §2, Errors).

use crate::delivery::{Effect, Operation, Verdict, answer::Failure};
use crate::error::{Executed, Hint, Reason};
use crate::text::has;

/// What to make of an answer with a code that is not success, and its words.
pub fn verdict(operation: &Operation, code: i64, said: Option<String>) -> Verdict {
    let words = said.as_deref().unwrap_or_default();
    if matches!(code, 401 | 4004 | 4444) {
        return Verdict::TokenRefused;
    }
    if words.starts_with("Request method") && has(words, "not supported") {
        let failure = Failure::new(Reason::NoSuchRoute).executed(Executed::No);
        return Verdict::NoSuchRoute(Failure { code: Some(code), server_message: said, ..failure });
    }
    // `fromIndex(40) > toIndex(12)`: the page after the last one.
    if operation.effect == Effect::Read && words.starts_with("fromIndex(") {
        return Verdict::Good;
    }
    let place = REFUSALS.iter().take_while(|(known, _)| !has(words, known)).count();
    let (reason, executed, hint) = meaning(code, words, place);
    let write = operation.effect == Effect::Write;
    let echo = write && executed == Executed::No && echoes(operation.name, code, place);
    let failure = Failure::new(reason).executed(executed);
    Verdict::Bad(Failure { echo, code: Some(code), hint, server_message: said, ..failure })
}

/// Whether `operation` may be refused so because it was carried out before. An order is not refused for that, but by a guard against
/// repeats; a task is another one's then, or gone, or in another state, each in words of its own. What would have been wrong with the
/// first sending as well is no echo of it.
fn echoes(operation: &str, code: i64, place: usize) -> bool {
    match operation {
        "start" | "createOrder" => place == 0,
        _ if code == 403 || code == 4001 => matches!(operation, "transfer" | "delegate"),
        _ => code < 4000 && (place < STEADY || place == REFUSALS.len()),
    }
}

/// What the codes mean that stand for one thing each, and whether anything was executed.
const MEANINGS: [(i64, Reason, Executed, Hint); 11] = [
    (
        4000,
        Reason::Options,
        Executed::No,
        (
            "调用方式错误（4000）：请检查 requestType 与 appId 或 serverId 是否对应",
            "Wrong way of calling (4000): check requestType and the appId or serverId that goes with it",
        ),
    ),
    (
        4001,
        Reason::Denied,
        Executed::No,
        (
            "没有权限（4001）：请检查 appId 或 serverId 与 secretKey，以及当前用户能否执行此操作",
            "No permission (4001): check the appId or serverId with its secretKey, and whether this user may do it",
        ),
    ),
    (
        4002,
        Reason::Denied,
        Executed::No,
        ("账号已被禁止（4002），请联系管理员", "This account is banned (4002)"),
    ),
    (
        403,
        Reason::Denied,
        Executed::No,
        ("当前用户没有访问授权（403），请联系管理员", "This user is not authorised (403)"),
    ),
    (
        4101,
        Reason::ParameterRefused,
        Executed::No,
        (
            "参数错误（4101）：请检查参数的名称、类型和取值",
            "Wrong parameter (4101): check names, types and values",
        ),
    ),
    (
        4200,
        Reason::Refused,
        Executed::No,
        (
            "没找到用户（4200）：请检查 userId、assignee 等用户 id，以及令牌所属的用户",
            "User not found (4200): check userId, assignee and other user ids, and whose token it is",
        ),
    ),
    (
        5001,
        Reason::Backend,
        Executed::Unknown,
        ("访问 SSO 服务失败（5001）", "The SSO service failed (5001)"),
    ),
    (5002, Reason::Backend, Executed::Unknown, ("操作 Redis 失败（5002）", "Redis failed (5002)")),
    (5003, Reason::Backend, Executed::Unknown, ("操作 MySQL 失败（5003）", "MySQL failed (5003)")),
    (
        400,
        Reason::Refused,
        Executed::No,
        ("流程引擎拒绝了此操作（400）", "The process engine refused it (400)"),
    ),
    (601, Reason::Refused, Executed::Unknown, ("服务器发出警告（601）", "The server warns (601)")),
];

fn meaning(code: i64, words: &str, place: usize) -> (Reason, Executed, Option<Hint>) {
    if let Some((_, reason, executed, hint)) = MEANINGS.iter().find(|(known, ..)| *known == code) {
        return (*reason, *executed, Some(*hint));
    }
    let general = match code {
        404 => ("操作失败（404）", "It failed (404)"),
        500 => ("服务器处理时出错（500）", "The server failed at it (500)"),
        _ => ("服务器返回了未知的状态码", "The server gave an unknown code"),
    };
    match code {
        404 | 500 => refusal(words, place, general),
        // Any other code is nobody's that is known: a gateway's, say, which lost the answer. Its words prove nothing.
        _ => (Reason::Refused, Executed::Unknown, Some(general)),
    }
}

/// Words that are a deliberate refusal, each from a check that comes before anything is changed (wire-facts §2), and what to do. The
/// first are those that may come of its having been carried out before; the others depend on nothing that it changes.
const REFUSALS: [(&str, Option<Hint>); 10] = [
    (
        "不允许重复提交",
        Some((
            "相同内容在 5 秒内提交过，请在列表中核对",
            "The same was submitted within 5 seconds: look in the list",
        )),
    ),
    (
        "任务不存在",
        Some((
            "该任务可能已经处理过，请在已办列表中核对",
            "The task may have been done already: look in the finished list",
        )),
    ),
    (
        "未找到指定的流程定义",
        Some((
            "流程可能已重新部署，请重新获取流程列表中的 definitionId",
            "The process may have been deployed anew: fetch its definitionId again",
        )),
    ),
    (
        "不属于串行关系",
        Some(("targetKey 应取自 returnTargets 的结果", "targetKey should be one of returnTargets")),
    ),
    ("挂起", None),
    ("参数错误", None),
    ("接口已废弃", None),
    // Spring's own, before any controller.
    ("Content type", None),
    ("Required request", None),
    ("JSON parse error", None),
];

/// Where the others begin.
const STEADY: usize = 2;

/// Words of an error that nobody foresaw: what was done until then is open.
const TROUBLE: [&str; 6] = ["异常", "错误", "失败", "超时", "系统", "未知"];

/// Code 500 stands for every exception. Checks speak Chinese and say what is wrong; an exception that nobody foresaw is null, in
/// English, or speaks of trouble. When in doubt, the outcome is unknown.
fn refusal(words: &str, place: usize, general: Hint) -> (Reason, Executed, Option<Hint>) {
    if let Some((_, hint)) = REFUSALS.get(place) {
        return (Reason::Refused, Executed::No, *hint);
    }
    let chinese = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if chinese && !TROUBLE.iter().any(|word| has(words, word)) {
        return (Reason::Refused, Executed::No, None);
    }
    (Reason::Refused, Executed::Unknown, words.is_empty().then_some(general))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::center::actions::{CLAIM, COMPLETE, STOP_PROCESS, TRANSFER};
    use crate::center::processes::PROCESSES;
    use crate::center::{create_order, start};
    use crate::error::{Error, Kind, Locale, Service};

    fn failure(code: i64, words: Option<&str>) -> Failure {
        match verdict(&COMPLETE.operation, code, words.map(str::to_owned)) {
            Verdict::Bad(failure) => failure,
            other => panic!("{code} is {other:?}"),
        }
    }

    #[test]
    fn every_code_has_its_kind_and_says_whether_anything_was_done() {
        use Executed::{No, Unknown};
        let known = [
            (4000, Kind::Config, No),
            (4001, Kind::Denied, No),
            (4002, Kind::Denied, No),
            (403, Kind::Denied, No),
            (4101, Kind::Validation, No),
            (4200, Kind::Service, No),
            (5001, Kind::Service, Unknown),
            (5002, Kind::Service, Unknown),
            (5003, Kind::Service, Unknown),
            (400, Kind::Service, No),
            (404, Kind::Service, Unknown),
            (500, Kind::Service, Unknown),
            (601, Kind::Service, Unknown),
            (7777, Kind::Service, Unknown),
        ];
        for (code, kind, executed) in known {
            let failure = failure(code, None);
            assert_eq!((failure.reason.kind(), failure.executed.name()), (kind, executed.name()), "{code}");
            let mut error = Error::new(failure.reason, Service::Center, "complete");
            (error.hint, error.code) = (failure.hint, failure.code);
            for locale in [Locale::ZhCn, Locale::En] {
                let message = error.message(locale);
                assert!(code == 7777 || message.contains(&code.to_string()), "{message}");
            }
        }
        for code in [401, 4004, 4444] {
            assert_eq!(verdict(&COMPLETE.operation, code, None), Verdict::TokenRefused);
        }
    }

    #[test]
    fn a_check_that_refused_is_told_from_an_exception_halfway() {
        let executed = |words: &str| failure(500, Some(words)).executed;
        for said in [
            "任务不存在",
            "流程实例不存在，请确认！",
            "参数错误！",
            "当前节点相对于目标节点，不属于串行关系，无法回退",
            "流程已经结束，不能取消",
            "Content type 'text/plain' not supported",
        ] {
            assert_eq!(executed(said).name(), "no", "{said}");
        }
        for said in
            ["流程启动失败", "系统异常，请联系管理员", "Cannot invoke \"String.length()\"", "Read timed out"]
        {
            assert_eq!(executed(said), Executed::Unknown, "{said}");
        }
        for code in [502, 503, 7777] {
            let failure = failure(code, Some("服务不可用"));
            assert_eq!(failure.executed, Executed::Unknown, "a gateway's {code}");
        }
    }

    #[test]
    fn the_message_says_what_to_do() {
        let mut error = Error::new(Reason::Refused, Service::Center, "complete");
        let failure = failure(500, Some("任务不存在"));
        (error.server_message, error.hint) = (failure.server_message, failure.hint);
        assert_eq!(
            error.message(Locale::ZhCn),
            "服务器拒绝了请求：任务不存在。该任务可能已经处理过，请在已办列表中核对"
        );
        assert_eq!(
            error.message(Locale::En),
            "The server refused the request: 任务不存在. The task may have been done already: look in the finished list"
        );
    }

    #[test]
    fn a_wrong_method_is_a_missing_route_and_the_page_after_the_last_is_empty() {
        let wrong = Some("Request method 'POST' not supported".to_owned());
        assert!(
            matches!(verdict(&COMPLETE.operation, 500, wrong), Verdict::NoSuchRoute(failure) if failure.executed == Executed::No)
        );
        let past = || Some("fromIndex(40) > toIndex(12)".to_owned());
        assert_eq!(verdict(&PROCESSES.operation, 500, past()), Verdict::Good);
        assert!(matches!(verdict(&COMPLETE.operation, 500, past()), Verdict::Bad(_)));
    }

    #[test]
    fn a_refusal_that_may_come_from_its_own_first_sending_is_told_from_one_that_would_have_met_that_as_well()
    {
        let echo = |operation: &Operation, code: i64, words: &str| match verdict(
            operation,
            code,
            Some(words.into()),
        ) {
            Verdict::Bad(failure) => failure.echo,
            other => panic!("{other:?}"),
        };
        for (operation, code, words) in [
            (&COMPLETE.operation, 500, "任务不存在"),
            (&CLAIM.operation, 500, "任务已被签收"),
            (&STOP_PROCESS.operation, 500, "流程已经结束，不能取消"),
            (&TRANSFER.operation, 4001, "没有权限"),
            (&create_order::OPERATION, 500, "不允许重复提交，请稍候再试"),
        ] {
            assert!(echo(operation, code, words), "{} {words}", operation.name);
        }
        for (operation, code, words) in [
            (&COMPLETE.operation, 500, "参数错误！"),
            (&COMPLETE.operation, 500, "任务处于挂起状态"),
            (&COMPLETE.operation, 4001, "没有权限"),
            (&COMPLETE.operation, 4101, "参数错误"),
            (&TRANSFER.operation, 4200, "没找到用户"),
            (&start::OPERATION, 500, "未找到指定的流程定义"),
            (&start::OPERATION, 500, "表单字段不能为空"),
            (&PROCESSES.operation, 500, "任务不存在"),
            // Nobody says that this was refused: its outcome is unknown anyway.
            (&COMPLETE.operation, 500, "系统异常"),
        ] {
            assert!(!echo(operation, code, words), "{} {words}", operation.name);
        }
    }
}
