// 可发起流程: `client.center.processes()`, searched on the server, a page at a time.
import { current } from "../client.js";
import { initial } from "../format.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { pager } from "../pager.js";
import { recent } from "../recent.js";
import { go, href } from "../router.js";
import { serviceSwitch } from "../services.js";
import { t } from "../texts.js";

const SIZE = 20;

const FILTERS = ["processName", "processKey", "category"];

export function processesView({ query, signal }) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));
  const page = Math.max(1, Number(query.get("page")) || 1);
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ""));
  const search = (event) => {
    event.preventDefault();
    go(["processes"], Object.fromEntries(new FormData(event.target)));
  };
  const text = (name) => h("div", { class: "field" },
    h("label", { for: `process-${name}` }, t(`processes.${name}`)),
    h("input", { type: "text", id: `process-${name}`, name, value: filters[name], autocomplete: "off" }));
  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("processes.title")),
    serviceSwitch("center", { panda: ["report"], center: ["processes"] }),
    h("form", { class: "stack-small", role: "search", onsubmit: search },
      h("div", { class: "bar" },
        h("input", { type: "search", id: "process-search", name: "processName", value: filters.processName, placeholder: t("processes.search"), "aria-label": t("processes.search"), autocomplete: "off" }),
        h("button", { type: "submit", class: "primary" }, t("cases.search"))),
      h("details", { class: "more", open: Boolean(filters.processKey || filters.category) },
        h("summary", {}, t("processes.more")), h("div", { class: "grid" }, text("processKey"), text("category")))),
    loading(
      (own) => current().center.processes({ ...asked, pageNum: page, pageSize: SIZE }, { signal: own }),
      (result) => (result.rows.length === 0
        ? h("p", { class: "empty" }, t("processes.none"))
        : h("div", { class: "stack" },
          Object.keys(asked).length === 0 && page === 1 && lately(result.rows),
          h("ul", { class: "tiles" }, result.rows.map(tile)),
          pager(result, page, (to) => go(["processes"], { ...filters, page: to })))),
      { signal, what: t("processes.loading") },
    ));
}

/** What was started from this device before, the latest first. */
function lately(rows) {
  const known = recent("center").map((name) => rows.find((one) => one.processName === name && !one.suspended)).filter(Boolean);
  return known.length > 0 && [
    h("section", { class: "stack-small" }, h("h2", { class: "group-title" }, t("recent.title")), h("ul", { class: "tiles" }, known.map(tile))),
    h("h2", { class: "group-title" }, t("processes.all")),
  ];
}

function tile({ definitionId, deploymentId, processName, version, suspended, deploymentTime }) {
  const body = [
    h("span", { class: "icon", "aria-hidden": "true" }, initial(processName)),
    h("span", { class: "tile-text" },
      h("strong", {}, processName),
      h("span", { class: "small muted" }, `v${version} · ${deploymentTime ?? ""}`)),
    suspended && h("span", { class: "badge state-returned" }, t("processes.suspended")),
  ];
  // A suspended process cannot be started: it is shown, and is no link.
  return h("li", {}, suspended
    ? h("div", { class: "tile" }, body)
    : h("a", { class: "tile", href: href(["processes", definitionId], { deployId: deploymentId, name: processName }) }, body));
}
