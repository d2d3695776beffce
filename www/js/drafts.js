// What was typed and not yet sent, kept for this tab: an error or a reload loses nothing. No passwords come here.
const PREFIX = "draft:";

/** The draft under `name`, or null. */
export function readDraft(name) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name));
  } catch {
    return null; // storage refused, or not ours: start empty
  }
}

/** Keeps `values`; a browser without storage keeps them only on the screen. */
export function writeDraft(name, values) {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(values));
  } catch { /* full or refused */ }
}

/** Forgets the draft: it was sent, or the person cleared it. */
export function dropDraft(name) {
  try {
    sessionStorage.removeItem(PREFIX + name);
  } catch { /* nothing was kept */ }
}
