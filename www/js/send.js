// One submission from a form, to one of its three ends: accepted, refused with its reasons beside the fields, or unknown.
import { isWorkOrderError } from "./client.js";
import { errorBox } from "./errors.js";
import { fill } from "./h.js";
import { whileBusy } from "./loading.js";
import { unknownBox } from "./outbox.js";
import { t } from "./texts.js";

/**
 * Sends once, with the button `send` held down. `accepted(receipt)` is called when it arrived, `forget()` when it turned out later
 * that it had. Without an answer another click could make a second order, so `foot`, where the button is, goes until a person has looked.
 */
export function sendOnce({ submit, drawn, send, foot, outcome, accepted, forget }) {
  const show = (box) => fill(outcome, box).firstElementChild.focus();

  function settled(arrived) {
    if (arrived) forget();
    else foot.hidden = false;
  }

  return whileBusy(send, t("report.sending"), async () => {
    try {
      const submission = await submit();
      if (submission.outcome === "accepted") return accepted(submission.receipt);
      foot.hidden = true;
      show(unknownBox(submission, settled));
    } catch (error) {
      if (isWorkOrderError(error) && error.issues?.length) return drawn.showIssues(error.issues);
      show(errorBox(error, { note: t("report.kept") }));
    }
  });
}
