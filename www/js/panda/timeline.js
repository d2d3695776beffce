// The process log: who did what, when, how long it took, and who has it now.
import { orDash } from "../format.js";
import { h } from "../h.js";
import { t } from "../texts.js";
import { timeText } from "./cases.js";

/** `client.panda.processLog()`'s entries, in the server's order. */
export function timeline(entries) {
  if (entries.length === 0) return h("p", { class: "empty" }, t("log.none"));
  return h("ol", { class: "timeline" }, entries.map(entry));
}

function entry({ title, state, operateTime, details }) {
  const steps = [details].flat().filter(Boolean);
  return h("li", {},
    h("div", { class: "headline spread" }, h("h3", {}, orDash(title)), state && h("span", { class: "badge" }, state)),
    operateTime && h("p", { class: "small muted" }, timeText(operateTime)),
    steps.map(step));
}

function step({ departmentName, peopleName, opinion, timeConsuming, doingUserName }) {
  const doing = [doingUserName].flat().filter(Boolean);
  return h("div", { class: "step" },
    (peopleName || departmentName) && h("p", {}, [peopleName, departmentName].filter(Boolean).join(" · ")),
    opinion && h("blockquote", {}, opinion),
    timeConsuming && h("p", { class: "small muted" }, t("log.took", { time: timeConsuming })),
    doing.length > 0 && h("p", { class: "small" }, t("log.doing", { names: doing.join(t("listSeparator")) })));
}
