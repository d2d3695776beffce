// Draws a list of field specs and keeps their values: `Form.fields` of the package, or a list written by hand.
//   { name, label, type, required, options: [{ label, value }], multiple, range, format, unit, span, group, hint, children, … }
// A field with `children` is a list of rows: its value is an array of objects.
import { control, hintOf, isGroup, isWide } from "./fields.js";
import { fill, h } from "./h.js";
import { t } from "./texts.js";

let made = 0;

/**
 * `{ element, values, showIssues(issues), clearIssues() }`. `values` is the live object; `change()` is told of every edit.
 * Issues are the package's: `{ path, label, rule, message }`.
 */
export function drawForm(fields, values = {}, { change = () => {} } = {}) {
  const controls = new Map(); // by path, "rows.0.name"
  const prefix = `f${(made += 1)}`;
  const summary = h("div", { class: "notice danger", role: "alert", tabindex: "-1", hidden: true });

  function drawField(spec, holder, path) {
    if (spec.children) return drawRows(spec, holder, path);
    if (spec.hidden) return null; // it keeps its default in the values
    const id = [prefix, ...path].join("-").replace(/\s/g, "_");
    const says = hintOf(spec);
    const hint = says && h("p", { class: "hint", id: `${id}-hint` }, says);
    const issue = h("p", { class: "issue", id: `${id}-issue` });
    const one = control(spec, {
      id,
      value: holder[spec.name],
      change: (value) => {
        holder[spec.name] = value;
        one.invalid(false);
        issue.textContent = "";
        change();
      },
    });
    one.describe([hint && hint.id, issue.id].filter(Boolean).join(" "));
    controls.set(path.join("."), { one, issue });
    const label = [
      spec.label ?? spec.name,
      spec.unit && h("span", { class: "unit" }, `（${spec.unit}）`),
      spec.required && h("span", { class: "required" }, t("form.required")),
    ];
    const classes = ["field", (isWide(spec) || spec.wide) && "span-all", spec.type === "switch" && "switch"].filter(Boolean).join(" ");
    return isGroup(spec)
      ? h("fieldset", { class: classes }, h("legend", {}, label), hint, one.element, issue)
      : h("div", { class: classes }, h("label", { for: id }, label), hint, one.element, issue);
  }

  function drawRows(spec, holder, path) {
    const rows = (holder[spec.name] = Array.isArray(holder[spec.name]) ? holder[spec.name] : []);
    const list = h("div", { class: "rows" });
    const add = h("button", { type: "button", class: "small", onclick: () => edit(() => rows.push({})) }, t("form.addRow"));
    function edit(work) {
      work();
      draw();
      change();
    }
    function draw() {
      fill(list, rows.map((row, at) => h("fieldset", { class: "row" },
        h("legend", {}, t("form.row", { label: spec.label ?? spec.name, n: at + 1 })),
        h("div", { class: "grid" }, spec.children.map((child) => drawField(child, row, [...path, at, child.name]))),
        h("button", { type: "button", class: "small", onclick: () => edit(() => rows.splice(at, 1)) }, t("form.removeRow")))));
    }
    draw();
    const issue = h("p", { class: "issue" });
    controls.set(path.join("."), { one: { focus: () => add.focus(), invalid: () => {} }, issue });
    return h("fieldset", { class: "field span-all" }, h("legend", {}, spec.label ?? spec.name), list, add, issue);
  }

  const groups = new Map();
  for (const spec of fields) groups.set(spec.group ?? "", [...(groups.get(spec.group ?? "") ?? []), spec]);
  const element = h("div", { class: "form" }, summary, [...groups].map(([name, specs]) => {
    const grid = h("div", { class: "grid" }, specs.map((spec) => drawField(spec, values, [spec.name])));
    return name ? h("fieldset", { class: "group" }, h("legend", {}, h("h2", {}, name)), grid) : grid;
  }));

  /** The control that an issue speaks of: at its path, or at the nearest one around it. */
  function find(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const found = controls.get(path.slice(0, length).join(".")) ?? controls.get(path.slice(-length).join("."));
      if (found) return found;
    }
    return null;
  }

  function clearIssues() {
    summary.hidden = true;
    for (const { one, issue } of controls.values()) {
      one.invalid(false);
      issue.textContent = "";
    }
  }

  function showIssues(issues) {
    clearIssues();
    const lines = issues.map((one) => ({ ...one, target: find(one.path ?? []) }));
    for (const { message, target } of lines) {
      if (!target) continue;
      target.one.invalid(true);
      target.issue.textContent = [target.issue.textContent, message].filter(Boolean).join(" ");
    }
    // One marked field says it all; a list helps when there are more, or when one belongs to no field.
    summary.hidden = lines.length === 1 && lines[0].target !== null;
    fill(summary,
      h("p", { class: "notice-title" }, t("form.issues", { n: issues.length })),
      h("ul", { class: "bullets" }, lines.map(({ message, detail = message, target }) => h("li", {}, target
        ? h("button", { type: "button", class: "link", onclick: () => target.one.focus() }, detail)
        : detail))));
    (lines.find((line) => line.target)?.target.one ?? summary).focus();
  }

  return { element, values, showIssues, clearIssues };
}
