// Every word on the page, in the language that was chosen; only that one is loaded. Messages of errors are not here: the client
// brings its own.
const TABLES = {
  "zh-CN": async () => merge(await Promise.all([import("./texts/zh.js"), import("./texts/zh-orders.js")])),
  en: async () => merge(await Promise.all([import("./texts/en.js"), import("./texts/en-orders.js")])),
};

/** The tables that the modules export, as one. */
function merge(modules) {
  return Object.assign({}, ...modules.flatMap((module) => Object.values(module)));
}

let chosen = "zh-CN";
try {
  if (localStorage.getItem("locale") === "en") chosen = "en";
} catch { /* storage refused: Chinese */ }
let table = await TABLES[chosen]();

export function locale() {
  return chosen;
}

/** Rejects when the other language cannot be fetched; the page then keeps its own. */
export async function setLocale(next) {
  table = await TABLES[next]();
  chosen = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem("locale", next);
  } catch { /* lasts as long as the page */ }
}

/** The text under `key`, with `{name}` replaced from `values`. */
export function t(key, values = {}) {
  return filled(table[key] ?? key, values);
}

/** True where a text of this name exists: for words of servers that may be new to the page. */
export function has(key) {
  return key in table;
}

/** `t` in one language, whatever the page speaks: a printed sheet is Chinese. */
export async function textsOf(language) {
  const own = await TABLES[language]();
  return (key, values = {}) => filled(own[key] ?? key, values);
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
