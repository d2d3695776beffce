// Which kind of order: `client.panda.eventTypes()`, searched and grouped by business type on the page.
import { current, settings } from "../client.js";
import { initial } from "../format.js";
import { fill, h } from "../h.js";
import { loading } from "../loading.js";
import { recent } from "../recent.js";
import { go, href, note } from "../router.js";
import { serviceSwitch } from "../services.js";
import { t } from "../texts.js";

export function eventsView({ query, signal }) {
  const filters = { type: query.get("type") ?? "", q: query.get("q") ?? "" };
  let apply = () => {};

  const search = h("input", {
    type: "search",
    id: "event-search",
    value: filters.q,
    placeholder: t("events.search"),
    "aria-label": t("events.search"),
    autocomplete: "off",
    oninput: (event) => {
      filters.q = event.target.value.trim();
      note(filters);
      apply();
    },
  });
  const type = h("select", { id: "event-type", "aria-label": t("events.type"), onchange: (event) => go(["report"], { ...filters, type: event.target.value }) },
    ["", "web", "mobile"].map((value) => h("option", { value, selected: value === filters.type }, t(`events.type.${value || "all"}`))));

  const list = loading(
    (own) => current().panda.eventTypes(filters.type ? { type: filters.type } : {}, { signal: own }),
    (events) => {
      const out = h("div", { class: "stack" });
      const count = h("p", { class: "small muted", role: "status" });
      apply = () => {
        const found = events.filter((event) => matches(event, filters.q));
        count.textContent = t("events.count", { n: found.length });
        fill(out, filters.q === "" && lately(events), found.length > 0 ? groups(found) : h("p", { class: "empty" }, events.length > 0 ? t("events.noMatch") : t("events.none")));
      };
      apply();
      return h("div", { class: "stack" }, count, out);
    },
    { signal, what: t("events.loading") },
  );

  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("events.title")),
    serviceSwitch("panda", { panda: ["report"], center: ["processes"] }),
    h("div", { class: "bar", role: "search" }, search, type),
    list);
}

function matches(event, words) {
  const text = [event.eventName, event.businessType, event.flowName].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** What was reported from this device before, the latest first. */
function lately(events) {
  const known = recent("panda").map((name) => events.find((event) => event.eventName === name)).filter(Boolean);
  return known.length > 0 && h("section", { class: "stack-small" }, h("h2", { class: "group-title" }, t("recent.title")), h("ul", { class: "tiles" }, known.map(tile)));
}

function groups(events) {
  const byType = new Map();
  for (const event of events) byType.set(event.businessType ?? "", [...(byType.get(event.businessType ?? "") ?? []), event]);
  return [...byType].map(([name, members]) => h("section", { class: "stack-small" },
    name && h("h2", { class: "group-title" }, name),
    h("ul", { class: "tiles" }, members.map(tile))));
}

function tile(event) {
  return h("li", {}, h("a", { class: "tile", href: href(["report", event.eventName]) },
    icon(event),
    h("span", { class: "tile-text" },
      h("strong", {}, event.eventName),
      event.flowName && h("span", { class: "small muted" }, event.flowName))));
}

/** The event's own icon where the server names one on this origin (the page's policy lets no other in), else its initial. */
export function icon(event) {
  const holder = h("span", { class: "icon", "aria-hidden": "true" }, initial(event.eventName));
  const address = photo(event.eventPhoto);
  if (address) {
    const img = h("img", { src: address, alt: "", loading: "lazy", onload: () => fill(holder, img), onerror: () => img.remove() });
    holder.append(img);
  }
  return holder;
}

function photo(path) {
  if (!path) return null;
  try {
    const address = new URL(path, settings().panda.baseUrl);
    return address.origin === location.origin ? address.href : null;
  } catch {
    return null;
  }
}
