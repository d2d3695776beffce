// The frame: header, navigation, which view is shown. Each view is `view({ query, path, signal })` → a node, and is told
// through `signal` that the person has gone elsewhere.
import { watchLimits } from "./alerts.js";
import { PartMissing } from "./assets.js";
import { callLog } from "./calls.js";
import { current, remake, settings, signOut, watch } from "./client.js";
import { errorBox } from "./errors.js";
import { fill, h } from "./h.js";
import { outboxBanner, tellOfOutbox } from "./outbox-banner.js";
import { fits, go, here, href, start } from "./router.js";
import { routes, tabs } from "./routes.js";
import { locale, setLocale, t } from "./texts.js";
import { say, toast } from "./toast.js";

const root = document.getElementById("app");
const header = h("header", { class: "top" });
const banner = h("aside", { class: "banner no-print" });
const main = h("main", { id: "main", tabindex: "-1" });
const calls = callLog();

let leave = new AbortController();
let shown = null; // the path that is on the screen, to tell a new page from the same page with other filters

async function draw(place) {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  const found = routes.find((route) => fits(route.at, place.path));
  if (!found) return go(home());

  const samePage = shown === place.path.join("/");
  const focused = samePage ? document.activeElement?.id : null;
  const open = current() && (!found.needs || settings()[found.needs]);
  const entry = open || !found.needs ? found : routes.find((route) => route.at === "sign-in");
  document.title = `${t(entry.title)} · ${t("brand")}`;
  drawHeader(place);
  if (!entry.view) {
    try {
      entry.view = await entry.load();
    } catch {
      if (!signal.aborted) fill(main, partMissing());
      return;
    }
    if (signal.aborted) return;
  }
  fill(main, entry.view({ ...place, needs: entry === found ? undefined : found.needs, signal, redraw: () => draw(here()) }));
  if (!samePage) scrollTo(0, 0);
  if (shown !== null) (focused && document.getElementById(focused) ? document.getElementById(focused) : main.querySelector("h1"))?.focus();
  shown = place.path.join("/");
}

function partMissing() {
  return h("div", { class: "stack" }, h("h1", { tabindex: "-1" }, t("part.title")), errorBox(new PartMissing(), { retry: () => draw(here()) }));
}

/** Where the brand leads. */
function home() {
  if (!current()) return ["sign-in"];
  return settings().panda ? ["report"] : ["todo"];
}

function drawHeader({ path }) {
  const { panda, center } = settings();
  const who = [panda && `${panda.project} · ${panda.credentials?.username ?? panda.userId ?? ""}`, center && t("service.center")].filter(Boolean);
  fill(header,
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, t("nav.skip")),
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/icon.svg", alt: "", width: 28, height: 28 }), t("brand")),
    current() && h("nav", { class: "tabs", "aria-label": t("nav.label") }, tabs.map((tab) => {
      const here = tab.also.includes(path[0]);
      return h("a", { href: href(panda ? tab.panda : tab.center), "aria-current": here ? "page" : false }, t(tab.label));
    })),
    h("div", { class: "tools" },
      who.length > 0 && h("span", { class: "who small muted" }, who.join(" + ")),
      current() && h("a", { class: "small quiet", id: "services", href: href(["sign-in"], { to: panda && !center ? "center" : "" }) }, t("nav.services")),
      h("button", { type: "button", class: "plain small", id: "language", lang: locale() === "en" ? "zh-CN" : "en", onclick: switchLanguage },
        locale() === "en" ? "中文" : "English"),
      h("button", { type: "button", class: "plain small", id: "theme", onclick: () => window.toggleTheme() }, t("nav.theme")),
      current() && h("button", { type: "button", class: "plain small", id: "sign-out", onclick: leaveAll }, t("nav.signOut"))));
}

async function switchLanguage() {
  try {
    await setLocale(locale() === "en" ? "zh-CN" : "en");
  } catch {
    return say(t("part.missing"));
  }
  remake();
  calls.redraw();
  draw(here());
}

function leaveAll() {
  signOut();
  go(["sign-in"]);
}

/** The other views' modules, while nothing else is to do: from then on they are there without a network, too. */
function fetchTheRest() {
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1000));
  idle(async () => {
    try {
      for (const route of routes) route.view ??= await route.load();
    } catch { /* asked for again when it is needed */ }
  });
}

// What the client does by itself is not hidden: a retry is said. One without a pause is no trouble of the network: a new token, or
// the other route of another kind of server.
watch(({ type, event }) => type === "retry" && event.afterMs > 0 && say(t("retrying", { attempt: event.attempt })));
watch(({ type }) => {
  if (type !== "client") return;
  outboxBanner(banner);
  if (current()) fetchTheRest();
});
watchLimits();
tellOfOutbox();
addEventListener("offline", () => say(t("offline")));
addEventListener("online", () => say(t("online")));

fill(root, header, h("div", { class: "page" }, banner, main, h("footer", { class: "foot no-print" }, calls)), toast);
document.documentElement.lang = locale();
start(draw);
