// An app with the package: submits what it is told to, tells what became of it, and keeps nothing itself.
import { WorkOrderClient } from "/pkg/index.js";

let client;
const events = [];

/** `tell` is the crew's: it outlives the page. */
const tell = (what) => globalThis.tell(what);
const hear = (name) => (event) => {
  events.push({ name, ...event });
  if (name === "duplicate" || name === "settled") tell({ event: name, key: event.key, outcome: event.outcome, error: describe(event.error), found: event.found });
};

function describe(error) {
  if (!error) return null;
  const { kind, executed, message, stack } = error;
  // All that an app could write to a log.
  return { kind, executed, message, all: `${JSON.stringify(error)} ${String(error)} ${stack} ${error.cause && (error.cause.stack || String(error.cause))}` };
}

globalThis.chaos = {
  async start({ project, credentials, center, timeouts }) {
    client = new WorkOrderClient({
      panda: { baseUrl: location.origin, project, userId: 42, credentials },
      center: {
        baseUrl: location.origin, requestType: "app", appId: center.appId, secretKey: center.secretKey,
        accessToken: async () => {
          const answer = await fetch("/_sandbox/center/login", { method: "POST", body: JSON.stringify({ username: center.username }) });
          return (await answer.json()).accessToken;
        },
      },
      timeouts,
      retry: { baseMs: 50, maxMs: 300 },
      on: Object.fromEntries(["request", "response", "retry", "token", "duplicate", "settled"].map((name) => [name, hear(name)])),
    });
    await client.ready();
    client.outbox.subscribe((entries) => entries.forEach(({ key }) => tell({ event: "stored", key })));
    return { outbox: true };
  },

  /** Looks at a list, as people do before they write: leaves connections open, on which a browser sends again what breaks off. */
  async look() {
    const { center, panda } = client;
    await Promise.all([0, 1, 2].map((at) => (at ? panda.cases({ pageSize: 5 }) : center.todo({ pageSize: 5 })).then(() => {}, () => {})));
  },

  /** Returns at once. */
  submit({ id, key, keyField, service, method, argument }) {
    const began = performance.now();
    client[service][method](argument, keyField ? { key, keyField } : { key }).then(
      ({ outcome, error }) => tell({ id, outcome, error: describe(error), ms: performance.now() - began }),
      (error) => tell({ id, outcome: "error", error: describe(error), ms: performance.now() - began }),
    );
  },

  pending: () => client.outbox.pending(),

  async reconcile(key) {
    try {
      const answer = await client.outbox.reconcile(key);
      return { answer };
    } catch (error) {
      return { error: describe(error) };
    }
  },

  async resend(key) {
    try {
      const { outcome, error } = await client.outbox.resend(key);
      return { outcome, error: describe(error) };
    } catch (error) {
      return { outcome: "error", error: describe(error) };
    }
  },

  discard: (key) => client.outbox.discard(key),

  /** All that lies in the browser, and all events. */
  async belongings() {
    const entries = (storage) => Object.keys(storage).map((key) => [key, storage.getItem(key)]);
    const databases = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await promise(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const box = database.transaction(store).objectStore(store);
        const values = await promise(box.getAll());
        // What was to be sent lies there as bytes.
        for (const value of values) if (value.bodies) value.bodies = value.bodies.map((body) => new TextDecoder().decode(body));
        databases[`${name}/${store}`] = [await promise(box.getAllKeys()), values];
      }
      database.close();
    }
    return { local: entries(localStorage), session: entries(sessionStorage), databases, events, url: location.href, cookie: document.cookie };
  },
};

function promise(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
