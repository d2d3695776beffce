// Carries calls: waits, fetches, and tells what happened. What to do next is the module's to say, at every step.
//
// A `task` is the module's side of one call (task.rs). Zero is what ends one: a module that has trapped answers that to everything.

import { online, origin, tell } from "./env.js";

/** What `task.ask` answers. */
const END = 0;
const USE_AND_RENEW = 2;
const SIGN_IN = 3;

/** What `howEnded` answers to what `fetch`, its answer or anybody else threw. */
const THREW = 0;

/** What ends a wait from outside. */
const LATE = {};
const ABORTED = {};

/** What a wait is for, as `task.limit` takes it: the answer's head, its body's next piece, anything else. */
const HEAD = 0;
const BODY = 1;
const TOTAL = 2;

/** What `task.push` answers: that the rest is to be left alone, or that it wants more. Anything else: it has all that matters. */
const NOTHING = 0;
const MORE = 1;

/** As much of a body as is read at once, for every time is a wait. */
const ROOM = 256 * 1024;

/** As much as the module takes at once. Rows are built of each part. */
const PIECE = 128 * 1024;

const SERVICES = ["panda", "center"];

/**
 * Runs a call to its end, whatever comes: what the app gets, or the fields of a WorkOrderError.
 * @param {import("./host.js").Host} host
 * @param {{ signal?: AbortSignal, onProgress?: Function, outbox?: object }} [options] the app's, and what the outbox wants
 */
export async function drive(task, host, options) {
  const watch = new Watch(task);
  try {
    const { signal, onProgress, outbox } = options || {};
    watch.heed(signal);
    const intent = task.intent();
    const joined = intent && (await outbox.admit(...intent));
    if (joined) return joined;
    return await run(task, host, watch, outbox || {}, onProgress);
  } finally {
    watch.stop();
    task.free();
  }
}

async function run(task, host, watch, outbox, onProgress) {
  let exchange;
  try {
    while ((await hasToken(task, host, watch)) && task.ready(online(), Boolean(outbox.queue))) {
      // What changes something is noted in the outbox before its first byte leaves. It may be somebody else's by now.
      if (outbox.begin && !(await watch.until(outbox.begin().catch(() => false), TOTAL))) throw ABORTED;
      watch.check();
      watch.cause = undefined;
      exchange = new Exchange(task, host.fetch, watch);
      const began = Date.now();
      let again;
      try {
        exchange.prepare();
        host.report("request", () => Object.assign(about(task), exchange.told()));
        await exchange.run(onProgress);
        again = task.judge(Date.now(), Math.random());
        host.report("response", () => Object.assign(about(task), task.answered(), { ms: Date.now() - began }));
      } catch (thrown) {
        exchange.abort();
        const how = watch.howEnded(thrown);
        again = task.broke(how, online(), origin(), Date.now(), Math.random());
      }
      // One more than the pause, so that zero is the end.
      if (again === END) break;
      host.report("retry", () => Object.assign(about(task), { afterMs: again - 1 }));
      await watch.pause(again - 1);
    }
  } catch (thrown) {
    // Whatever it was: a sign-in that is never ended keeps everybody waiting.
    task.abandon(watch.howEnded(thrown));
  }
  const given = task.end(watch.cause, Date.now());
  return exchange && exchange.kept ? exchange.file(given) : given;
}

/** Sees to a token. False: the call goes no further. */
async function hasToken(task, host, watch) {
  const account = host.accounts[task.service()];
  watch.check();
  if (account.kept !== null) await restore(task, host, account, watch);
  for (;;) {
    const { changed } = account;
    const step = task.ask(Date.now());
    if (step === SIGN_IN || step === USE_AND_RENEW) signIn(task.signIn(Date.now()), host, account);
    if (step === END) watch.cause = account.cause;
    if (step < SIGN_IN) return step !== END;
    await watch.until(changed, TOTAL);
  }
}

/** Takes up what an earlier load of the page has left. */
async function restore(task, host, account, watch) {
  if (account.kept === undefined) account.kept = host.store("getItem", task.key());
  const { kept } = account;
  const text = kept && typeof kept.then === "function" ? await watch.until(kept, TOTAL) : kept;
  // Somebody else may have, while this one waited.
  if (account.kept === kept && typeof text === "string") task.restore(text, Date.now());
  account.kept = null;
}

