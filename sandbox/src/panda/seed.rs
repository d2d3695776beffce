//! What a new database holds: people, projects, files and some sixty orders per project from the past weeks.

use rusqlite::Connection;

use super::catalogue::{ATTACHMENT_FIELDS, EVENT_TYPES, EventType};
use super::engine::{self, Report};
use super::people::{self, ACCOUNTS, PROJECTS, USERS};
use super::{pictures, token};
use crate::clock;

const ORDERS: u32 = 60;
/// The latest orders came in every other hour, the older ones more than half a day apart.
const RECENT: i64 = 20;
const HOUR: i64 = 3600;
/// The document's details belong to order CCSS-2023-0000021.
const DOCUMENTED_YEAR_ORDERS: i64 = 21;

const ROADS: [&str; 8] =
    ["人民路", "解放大道", "滨江东路", "学府街", "建设二路", "朝阳北路", "环城西路", "文昌巷"];
const ESTATES: [&str; 6] = ["翠湖花园", "金桂苑", "阳光新城", "碧水湾", "和平里小区", "锦绣江南"];
const NAMES: [&str; 10] =
    ["王秀英", "李建国", "张桂芳", "刘志强", "杨雪梅", "黄俊杰", "徐慧敏", "朱文博", "高玉兰", "罗家豪"];

/// Fills a database without projects.
pub fn plant_if_new(connection: &Connection) -> anyhow::Result<()> {
    let has_secret: bool =
        connection.query_row("SELECT count(*) > 0 FROM panda_setting", [], |row| row.get(0))?;
    if !has_secret {
        token::expire_all(connection)?;
    }
    let is_new: bool =
        connection.query_row("SELECT count(*) = 0 FROM panda_project", [], |row| row.get(0))?;
    if !is_new {
        return Ok(());
    }
    for (id, name, department) in USERS {
        connection.execute("INSERT INTO panda_user VALUES (?1, ?2, ?3)", (id, name, department))?;
    }
    for account in ACCOUNTS {
        connection.execute("INSERT INTO panda_account VALUES (?1, ?2, ?3)", account)?;
    }
    for project in PROJECTS {
        connection.execute("INSERT INTO panda_project VALUES (?1)", [project])?;
    }
    for (path, content) in pictures::all()? {
        connection.execute("INSERT INTO panda_file VALUES (?1, ?2)", (path, content))?;
    }
    let [with_orders @ .., _] = PROJECTS;
    for project in with_orders {
        documented_orders(connection, project)?;
        orders(connection, project, ORDERS, clock::now())?;
    }
    Ok(())
}

/// Of 2023: the yearly series up to the number in the document, of which only the last two are kept.
fn documented_orders(connection: &Connection, project: &str) -> rusqlite::Result<()> {
    let Some(event_type) = EventType::find("出厂设施报修") else { return Ok(()) };
    connection.execute(
        "INSERT INTO panda_counter (project, series, last) VALUES (?1, 'case CCSS 2023', ?2)",
        (project, DOCUMENTED_YEAR_ORDERS - 2),
    )?;
    let start = clock::parse("2023-05-29 09:15:00").unwrap_or_default();
    for index in 0..2 {
        let course = Course { steps: usize::MAX, sent_back: false, now: i64::MAX };
        order(connection, project, event_type, index, start + i64::from(index) * 26 * HOUR, course)?;
    }
    Ok(())
}

/// Orders of all types, oldest first: most have ended, some were sent back, some are late, the latest mostly run.
pub fn orders(connection: &Connection, project: &str, count: u32, now: i64) -> rusqlite::Result<()> {
    for index in 0..count {
        let rank = i64::from(count - index);
        let hours = if rank <= RECENT { rank * 2 } else { RECENT * 2 + (rank - RECENT) * 14 };
        let at = now - hours * HOUR - i64::from(index * 1237 % 3600);
        let event_type = &EVENT_TYPES[index as usize * 7 % EVENT_TYPES.len()];
        let luck = (index + index / 10) % 8;
        let (steps, sent_back) = match luck {
            5 => (2, true),
            6 => (1, false),
            7 if rank <= RECENT => (0, false),
            _ => (usize::MAX, false),
        };
        order(connection, project, event_type, index, at, Course { steps, sent_back, now })?;
    }
    Ok(())
}

