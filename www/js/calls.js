// What the client reports of itself, for developers: a row per event of `options.on`. The events carry no payload, no query, no
// token, so they can be shown as they are.
import { watch } from "./client.js";
import { clock } from "./format.js";
import { fill, h } from "./h.js";
import { t } from "./texts.js";

const KEPT = 50;
const events = [];

/** The folded list at the foot of the page; `redraw()` words it anew. */
export function callLog() {
  const summary = h("summary");
  const lead = h("p", { class: "small muted" });
  const rows = h("ol", { class: "calls mono small" });
  const box = h("details", { class: "more", id: "calls" }, summary, lead, rows);
  function redraw() {
    summary.textContent = t("calls.title");
    lead.textContent = t(events.length > 0 ? "calls.lead" : "calls.none");
    fill(rows, events.map(({ type, event, at }) => h("li", {}, `${clock(at)}  ${line(type, event)}`)));
  }
  watch(({ type, event }) => {
    if (!["request", "response", "retry", "token"].includes(type)) return;
    events.unshift({ type, event, at: new Date() });
    events.length = Math.min(events.length, KEPT);
    redraw();
  });
  redraw();
  box.redraw = redraw;
  return box;
}

function line(type, { service, operation, attempt, method, url, status, ms, afterMs, event, deviations }) {
  const what = [service, operation].filter(Boolean).join(".");
  const again = attempt > 1 ? ` #${attempt}` : "";
  switch (type) {
    case "request": return `→ ${what}${again}  ${method} ${decoded(url)}`;
    case "response": return `← ${what}${again}  ${status}  ${Math.round(ms)} ms${deviations?.length ? `  ⚠ ${deviations.map((one) => `${one.record}.${one.field}`).join(", ")}` : ""}`;
    case "retry": return `↻ ${what}${again}  +${Math.round(afterMs)} ms`;
    default: return `· ${[service, type, event].filter(Boolean).join("  ")}`;
  }
}

function decoded(url) {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
