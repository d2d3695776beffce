// Facts about the page; nothing is taken for granted.

/** `globalThis`, which Chromium has from 71 on; `self` or `window` before. */
export function globalScope() {
  if (typeof globalThis === "object") return globalThis;
  return typeof self === "object" ? self : typeof window === "object" ? window : {};
}

/** A member of the global scope; undefined where it may not even be looked at. */
export function globalMember(name) {
  try {
    return globalScope()[name];
  } catch (_) {
    return undefined;
  }
}

/** `navigator.onLine`; undefined where nobody knows. */
export function online() {
  const { onLine } = Object(globalMember("navigator"));
  return typeof onLine === "boolean" ? onLine : undefined;
}

/** The page's origin; undefined outside a page. */
export function origin() {
  const { origin } = Object(globalMember("location"));
  return typeof origin === "string" ? origin : undefined;
}

/** Calls the app's function, if it is one. What it throws is its own trouble. */
export function tell(hook, event) {
  try {
    if (typeof hook === "function") hook(event);
  } catch (_) {
    // Nobody else is to hear of it.
  }
}
