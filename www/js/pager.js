// Previous, where one is, next: under every list.
import { h } from "./h.js";
import { t } from "./texts.js";

/** For a `Page` of the package; `turn(page)` is called by the buttons. */
export function pager({ total, size, hasNext }, page, turn) {
  const last = Math.max(1, page, Math.ceil(total / size));
  return h("nav", { class: "pager", "aria-label": t("pager.label") },
    h("button", { type: "button", id: "pager-previous", disabled: page <= 1, onclick: () => turn(page - 1) }, t("pager.previous")),
    h("p", { class: "small", role: "status" }, t("pager.where", { page, last, total })),
    h("button", { type: "button", id: "pager-next", disabled: !hasNext, onclick: () => turn(page + 1) }, t("pager.next")));
}
