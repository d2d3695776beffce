// 待办, 待签, 已办, 我发起的: lists of one shape: `client.center.todo()`, `.claimList()`, `.finished()`, `.own()`.
import { current } from "../client.js";
import { orDash } from "../format.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { pager } from "../pager.js";
import { go, href } from "../router.js";
import { t } from "../texts.js";

const BOXES = ["todo", "claimList", "finished", "own"];
const STATES = ["running", "completed", "terminated", "canceled"];

export function tasksView({ path, query, signal }) {
  const box = path[0];
  const read = (name) => query.get(name) ?? "";
  const filters = { processName: read("processName"), from: read("from"), to: read("to") };
  const page = Math.max(1, Number(read("page")) || 1);
  const asked = {
    ...(filters.processName && { processName: filters.processName }),
    ...(filters.from && { proStartBeginTime: `${filters.from} 00:00:00` }),
    ...(filters.to && { proStartEndTime: `${filters.to} 23:59:59` }),
    pageNum: page,
    pageSize: 20,
  };
  const apply = (event) => {
    event.preventDefault();
    go([box], Object.fromEntries(new FormData(event.target)));
  };
  const day = (name) => h("div", { class: "field" },
    h("label", { for: `task-${name}` }, t(`tasks.${name}`)),
    h("input", { type: "date", id: `task-${name}`, name, value: filters[name] }));

  const list = loading(
    (own) => current().center[box](asked, { signal: own }),
    (result) => (result.rows.length === 0
      ? h("div", { class: "empty" }, h("p", { role: "status" }, t(`tasks.none.${box}`)))
      : [table(box, result.rows), pager(result, page, (to) => go([box], { ...filters, page: to }))]),
    { signal, what: t("tasks.loading") },
  );
  return h("div", { class: "stack" },
    h("div", { class: "headline spread" },
      h("h1", { tabindex: "-1" }, t(`nav.${box}`)),
      h("button", { type: "button", class: "small", id: "refresh", onclick: () => list.reload() }, t("refresh"))),
    h("nav", { class: "segments", "aria-label": t("tasks.boxes") }, BOXES.map((one) =>
      h("a", { class: "segment-link", href: href([one]), "aria-current": one === box ? "page" : false }, t(`nav.${one}`)))),
    h("form", { class: "filters card", role: "search", onsubmit: apply },
      h("div", { class: "bar" },
        h("input", { type: "search", id: "task-search", name: "processName", value: filters.processName, placeholder: t("processes.search"), "aria-label": t("processes.search"), autocomplete: "off" }),
        h("button", { type: "submit", class: "primary" }, t("cases.search"))),
      h("details", { class: "more", open: Boolean(filters.from || filters.to) }, h("summary", {}, t("tasks.more")), h("div", { class: "grid" }, day("from"), day("to")))),
    list);
}

const COLUMNS = ["process", "task", "starter", "state", "time"];

function table(box, rows) {
  return h("div", { class: "card flush" }, h("table", { class: "cases", role: "table" },
    h("caption", { class: "visually-hidden" }, t(`nav.${box}`)),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((name) => h("th", { role: "columnheader", scope: "col" }, t(`tasks.col.${name}`))))),
    h("tbody", { role: "rowgroup" }, rows.map((one) => row(box, one)))));
}

function row(box, one) {
  const cell = (name, ...content) => h("td", { role: "cell", class: `c-${name}` }, content);
  const withTask = { todo: { taskId: one.taskId }, claimList: { taskId: one.taskId, claim: 1 } };
  const to = href(["process", one.procInsId], withTask[box] ?? {});
  return h("tr", { role: "row" },
    cell("case", h("a", { class: "row-link", href: to }, one.procDefName ?? one.procInsId)),
    cell("node", orDash(one.taskName), one.assigneeName && h("span", { class: "small muted block" }, one.assigneeName)),
    cell("reporter", orDash(one.startUserName), one.startDeptName && h("span", { class: "small muted block" }, one.startDeptName)),
    cell("state", processBadge(one)),
    cell("reportTime", h("span", { class: "small nowrap" }, orDash(one.createTime)), one.duration && h("span", { class: "small muted block" }, one.duration)));
}

const LOOKS = { running: "processing", completed: "finished", terminated: "returned", canceled: "returned" };

/** 进行中 / 已完成 / 已终止 / 已取消. A server that does not say leaves a dash. */
function processBadge({ state }) {
  return h("span", { class: `badge state-${LOOKS[state] ?? ""}` }, STATES.includes(state) ? t(`status.${state}`) : t("none"));
}
