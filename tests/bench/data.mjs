// Answers as the servers write them: rows of each list, the same at every run, ids as text or as numbers of 19 digits.

const PEOPLE = ["贾平", "李四", "王建国", "张三", "欧阳海燕", "赵敏", "钱学文", "孙莉"];
const PLACES = ["营业部", "维修一班", "城东供水所", "城西供水所", "客服中心", "巡检队"];
const STREETS = ["金银湖路", "人民大道", "解放路", "环城东路", "滨江大道"];
const NODES = ["提交申请", "调度派单", "现场处理", "班长审核", "用户回访"];
const PROCESSES = ["设施报修工单", "用水户开阀流程", "水表更换流程", "管网漏损处置"];
const OPINIONS = ["同意", "请尽快处理", "已到现场，阀门锈蚀，需更换阀体后恢复供水", "材料已备齐\n明早八点开工", "用户称“水压\\低”，已复测"];

/** What the rows are drawn with: a linear congruential generator. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const two = (number) => String(number).padStart(2, "0");

class Writer {
  constructor(ids, seed) {
    this.roll = dice(seed);
    this.asNumbers = ids === "number";
  }

  pick(list) {
    return list[this.roll(list.length)];
  }

  hex(length) {
    let text = "";
    while (text.length < length) text += this.roll(16).toString(16);
    return text;
  }

  uuid() {
    return `${this.hex(8)}-${this.hex(4)}-11ef-${this.hex(4)}-6cf6da435cd3`;
  }

  /** A Flowable id: a UUID, or on servers with generated numbers 19 digits that JSON.parse would round. */
  id() {
    return this.asNumbers ? new Digits(`19${10 + this.roll(90)}${this.digits(15)}`) : this.uuid();
  }

  digits(length) {
    let text = "";
    while (text.length < length) text += this.roll(10);
    return text;
  }

  time() {
    return `2024-${two(1 + this.roll(12))}-${two(1 + this.roll(28))} ${two(this.roll(24))}:${two(this.roll(60))}:${two(this.roll(60))}`;
  }

  address() {
    return `${this.pick(STREETS)}${1 + this.roll(300)}号${1 + this.roll(30)}栋${this.roll(2500)}室`;
  }
}

/** A number that is written digit by digit. */
class Digits {
  constructor(text) {
    this.text = text;
  }
}

function task(w, list) {
  const finished = list === "finishedList";
  const own = list === "ownList";
  const procDefKey = `Process_${1714112056273 + w.roll(4)}`;
  const procVars = own ? null : { processStatus: "running", field101: w.roll(9), initiator: w.id(), 地址: w.address(), 紧急: w.roll(2) === 0 };
  const comments = finished
    ? [0, 1].map(() => ({
      id: w.id(), type: "1", time: w.time(), userId: w.id(), taskId: w.id(), fullMessage: w.pick(OPINIONS), processInstanceId: w.id(),
    }))
    : null;
  return {
    taskId: own ? null : w.id(), taskName: w.pick(NODES), taskDefKey: `Activity_${w.hex(7)}`, assigneeId: finished ? w.id() : null,
    deptName: finished ? w.pick(PLACES) : null, startDeptName: w.pick(PLACES), assigneeName: finished ? w.pick(PEOPLE) : null,
    startUserId: w.id(), startUserName: w.pick(PEOPLE), category: "water", procVars, taskLocalVars: null,
    deployId: w.id(), procDefId: `${procDefKey}:3:${w.uuid()}`, procDefKey: null, procDefName: w.pick(PROCESSES), procDefVersion: 1 + w.roll(9),
    procInsId: w.id(), hisProcInsId: finished ? w.id() : null, duration: finished || own ? `${w.roll(9)}天${w.roll(24)}小时${w.roll(60)}分${w.roll(60)}秒` : null,
    comment: finished ? { type: "0", comment: w.pick(OPINIONS) } : null, commentList: comments, candidate: null, createTime: w.time(),
    finishTime: finished ? w.time() : null, processStatus: w.pick(["running", "completed"]), proInsCreateTime: w.time(),
  };
}

