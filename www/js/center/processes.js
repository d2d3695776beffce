// 可发起流程: `client.center.processes()`, searched on the server, a page at a time.
import { current } from "../client.js";
import { initial } from "../format.js";
import { h } from "../h.js";
import { loading } from "../loading.js";
import { pager } from "../pager.js";
import { go, href } from "../router.js";
import { t } from "../texts.js";

const SIZE = 20;

export function processesView({ query, signal }) {
  const processName = query.get("processName") ?? "";
  const page = Math.max(1, Number(query.get("page")) || 1);
  const search = (event) => {
    event.preventDefault();
    go(["processes"], { processName: new FormData(event.target).get("processName") });
  };
  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("processes.title")),
    h("form", { class: "bar", role: "search", onsubmit: search },
      h("input", { type: "search", id: "process-search", name: "processName", value: processName, placeholder: t("processes.search"), "aria-label": t("processes.search"), autocomplete: "off" }),
      h("button", { type: "submit", class: "primary" }, t("cases.search"))),
    loading(
      (own) => current().center.processes({ ...(processName && { processName }), pageNum: page, pageSize: SIZE }, { signal: own }),
      (result) => (result.rows.length === 0
        ? h("p", { class: "empty" }, t("processes.none"))
        : [h("ul", { class: "tiles" }, result.rows.map(tile)), pager(result, page, (to) => go(["processes"], { processName, page: to }))]),
      { signal, what: t("processes.loading") },
    ));
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
