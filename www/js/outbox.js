// Submissions whose outcome is not known: `client.outbox`. Nothing is sent again by itself; a person looks first, then decides.
import { current } from "./client.js";
import { errorBox } from "./errors.js";
import { fill, h } from "./h.js";
import { loading, whileBusy } from "./loading.js";
import { href } from "./router.js";
import { t } from "./texts.js";

/** What stands under the form when a submission got no answer. `settled(arrived)` is called once that is decided. */
export function unknownBox({ key, error }, settled) {
  return h("div", { class: "notice warn", role: "alert", tabindex: "-1" },
    h("h2", { class: "notice-title" }, t("unknown.title")),
    h("p", {}, error?.message ?? t("unknown.advice")),
    decide(key, settled));
}

/** Look, and then: it is there / send again / forget it. */
function decide(key, settled = () => {}) {
  if (!current().outbox) return byHand(settled);
  const said = h("p", { role: "status" });
  const area = h("div", { class: "stack-small" });
  const look = h("button", { type: "button", class: "primary", onclick: reconcile }, t("unknown.look"));
  const list = h("a", { class: "button", href: href(["cases"]) }, t("unknown.list"));
  const resend = h("button", { type: "button", onclick: sendAgain }, t("unknown.resend"));
  const forget = h("button", { type: "button", onclick: discard }, t("unknown.discard"));

  async function attempt(button, busy, work) {
    fill(area, said);
    try {
      await whileBusy(button, busy, work);
    } catch (error) {
      fill(area, errorBox(error));
    }
  }
  function reconcile() {
    return attempt(look, t("unknown.looking"), async () => {
      const found = await current().outbox.reconcile(key);
      said.textContent = t(`unknown.${found}`);
      if (found === "accepted") settle(true);
      else fill(area, said, h("div", { class: "actions" }, resend, forget));
    });
  }
  function sendAgain() {
    return attempt(resend, t("report.sending"), async () => {
      const { outcome } = await current().outbox.resend(key);
      said.textContent = t(outcome === "accepted" ? "unknown.resent" : "unknown.still");
      if (outcome === "accepted") settle(true);
    });
  }
  function discard() {
    return attempt(forget, t("unknown.discarding"), async () => {
      await current().outbox.discard(key);
      said.textContent = t("unknown.discarded");
      settle(false);
    });
  }
  function settle(arrived) {
    fill(area, said, arrived && h("div", { class: "actions" }, list));
    actions.remove();
    settled(arrived);
  }
  const actions = h("div", { class: "actions" }, look, list);
  return [actions, area];
}

let stop = () => {};

/** Without an outbox the person looks into the list, and says so. */
function byHand(settled) {
  const buttons = h("div", { class: "actions" },
    h("a", { class: "button primary", href: href(["cases"]) }, t("unknown.list")),
    h("button", { type: "button", onclick: () => { buttons.remove(); settled(false); } }, t("unknown.checked")));
  return buttons;
}

/** One line above every view while something is open. Drawn again whenever the outbox changes. */
export function outboxBanner(holder) {
  holder.setAttribute("aria-label", t("outbox.title"));
  const draw = (entries) => fill(holder, entries.length > 0 && h("p", { class: "notice warn" },
    t("outbox.some", { n: entries.length }), " ", h("a", { href: href(["outbox"]) }, t("outbox.open"))));
  stop();
  const outbox = current()?.outbox;
  stop = outbox?.subscribe(draw) ?? (() => {});
  if (outbox) outbox.pending().then(draw, () => {});
  else draw([]);
}
/** All of them. */
export function outboxView({ signal }) {
  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("outbox.title")),
    loading(() => current()?.outbox?.pending() ?? [], (entries) => (entries.length === 0
      ? h("p", { class: "empty" }, t("outbox.none"))
      : h("ul", { class: "stack" }, entries.map(drawEntry))), { signal }));
}

function drawEntry(entry) {
  return h("li", { class: "card stack-small" },
    h("h2", {}, entry.label ?? entry.operation),
    h("p", { class: "small muted" }, t("unknown.advice")),
    decide(entry.key));
}
