// What the two overviews share: the head with its period and its span of days, and the parts below, drawn anew as rows come in.
import { fill, h } from "../h.js";
import { note } from "../router.js";
import { serviceSwitch } from "../services.js";
import { t } from "../texts.js";
import { UNITS } from "./counts.js";
import { gather } from "./gather.js";

/** `lists({ from, to })` says what to fetch; `parts(rows, unit)` draws it. Unit and days are kept in the address. */
export function overview({ service, query, signal, lists, parts }) {
  const state = { unit: UNITS.includes(query.get("unit")) ? query.get("unit") : "month", from: query.get("from") ?? "", to: query.get("to") ?? "" };
  const area = h("div", { class: "overview" });
  const progress = h("div");
  let rows = null;

  const draw = (next) => {
    rows = next;
    fill(area, parts(rows, state.unit));
  };
  const keep = () => note({ unit: state.unit === "month" ? "" : state.unit, from: state.from, to: state.to });
  const start = () => {
    fill(area);
    fill(progress, gather(lists(state), draw, signal));
  };
  const day = (name) => h("div", { class: "field" },
    h("label", { for: `overview-${name}` }, t(`overview.${name}`)),
    h("input", { type: "date", id: `overview-${name}`, name, value: state[name] }));
  const apply = (event) => {
    event.preventDefault();
    const { from, to } = Object.fromEntries(new FormData(event.target));
    Object.assign(state, { from, to });
    keep();
    start();
  };
  const units = h("fieldset", { class: "segments no-print" },
    h("legend", { class: "visually-hidden" }, t("overview.unit")),
    UNITS.map((unit) => h("label", { class: "segment" },
      h("input", { type: "radio", name: "unit", id: `unit-${unit}`, value: unit, checked: unit === state.unit, onchange: () => { state.unit = unit; keep(); if (rows) draw(rows); } }),
      h("span", {}, t(`overview.unit.${unit}`)))));

  start();
  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("overview.title")),
    serviceSwitch(service, { panda: ["overview", "panda"], center: ["overview", "center"] }),
    h("p", { class: "muted" }, t(`overview.lead.${service}`)),
    h("form", { class: "card overview-form no-print", onsubmit: apply }, day("from"), day("to"), h("button", { type: "submit" }, t("overview.apply"))),
    progress,
    units,
    area);
}

/** A row of large numbers. */
export function figures(list) {
  return h("dl", { class: "figures" }, list.map(({ label, value, kind, href: to }) => h("div", { class: `card figure ${kind ?? ""}` },
    h("dt", {}, to ? h("a", { href: to }, label) : label), h("dd", {}, String(value)))));
}
