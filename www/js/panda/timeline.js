// The process log: who did what, when, how long it took, and who has it now.
import { orDash } from "../format.js";
import { h } from "../h.js";
import { t } from "../texts.js";

/** `client.panda.processLog()`'s entries, in the server's order. */
export function timeline(entries) {
  if (entries.length === 0) return h("p", { class: "empty" }, t("log.none"));
  return h("ol", { class: "timeline" }, entries.map(entry));
}

function entry({ title, state, operateTime, details }) {
  return h("li", { class: operateTime ? "" : "open" },
    h("div", { class: "headline spread" }, h("h3", {}, orDash(title)), state && h("span", { class: "badge" }, state)),
    operateTime && h("p", { class: "small muted" }, operateTime),
    details && step(details));
}

function step({ departmentName, peopleName, opinion, timeConsuming, doingUserName }) {
  const doing = (doingUserName ?? []).filter(Boolean);
  return h("div", { class: "step" },
    (peopleName || departmentName) && h("p", {}, [peopleName, departmentName].filter(Boolean).join(" · ")),
    opinion && h("blockquote", {}, opinion),
    timeConsuming && h("p", { class: "small muted" }, t("log.took", { time: timeConsuming })),
    doing.length > 0 && h("p", { class: "small" }, t("log.doing", { names: doing.join(t("listSeparator")) })));
}