function oneCase(w) {
  const number = 1 + w.roll(9e6);
  return {
    CaseNo: `CCSS-2023-${String(number).padStart(7, "0")}`, eventName: w.pick(PROCESSES), EventCode: w.asNumbers ? w.id() : `FMQB${number}`,
    EventState: w.pick(["处理中", "已完成"]), Station: w.pick(PLACES), reporterName: w.pick(PEOPLE), ReporterDepart: w.pick(PLACES),
    reportTime: w.time(), xy: `114.${w.digits(6)},30.${w.digits(6)}`, summary: `${w.address()}用户申请开阀，${w.pick(OPINIONS)}`,
    activeName: `node${w.roll(6)}`, activeAliasName: w.pick(NODES), flowName: w.pick(PROCESSES), currentUnderTakeMan: w.pick(PEOPLE),
    operators: `${w.pick(PEOPLE)},${w.pick(PEOPLE)}`, opinion: w.pick(OPINIONS), isOver: String(w.roll(3)), finishTime: w.roll(2) ? w.time() : null,
    overtTimeInfoShort: `剩余${w.roll(48)}小时`,
  };
}

function logEntry(w) {
  return {
    title: w.pick(NODES), state: w.pick(["已完成", "办理中"]), operateTime: w.time(), nodeType: w.roll(3),
    details: {
      departmentName: w.pick(PLACES), peopleName: w.pick(PEOPLE), opinion: w.pick(OPINIONS), processName: w.pick(PROCESSES),
      timeConsuming: `${w.roll(90)}分钟`, doingUserName: [w.pick(PEOPLE), w.pick(PEOPLE)],
    },
  };
}

/** JSON without white space, as the servers' own writers make it; {@link Digits} unquoted. */
function json(value) {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (value && typeof value === "object") return `{${Object.keys(value).map((key) => `${JSON.stringify(key)}:${json(value[key])}`).join(",")}}`;
  return JSON.stringify(value);
}

/** The kinds of answer: how one is written, and where its rows are. */
export const TYPES = {
  todoList: { row: task, wrap: wrapTasks, rows: (answer) => answer.rows },
  cases: { row: oneCase, wrap: (rows, n) => `{"code":0,"msg":"OK","data":{"currentPageIndex":1,"totalRcdNum":${n},"getMe":${rows}}}`, rows: (answer) => answer.data.getMe },
  processLog: { row: logEntry, wrap: (rows) => `{"code":0,"msg":"OK","data":${rows}}`, rows: (answer) => answer.data },
  ownList: { row: task, wrap: wrapTasks, rows: (answer) => answer.rows },
  finishedList: { row: task, wrap: wrapTasks, rows: (answer) => answer.rows },
};

function wrapTasks(rows, n) {
  return `{"total":${n},"rows":${rows},"code":200,"msg":"查询成功"}`;
}

/** The text of an answer of `type` with `count` rows; `ids` is `text` or `number`. */
export function answerText(type, count, ids) {
  const writer = new Writer(ids, 20240427);
  const { row, wrap } = TYPES[type];
  return wrap(`[${Array.from({ length: count }, () => json(row(writer, type))).join(",")}]`, count);
}

export const BIZ_FIELDS = ["用户编号", "用户名称", "用户状态", "电话号码", "用户地址", "水表表号", "水表位置", "水表铭牌", "水表厂家", "用户缴费状态", "欠费金额",
  "阀门当前状态", "阀门口径", "营业区域"];

/** Filled-in forms of 用水户开阀, the document's own fields. */
export function bizItems(count) {
  const w = new Writer("text", 20230531);
  return Array.from({ length: count }, () => ({
    用户编号: `xx${w.digits(6)}`, 用户名称: w.pick(PEOPLE), 用户状态: w.pick(["正常", "欠费", "停用"]), 电话号码: `138${w.digits(8)}`, 用户地址: w.address(),
    水表表号: `B${w.digits(9)}`, 水表位置: `${w.pick(STREETS)}井内"${w.roll(9)}"号位`, 水表铭牌: "DN15", 水表厂家: "熊猫智慧水务", 用户缴费状态: w.pick(["已缴", "未缴"]),
    欠费金额: `${w.roll(900)}.${w.digits(2)}`, 阀门当前状态: w.pick(["开启", "关闭"]), 阀门口径: "DN20", 营业区域: w.pick(PLACES),
  }));
}
