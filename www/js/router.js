// `#/cases/FMZT00000075?page=2` → a view. Everything a person can come back to or pass on is in the address.

/** `{ path: ["cases", "FMZT00000075"], query: URLSearchParams }` of the current address. */
export function here() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand with a stray %: shown as it is
  }
}

/** True when `path` looks like `pattern`: `cases/*` fits every order's page. */
export function fits(pattern, path) {
  const parts = pattern.split("/");
  return parts.length === path.length && parts.every((part, at) => part === "*" || part === path[at]);
}

/** The address of a view; empty values are left out of the query. */
export function href(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

/** Goes there; the view is drawn anew. */
export function go(path, query) {
  const next = href(path, query);
  if (location.hash === next) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = next;
}

/** Writes the query into the address without drawing again: for filters that the view applies by itself. */
export function note(query) {
  history.replaceState(null, "", href(here().path, query));
}

/** Calls `draw(place)` now and at every change of the address. */
export function start(draw) {
  addEventListener("hashchange", () => draw(here()));
  draw(here());
}
