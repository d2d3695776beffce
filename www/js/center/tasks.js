// 待办, 待签, 已办, 我发起的: lists of one shape: `client.center.todo()`, `.claimList()`, `.finished()`, `.own()`.
import { current } from "../client.js";
import { orDash } from "../format.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { pager } from "../pager.js";
import { go, href } from "../router.js";
import { serviceSwitch } from "../services.js";
import { t } from "../texts.js";

const BOXES = ["todo", "claimList", "finished", "own"];
const SIZES = [10, 20, 50, 100];
/** What the document lets one list be filtered by besides. */
const MORE = { own: ["processKey", "category"] };
const STATES = ["running", "completed", "terminated", "canceled"];

export function tasksView({ path, query, signal }) {
  const box = path[0];
  const read = (name) => query.get(name) ?? "";
  const filters = Object.fromEntries(["processName", "from", "to", ...(MORE[box] ?? [])].map((name) => [name, read(name)]));
  const { from, to, ...named } = filters;
  const page = Math.max(1, Number(read("page")) || 1);
  const size = SIZES.includes(Number(read("pageSize"))) ? Number(read("pageSize")) : SIZES[1];
  const asked = {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== "")),
    ...(from && { proStartBeginTime: `${from} 00:00:00` }),
    ...(to && { proStartEndTime: `${to} 23:59:59` }),
    pageNum: page,
    pageSize: size,
  };
  const show = (changes) => go([box], { ...filters, pageSize: size === SIZES[1] ? "" : size, ...changes });
  const apply = (event) => {
    event.preventDefault();
    const { pageSize, ...chosen } = Object.fromEntries(new FormData(event.target));
    show({ ...chosen, pageSize: Number(pageSize) === SIZES[1] ? "" : pageSize });
  };
  const labelled = (name, input) => h("div", { class: "field" }, h("label", { for: `task-${name}` }, t(`tasks.${name}`)), input);
  const input = (name, type) => labelled(name, h("input", { type, id: `task-${name}`, name, value: filters[name], autocomplete: "off" }));

  const list = loading(
    (own) => current().center[box](asked, { signal: own }),
    (result) => (result.rows.length === 0
      ? h("div", { class: "empty" }, h("p", { role: "status" }, t(`tasks.none.${box}`)))
      : [table(box, result.rows), pager(result, page, (to) => show({ page: to }))]),
    { signal, what: t("tasks.loading") },
  );
  return h("div", { class: "stack" },
    h("div", { class: "headline spread" },
      h("h1", { tabindex: "-1" }, t(`nav.${box}`)),
      h("button", { type: "button", class: "small", id: "refresh", onclick: () => list.reload() }, t("refresh"))),
    serviceSwitch("center", { panda: ["cases"], center: ["todo"] }),
    h("nav", { class: "segments", "aria-label": t("tasks.boxes") }, BOXES.map((one) =>
      h("a", { class: "segment-link", href: href([one]), "aria-current": one === box ? "page" : false }, t(`nav.${one}`)))),
    h("form", { class: "filters card", role: "search", onsubmit: apply },
      h("div", { class: "bar" },
        h("input", { type: "search", id: "task-search", name: "processName", value: filters.processName, placeholder: t("processes.search"), "aria-label": t("processes.search"), autocomplete: "off" }),
        h("button", { type: "submit", class: "primary" }, t("cases.search"))),
      h("details", { class: "more", open: Boolean(from || to || filters.processKey || filters.category || size !== SIZES[1]) },
        h("summary", {}, t("tasks.more")),
        h("div", { class: "grid" },
          input("from", "date"), input("to", "date"),
          (MORE[box] ?? []).map((name) => input(name, "text")),
          labelled("pageSize", h("select", { id: "task-pageSize", name: "pageSize" }, SIZES.map((one) => h("option", { value: one, selected: one === size }, t("cases.perPage", { n: one })))))),
        h("button", { type: "button", class: "small", onclick: () => go([box]) }, t("cases.clear")))),
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
export function processBadge({ state }) {
  return h("span", { class: `badge state-${LOOKS[state] ?? ""}` }, STATES.includes(state) ? t(`status.${state}`) : t("none"));
}
