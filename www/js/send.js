// One submission from a form, to one of its ends: accepted; refused, with the reasons beside the fields; unknown; or waiting in
// the outbox for the network.
import { current, isWorkOrderError } from "./client.js";
import { dropDraft, parkDraft, unparkDraft } from "./drafts.js";
import { errorBox } from "./errors.js";
import { fill, h } from "./h.js";
import { whileBusy } from "./loading.js";
import { unknownBox } from "./outbox.js";
import { href } from "./router.js";
import { t } from "./texts.js";

/**
 * Sends once, with the button `send` held down. `accepted(receipt)` is called when it arrived. `draft` names what is kept of the form
 * until then; `keep()` writes it anew. While the outcome is open another click could make a second order, so `foot`, where the button
 * is, goes until a person has decided.
 */
export function sendOnce({ submit, service, drawn, send, foot, outcome, accepted, draft, keep }) {
  const show = (box) => fill(outcome, box).firstElementChild.focus();

  function settled(arrived) {
    if (arrived) dropDraft(draft);
    else foot.hidden = false;
  }

  return whileBusy(send, t("report.sending"), async () => {
    try {
      const submission = await submit();
      if (submission.outcome === "accepted") return accepted(submission.receipt);
      foot.hidden = true;
      if (submission.outcome === "unknown") return show(unknownBox(submission, service, settled));
      parkDraft(draft, submission.key);
      show(queuedBox(submission, () => {
        unparkDraft(submission.key, true);
        keep();
        foot.hidden = false;
      }));
    } catch (error) {
      if (isWorkOrderError(error) && error.issues?.length) return drawn.showIssues(error.issues);
      show(errorBox(error, { note: t("report.kept") }));
    }
  });
}

/** Nothing has left yet: it goes by itself when the network is back, or is taken back and changed. */
function queuedBox({ key, error }, takenBack) {
  const said = h("p", { role: "status" });
  const withdraw = h("button", { type: "button", onclick: () => whileBusy(withdraw, t("unknown.discarding"), back) }, t("queued.withdraw"));
  const actions = h("div", { class: "actions" }, h("a", { class: "button primary", href: href(["outbox"]) }, t("queued.open")), withdraw);
  const box = h("div", { class: "notice info", role: "alert", tabindex: "-1" },
    h("h2", { class: "notice-title" }, t("queued.title")), h("p", {}, t("queued.says")), error && h("p", { class: "small muted" }, error.message), actions, said);

  async function back() {
    try {
      await current().outbox.discard(key);
      takenBack();
      box.remove();
    } catch (error) {
      fill(said, errorBox(error)); // it has been sent in the meantime, for example
    }
  }
  return box;
}
