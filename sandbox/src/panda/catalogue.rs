//! The event types of the sandbox: their fields, where their codes come from, and the nodes of their flows.

/// One event type and the flow behind it.
pub struct EventType {
    pub business_type: &'static str,
    pub event_name: &'static str,
    pub table_name: &'static str,
    /// Groups of fields; all of them, comma-joined, are `fieldGroup`.
    pub groups: &'static [(&'static str, &'static [&'static str])],
    pub biz_code: &'static str,
    pub flow_name: &'static str,
    pub activity_id: &'static str,
    /// True: a report opens an order at once (工单模型). False: somebody has to dispatch it first (事件模型).
    pub is_create: bool,
    pub usage: Usage,
    pub event_photo: &'static str,
    /// Of event codes such as FMQB230010059.
    pub event_series: &'static str,
    pub case_series: Series,
    /// The fields whose values make up the summary.
    pub summary: &'static [&'static str],
    /// What a flow of this type may take.
    pub hours: i64,
    /// The nodes after 上报.
    pub nodes: &'static [Node],
}

/// Where an event type can be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    Web,
    Mobile,
    Both,
}

/// How case numbers look.
#[derive(Clone, Copy)]
pub enum Series {
    /// FMZT00000075
    Plain(&'static str),
    /// CCSS-2023-0000021
    Yearly(&'static str),
}

/// A node of a flow and who handles it.
pub struct Node {
    pub name: &'static str,
    pub alias: &'static str,
    pub user: i64,
    pub opinion: &'static str,
}

const fn node(name: &'static str, alias: &'static str, user: i64, opinion: &'static str) -> Node {
    Node { name, alias, user, opinion }
}

/// What the flow's first node is called.
pub const FIRST_NODE: (&str, &str) = ("上报", "事件上报");

/// Fields whose value is the path of a file, or several joined by commas.
pub const ATTACHMENT_FIELDS: [&str; 2] = ["现场照片", "附件"];

const VALVE_GROUPS: &[(&str, &[&str])] = &[
    ("用户信息", &["用户编号", "用户名称", "用户状态", "电话号码", "用户地址"]),
    ("水表信息", &["水表表号", "水表位置", "水表铭牌", "水表厂家"]),
    ("缴费信息", &["用户缴费状态", "欠费金额"]),
    ("阀门信息", &["阀门当前状态", "阀门口径", "营业区域"]),
];
const VALVE_SUMMARY: &[&str] = &["用户编号", "用户名称", "用户地址", "阀门当前状态"];
const REVIEW: Node = node("审核", "结果审核", 12, "处理结果属实，同意");
const ARCHIVE: Node = node("归档", "资料归档", 36, "资料齐全，归档");

/// All of them, in the order in which they are listed.
pub const EVENT_TYPES: &[EventType] = &[
    EventType {
        business_type: "营收管理",
        event_name: "用水户开阀",
        table_name: "营收_阀门启闭上报表",
        groups: VALVE_GROUPS,
        biz_code: "YS_FMKQ",
        flow_name: "用水户开阀流程",
        activity_id: "Activity_0k1fmkq",
        is_create: true,
        usage: Usage::Both,
        event_photo: "/nginx_images/event/valve-open.png",
        event_series: "FMQB",
        case_series: Series::Plain("FMZT"),
        summary: VALVE_SUMMARY,
        hours: 24,
        nodes: &[
            node("派单", "阀门派单", 7, "请尽快上门开阀"),
            node("处理", "现场开阀", 21, "已到现场开启阀门，用水正常"),
            REVIEW,
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "营收管理",
        event_name: "用水户关阀",
        table_name: "营收_阀门启闭上报表",
        groups: VALVE_GROUPS,
        biz_code: "YS_FMGB",
        flow_name: "用水户关阀流程",
        activity_id: "Activity_1m2fmgb",
        is_create: true,
        usage: Usage::Web,
        event_photo: "/nginx_images/event/valve-close.png",
        event_series: "FMQB",
        case_series: Series::Plain("FMZT"),
        summary: VALVE_SUMMARY,
        hours: 24,
        nodes: &[
            node("派单", "阀门派单", 7, "欠费用户，请上门关阀"),
            node("处理", "现场关阀", 23, "已关阀并加封"),
            REVIEW,
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "管网管理",
        event_name: "管网漏损报修",
        table_name: "管网_漏损报修表",
        groups: &[
            ("上报信息", &["漏点位置", "漏损类型", "联系人", "联系电话", "坐标", "情况描述"]),
            ("管道信息", &["管径", "管材", "埋深", "路面类型"]),
            ("附件信息", &["现场照片", "附件"]),
        ],
        biz_code: "GW_LSBX",
        flow_name: "管网漏损抢修流程",
        activity_id: "Activity_0lsbx01",
        is_create: true,
        usage: Usage::Both,
        event_photo: "/nginx_images/event/leak.png",
        event_series: "LSBX",
        case_series: Series::Plain("GWLS"),
        summary: &["漏点位置", "漏损类型", "情况描述"],
        hours: 8,
        nodes: &[
            node("派单", "抢修派单", 7, "请立即前往抢修"),
            node("到场", "到场确认", 15, "已到场，开始围挡"),
            node("处理", "抢修处理", 31, "已更换管段，恢复供水"),
            REVIEW,
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "营收管理",
        event_name: "水表更换",
        table_name: "营收_水表更换表",
        groups: &[
            ("用户信息", &["用户编号", "用户名称", "电话号码", "用户地址"]),
            ("旧表信息", &["旧表表号", "旧表止码", "更换原因"]),
            ("新表信息", &["新表表号", "新表起码", "水表口径", "现场照片"]),
        ],
        biz_code: "YS_SBGH",
        flow_name: "水表更换流程",
        activity_id: "Activity_0sbgh07",
        is_create: true,
        usage: Usage::Mobile,
        event_photo: "/nginx_images/event/meter.png",
        event_series: "SBGH",
        case_series: Series::Plain("SBZT"),
        summary: &["用户名称", "用户地址", "旧表表号", "更换原因"],
        hours: 72,
        nodes: &[
            node("派单", "换表派单", 7, "请预约用户上门换表"),
            node("处理", "现场换表", 23, "新表已安装，读数正常"),
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "客户服务",
        event_name: "水质投诉",
        table_name: "客服_水质投诉表",
        groups: &[
            ("投诉人信息", &["投诉人", "联系电话", "用户地址"]),
            ("投诉内容", &["水质现象", "发生时间", "影响范围", "投诉内容", "附件"]),
        ],
        biz_code: "KF_SZTS",
        flow_name: "水质投诉处理流程",
        activity_id: "Activity_0szts11",
        is_create: false,
        usage: Usage::Both,
        event_photo: "/nginx_images/event/quality.png",
        event_series: "SZTS",
        case_series: Series::Plain("SZGD"),
        summary: &["投诉人", "用户地址", "水质现象", "投诉内容"],
        hours: 48,
        nodes: &[
            node("处理", "取样检测", 18, "余氯、浊度合格，已冲洗管道"),
            node("回访", "客户回访", 12, "用户表示满意"),
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "二次供水",
        event_name: "二次供水巡检",
        table_name: "二供_泵房巡检表",
        groups: &[
            ("泵房信息", &["泵房名称", "小区名称", "泵房地址"]),
            ("巡检结果", &["进水压力", "出水压力", "水箱液位", "设备状态", "环境卫生", "现场照片", "备注"]),
        ],
        biz_code: "EG_BFXJ",
        flow_name: "二次供水巡检流程",
        activity_id: "Activity_0egxj03",
        is_create: true,
        usage: Usage::Mobile,
        event_photo: "/nginx_images/event/pump.png",
        event_series: "EGXJ",
        case_series: Series::Plain("EGGD"),
        summary: &["泵房名称", "设备状态", "备注"],
        hours: 24,
        nodes: &[node("处理", "问题处理", 27, "设备运行正常，已清洁"), REVIEW, ARCHIVE],
    },
    EventType {
        business_type: "场站管理",
        event_name: "出厂设施报修",
        table_name: "场站_设施报修表",
        groups: &[
            ("设施信息", &["设施名称", "设施编号", "所属站点", "安装位置"]),
            ("故障信息", &["故障等级", "故障描述", "现场照片", "附件"]),
        ],
        biz_code: "CZ_CCSS",
        flow_name: "出厂设施维修流程",
        activity_id: "Activity_0ccss21",
        is_create: true,
        usage: Usage::Web,
        event_photo: "/nginx_images/event/plant.png",
        event_series: "CCSB",
        case_series: Series::Yearly("CCSS"),
        summary: &["设施名称", "所属站点", "故障描述"],
        hours: 48,
        nodes: &[
            node("派单", "维修派单", 7, "请安排维修"),
            node("处理", "设备维修", 15, "已更换损坏部件，试运行正常"),
            REVIEW,
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "调度管理",
        event_name: "水压异常上报",
        table_name: "调度_水压异常表",
        groups: &[("上报信息", &["测点名称", "测点位置", "当前压力", "正常压力", "影响用户数", "情况描述"])],
        biz_code: "DD_SYYC",
        flow_name: "水压异常处置流程",
        activity_id: "Activity_0syyc05",
        is_create: false,
        usage: Usage::Mobile,
        event_photo: "/nginx_images/event/pressure.png",
        event_series: "SYYC",
        case_series: Series::Plain("SYGD"),
        summary: &["测点名称", "当前压力", "情况描述"],
        hours: 12,
        nodes: &[node("处理", "调压处置", 31, "已调整阀门开度，压力恢复"), REVIEW, ARCHIVE],
    },
    EventType {
        business_type: "管网管理",
        event_name: "消火栓检修",
        table_name: "管网_消火栓检修表",
        groups: &[
            ("消火栓信息", &["消火栓编号", "所在道路", "消火栓型号"]),
            ("检修信息", &["故障现象", "是否漏水", "现场照片", "备注"]),
        ],
        biz_code: "GW_XHSJ",
        flow_name: "消火栓检修流程",
        activity_id: "Activity_0xhsj09",
        is_create: true,
        usage: Usage::Both,
        event_photo: "/nginx_images/event/hydrant.png",
        event_series: "XHSJ",
        case_series: Series::Plain("XHGD"),
        summary: &["消火栓编号", "所在道路", "故障现象"],
        hours: 48,
        nodes: &[
            node("派单", "检修派单", 7, "请检修"),
            node("处理", "现场检修", 31, "已更换密封圈，出水正常"),
            ARCHIVE,
        ],
    },
    EventType {
        business_type: "稽查管理",
        event_name: "违章用水举报",
        table_name: "稽查_违章举报表",
        groups: &[("举报信息", &["举报人", "联系电话", "违章地点", "违章类型", "举报内容", "附件"])],
        biz_code: "JC_WZJB",
        flow_name: "违章用水查处流程",
        activity_id: "Activity_0wzjb02",
        is_create: false,
        usage: Usage::Web,
        event_photo: "/nginx_images/event/inspect.png",
        event_series: "WZJB",
        case_series: Series::Plain("WZGD"),
        summary: &["违章地点", "违章类型", "举报内容"],
        hours: 96,
        nodes: &[node("处理", "现场稽查", 58, "已查实并下达整改通知"), REVIEW, ARCHIVE],
    },
];

impl EventType {
    /// The type of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        EVENT_TYPES.iter().find(|event_type| event_type.event_name == name)
    }

    /// The columns of the reported table.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.groups.iter().flat_map(|(_, fields)| fields.iter().copied())
    }
}

/// The unit in which a field is reported.
pub fn unit(field: &str) -> &'static str {
    match field {
        "欠费金额" => "元",
        "阀门口径" | "管径" | "水表口径" => "mm",
        "埋深" | "水箱液位" => "m",
        "进水压力" | "出水压力" | "当前压力" | "正常压力" => "MPa",
        "旧表止码" | "新表起码" => "m³",
        "影响用户数" => "户",
        _ => "",
    }
}

/// How many columns of a row a field takes.
pub fn col_span(field: &str) -> i64 {
    let wide = ["情况描述", "投诉内容", "故障描述", "举报内容", "备注"];
    if wide.contains(&field) || ATTACHMENT_FIELDS.contains(&field) {
        3
    } else if field.ends_with("地址") || field.ends_with("位置") {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_event_type_has_the_documents_fields() {
        let fields: Vec<_> = EventType::find("用水户开阀").unwrap().fields().collect();
        let document = "用户编号,用户名称,用户状态,电话号码,用户地址,水表表号,水表位置,水表铭牌,水表厂家,\
                        用户缴费状态,欠费金额,阀门当前状态,阀门口径,营业区域";
        assert_eq!(fields.join(","), document);
    }

    #[test]
    fn summaries_name_fields_that_exist() {
        for event_type in EVENT_TYPES {
            for field in event_type.summary {
                assert!(
                    event_type.fields().any(|known| known == *field),
                    "{} {field}",
                    event_type.event_name
                );
            }
        }
    }
}
