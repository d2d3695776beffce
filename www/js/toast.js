// A line at the foot of the screen that says what happened by itself, and goes again. Read out by screen readers.
import { fill, h } from "./h.js";
import { t } from "./texts.js";

const SHOWN_MS = 6000;
const WITH_LINK_MS = 20_000;
const line = h("span");
const box = h("div", { class: "toast no-print", role: "status", hidden: true }, line);
let hide;

/** To be put into the page once. */
export const toast = box;

/** Says it; with a `link` (`{ href, label }`) it stays longer, and can be closed. */
export function say(text, link) {
  clearTimeout(hide);
  box.hidden = false;
  fill(line, text);
  hide = setTimeout(close, link ? WITH_LINK_MS : SHOWN_MS);
  fill(box, line, link && [
    h("a", { href: link.href, onclick: close }, link.label),
    h("button", { type: "button", class: "small plain", onclick: close }, t("close"))]);
}

function close() {
  box.hidden = true;
}
