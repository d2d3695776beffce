// Where submissions are kept until their outcome is known: IndexedDB, which all tabs share and which outlives them; where there
// is none, the tab's sessionStorage; else memory. It carries records `{ id, entry, bodies }`: what entries are and what becomes of
// them is decided by the module; the bodies (bytes, or text once they have been in sessionStorage) are what is sent, as it is sent.

import { globalScope } from "../src/browser/env.js";
import { within } from "./patience.js";

const NAME = "work-order-client";
const ENTRIES = "outbox";
/** A database that does not open within this is not waited for any longer: a submission must not hang on it. */
const PATIENCE_MS = 3000;

/** The best store there is, no better than `wanted`. */
export async function openStore(wanted) {
  if (wanted === undefined || wanted === "indexeddb") {
    try {
      return new Shared(await openDatabase());
    } catch (_) {
      // Private windows, blocked cookies, a full disk: the next best.
    }
  }
  if (wanted !== "memory") {
    try {
      return new Kept(globalScope().sessionStorage);
    } catch (_) {
      // Some browsers throw when it is only looked at.
    }
  }
  return new Memory();
}

/** A record's body as text. */
export function textOf(body) {
  return typeof body === "object" ? new TextDecoder().decode(body) : body;
}

function openDatabase() {
  return within(PATIENCE_MS, new Promise((resolve, reject) => {
    const request = globalScope().indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: "id" });
    request.onsuccess = () => {
      const database = request.result;
      // A later version of this package may want to change the database.
      database.onversionchange = () => database.close();
      // Somebody else's of this name.
      if (database.objectStoreNames.contains(ENTRIES)) resolve(database);
      else reject();
    };
    request.onerror = request.onblocked = () => reject(request.error);
  }));
}

/** `change(records)` answers `{ put, drop, answer }` at once; resolves with that when it is stored. */
class Shared {
  constructor(database) {
    this.database = database;
    /** Seen by other tabs; there after the page. */
    this.shared = this.outlives = true;
  }

  transact(change) {
    return new Promise((resolve, reject) => {
      const transaction = this.begin();
      const records = transaction.objectStore(ENTRIES);
      let changes;
      let thrown;
      transaction.oncomplete = () => resolve(changes);
      transaction.onabort = transaction.onerror = () => reject(thrown || transaction.error);
      const all = records.getAll();
      all.onsuccess = () => {
        try {
          changes = change(all.result);
          changes.put.forEach((record) => records.put(record));
          changes.drop.forEach((id) => records.delete(id));
        } catch (error) {
          thrown = error;
          transaction.abort();
        }
      };
    });
  }

  begin() {
    // The disk has it before a byte leaves; browsers that don't know the option do that anyway.
    return this.database.transaction(ENTRIES, "readwrite", { durability: "strict" });
  }
}

class Memory {
  constructor() {
    this.records = new Map();
  }

  async transact(change) {
    const changes = change([...this.read().values()]);
    for (const record of changes.put) this.records.set(record.id, record);
    for (const id of changes.drop) this.records.delete(id);
    if (changes.put.length + changes.drop.length > 0) this.write();
    return changes;
  }

  read() {
    return this.records;
  }

  write() {}
}

/** In the tab's sessionStorage. When that is full, the tab's memory has to do. */
class Kept extends Memory {
  constructor(storage) {
    super();
    this.storage = storage;
    this.outlives = true;
    this.full = false;
    const probe = `${NAME}:probe`;
    storage.setItem(probe, "1");
    storage.removeItem(probe);
  }

  read() {
    try {
      if (!this.full) {
        const stored = JSON.parse(this.storage.getItem(`${NAME}:${ENTRIES}`) || "[]");
        this.records = new Map(stored.map((record) => [record.id, record]));
      }
    } catch (_) {
      // Not to be had any more, or not ours: what was there last.
    }
    return this.records;
  }

  write() {
    try {
      const records = [...this.records.values()].map((record) => Object.assign({}, record, { bodies: record.bodies.map(textOf) }));
      this.storage.setItem(`${NAME}:${ENTRIES}`, JSON.stringify(records));
      this.full = false;
    } catch (_) {
      this.full = true;
    }
  }
}
