// 工单跟踪: `client.panda.cases()` with every documented filter, a page at a time. Filters and page live in the address.
import { current } from "../client.js";
import { orDash } from "../format.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { pager } from "../pager.js";
import { go, href } from "../router.js";
import { serviceSwitch } from "../services.js";
import { t } from "../texts.js";
import { timeLimit } from "./limits.js";

const SIZES = [10, 20, 50, 100];
const SORTS = ["承办时间", "上报时间"];
const STATES = ["processing", "finished", "returned"];

export function casesView({ query, signal }) {
  const read = (name, otherwise = "") => query.get(name) ?? otherwise;
  const filters = {
    eventInfo: read("eventInfo"),
    caseState: read("caseState"),
    flowName: read("flowName"),
    userName: read("userName"),
    dateFrom: read("dateFrom"),
    dateTo: read("dateTo"),
    sortFields: read("sortFields", SORTS[0]),
    direction: read("direction", "desc"),
    pageSize: Number(read("pageSize", 20)) || 20,
    isOutTime: read("isOutTime"),
  };
  const page = Math.max(1, Number(read("page", 1)) || 1);
  const show = (changes) => go(["cases"], address({ ...filters, ...changes }));

  const list = loading(
    (own) => current().panda.cases(request(filters, page), { signal: own }),
    (result) => (result.rows.length === 0 ? nothing(filters, page, show) : [table(result.rows), pager(result, page, (to) => show({ page: to }))]),
    { signal, what: t("cases.loading") },
  );
  return h("div", { class: "stack" },
    h("div", { class: "headline spread" },
      h("h1", { tabindex: "-1" }, t("cases.title")),
      h("button", { type: "button", class: "small", id: "refresh", onclick: () => list.reload() }, t("refresh"))),
    serviceSwitch("panda", { panda: ["cases"], center: ["todo"] }),
    filterForm(filters, show),
    list);
}

/** Only what was chosen goes to the server; a day becomes its first and last second, in the server's own time. */
function request(filters, page) {
  const { dateFrom, dateTo, isOutTime, ...rest } = filters;
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  return {
    ...set,
    ...(dateFrom && { dateFrom: `${dateFrom} 00:00:00` }),
    ...(dateTo && { dateTo: `${dateTo} 23:59:59` }),
    ...(isOutTime && { isOutTime: true }),
    pageIndex: page,
  };
}

/** What stays in the address: everything that is not the default. */
function address({ sortFields, direction, pageSize, page, ...rest }) {
  return {
    ...rest,
    sortFields: sortFields === SORTS[0] ? "" : sortFields,
    direction: direction === "desc" ? "" : direction,
    pageSize: pageSize === 20 ? "" : pageSize,
    page: page > 1 ? page : "",
  };
}

function filterForm(filters, show) {
  const field = (name, input) => h("div", { class: "field" }, h("label", { for: `filter-${name}` }, t(`cases.${name}`)), input);
  const text = (name, more = {}) => field(name, h("input", { type: "text", id: `filter-${name}`, name, value: filters[name], autocomplete: "off", ...more }));
  const choice = (name, options) => field(name, h("select", { id: `filter-${name}`, name, onchange: apply },
    options.map(([value, label]) => h("option", { value, selected: String(value) === String(filters[name]) }, label))));

  const form = h("form", { class: "filters card", role: "search", onsubmit: apply },
    h("div", { class: "bar" },
      h("input", { type: "search", id: "filter-eventInfo", name: "eventInfo", value: filters.eventInfo, placeholder: t("cases.eventInfo.hint"), "aria-label": t("cases.eventInfo"), autocomplete: "off" }),
      h("button", { type: "submit", class: "primary" }, t("cases.search"))),
    h("fieldset", { class: "segments" },
      h("legend", { class: "visually-hidden" }, t("cases.caseState")),
      ["", ...STATES].map((value) => h("label", { class: "segment" },
        h("input", { type: "radio", id: `filter-state-${value || "all"}`, name: "caseState", value, checked: value === filters.caseState, onchange: apply }),
        h("span", {}, t(`state.${value || "all"}`))))),
    h("details", { class: "more", open: active(filters) },
      h("summary", {}, t("cases.more")),
      h("div", { class: "grid" },
        text("flowName"),
        text("userName"),
        text("dateFrom", { type: "date" }),
        text("dateTo", { type: "date" }),
        choice("sortFields", SORTS.map((name) => [name, t(`sort.${name}`)])),
        choice("direction", [["desc", t("cases.desc")], ["asc", t("cases.asc")]]),
        choice("pageSize", SIZES.map((size) => [size, t("cases.perPage", { n: size })]))),
      h("label", { class: "choice" },
        h("input", { type: "checkbox", id: "filter-isOutTime", name: "isOutTime", value: "1", checked: filters.isOutTime === "1", onchange: apply }),
        t("cases.isOutTime")),
      h("button", { type: "button", class: "small", onclick: () => go(["cases"]) }, t("cases.clear"))));

  function apply(event) {
    event.preventDefault();
    const chosen = { isOutTime: "", ...Object.fromEntries(new FormData(form)) };
    show({ ...chosen, pageSize: Number(chosen.pageSize), page: 1 });
  }
  return form;
}

