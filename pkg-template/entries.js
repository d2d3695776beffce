// Between the store, whose records have an entry and its bodies, and the module, which decides what becomes of entries.

import { textOf } from "./store.js";

/**
 * What the module makes of the stored `records` when it is told `said`. It reads entries alone, as bodies may be large: `doubting`, and
 * where its answer is an entry that is to be sent or looked for, they are in it.
 */
export function changes(core, records, said, doubting, bodies) {
  // A record that another version of this package wrote may have no entry; it stays.
  const entries = records.map((record) => (doubting && record.entry ? whole(record) : record.entry));
  const { put, drop, answer } = JSON.parse(core.outbox(JSON.stringify(entries), said));
  const stored = (entry) => {
    const { bodies: there } = records.find(({ id }) => id === entry.id) || { bodies };
    return { id: entry.id, entry, bodies: entry.payloads.length > 0 ? there : [] };
  };
  if (answer && answer.entry) answer.entry = whole(stored(answer.entry));
  return { put: put.map(stored), drop, answer };
}

/** The entry of a record with its bodies in it. */
function whole({ entry, bodies }) {
  return Object.assign({}, entry, { payloads: entry.payloads.map(([method, url], i) => [method, url, textOf(bodies[i])]) });
}
