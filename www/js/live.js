// Follows one order while its page is open: `client.panda.track()` or `client.center.track()`, which ask less and less often while
// nothing changes and end when the order does.
import { clock } from "./format.js";
import { fill, h } from "./h.js";
import { t } from "./texts.js";

/**
 * A line that says whether the page is live. `follow(signal)` gives the updates; `changed(update)` is called for each but the first,
 * which only says what is on the screen already.
 */
export function liveLine(follow, changed, signal) {
  const text = h("span", { role: "status" });
  const box = h("div", { class: "live no-print" }, h("span", { class: "dot", "aria-hidden": "true" }), text);

  function say(state, words) {
    box.dataset.state = state;
    text.textContent = words;
  }

  async function run() {
    say("on", t("live.on"));
    let first = true;
    try {
      for await (const update of follow(signal)) {
        if (signal.aborted) return;
        if (!first) {
          changed(update);
          say("on", t("live.changed", { time: clock(new Date(update.at)) }));
        }
        first = false;
        if (update.final) return say("off", t("live.final"));
      }
      say("off", t("live.final"));
    } catch (error) {
      if (signal.aborted) return;
      say("off", t("live.broken"));
      fill(text, t("live.broken"), " ", h("button", { type: "button", class: "link", onclick: run }, t("live.again")));
    }
  }
  run();
  return box;
}
