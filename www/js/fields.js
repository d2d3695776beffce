// One control per kind of field. Each is `{ element, focus(), describe(ids), invalid(yes) }` and calls `change(value)` with the
// value as the form sends it: a string, a number or null, a boolean, an array. The types are those of the package's `Form`.
import { h } from "./h.js";
import { t } from "./texts.js";

/** The control for `spec`, showing `value`. `id` is unique on the page. */
export function control(spec, { id, value, change }) {
  return makerOf(spec)(spec, { id, value, change });
}

/** True when the control is several inputs: it then needs a `fieldset` and a `legend`, not a `label`. */
export function isGroup(spec) {
  return [choices, pair].includes(makerOf(spec));
}

/** True for what needs the whole row. */
export function isWide(spec) {
  return [textarea, files].includes(makerOf(spec));
}

function makerOf({ type, range, format: given }) {
  const kind = KINDS[type] ?? text;
  const format = given?.replace(/Y/g, "y").replace(/D/g, "d"); // some forms write YYYY-MM-DD
  if (range && [number, date, time].includes(kind)) return pair;
  // A browser's date input speaks one format; any other is typed, with the format shown.
  if (format && ((kind === date && format !== "yyyy-MM-dd") || (kind === time && format !== "HH:mm:ss"))) {
    return format === "yyyy-MM-dd HH:mm:ss" ? moment : text;
  }
  return kind;
}

const KINDS = {
  text, input: text, password, url, textarea, "rich-editor": textarea, json: textarea,
  number, rate: number, slider: number, money: decimal, numberComp: decimal,
  date, "date-range": pair, datetime: moment, time, "time-range": pair,
  select, cascader, radio: choices, checkbox: choices, switch: toggle,
  "cascader-area": place, color: colour,
  upload: files, "file-upload": files, "picture-upload": files,
};

function one(element) {
  return {
    element,
    focus: () => element.focus(),
    describe: (ids) => element.setAttribute("aria-describedby", ids),
    invalid: (yes) => mark(element, yes),
  };
}

function several(inputs, className) {
  return {
    element: h("div", { class: className }, inputs.map(({ line, input }) => line ?? input)),
    focus: () => inputs[0]?.input.focus(),
    describe: (ids) => inputs.forEach(({ input }) => input.setAttribute("aria-describedby", ids)),
    invalid: (yes) => inputs.forEach(({ input }) => mark(input, yes)),
  };
}

function mark(element, yes) {
  if (yes) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
}

/** What all single inputs have; `read` makes the form's value of the input's text. */
function input(spec, attributes, { id, value, change }, read = (entered) => entered) {
  return one(h("input", {
    type: "text",
    id,
    name: spec.name,
    required: spec.required,
    readonly: spec.readonly,
    disabled: spec.disabled,
    placeholder: spec.placeholder ?? (spec.format || undefined),
    autocomplete: spec.autocomplete ?? "off",
    ...attributes,
    value: value ?? "",
    oninput: (event) => change(read(event.target.value)),
  }));
}

function text(spec, o) {
  return input(spec, { maxlength: spec.maxLength, ...keyboard(spec.label ?? spec.name) }, o);
}

/** The keyboard that a phone should show, read from the field's name; it restricts nothing. */
function keyboard(label) {
  if (/电话|手机|phone|mobile/i.test(label)) return { inputmode: "tel" };
  if (/金额|amount|price/i.test(label)) return { inputmode: "decimal" };
  return {};
}

function password(spec, o) {
  return input(spec, { type: "password" }, o);
}

function url(spec, o) {
  return input(spec, { type: "url", inputmode: "url", autocapitalize: "none", spellcheck: "false" }, o);
}

function number(spec, o) {
  const limits = { min: spec.min, max: spec.max, step: spec.step ?? "any" };
  return input(spec, { type: "number", ...limits }, o, (entered) => (entered === "" ? null : Number(entered)));
}

/** A place is `{ address, center }`: the address is typed, the point on the map (JSON in a text) stays as it came. */
function place(spec, o) {
  const { address = "", center = "{}" } = o.value && typeof o.value === "object" ? o.value : {};
  return input(spec, {}, { ...o, value: address }, (entered) => (entered === "" ? "" : { address: entered, center }));
}

function colour(spec, o) {
  return input({ placeholder: "#1f6feb", ...spec }, { maxlength: 7 }, o, orNull);
}

/** Amounts travel as text, digit for digit. */
function decimal(spec, o) {
  return input(spec, { inputmode: "decimal" }, o);
}

function date(spec, o) {
  return input(spec, { type: "date" }, o, orNull);
}

function time(spec, o) {
  return input(spec, { type: "time", step: 1 }, o, withSeconds);
}

function moment(spec, o) {
  const value = o.value ? String(o.value).replace(" ", "T") : "";
  return input(spec, { type: "datetime-local", step: 1 }, { ...o, value }, (entered) => withSeconds(entered.replace("T", " ")));
}

