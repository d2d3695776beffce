// One order: `caseDetails()` and `processLog()`, side by side. Each part loads and fails by itself.
import { current } from "../client.js";
import { orDash } from "../format.js";
import { fill, h } from "../h.js";
import { liveLine } from "../live.js";
import { loading } from "../loading.js";
import { href } from "../router.js";
import { t } from "../texts.js";
import { attachment, filePaths } from "./attachment.js";
import { stateBadge } from "./cases.js";
import { timeline } from "./timeline.js";

export function caseView({ path, signal }) {
  const caseNo = path[1];
  const details = loading((own) => current().panda.caseDetails(caseNo, { signal: own }), (data) => drawDetails(data, signal), { signal, what: t("case.loading") });
  const log = loading((own) => current().panda.processLog(caseNo, { signal: own }), timeline, { signal, what: t("log.loading") });
  const reload = () => {
    details.reload();
    log.reload();
  };
  const live = liveLine((own) => current().panda.track(caseNo, { signal: own }), (update) => {
    fill(details, drawDetails(update.details, signal));
    if (update.log) fill(log, timeline(update.log));
  }, signal);
  return h("div", { class: "stack" },
    h("p", { class: "small no-print" }, h("a", { href: href(["cases"]) }, t("case.back"))),
    h("div", { class: "headline spread" },
      h("h1", { tabindex: "-1" }, t("case.title"), " ", h("span", { class: "mono" }, caseNo)),
      h("div", { class: "actions no-print" },
        live,
        h("button", { type: "button", class: "small", id: "refresh", onclick: reload }, t("refresh")),
        h("a", { class: "button small", href: href(["cases", caseNo, "print"]) }, t("print")))),
    h("div", { class: "columns" },
      h("div", { class: "stack" }, details),
      h("section", { class: "card stack", "aria-labelledby": "log-title" }, h("h2", { id: "log-title" }, t("log.title")), log)));
}

function drawDetails({ caseItem, eventDetails, flowTableInfos }, signal) {
  const facts = [
    ["flowName", caseItem?.flowName],
    ["activeName", caseItem?.activeAliasName || caseItem?.activeName],
    ["eventCode", eventDetails?.eventCode],
    ["eventState", eventDetails?.eventState],
    ["reportTime", eventDetails?.reportTime],
    ["reporterName", eventDetails?.reporterName],
    ["reporterDepart", eventDetails?.reporterDepart],
  ];
  return h("div", { class: "stack" },
    h("section", { class: "card stack" },
      h("div", { class: "headline spread" }, h("h2", {}, orDash(eventDetails?.eventName)), stateBadge(caseItem ?? {})),
      h("dl", { class: "facts-grid" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, t(`case.${name}`)), h("dd", {}, orDash(value)))))),
    (flowTableInfos ?? []).flatMap(tablesOf).map((table) => drawTable(table, signal)));
}

/** The first table of an order model (工单模型) is to be ignored, as the document says: its tables begin at the second. */
export function tablesOf({ flowInfoConfig, tableMetaDatas }) {
  return flowInfoConfig?.model === "workOrder" ? (tableMetaDatas ?? []).slice(1) : tableMetaDatas ?? [];
}

const COLUMNS = { 大: 3, 中: 4, 小: 5 };

function drawTable({ tableAlias, tableName, showCss, flowNodeMeta }, signal) {
  const values = new Map((flowNodeMeta?.values ?? []).map((value) => [value.fieldName, value]));
  return h("section", { class: "card stack" },
    h("h2", {}, tableAlias || tableName),
    (flowNodeMeta?.groups ?? []).map(({ groupName, schema }) => h("div", { class: "stack-small" },
      groupName && groupName !== tableAlias && h("h3", { class: "group-title" }, groupName),
      h("dl", { class: `facts-grid of-${COLUMNS[showCss] ?? 3}` }, (schema ?? []).map((field) => drawField(field, values.get(field.fieldName), signal))))));
}

function drawField({ fieldName, alias, colSpan, unit }, value, signal) {
  const text = value?.showValue || value?.fieldValue;
  const files = filePaths(value?.fieldValue);
  return h("div", { class: `span-${Math.min(5, Math.max(1, Number(colSpan) || 1))}` },
    h("dt", {}, alias || fieldName),
    files.length > 0
      ? h("dd", { class: "stack-small" }, files.map((file) => attachment(file, signal)))
      : h("dd", {}, orDash(text), text && unit && !text.endsWith(unit) ? h("span", { class: "muted" }, ` ${unit}`) : null));
}