function active({ flowName, userName, dateFrom, dateTo, isOutTime, sortFields, direction }) {
  return Boolean(flowName || userName || dateFrom || dateTo || isOutTime) || sortFields !== SORTS[0] || direction !== "desc";
}

const COLUMNS = ["case", "summary", "reporter", "node", "state", "reportTime"];

/** A table where there is room; on a phone the same rows stand as cards (the roles keep it a table for those who listen). */
function table(rows) {
  return h("div", { class: "card flush" }, h("table", { class: "cases", role: "table" },
    h("caption", { class: "visually-hidden" }, t("cases.title")),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((name) => h("th", { role: "columnheader", scope: "col" }, t(`cases.col.${name}`))))),
    h("tbody", { role: "rowgroup" }, rows.map(row))));
}

function row(one) {
  const cell = (name, ...content) => h("td", { role: "cell", class: `c-${name}` }, content);
  const key = one.caseNo || one.eventCode;
  const limit = timeLimit(one);
  return h("tr", { role: "row", class: limit.level && one.state === "processing" && `row-${limit.level}` },
    cell("case",
      one.caseNo ? h("a", { class: "row-link", href: href(["cases", one.caseNo]) }, one.eventName || one.caseNo) : h("span", {}, one.eventName),
      h("span", { class: "small muted mono block nowrap" }, key)),
    cell("summary", h("span", { class: "clamp" }, orDash(one.summary))),
    cell("reporter", orDash(one.reporterName), one.reporterDepart && h("span", { class: "small muted block" }, one.reporterDepart)),
    cell("node", orDash(one.activeAliasName || one.activeName), one.currentUnderTakeMan && h("span", { class: "small muted block" }, one.currentUnderTakeMan)),
    cell("state", stateBadge(one)),
    cell("reportTime", h("span", { class: "small nowrap" }, orDash(one.reportTime)), limitMark(limit)));
}

/** The time limit in the server's words; late and near ones are marked by a sign too, not by colour alone. */
function limitMark({ text, level }) {
  if (!text) return null;
  if (!level) return h("span", { class: "small block muted" }, text);
  return h("span", { class: `small block limit ${level}` }, h("span", { "aria-hidden": "true" }, level === "late" ? "⚠ " : "⏳ "), text,
    h("span", { class: "visually-hidden" }, `（${t(`limit.${level}`)}）`));
}

/** 办理中 / 已结束 / 回退关单: the client's word for `isOver`, shown in words and not by colour alone. */
export function stateBadge({ state, isOver }) {
  return h("span", { class: `badge state-${state}` }, STATES.includes(state) ? t(`state.${state}`) : orDash(isOver));
}

function nothing(filters, page, show) {
  const filtered = page > 1 || Object.keys(address(filters)).some((name) => address(filters)[name] !== "");
  return h("div", { class: "empty" },
    h("p", { role: "status" }, t(filtered ? "cases.noMatch" : "cases.none")),
    page > 1 && h("button", { type: "button", onclick: () => show({ page: 1 }) }, t("cases.first")),
    filtered && h("button", { type: "button", onclick: () => go(["cases"]) }, t("cases.clear")),
    !filtered && h("a", { class: "button primary", href: href(["report"]) }, t("nav.report")));
}