const orNull = (entered) => (entered === "" ? null : entered);
const withSeconds = (entered) => orNull(/(?:^|\s)\d\d:\d\d$/.test(entered) ? `${entered}:00` : entered);

function pair(spec, { id, value, change }) {
  const kind = /time/.test(spec.type) ? { type: "time", step: 1 } : /date/.test(spec.type) ? { type: "date" } : { type: "number", step: "any" };
  const read = kind.type === "time" ? withSeconds : kind.type === "number" ? (entered) => (entered === "" ? null : Number(entered)) : orNull;
  const inputs = [t("form.from"), t("form.to")].map((label, at) => ({
    input: h("input", { ...kind, id: `${id}-${at}`, "aria-label": label, value: value?.[at] ?? "", oninput: collect }),
  }));
  function collect() {
    const ends = inputs.map((end) => read(end.input.value));
    change(ends.includes(null) ? null : ends);
  }
  return several(inputs, "range");
}

function textarea(spec, { id, value, change }) {
  return one(h("textarea", {
    id,
    name: spec.name,
    rows: 3,
    required: spec.required,
    readonly: spec.readonly,
    disabled: spec.disabled,
    placeholder: spec.placeholder,
    value: typeof value === "string" ? value : "",
    oninput: (event) => change(event.target.value),
  }));
}

/** What a person has to know before filling it in: the form's own words, and for uploads what the interface carries. */
export function hintOf(spec) {
  const upload = makerOf(spec) === files && [
    t("form.upload.hint"),
    spec.limit && t("form.upload.limit", { n: spec.limit }),
    spec.fileTypes?.length > 0 && t("form.upload.types", { types: spec.fileTypes.join(", ") }),
  ];
  return [spec.hint, upload].flat().filter(Boolean).join(" ");
}

/** The package carries payloads, not files: an upload takes the addresses of what was uploaded elsewhere, one a line. */
function files(spec, o) {
  const value = (o.value ?? []).map((file) => file.url).join("\n");
  const change = (entered) => o.change(entered.split("\n").map((line) => line.trim()).filter(Boolean)
    .map((address) => ({ name: address.split("/").pop(), url: address })));
  return textarea({ ...spec, placeholder: t("form.upload") }, { ...o, value, change });
}

/** Option values keep their type: `1` stays a number. The DOM knows only strings, so options go by their place. */
function select(spec, { id, value, change }) {
  const options = spec.options ?? [];
  const chosen = (option) => (spec.multiple ? (value ?? []).includes(option.value) : option.value === value);
  return one(h("select", {
    id,
    name: spec.name,
    required: spec.required,
    disabled: spec.disabled || spec.readonly,
    multiple: spec.multiple,
    onchange: (event) => {
      const picked = [...event.target.selectedOptions].filter((o) => o.value !== "").map((o) => options[Number(o.value)].value);
      change(spec.multiple ? picked : picked[0] ?? "");
    },
  },
  !spec.multiple && h("option", { value: "" }, t("form.choose")),
  options.map((option, at) => h("option", { value: at, selected: chosen(option) }, option.label ?? String(option.value)))));
}

/** The way to an option, as one list of whole ways: `华东 / 上海 / 浦东`. */
function cascader(spec, o) {
  const ways = [];
  (function walk(options, labels, values) {
    for (const option of options ?? []) {
      const [label, value] = [[...labels, option.label ?? option.value], [...values, option.value]];
      if (option.children?.length) walk(option.children, label, value);
      else ways.push({ label: label.join(" / "), value });
    }
  })(spec.options, [], []);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const value = spec.multiple
    ? ways.filter((way) => (o.value || []).some((chosen) => same(chosen, way.value))).map((way) => way.value)
    : ways.find((way) => same(o.value, way.value))?.value;
  return select({ ...spec, options: ways }, { ...o, value });
}

function toggle(spec, { id, value, change }) {
  return one(h("input", {
    type: "checkbox",
    role: "switch",
    id,
    name: spec.name,
    disabled: spec.disabled || spec.readonly,
    checked: value === true,
    onchange: (event) => change(event.target.checked),
  }));
}

function choices(spec, { id, value, change }) {
  const type = spec.type === "radio" ? "radio" : "checkbox";
  const options = spec.options ?? [];
  const inputs = options.map((option, at) => {
    const checked = type === "radio" ? option.value === value : (value || []).includes(option.value);
    const input = h("input", { type, id: `${id}-${at}`, name: id, checked, disabled: spec.disabled || spec.readonly, onchange: collect });
    return { input, line: h("label", { class: "choice" }, input, option.label ?? String(option.value)) };
  });
  function collect() {
    const picked = options.filter((_, at) => inputs[at].input.checked).map((option) => option.value);
    change(type === "radio" ? picked[0] ?? null : picked);
  }
  return several(inputs, "choices");
}
