// "Check the connection": what `client.diagnose()` finds, in its own words, a line per check.
import { probe } from "./client.js";
import { errorBox } from "./errors.js";
import { fill, h } from "./h.js";
import { whileBusy } from "./loading.js";
import { t } from "./texts.js";

/** A button and the place for what it finds. `options()` gives what the client is made of, or null while something is missing. */
export function connectionCheck(options, signal) {
  const area = h("div", { class: "stack-small", "aria-live": "polite" });
  const button = h("button", { type: "button", id: "check-connection", onclick: check }, t("diagnosis.check"));

  async function check() {
    const part = options();
    if (!part) return;
    await whileBusy(button, t("diagnosis.busy"), async () => {
      fill(area, h("p", { class: "waiting" }, t("diagnosis.busy")));
      try {
        fill(area, findings(await probe(part, { signal })));
      } catch (error) {
        if (!signal.aborted) fill(area, errorBox(error, { link: false }));
      }
    });
  }
  return { button, area };
}

function findings(list) {
  const wrong = list.filter(({ ok }) => !ok).length;
  return h("section", { class: `notice ${wrong > 0 ? "warn" : "info"}` },
    h("h2", { class: "notice-title" }, wrong > 0 ? t("diagnosis.wrong", { n: wrong }) : t("diagnosis.fine")),
    h("ul", { class: "findings" }, list.map(({ ok, check, message, ms, skewMs }) => h("li", { class: ok ? "fine" : "wrong" },
      h("span", { class: "mark", "aria-hidden": "true" }, ok ? "✓" : "✗"),
      h("div", {},
        h("strong", {}, t(`diagnosis.${check}`)),
        h("span", { class: "visually-hidden" }, ` ${t(ok ? "diagnosis.ok" : "diagnosis.notOk")}: `),
        h("p", {}, message),
        (ms !== undefined || skewMs !== undefined) && h("p", { class: "small muted" },
          [ms !== undefined && `${Math.round(ms)} ms`, skewMs !== undefined && t("diagnosis.skew", { s: Math.round(skewMs / 1000) })].filter(Boolean).join(" · ")))))));
}
