// Every word on the page, in both languages. Messages of errors are not here: the client brings its own.
import { en } from "./texts.en.js";
import { zh } from "./texts.zh.js";

const TABLES = { "zh-CN": zh, en };
let chosen = "zh-CN";
try {
  if (localStorage.getItem("locale") === "en") chosen = "en";
} catch { /* storage refused: Chinese */ }

export function locale() {
  return chosen;
}

export function setLocale(next) {
  chosen = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem("locale", next);
  } catch { /* lasts as long as the page */ }
}

/** The text under `key`, with `{name}` replaced from `values`. */
export function t(key, values = {}) {
  const text = TABLES[chosen][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
