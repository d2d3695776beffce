// One process instance: `client.center.detail()`: what was filled in, what happened, and, with a task of one's own, what to do.
import { current, Form } from "../client.js";
import { orDash } from "../format.js";
import { fill, h } from "../h.js";
import { liveLine } from "../live.js";
import { loading } from "../loading.js";
import { href } from "../router.js";
import { t } from "../texts.js";
import { actions } from "./actions.js";
import { diagram } from "./diagram.js";

export function processView({ path, query, signal }) {
  const procInsId = path[1];
  const taskId = query.get("taskId") ?? "";
  const detail = loading((own) => current().center.detail(procInsId, { signal: own }), (data) => draw(data, signal), { signal, what: t("case.loading") });
  const live = liveLine((own) => current().center.track(procInsId, { signal: own }), (update) => {
    const open = detail.querySelector("#diagram")?.open;
    fill(detail, draw(update.details, signal));
    if (open) detail.querySelector("#diagram").open = true;
  }, signal);
  return h("div", { class: "stack" },
    h("p", { class: "small no-print" }, h("a", { href: href([taskId ? "todo" : "own"]) }, t(taskId ? "process.backTodo" : "process.backOwn"))),
    h("div", { class: "headline spread" },
      h("h1", { tabindex: "-1" }, t("process.title")),
      h("div", { class: "actions no-print" },
        live,
        h("button", { type: "button", class: "small", id: "refresh", onclick: () => detail.reload() }, t("refresh")),
        h("a", { class: "button small", href: href(["process", procInsId, "print"]) }, t("print")))),
    actions({ procInsId, taskId }, signal, query.has("claim")),
    detail);
}

function draw(detail, signal) {
  const history = detail.historyProcNodeList ?? [];
  const start = history.find((node) => node.activityType === "startEvent");
  return h("div", { class: "columns" },
    h("div", { class: "stack" },
      h("section", { class: "card stack" },
        h("h2", {}, t("process.filledIn")),
        answers(detail)),
      diagram(detail, signal),
      start && h("p", { class: "small muted" }, t("process.startedBy", { name: orDash(start.assigneeName), time: orDash(start.createTime) }))),
    h("section", { class: "card stack", "aria-labelledby": "log-title" },
      h("h2", { id: "log-title" }, t("log.title")),
      history.length === 0 ? h("p", { class: "empty" }, t("log.none")) : h("ol", { class: "timeline" }, history.toReversed().map(node))));
}

function answers(detail) {
  const rows = filledIn(detail);
  if (rows.length === 0) return h("p", { class: "muted" }, t("process.noForm"));
  return h("dl", { class: "facts-grid" }, rows.map(({ label, unit, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, shown(value), unit && plain(value) !== t("none") && h("span", { class: "muted" }, ` ${unit}`)))));
}

/**
 * `[{ label, unit, value }]`: label and value of each field. The server sends the form with its values filled in, so they are the
 * form's defaults.
 */
export function filledIn({ processFormList }) {
  return [processFormList].flat().filter(Boolean).flatMap((data) => {
    const form = Form.fromServer(data);
    const values = form.defaults();
    return form.fields.filter((field) => !field.hidden).map((field) => ({ label: field.label, unit: field.unit, value: named(field, values[field.name]) }));
  });
}

/** What a value is called where the form knows: labels of options, whole ways of a cascader, the text of rich text, both ends of a range. */
function named({ type, options, children, multiple, range }, value) {
  if (children) return (value ?? []).map((row) => children.map((child) => plain(named(child, row[child.name]))).filter((text) => text !== t("none")).join(" "));
  if (type === "rich-editor" && value) return new DOMParser().parseFromString(value, "text/html").body.textContent;
  if (type === "cascader" && Array.isArray(value)) return multiple ? value.map((way) => wayOf(options, way)) : wayOf(options, value);
  if (options) {
    const label = (one) => options.find((option) => option.value === one)?.label ?? one;
    return Array.isArray(value) ? value.map(label) : label(value);
  }
  const pair = (range || /-range$/.test(type)) && Array.isArray(value) && value.length === 2;
  return pair ? value.join(" ~ ") : value;
}

/** `东区 / 1号楼` for `["east", "e1"]`. */
function wayOf(options, way) {
  let level = options ?? [];
  return [way].flat().map((value) => {
    const found = level.find((option) => option.value === value);
    level = found?.children ?? [];
    return found?.label ?? value;
  }).join(" / ");
}

/** A value as people read it; files and links that the browser may follow are links. */
function shown(value) {
  if (Array.isArray(value)) {
    if (value.length === 0) return orDash("");
    return value.flatMap((one, at) => [at > 0 && t("listSeparator"), file(one) ?? plain(one)]);
  }
  return file(value) ?? plain(value);
}

export function plain(value) {
  if (Array.isArray(value)) return value.map(plain).join(t("listSeparator"));
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (value && typeof value === "object") return value.address ?? value.name ?? JSON.stringify(value);
  return orDash(value);
}

function file(value) {
  const address = value && typeof value === "object" ? value.url : null;
  if (typeof address !== "string" || !/^(?:https?:)?\/\//.test(address)) return null;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, value.name || address);
}

function node({ activityName, activityType, assigneeName, candidate, commentList, createTime, endTime, duration }) {
  const who = assigneeName || candidate;
  return h("li", { class: endTime ? "" : "open" },
    h("div", { class: "headline spread" },
      h("h3", {}, orDash(activityName)),
      activityType === "userTask" && h("span", { class: "badge" }, t(endTime ? "process.done" : "process.open"))),
    h("p", { class: "small muted" }, orDash(endTime || createTime)),
    who && h("p", {}, who),
    (commentList ?? []).map((comment) => h("blockquote", {},
      h("span", { class: "small muted block" }, [comment.action && t(`comment.${comment.action}`), comment.time].filter(Boolean).join(" · ")),
      comment.fullMessage)),
    duration && activityType === "userTask" && h("p", { class: "small muted" }, t("log.took", { time: duration })));
}
