// The process diagram: BPMN XML from the server, drawn by bpmn-js, which is fetched when the diagram is opened. What is done, what
// is open and what was sent back are marked by colour and, for those who don't see it, in a sentence.
import { script, stylesheet } from "../assets.js";
import { errorBox } from "../errors.js";
import { fill, h } from "../h.js";
import { t } from "../texts.js";

/** A folded part; `detail` is what `client.center.detail()` gave. Null where the server has no diagram. */
export function diagram({ bpmnXml, flowViewer }, signal) {
  if (!bpmnXml) return null;
  const canvas = h("div", { class: "diagram" });
  const frame = h("div", { class: "diagram-frame", tabindex: "0", role: "group", "aria-label": t("diagram.title") }, canvas);
  const area = h("div", { class: "stack-small" });
  let viewer;

  async function open() {
    if (viewer) return;
    fill(area, h("p", { class: "waiting", role: "status" }, t("diagram.loading")));
    try {
      await Promise.all([script("/vendor/bpmn-js/viewer.js"), stylesheet("/vendor/bpmn-js/diagram.css"), stylesheet("/css/diagram.css")]);
      if (signal.aborted) return;
      fill(area, frame);
      viewer = new window.BpmnJS({ container: canvas });
      await viewer.importXML(bpmnXml);
      fit(viewer, canvas, frame);
      mark(viewer, flowViewer ?? {});
      const says = legend(viewer, flowViewer ?? {});
      frame.setAttribute("aria-label", [t("diagram.title"), ...says.map(({ words }) => words)].join(" "));
      fill(area, frame, h("ul", { class: "legend small" }, says.map(({ kind, words }) => h("li", {}, h("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), words))));
    } catch (error) {
      viewer?.destroy();
      viewer = undefined;
      fill(area, errorBox(error, { retry: open, note: t("diagram.broken") }));
    }
  }

  signal.addEventListener("abort", () => viewer?.destroy());
  return h("details", { class: "card more no-print", id: "diagram", ontoggle: (event) => event.target.open && open() }, h("summary", {}, h("h2", { class: "inline" }, t("diagram.title"))), area);
}

const SETS = { finished: "finishedTaskSet", open: "unfinishedTaskSet", rejected: "rejectedTaskSet" };

function mark(viewer, flowViewer) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const add = (ids, name) => (ids ?? []).filter((id) => elements.get(id)).forEach((id) => canvas.addMarker(id, name));
  add(flowViewer.finishedSequenceFlowSet, "node-finished");
  for (const [kind, set] of Object.entries(SETS)) add(flowViewer[set], `node-${kind}`);
}

/** No smaller than this can be read: a wide diagram is scrolled instead. */
const SMALLEST = 0.7;

/** As high as the diagram, and as wide as it takes to read it. */
function fit(viewer, holder, frame) {
  const canvas = viewer.get("canvas");
  const { width, height } = canvas.viewbox().inner;
  const scale = Math.min(1, Math.max(SMALLEST, frame.clientWidth / (width + 40)));
  holder.style.width = `${Math.max(frame.clientWidth, Math.ceil((width + 40) * scale))}px`;
  holder.style.height = `${Math.ceil((height + 90) * scale)}px`;
  canvas.resized();
  canvas.zoom("fit-viewport", "auto");
}

/** `[{ kind, words }]`: 已完成：派单受理、现场处理. */
function legend(viewer, flowViewer) {
  const elements = viewer.get("elementRegistry");
  const named = (ids) => [...new Set((ids ?? []).map((id) => elements.get(id)?.businessObject?.name).filter(Boolean))];
  return Object.entries(SETS).map(([kind, set]) => ({ kind, names: named(flowViewer[set]) })).filter(({ names }) => names.length > 0)
    .map(({ kind, names }) => ({ kind, words: t(`diagram.${kind}`, { names: names.join(t("listSeparator")) }) }));
}
