// One control per kind of field. Each is `{ element, focus(), describe(ids), invalid(yes) }` and calls `change(value)` with the
// value as the form sends it: a string, a number or null, a boolean, an array.
import { h } from "./h.js";
import { t } from "./texts.js";

/** The control for `spec`, showing `value`. `id` is unique on the page. */
export function control(spec, { id, value, change }) {
  return (makers[spec.type] ?? makers.text)(spec, { id, value, change });
}

/** True when the control is several inputs: it then needs a `fieldset` and a `legend`, not a `label`. */
export function isGroup(spec) {
  return ["radio", "checkbox", "date-range", "time-range"].includes(spec.type);
}

const makers = {
  text: (spec, o) => input(spec, { type: "text", ...wording(spec.label ?? spec.name) }, o),
  password: (spec, o) => input(spec, { type: "password" }, o),
  url: (spec, o) => input(spec, { type: "url", inputmode: "url", autocapitalize: "none", spellcheck: "false" }, o),
  date: (spec, o) => input(spec, { type: "date" }, o),
  time: (spec, o) => input(spec, { type: "time", step: 1 }, o, (text) => (text.length === 5 ? `${text}:00` : text)),
  number: (spec, o) => input(spec, { type: "number", step: "any" }, o, (text) => (text === "" ? null : Number(text))),
  // The package carries payloads, not files: an upload field takes the addresses of what was uploaded elsewhere.
  upload: (spec, o) => textarea({ ...spec, placeholder: t("form.upload") }, o),
  textarea,
  select,
  switch: toggle,
  radio: (spec, o) => choices(spec, o, "radio"),
  checkbox: (spec, o) => choices(spec, o, "checkbox"),
  "date-range": (spec, o) => range(spec, o, "date"),
  "time-range": (spec, o) => range(spec, o, "time"),
};

/** The keyboard that a phone should show, read from the field's name; it restricts nothing. */
function wording(label) {
  if (/电话|手机|phone|mobile/i.test(label)) return { inputmode: "tel" };
  if (/金额|amount|price/i.test(label)) return { inputmode: "decimal" };
  return {};
}

function single(element) {
  return {
    element,
    focus: () => element.focus(),
    describe: (ids) => element.setAttribute("aria-describedby", ids),
    invalid: (yes) => (yes ? element.setAttribute("aria-invalid", "true") : element.removeAttribute("aria-invalid")),
  };
}

function input(spec, attributes, { id, value, change }, read = (text) => text) {
  return single(h("input", {
    id,
    name: spec.name,
    required: spec.required,
    placeholder: spec.placeholder,
    autocomplete: spec.autocomplete ?? "off",
    ...attributes,
    value: value ?? "",
    oninput: (event) => change(read(event.target.value)),
  }));
}

function textarea(spec, { id, value, change }) {
  return single(h("textarea", {
    id,
    name: spec.name,
    rows: 3,
    required: spec.required,
    placeholder: spec.placeholder,
    value: typeof value === "string" ? value : "",
    oninput: (event) => change(event.target.value),
  }));
}

/** Option values keep their type: `1` stays a number. The DOM knows only strings, so options go by their place. */
function select(spec, { id, value, change }) {
  const options = spec.options ?? [];
  const chosen = (option) => (spec.multiple ? (value ?? []).includes(option.value) : option.value === value);
  return single(h("select", {
    id,
    name: spec.name,
    required: spec.required,
    multiple: spec.multiple,
    onchange: (event) => {
      const picked = [...event.target.selectedOptions].filter((o) => o.value !== "").map((o) => options[Number(o.value)].value);
      change(spec.multiple ? picked : picked[0] ?? "");
    },
  },
  !spec.multiple && h("option", { value: "" }, t("form.choose")),
  options.map((option, at) => h("option", { value: at, selected: chosen(option) }, option.label ?? String(option.value)))));
}

function toggle(spec, { id, value, change }) {
  return single(h("input", {
    type: "checkbox",
    role: "switch",
    id,
    name: spec.name,
    checked: value === true,
    onchange: (event) => change(event.target.checked),
  }));
}

function several(inputs, className) {
  const element = h("div", { class: className }, inputs.map((one) => one.line ?? one.input));
  return {
    element,
    focus: () => inputs[0]?.input.focus(),
    describe: (ids) => inputs.forEach((one) => one.input.setAttribute("aria-describedby", ids)),
    invalid: (yes) => inputs.forEach((one) => (yes ? one.input.setAttribute("aria-invalid", "true") : one.input.removeAttribute("aria-invalid"))),
  };
}

function choices(spec, { id, value, change }, type) {
  const options = spec.options ?? [];
  const inputs = options.map((option, at) => {
    const checked = type === "radio" ? option.value === value : (value ?? []).includes(option.value);
    const one = h("input", { type, id: `${id}-${at}`, name: id, checked, onchange: collect });
    return { input: one, line: h("label", { class: "choice" }, one, option.label ?? String(option.value)) };
  });
  function collect() {
    const picked = options.filter((_, at) => inputs[at].input.checked).map((option) => option.value);
    change(type === "radio" ? picked[0] ?? null : picked);
  }
  return several(inputs, "choices");
}

function range(spec, { id, value, change }, type) {
  const ends = [t("form.from"), t("form.to")];
  const inputs = ends.map((label, at) => ({
    input: h("input", { type, id: `${id}-${at}`, step: type === "time" ? 1 : undefined, "aria-label": label, value: value?.[at] ?? "", oninput: collect }),
  }));
  function collect() {
    const pair = inputs.map((one) => one.input.value);
    change(pair.every(Boolean) ? pair : null);
  }
  return several(inputs, "range");
}
