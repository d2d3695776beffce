// The one place where the package is imported and the client is made. In an app this is the whole set-up:
//
//   import { WorkOrderClient } from "work-order-client";
//   export const client = new WorkOrderClient({ panda: { baseUrl, project, userId, credentials } });
//
// This page makes it from what a person types, so it can be made again: with other settings, or in another language. It has no
// bundler, so it takes the slim entry and says where the module is; in an app, "work-order-client" is all it takes.
import { Form, isWorkOrderError, setWasm, WorkOrderClient } from "/pkg/slim.js";
import { locale } from "./texts.js";

setWasm("/pkg/work_order_client.wasm");

export { Form, isWorkOrderError };

/** What the client tells of by itself. */
const EVENTS = ["request", "response", "retry", "token", "settled", "duplicate"];

/** What was typed, secrets included: this object and the client are the only places that hold them. */
let options = {};
let client = null;
const watchers = new Set();

/** The client, or null before anyone signed in. */
export function current() {
  return client;
}

/** What the client was made with. Never shown, never stored. */
export function settings() {
  return options;
}

/**
 * Makes a client with `part` (`{ panda: … }` or `{ center: … }`) added to what is there, and signs in with it.
 * The client that was in use stays until the new one works.
 */
export async function connect(part, { signal } = {}) {
  const next = make({ ...options, ...part });
  try {
    await next.ready();
    if (part.panda) await next.panda.signIn({ signal });
    if (part.center) await next.center.processes({ pageNum: 1, pageSize: 1 }, { signal });
  } catch (error) {
    next.close();
    throw error;
  }
  options = { ...options, ...part };
  replace(next);
}

/** What works with these settings and what doesn't, in words: `client.diagnose()`. Signs nobody in, keeps nothing. */
export async function probe(part, { signal } = {}) {
  const trial = make(part, { storage: "memory" });
  try {
    return await trial.diagnose({ signal });
  } finally {
    trial.close();
  }
}

/** The same client, with messages in the language that was just chosen. */
export function remake() {
  if (client) replace(make(options));
}

/** Forgets tokens, passwords and the client. */
export function signOut() {
  client?.signOut();
  options = {};
  replace(null);
}

/** Calls `listener({ type, event })` for what the client reports by itself (EVENTS), and with `client` when there is another one. */
export function watch(listener) {
  watchers.add(listener);
}

function make(parts, more = {}) {
  return new WorkOrderClient({
    ...parts,
    ...more,
    locale: locale(),
    on: Object.fromEntries(EVENTS.map((name) => [name, tell(name)])),
  });
}

function tell(type) {
  return (event) => watchers.forEach((listener) => listener({ type, event }));
}

function replace(next) {
  client?.close();
  client = next;
  tell("client")();
}
