// Every page and dialog, and how one gets there: for pictures, for axe, and for the walk through each browser.
// `go(page, sandbox)` is called with a page that is signed in to what `needs` says, and ends when the page is ready to be looked at.
import { REPAIR } from "./center.mjs";

/** In any browser: `page` needs `goto`, `click` and `waitFor` (see engines.mjs), which Playwright's pages have under other names. */
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
  { name: "overview-center", at: "#/overview/center", ready: "#overview-again", also: ".figure", needs: "center" },
  { name: "outbox", at: "#/outbox", ready: "main .region:not([aria-busy]), main .empty" },
];
