// An order on A4: a preview on the screen, and what the printer gets. Always in Chinese, black on white, whatever the page looks like.
import { stylesheet } from "../assets.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { href } from "../router.js";
import { t, textsOf } from "../texts.js";

/**
 * The view around a sheet. `fetch(signal)` gets what is printed; `draw(data, zh)` gives `{ kind, title, facts, parts }`, worded by
 * `zh`, which is `t` in Chinese.
 */
export function printView({ back, fetch, draw, signal }) {
  const print = h("button", { type: "button", class: "primary", id: "print", disabled: true, onclick: () => window.print() }, t("print"));
  return h("div", { class: "stack" },
    h("div", { class: "headline spread no-print" },
      h("h1", { tabindex: "-1" }, t("print.title")),
      h("div", { class: "actions" }, h("a", { class: "button", href: href(back) }, t("print.back")), print)),
    h("p", { class: "muted no-print" }, t("print.lead")),
    loading(async (own) => {
      const [data, zh] = await Promise.all([fetch(own), textsOf("zh-CN"), stylesheet("/css/print.css")]);
      return { data, zh };
    }, ({ data, zh }) => {
      print.disabled = false;
      return sheet(draw(data, zh), zh);
    }, { signal, what: t("case.loading") }));
}

function sheet({ kind, title, facts, parts }, zh) {
  const now = new Date().toLocaleString("zh-CN", { hour12: false });
  return h("article", { class: "sheet", lang: "zh-CN", "aria-label": title },
    h("header", {}, h("p", { class: "sheet-kind" }, kind), h("h2", {}, title)),
    pairs(facts, zh),
    parts,
    h("footer", {},
      h("div", { class: "signs" }, ["print.handler", "print.checker", "print.date"].map((name) => h("p", {}, zh(name), h("span", { class: "blank" })))),
      h("p", { class: "stamp" }, zh("print.at", { time: now }))));
}

/** What takes the whole row: long text. */
const LONG = 26;

/** `[label, value]` or `[label, value, { wide: true }]`, two in a row. */
export function pairs(list, zh) {
  const rows = [];
  for (const [label, value, { wide = false } = {}] of list) {
    const text = value === null || value === undefined || value === "" ? zh("none") : String(value);
    const cells = { label, text, wide: wide || [...text].length > LONG };
    const last = rows.at(-1);
    if (!cells.wide && last?.length === 1 && !last[0].wide) last.push(cells);
    else rows.push([cells]);
  }
  return h("table", { class: "sheet-pairs" }, h("colgroup", {}, ["name", "value", "name", "value"].map((kind) => h("col", { class: kind }))), h("tbody", {}, rows.map((row) => h("tr", {}, row.flatMap(({ label, text }) => [
    h("th", { scope: "row" }, label), h("td", { colspan: row.length === 1 ? 3 : 1 }, text)])))));
}

export function part(title, content) {
  return h("section", {}, h("h3", {}, title), content);
}

/** The course of the order: a row per step. */
export function course(columns, rows) {
  return h("table", { class: "sheet-course" },
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value) => h("td", {}, value ?? ""))))));
}
