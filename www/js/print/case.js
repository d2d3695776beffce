// A case of panda on paper: `caseDetails()` and `processLog()`.
import { current } from "../client.js";
import { filePaths } from "../panda/attachment.js";
import { tablesOf } from "../panda/case.js";
import { course, pairs, part, printView } from "./sheet.js";

export function casePrintView({ path, signal }) {
  const caseNo = path[1];
  return printView({
    back: ["cases", caseNo],
    signal,
    fetch: (own) => Promise.all([current().panda.caseDetails(caseNo, { signal: own }), current().panda.processLog(caseNo, { signal: own })]),
    draw: ([details, log], zh) => draw(caseNo, details, log, zh),
  });
}

function draw(caseNo, { caseItem, eventDetails, flowTableInfos }, log, zh) {
  const state = caseItem?.state;
  const facts = [
    [zh("caseNo"), caseNo],
    [zh("eventCode"), eventDetails?.eventCode],
    [zh("case.flowName"), caseItem?.flowName],
    [zh("cases.col.state"), state ? zh(`state.${state}`) : ""],
    [zh("case.activeName"), caseItem?.activeAliasName || caseItem?.activeName],
    [zh("case.reportTime"), eventDetails?.reportTime],
    [zh("case.reporterName"), eventDetails?.reporterName],
    [zh("case.reporterDepart"), eventDetails?.reporterDepart],
  ];
  const tables = (flowTableInfos ?? []).flatMap(tablesOf).map(({ tableAlias, tableName, flowNodeMeta }) =>
    part(tableAlias || tableName, pairs(fieldsOf(flowNodeMeta), zh)));
  return { kind: zh("print.kind"), title: eventDetails?.eventName || caseNo, facts, parts: [tables, part(zh("print.course"), drawLog(log, zh))] };
}

function fieldsOf(flowNodeMeta) {
  const values = new Map((flowNodeMeta?.values ?? []).map((value) => [value.fieldName, value]));
  return (flowNodeMeta?.groups ?? []).flatMap(({ schema }) => schema ?? []).map(({ fieldName, alias, unit, colSpan }) => {
    const value = values.get(fieldName);
    const files = filePaths(value?.fieldValue);
    const text = files.length > 0 ? files.map((file) => file.split(/[\\/]/).pop()).join("、") : value?.showValue || value?.fieldValue;
    return [alias || fieldName, text && unit && !String(text).endsWith(unit) ? `${text} ${unit}` : text, { wide: Number(colSpan) > 2 }];
  });
}

function drawLog(log, zh) {
  const columns = ["print.no", "print.step", "print.who", "print.when", "print.took", "print.opinion"].map((name) => zh(name));
  return course(columns, log.map(({ title, state, operateTime, details }, at) => [
    at + 1,
    title,
    [details?.peopleName || (details?.doingUserName ?? []).join("、"), details?.departmentName].filter(Boolean).join(" "),
    operateTime || state,
    details?.timeConsuming,
    details?.opinion,
  ]));
}
