// What a person submitted lately, by name, on this device: so that tomorrow's report is one tap away. Holds nothing that was filled in.
const KEPT = 6;

/** Of `kind` (`panda`, `center`), the latest first. */
export function recent(kind) {
  try {
    const kept = JSON.parse(localStorage.getItem(`recent:${kind}`));
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return []; // storage refused, or not ours
  }
}

export function used(kind, name) {
  try {
    localStorage.setItem(`recent:${kind}`, JSON.stringify([name, ...recent(kind).filter((one) => one !== name)].slice(0, KEPT)));
  } catch { /* full or refused: a convenience less */ }
}
