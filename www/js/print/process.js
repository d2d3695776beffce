// A process of center on paper: `detail()`.
import { current } from "../client.js";
import { filledIn, plain } from "../center/process.js";
import { course, pairs, part, printView } from "./sheet.js";

export function processPrintView({ path, signal }) {
  const procInsId = path[1];
  return printView({
    back: ["process", procInsId],
    signal,
    fetch: (own) => current().center.detail(procInsId, { signal: own }),
    draw: (detail, zh) => draw(procInsId, detail, zh),
  });
}

function draw(procInsId, detail, zh) {
  const history = (detail.historyProcNodeList ?? []).toReversed();
  const start = history.find((node) => node.activityType === "startEvent");
  const open = history.filter((node) => node.activityType === "userTask" && !node.endTime);
  const facts = [
    [zh("print.process"), procInsId, { wide: true }],
    [zh("tasks.col.starter"), start?.assigneeName],
    [zh("print.started"), start?.createTime],
    [zh("case.activeName"), open.map((node) => node.activityName).join("、") || zh("print.ended")],
    [zh("print.who"), open.map((node) => node.assigneeName || node.candidate).filter(Boolean).join("、")],
  ];
  const answers = filledIn(detail).map(({ label, unit, value }) => [label, [plain(value), unit].filter(Boolean).join(" ")]);
  return {
    kind: zh("print.kind"),
    title: nameIn(detail.bpmnXml) || zh("process.title"),
    facts,
    parts: [answers.length > 0 && part(zh("process.filledIn"), pairs(answers, zh)), part(zh("print.course"), drawHistory(history, zh))],
  };
}

/** The process' name stands in its diagram alone. */
function nameIn(bpmnXml) {
  if (!bpmnXml) return "";
  const processes = new DOMParser().parseFromString(bpmnXml, "application/xml").getElementsByTagNameNS("*", "process");
  return processes[0]?.getAttribute("name") ?? "";
}

function drawHistory(history, zh) {
  const columns = ["print.no", "print.step", "print.who", "print.when", "print.took", "print.opinion"].map((name) => zh(name));
  const opinion = ({ action, fullMessage }) => [action && zh(`comment.${action}`), fullMessage].filter(Boolean).join("：");
  return course(columns, history.map((node, at) => [
    at + 1,
    node.activityName,
    node.assigneeName || node.candidate,
    node.endTime || node.createTime,
    node.activityType === "userTask" ? node.duration : "",
    (node.commentList ?? []).map(opinion).join("；"),
  ]));
}
