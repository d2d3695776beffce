// What only some views need, loaded when they do: a library from /vendor/ (fetched by `cargo xtask`, see xtask/vendor), a style sheet.
// Each is asked for once; one that failed can be asked for again.

import { t } from "./texts.js";

const asked = new Map();

/** A file of the page itself did not come: no network, or the page was deployed anew. */
export class PartMissing extends Error {
  constructor() {
    super(t("part.missing"));
  }
}

function once(url, element) {
  if (!asked.has(url)) {
    asked.set(url, new Promise((resolve, reject) => {
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        element.remove();
        asked.delete(url);
        reject(new PartMissing());
      });
      document.head.append(element);
    }));
  }
  return asked.get(url);
}

/** Loads a classic script, which leaves its library as a global. */
export function script(url) {
  return once(url, Object.assign(document.createElement("script"), { src: url }));
}

export function stylesheet(url) {
  return once(url, Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }));
}
