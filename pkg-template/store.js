// Where submissions are kept until their outcome is known: IndexedDB, which all tabs share and which outlives them; where there
// is none, the tab's sessionStorage; else memory. It carries: what entries are and what becomes of them is decided by the module.

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

export function globalScope() {
  return typeof globalThis === "object" ? globalThis : self;
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = globalScope().indexedDB.open(NAME, 1);
    const late = setTimeout(reject, PATIENCE_MS);
    request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: "id" });
    request.onsuccess = () => {
      clearTimeout(late);
      const database = request.result;
      // Somebody else's of this name.
      if (database.objectStoreNames.contains(ENTRIES)) resolve(database);
      else reject();
    };
    request.onerror = request.onblocked = () => {
      clearTimeout(late);
      reject(request.error);
    };
  });
}

/** `change(entries)` answers `{ put, drop, answer }` at once; resolves with `answer` when that is stored. */
class Shared {
  constructor(database) {
    this.database = database;
    /** Seen by other tabs; there after the page. */
    this.shared = this.outlives = true;
    // A later version of this package may want to change the database.
    database.onversionchange = () => database.close();
  }

  transact(change) {
    return new Promise((resolve, reject) => {
      const transaction = this.begin();
      const entries = transaction.objectStore(ENTRIES);
      let answer;
      let thrown;
      transaction.oncomplete = () => resolve(answer);
      transaction.onabort = transaction.onerror = () => reject(thrown || transaction.error);
      const all = entries.getAll();
      all.onsuccess = () => {
        try {
          const changes = change(all.result);
          changes.put.forEach((entry) => entries.put(entry));
          changes.drop.forEach((id) => entries.delete(id));
          answer = changes;
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
    this.entries = new Map();
  }

  async transact(change) {
    const changes = change([...this.read().values()]);
    for (const entry of changes.put) this.entries.set(entry.id, entry);
    for (const id of changes.drop) this.entries.delete(id);
    if (changes.put.length + changes.drop.length > 0) this.write();
    return changes;
  }

  read() {
    return this.entries;
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
    if (!this.full) {
      const stored = JSON.parse(this.storage.getItem(`${NAME}:${ENTRIES}`) || "[]");
      this.entries = new Map(stored.map((entry) => [entry.id, entry]));
    }
    return this.entries;
  }

  write() {
    try {
      this.storage.setItem(`${NAME}:${ENTRIES}`, JSON.stringify([...this.entries.values()]));
      this.full = false;
    } catch (_) {
      this.full = true;
    }
  }
}