/// How far an order goes.
struct Course {
    steps: usize,
    sent_back: bool,
    /// Nothing happens after this moment.
    now: i64,
}

/// One order, moved on by so many nodes, and then perhaps sent back.
fn order(
    connection: &Connection,
    project: &str,
    event_type: &'static EventType,
    index: u32,
    at: i64,
    course: Course,
) -> rusqlite::Result<()> {
    // Not in step with the event types, so that every type shows every value.
    let at_index = (index + index / 10) as usize;
    let reporter = USERS[at_index * 5 % USERS.len()].0;
    let reporter = people::find(connection, reporter)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let values: Vec<_> =
        event_type.fields().map(|field| (field.to_owned(), sample(field, at_index))).collect();
    let columns: Vec<_> =
        values.iter().map(|(field, value)| format!("{}:{}", quoted(field), quoted(value))).collect();
    let biz_data = format!("{{{}}}", columns.join(","));
    let values: Vec<_> = values.into_iter().map(|(field, value)| (field, quoted(&value))).collect();
    let xy = format!("121.{:05},31.{:05}", 40000 + at_index * 173 % 9999, 20000 + at_index * 311 % 9999);
    let receipt = engine::report(
        connection,
        &Report {
            project,
            event_type,
            reporter: &reporter,
            at,
            station: ["城东水厂", "城西水厂", "滨江泵站", "北区加压站"][at_index % 4],
            xy: &xy,
            to_users: "",
            opinion: "",
            biz_data: &biz_data,
            values: &values,
            by_time: false,
        },
    )?;
    // The last steps of some orders take so long that the deadline passes.
    let pace = HOUR * (1 + i64::from(index % 5) * 3);
    let mut moment = at + HOUR / 2;
    let case_no = if receipt.case_no.is_empty() {
        let event_id = connection.query_row(
            "SELECT id FROM panda_event WHERE project = ?1 AND event_code = ?2",
            [project, &receipt.event_code],
            |row| row.get(0),
        )?;
        engine::dispatch(connection, event_id, moment)?
    } else {
        receipt.case_no
    };
    for _ in 0..course.steps.min(event_type.nodes.len()) {
        moment += pace;
        if moment > course.now {
            break;
        }
        let Some(case) = engine::find(connection, project, &case_no)? else { break };
        engine::advance(connection, &case, moment, None)?;
    }
    match engine::find(connection, project, &case_no)? {
        Some(case) if course.sent_back && case.state == engine::RUNNING => engine::send_back(
            connection,
            &case,
            (moment + pace).min(course.now),
            "现场核实与上报内容不符，退回关单",
        ),
        _ => Ok(()),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value that somebody might have entered.
fn sample(field: &str, index: usize) -> String {
    let pick = |choices: &[&str]| choices[index % choices.len()].to_owned();
    let road = format!("{}{}号", ROADS[index % ROADS.len()], 12 + index * 17 % 380);
    let phone = format!("138{:08}", 10_000_019 + index * 7_654_321 % 89_999_999);
    if ATTACHMENT_FIELDS.contains(&field) {
        return match index % 4 {
            0 => pictures::SAMPLE.to_owned(),
            1 => format!("{},{}", pictures::SMALL[index % 3], pictures::LARGE),
            2 => pictures::SMALL[index % 3].to_owned(),
            _ => String::new(),
        };
    }
    match field {
        "用户编号" => format!("YH{:08}", 20_230_000 + index * 37),
        "用户名称" | "联系人" | "投诉人" | "举报人" => pick(&NAMES),
        "用户状态" => pick(&["正常", "欠费停水", "报停"]),
        "电话号码" | "联系电话" => phone,
        "用户地址" | "泵房地址" => {
            format!("{road}{}{}幢{}01室", pick(&ESTATES), 1 + index % 18, 1 + index % 6)
        }
        "小区名称" => pick(&ESTATES),
        "泵房名称" => format!("{}{}号泵房", pick(&ESTATES), 1 + index % 3),
        "水表表号" | "旧表表号" | "新表表号" => {
            format!("SB{:010}", 3_301_000_000_usize + index * 977)
        }
        "水表位置" => pick(&["楼道水表间", "室外表井", "厨房水槽下"]),
        "水表铭牌" => pick(&["LXS-15E", "LXS-20E", "LXSY-25"]),
        "水表厂家" => pick(&["宁波水表", "熊猫智慧水务", "三川智慧"]),
        "用户缴费状态" => pick(&["已缴清", "欠费"]),
        "欠费金额" => format!("{}.{:02}", index * 13 % 420, index * 7 % 100),
        "阀门当前状态" => pick(&["关闭", "开启"]),
        "阀门口径" | "水表口径" => pick(&["15", "20", "25", "40"]),
        "营业区域" => pick(&["营业一所", "营业二所"]),
        "漏点位置" | "违章地点" | "安装位置" | "测点位置" => {
            format!("{road}路口东侧{}米", 5 + index % 60)
        }
        "所在道路" => road,
        "漏损类型" => pick(&["明漏", "暗漏", "阀门漏水", "爆管"]),
        "坐标" => format!("121.{:05},31.{:05}", 40000 + index * 173 % 9999, 20000 + index * 311 % 9999),
        "情况描述" => {
            pick(&["路面大量渗水，水流向低洼处", "水从井盖缝隙涌出，影响通行", "住户反映水压明显下降"])
        }
        "管径" => pick(&["100", "200", "300", "600"]),
        "管材" => pick(&["球墨铸铁", "PE", "钢管"]),
        "埋深" => pick(&["0.8", "1.2", "1.5"]),
        "路面类型" => pick(&["沥青", "混凝土", "绿化带"]),
        "旧表止码" => (800 + index * 29).to_string(),
        "新表起码" => "0".to_owned(),
        "更换原因" => pick(&["到期轮换", "表停", "表面模糊"]),
        "水质现象" => pick(&["水发黄", "有异味", "水浑浊"]),
        "发生时间" => "当日早晨".to_owned(),
        "影响范围" => pick(&["单户", "整栋楼", "整个小区"]),
        "投诉内容" => pick(&["早上放水发黄，持续十多分钟", "自来水有较重的漂白粉味", "热水器出水浑浊"]),
        "进水压力" | "当前压力" => pick(&["0.12", "0.18", "0.21"]),
        "出水压力" | "正常压力" => pick(&["0.28", "0.32", "0.45"]),
        "水箱液位" => pick(&["1.8", "2.1", "2.4"]),
        "设备状态" => pick(&["正常", "2号泵异响", "变频器报警"]),
        "环境卫生" => pick(&["良好", "一般"]),
        "设施名称" => pick(&["出厂流量计", "加氯机", "送水泵", "浊度仪"]),
        "设施编号" => format!("SS-{:04}", 101 + index),
        "所属站点" => pick(&["城东水厂", "城西水厂"]),
        "故障等级" => pick(&["一般", "紧急"]),
        "故障描述" => pick(&["读数跳变，与下游不符", "运行时有异响且温度升高", "停机后无法启动"]),
        "测点名称" => format!("{}压力点", pick(&ROADS)),
        "影响用户数" => (20 + index * 11 % 900).to_string(),
        "消火栓编号" => format!("XHS-{:05}", 1200 + index * 3),
        "消火栓型号" => pick(&["SS100/65-1.6", "SA100/65-1.6"]),
        "故障现象" => pick(&["栓口渗水", "无法开启", "栓体被撞歪"]),
        "是否漏水" => pick(&["是", "否"]),
        "违章类型" => pick(&["私接管道", "绕表用水", "擅自启用消火栓"]),
        "举报内容" => pick(&["工地夜间从消火栓接水", "沿街店铺疑似绕表用水"]),
        "备注" => pick(&["", "请电话预约", "门禁需物业陪同"]),
        _ => String::new(),
    }
}
