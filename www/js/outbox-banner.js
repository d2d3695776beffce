// One line above every view while something sent has no known outcome, or waits to be sent; and what tells of it by the way.
import { current, watch } from "./client.js";
import { unparkDraft } from "./drafts.js";
import { fill, h } from "./h.js";
import { href } from "./router.js";
import { t } from "./texts.js";
import { say } from "./toast.js";

let stop = () => {};

/** Drawn again whenever the outbox changes, in this tab or in another. */
export function outboxBanner(holder) {
  holder.setAttribute("aria-label", t("outbox.title"));
  stop();
  fill(holder);
  stop = current()?.outbox?.subscribe((entries) => fill(holder, line(entries))) ?? (() => {});
}

function line(entries) {
  const unknown = entries.filter(({ state }) => state === "unknown").length;
  const queued = entries.filter(({ state }) => state === "queued").length;
  const said = [unknown > 0 && t("outbox.someUnknown", { n: unknown }), queued > 0 && t("outbox.someQueued", { n: queued })].filter(Boolean);
  return said.length > 0 && h("p", { class: `notice ${unknown > 0 ? "warn" : "info"}`, role: "status" },
    said.join(" "), " ", h("a", { href: href(["outbox"]) }, t("outbox.open")));
}

/** Says what became of what waited: nobody stands before that form any more. */
export function tellOfOutbox() {
  const open = () => ({ label: t("outbox.open"), href: href(["outbox"]) });
  watch(({ type, event }) => {
    if (type === "settled" && event.outcome !== "unknown") unparkDraft(event.key, event.outcome === "rejected");
    if (type === "settled") say(t(`settled.${event.outcome}`, { title: event.title ?? "", why: event.error?.message ?? "" }), event.outcome === "unknown" && open());
    if (type === "duplicate") say(t("settled.duplicate", { n: event.found.length }), open());
  });
}
