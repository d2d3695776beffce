// Makes DOM nodes. Text goes in as text: nothing here can turn data into markup.

/**
 * `h("button", { class: "primary", onclick: send, "aria-label": "…" }, "Send")`
 *
 * A property that starts with `on` is a listener; `true` sets an empty attribute; `false`, `null` and `undefined` set
 * nothing. Children may be nodes, text, numbers, nested arrays; empty ones are skipped.
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** The children that are there, flattened: what `append` and `replaceChildren` take. */
export function nodes(children) {
  return [children].flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}

/** Replaces what is inside `element`. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}
