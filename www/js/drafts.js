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

/** What was typed is the outbox's now, under `key`; it comes back when it is refused there. */
export function parkDraft(name, key) {
  const values = readDraft(name);
  if (values !== null) writeDraft(`sent:${key}`, { name, values });
  dropDraft(name);
}

/** The outbox is done with `key`: a refused one is a draft again, unless something else was begun meanwhile. */
export function unparkDraft(key, refused) {
  const parked = readDraft(`sent:${key}`);
  dropDraft(`sent:${key}`);
  if (refused && parked && readDraft(parked.name) === null) writeDraft(parked.name, parked.values);
}
