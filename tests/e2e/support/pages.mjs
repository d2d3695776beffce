// Every page, and how one gets there: for pictures, for axe, for stories with faults, and for the walk through each browser.
import { REPAIR } from "./center.mjs";

/**
 * `at` is its address, `ready` can be seen when it is there. Behind a list, `then` is clicked, one after the other, and `also` is
 * waited for; `open` is unfolded, which `shows` something. `needs`: who one is signed in to; `paper`: it is for the printer, too.
 */
export const PAGES = [
  { name: "sign-in", at: "#/sign-in", ready: "#use-demo" },
  { name: "sign-in-center", at: "#/sign-in?to=center", ready: "#use-demo" },
  { name: "events", at: "#/report", ready: ".tile", needs: "panda" },
  { name: "report", at: `#/report/${encodeURIComponent("用水户开阀")}`, ready: "form .field input", needs: "panda" },
  { name: "cases", at: "#/cases", ready: ".row-link", needs: "panda" },
  { name: "case", at: "#/cases/CCSS-2023-0000021", ready: ".timeline > li", also: ".facts-grid", needs: "panda" },
  { name: "case-print", at: "#/cases/CCSS-2023-0000021/print", ready: ".sheet .sheet-course", needs: "panda", paper: true },
  { name: "overview", at: "#/overview/panda?unit=week", ready: "#overview-again", also: ".chart canvas", needs: "panda" },
  { name: "processes", at: "#/processes", ready: "a.tile", needs: "center" },
  { name: "start", at: `#/processes?processName=${encodeURIComponent(REPAIR)}`, ready: "a.tile", then: "a.tile", also: "form .field input", needs: "center" },
  { name: "start-long", at: `#/processes?processName=${encodeURIComponent("园区综合服务工单")}`, ready: "a.tile", then: "a.tile", also: "form .field input", needs: "center" },
  { name: "todo", at: "#/todo", ready: ".row-link", needs: "center" },
  { name: "own", at: "#/own", ready: ".row-link, .empty", needs: "center" },
  { name: "process", at: `#/todo?processName=${encodeURIComponent(REPAIR)}`, ready: ".row-link", then: ".row-link", also: ".timeline > li", open: "#diagram", shows: ".diagram svg .djs-visual", needs: "center" },
  { name: "process-print", at: `#/todo?processName=${encodeURIComponent(REPAIR)}`, ready: ".row-link", then: [".row-link", "main a[href$='/print']"], also: ".sheet .sheet-course", needs: "center", paper: true },
  { name: "overview-center", at: "#/overview/center", ready: "#overview-again", also: ".figure", needs: "center" },
  { name: "outbox", at: "#/outbox", ready: "main .region:not([aria-busy]), main .empty" },
];