/** Beside everything else, so that no caller's abort ends it for the others. */
async function signIn(task, host, account) {
  const [service, key] = [SERVICES[task.service()], task.key()];
  let event = "signed-in";
  try {
    const kept = await (task.hasProvider() ? askProvider(task, account.provider) : drive(task, host));
    if (kept !== undefined) host.store("setItem", key, kept);
  } catch (cause) {
    event = "refused";
    account.cause = cause;
  }
  account.ring();
  host.report("token", () => ({ service, event }));
}

/** `() => Promise<string | {token, expirationTime?}>` */
async function askProvider(task, provider) {
  const watch = new Watch(task);
  try {
    const given = await watch.until(provider(), TOTAL);
    const { token, expirationTime } = typeof given === "string" ? { token: given } : Object(given);
    task.provided(text(token), text(expirationTime));
  } catch (thrown) {
    const how = watch.howEnded(thrown);
    if (how !== THREW) task.abandon(how);
  } finally {
    watch.stop();
  }
  try {
    return task.end(watch.cause, Date.now());
  } finally {
    task.free();
  }
}

function text(value) {
  return typeof value === "string" ? value : undefined;
}

/** What every event says: no query, no header, nothing of what was sent. */
function about(task) {
  return { service: SERVICES[task.service()], operation: task.operation(), attempt: task.attempts() };
}

/** Neither set back nor forth by anybody. */
const clock = typeof performance === "object" && performance.now ? () => performance.now() : Date.now;

/** The waits that are on, and one timer for all of them: most are over long before it looks, and it is not set again for each. */
const waits = new Set();
let timer;
let looks = Infinity;

function lookAt(due) {
  const now = clock();
  // One that is a second overdue will never come: it was set by the clock that a test had put in place of the real one.
  if (due >= looks && looks > now - 1000) return;
  clearTimeout(timer);
  looks = Math.max(Math.min(due, looks), now);
  timer = setTimeout(() => {
    looks = Infinity;
    for (const watch of waits) {
      if (watch.due > clock()) lookAt(watch.due);
      else watch.end(LATE);
    }
  }, looks - now);
}

/** Waits for one thing after the other, until the caller aborts or what the module allows has passed. */
class Watch {
  constructor(task) {
    this.task = task;
    this.signal = {};
    /** What was thrown, if that is why the call fails. */
    this.cause = undefined;
    this.due = Infinity;
    /** Ends the wait that is on. */
    this.end = () => {};
    this.aborted = () => this.end(ABORTED);
    // Node.js does not stay for a timer that nobody needs.
    if (waits.size === 0 && timer && timer.ref) timer.ref();
    waits.add(this);
  }

  /** @param {AbortSignal} [signal] anything without `addEventListener` never aborts */
  heed(signal) {
    this.signal = Object(signal);
    tell(() => this.signal.addEventListener && this.signal.addEventListener("abort", this.aborted));
  }

  /** What ended a wait or an exchange, as `task.broke` and `task.abandon` take it. What others threw may be anything: it is not looked at. */
  howEnded(thrown) {
    const how = thrown === LATE ? 1 : thrown === ABORTED ? 2 : THREW;
    if (how === THREW) this.cause = thrown;
    return how;
  }

  check() {
    if (this.signal.aborted) throw ABORTED;
    // A page that slept may be here before its timers are.
    if (!(this.task.limit(TOTAL, Date.now()) > 0)) throw LATE;
  }

  /** What `promise` gives, in time. */
  until(promise, what) {
    return new Promise((resolve, reject) => {
      this.end = reject;
      const left = this.task.limit(what, Date.now());
      // What is there at once, again and again, would never let a timer have its turn.
      if (!(left > 0)) reject(LATE);
      this.due = clock() + left;
      lookAt(this.due);
      Promise.resolve(promise).then(resolve, reject);
      if (this.signal.aborted) this.aborted();
    });
  }

  /** Lets `ms` milliseconds pass. */
  async pause(ms) {
    let timer;
    try {
      await this.until(new Promise((resolve) => (timer = setTimeout(resolve, ms))), TOTAL);
    } finally {
      clearTimeout(timer);
    }
  }

  stop() {
    waits.delete(this);
    if (waits.size === 0 && timer && timer.unref) timer.unref();
    tell(() => this.signal.removeEventListener && this.signal.removeEventListener("abort", this.aborted));
  }
}

