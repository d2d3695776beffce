// The frame: header, navigation, which view is shown. Each view is `view({ query, path, signal })` → a node, and is told
// through `signal` that the person has gone elsewhere.
import { callLog } from "./calls.js";
import { current, remake, settings, signOut, watch } from "./client.js";
import { fill, h } from "./h.js";
import { outboxBanner, outboxView } from "./outbox.js";
import { processView } from "./center/process.js";
import { processesView } from "./center/processes.js";
import { startView } from "./center/start.js";
import { tasksView } from "./center/tasks.js";
import { caseView } from "./panda/case.js";
import { casesView } from "./panda/cases.js";
import { eventsView } from "./panda/events.js";
import { reportView } from "./panda/report.js";
import { go, here, href, start } from "./router.js";
import { signInView } from "./sign-in.js";
import { locale, setLocale, t } from "./texts.js";

/** By the first parts of the address; `needs` is the half of the client that the view uses. */
const routes = [
  { at: ["report"], depth: 1, view: eventsView, title: "events.title", needs: "panda" },
  { at: ["report"], depth: 2, view: reportView, title: "report.title", needs: "panda" },
  { at: ["cases"], depth: 1, view: casesView, title: "cases.title", needs: "panda" },
  { at: ["cases"], depth: 2, view: caseView, title: "case.title", needs: "panda" },
  { at: ["processes"], depth: 1, view: processesView, title: "processes.title", needs: "center" },
  { at: ["processes"], depth: 2, view: startView, title: "start.title", needs: "center" },
  { at: ["todo"], depth: 1, view: tasksView, title: "nav.todo", needs: "center" },
  { at: ["claimList"], depth: 1, view: tasksView, title: "nav.claimList", needs: "center" },
  { at: ["finished"], depth: 1, view: tasksView, title: "nav.finished", needs: "center" },
  { at: ["own"], depth: 1, view: tasksView, title: "nav.own", needs: "center" },
  { at: ["process"], depth: 2, view: processView, title: "process.title", needs: "center" },
  { at: ["outbox"], depth: 1, view: outboxView, title: "outbox.title" },
  { at: ["sign-in"], depth: 1, view: signInView, title: "signIn.title" },
];

const tabs = [
  { path: ["report"], label: "nav.report", needs: "panda" },
  { path: ["cases"], label: "nav.cases", needs: "panda" },
  { path: ["processes"], label: "nav.processes", needs: "center" },
  { path: ["todo"], label: "nav.tasks", needs: "center", also: ["claimList", "finished", "own", "process"] },
];

const root = document.getElementById("app");
const header = h("header", { class: "top" });
const banner = h("aside", { class: "banner" });
const main = h("main", { id: "main", tabindex: "-1" });
const calls = callLog();
const toast = h("p", { class: "toast", role: "status", hidden: true });

let leave = new AbortController();
let shown = null; // the path that is on the screen, to tell a new page from the same page with other filters

function route(path) {
  return routes.find((one) => one.depth === path.length && one.at.every((part, at) => part === path[at]));
}

function draw(place) {
  leave.abort();
  leave = new AbortController();
  const found = route(place.path);
  if (!found) return go(home());

  const samePage = shown === place.path.join("/");
  const focused = samePage ? document.activeElement?.id : null;
  const open = current() && (!found.needs || settings()[found.needs]);
  const entry = open || !found.needs ? found : routes.find((one) => one.view === signInView);
  document.title = `${t(entry.title)} · ${t("brand")}`;
  drawHeader(place);
  fill(main, entry.view({ ...place, needs: entry === found ? undefined : found.needs, signal: leave.signal, redraw: () => draw(here()) }));
  if (!samePage) scrollTo(0, 0);
  if (shown !== null) (focused && document.getElementById(focused) ? document.getElementById(focused) : main.querySelector("h1"))?.focus();
  shown = place.path.join("/");
}

/** Where the brand leads. */
function home() {
  if (!current()) return ["sign-in"];
  return settings().panda ? ["report"] : ["todo"];
}

function drawHeader({ path }) {
  const used = tabs.filter((tab) => settings()[tab.needs]);
  const who = settings().panda;
  fill(header,
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, t("nav.skip")),
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/icon.svg", alt: "", width: 28, height: 28 }), t("brand")),
    used.length > 0 && h("nav", { class: "tabs", "aria-label": t("nav.label") }, used.map((tab) =>
      h("a", { href: href(tab.path), "aria-current": tab.path[0] === path[0] || tab.also?.includes(path[0]) ? "page" : false }, t(tab.label)))),
    h("div", { class: "tools" },
      who && h("span", { class: "who small muted" }, `${who.project} · ${who.credentials.username}`),
      current() && h("a", { class: "small quiet", id: "services", href: href(["sign-in"], { to: settings().center ? "" : "center" }) }, t("nav.services")),
      h("button", { type: "button", class: "plain small", id: "language", lang: locale() === "en" ? "zh-CN" : "en", onclick: switchLanguage },
        locale() === "en" ? "中文" : "English"),
      h("button", { type: "button", class: "plain small", id: "theme", onclick: () => window.toggleTheme() }, t("nav.theme")),
      current() && h("button", { type: "button", class: "plain small", id: "sign-out", onclick: leaveAll }, t("nav.signOut"))));
}

function switchLanguage() {
  setLocale(locale() === "en" ? "zh-CN" : "en");
  remake();
  calls.redraw();
  draw(here());
}

function leaveAll() {
  signOut();
  go(["sign-in"]);
}

let hide;
function say(text) {
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => { toast.hidden = true; }, 5000);
}

// What the client does by itself is not hidden: a retry is said. One without a pause is no trouble of the network: a new token, or
// the other route of another kind of server.
watch(({ type, event }) => type === "retry" && event.afterMs > 0 && say(t("retrying", { attempt: event.attempt })));
watch(({ type }) => type === "client" && outboxBanner(banner));
addEventListener("offline", () => say(t("offline")));
addEventListener("online", () => say(t("online")));

fill(root, header, h("div", { class: "page" }, banner, main, h("footer", { class: "foot" }, calls)), toast);
document.documentElement.lang = locale();
start(draw);
