// An error, as a person wants it: what happened (the client's own words), what to do now, and a button that does it.
import { PartMissing } from "./assets.js";
import { isWorkOrderError } from "./client.js";
import { h } from "./h.js";
import { href } from "./router.js";
import { t } from "./texts.js";

/** What to do about `error`, in a sentence. Decided by its kind, and for something sent by whether it was executed. */
export function advice(error) {
  const far = error instanceof PartMissing || error.kind === "network";
  if (far && navigator.onLine === false) return t("advice.offline");
  if (error instanceof PartMissing) return t("advice.part");
  if (!isWorkOrderError(error)) return t("advice.bug");
  return t(`advice.${error.kind}`);
}

/**
 * The box that stands where the data would have stood.
 * `retry` is called by the button, which is there when trying again can help; `note` is a further sentence; `link: false` on the
 * sign-in page itself.
 */
export function errorBox(error, { retry, note, heading = "h2", link = true } = {}) {
  const again = retry && (!isWorkOrderError(error) || error.retryable || error.kind === "aborted");
  return h("div", { class: "notice danger", role: "alert", tabindex: "-1" },
    h(heading, { class: "notice-title" }, error.message || t("error.unnamed")),
    h("p", {}, advice(error)),
    note && h("p", {}, note),
    h("div", { class: "actions" },
      again && h("button", { type: "button", onclick: retry }, t("retry")),
      link && error.kind === "auth" && h("a", { class: "button", href: href(["sign-in"]) }, t("signIn.again"))),
    facts(error));
}

/** What support will ask for. Holds no secret and nothing that was typed: the client's errors carry neither. */
function facts(error) {
  if (!isWorkOrderError(error)) return null;
  const rows = [
    ["kind", error.kind],
    ["operation", `${error.service}.${error.operation}`],
    ["status", error.status],
    ["code", error.code],
    ["serverMessage", error.serverMessage],
    ["attempts", error.attempts],
    ["executed", error.executed],
    ["time", new Date().toISOString()],
  ].filter(([, value]) => value !== undefined && value !== null && value !== "");
  return h("details", { class: "facts" },
    h("summary", {}, t("error.facts")),
    h("dl", { class: "pairs" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", { class: "mono" }, String(value))])));
}