/** Memory to read into that nobody uses now. */
let spare;

/**
 * One use of `fetch`, whoever provides it. It is called with an address and an init object, as every adapter and test double expects;
 * nothing but `status`, `headers.get` and one of `body` and `arrayBuffer` is asked of what it answers.
 */
class Exchange {
  constructor(task, fetch, watch) {
    this.task = task;
    this.fetch = fetch;
    this.watch = watch;
    /** A file's bytes. */
    this.kept = task.wantsFile() ? [] : undefined;
    /** Its reader fills memory that it is given. */
    this.lends = false;
  }

  prepare() {
    const [method, url, ...headers] = this.task.request().split("\0");
    // Cookies are none of these APIs' business; a redirect would take the token elsewhere; lists must be fresh.
    const init = { method, headers: new Headers(), credentials: "omit", redirect: "manual", cache: "no-store" };
    for (let i = 0; i + 1 < headers.length; i += 2) init.headers.set(headers[i], headers[i + 1]);
    const body = this.task.body();
    if (body && body.length > 0) init.body = body;
    // Chromium has no AbortController before 66; without one the answer is only left unread.
    if (typeof AbortController === "function") {
      this.controller = new AbortController();
      init.signal = this.controller.signal;
    }
    this.url = url;
    this.init = init;
  }

  /** What is going to be sent, as events tell it. */
  told() {
    return { method: this.init.method, url: this.url.split("?")[0] };
  }

  /** Sends it, and passes the answer on to the task. */
  async run(onProgress) {
    this.response = await this.watch.until((0, this.fetch)(this.url, this.init), HEAD);
    const head = ["Content-Type", "Retry-After", "Date"].map((name) => this.header(name));
    this.task.head(Object(this.response).status | 0, ...head);
    const reader = this.reader();
    // One piece of memory for all of a body is half the work of a fresh one for each.
    let room = this.lends ? spare || new Uint8Array(ROOM) : undefined;
    spare = undefined;
    const total = this.kept && this.length();
    let loaded = 0;
    let wants = MORE;
    while (wants === MORE) {
      const { done, value } = await this.watch.until(reader.read(room), BODY);
      // Lent memory comes back with what was read, also with nothing.
      if (room) room = value && new Uint8Array(value.buffer);
      if (done) break;
      if (!ArrayBuffer.isView(value)) throw new TypeError("fetch gave something else than bytes");
      if (!this.kept || !this.task.isFile()) wants = this.pass(value);
      if (this.kept) {
        this.kept.push(value);
        loaded += value.length;
        if (this.task.isFile()) tell(onProgress, { loaded, total });
      }
    }
    if (wants === NOTHING) this.abort();
    spare = room;
  }

  header(name) {
    try {
      const value = this.response.headers.get(name);
      return value ? `${value}` : undefined;
    } catch (_) {
      return undefined;
    }
  }

  /** How long the body will be, where the server says so and nothing compresses it on the way. */
  length() {
    const length = this.header("Content-Length");
    return /^\d+$/.test(length) && this.header("Content-Encoding") === undefined ? Number(length) : undefined;
  }

  /** Whether more are of use. */
  pass(bytes) {
    let wants = MORE;
    for (let from = 0; from < bytes.length && wants === MORE; from += PIECE) {
      wants = this.task.push(bytes.length > PIECE ? bytes.subarray(from, from + PIECE) : bytes);
    }
    return wants;
  }

  /** Gives the body's pieces, in memory that it is lent where the engine can; one, the whole, where there are no streams. */
  reader() {
    const { body, arrayBuffer } = Object(this.response);
    if (body && typeof body.getReader === "function") {
      if (!this.kept) {
        try {
          const reader = body.getReader({ mode: "byob" });
          this.lends = true;
          return reader;
        } catch (_) {
          // The engine has none for this body.
        }
      }
      return body.getReader();
    }
    if (typeof arrayBuffer !== "function") throw new TypeError("fetch gave no Response");
    let done = false;
    const read = async () => {
      if (done) return { done };
      done = true;
      return { value: new Uint8Array(await this.response.arrayBuffer()) };
    };
    return { read };
  }

  abort() {
    if (this.controller) tell(() => this.controller.abort());
  }

  /** Under the name and type that the module gave. */
  file({ name, type }) {
    const blob = new Blob(this.kept, { type });
    return { blob, name, type, size: blob.size };
  }
}
