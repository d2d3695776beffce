// client.outbox, and the way of every submission through it. Entries are carried to the store and back; the module decides.

import { globalScope, tell } from "../src/browser/env.js";
import { changes } from "./entries.js";
import { WorkOrderError, ownError, toError, withError } from "./errors.js";
import { Page } from "./pages.js";
import { openStore } from "./store.js";

const CHANNEL = "work-order-client:outbox";
/** A change that nobody told of is seen after this. */
const LOOK_AGAIN_MS = 1000;

const NOT_THERE = ["发件箱中没有这次提交", "There is no such submission in the outbox"];
const LEAVING = ["正在发送，此时不能放弃", "It is being sent, and cannot be discarded now"];
const LOST = [
  "提交可能已被执行，请先在列表中核对，不要直接重复提交",
  "The submission may have been carried out: look in the list before sending it again",
];

/** What apps see. */
export class Outbox {
  constructor(box) {
    Object.defineProperty(this, "_box", { value: box });
  }

  pending() {
    return this._box.tell({ do: "pending" });
  }

  reconcile(key, options) {
    return this._box.reconcile(key, options);
  }

  resend(key, options) {
    return this._box.resend(key, options);
  }

  async discard(key) {
    if (!(await this._box.tell({ do: "discard", key }))) throw this._box.error("validation", LEAVING, "discard");
  }

  subscribe(listener) {
    return this._box.subscribe(listener);
  }
}

/** One client's part of the outbox. */
export class Box {
  /**
   * @param {object} client { options, locale, act: (act: (core) => any) => Promise, call: (method, argument, options) => Promise }
   */
  constructor(client) {
    this.client = client;
    this.settings = (client.options && client.options.outbox) || {};
    this.page = new Page(() => this.open());
    this.listeners = new Set();
    this.opened = undefined;
    this.failures = 0;
    this.closed = false;
    this.ring = () => {};
    this.change = new Promise((resolve) => (this.ring = resolve));
  }

  /** What changes something: stored, sent, and forgotten when its outcome is known. */
  submit(method, argument, given) {
    const options = given || {};
    return this.page.holding(() => {
      const way = {};
      const hooks = {
        queue: options.queue,
        admit: async (entry, bodies) => {
          const identical = this.settings.joinIdentical !== false && !options.key;
          const answer = await this.tell({ do: "admit", entry: JSON.parse(entry), identical }, bodies);
          if (answer.join) return this.wait(answer.join, answer.key, options);
          Object.assign(way, answer);
          return undefined;
        },
        begin: () => this.begin(way),
      };
      return this.follow(way, options, () => this.client.call(method, argument, Object.assign({}, options, { outbox: hooks })));
    });
  }

  /** Sends a stored entry that is this page's. */
  deliver(entry, options) {
    const way = { id: entry.id, key: entry.shown.key };
    const hooks = { queue: true, begin: () => this.begin(way) };
    return this.follow(way, options, () => this.client.call("outbox.send", JSON.stringify(entry), Object.assign({}, options, { outbox: hooks })));
  }

  async begin(way) {
    const begun = await this.tell({ do: "begin", id: way.id });
    way.lost = !begun;
    return begun;
  }

  /** Notes how it ended. What never came into the outbox ends as it is. */
  async follow(way, options, send) {
    let given;
    try {
      // Without what was thrown, of which nothing is to be stored.
      given = { submission: withError(await send()) };
    } catch (thrown) {
      given = { error: toError(thrown) };
      if (!way.id) throw given.error;
    }
    if (!way.id) return given.submission;
    if (way.lost) return this.wait(way.id, way.key, options);
    const { submission, error } = await this.doubt(way, given, options);
    const outcome = submission ? submission.outcome : error.executed === "no" ? "refused" : "unknown";
    const { kind, message } = error || submission.error || {};
    const end = { do: "end", id: way.id, outcome, kind, message, result: JSON.stringify({ submission, error }) };
    // What cannot be noted is still told; the entry will be found to be of unknown outcome.
    const told = await this.tell(end).catch(() => undefined);
    if (told === "lost") return this.wait(way.id, way.key, options);
    if (submission) return submission;
    if (!told) throw error;
    this.later();
    return { outcome: "queued", key: way.key, error };
  }

  /** The result of a submission that another call, here or in another tab, is at work on. */
  async wait(id, key, options) {
    const { signal, timeoutMs, queue } = options || {};
    const { totalMs = 60_000 } = (this.client.options && this.client.options.timeouts) || {};
    const deadline = Date.now() + (typeof timeoutMs === "number" ? timeoutMs : totalMs);
    const unknown = (error) => ({ outcome: "unknown", key, error });
    const lost = (kind) => unknown(this.error(kind, LOST, "wait", { executed: "unknown" }));
    for (;;) {
      const change = this.change;
      const seen = await this.tell({ do: "look", id });
      if (seen.over) {
        const { submission, error } = JSON.parse(seen.over);
        if (error) throw new WorkOrderError(error);
        return submission ? withError(submission) : lost("aborted");
      }
      if ("unknown" in seen) return unknown(this.entryError(seen.unknown));
      if (seen.queued && queue) return { outcome: "queued", key, error: this.entryError(seen.queued) };
      if (signal && signal.aborted) return lost("aborted");
      if (!(Date.now() < deadline)) return lost("timeout");
      await Promise.race([change, new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))]);
      await this.sweep();
    }
  }

  /** Sends what waits in the queue, one after the other, unless another page is at it. */
  async drain() {
    if (this.draining || this.closed) return;
    this.draining = true;
    try {
      await this.sweep();
      while (!this.closed && (await this.page.holding(() => this.drainOne()))) this.failures = 0;
    } catch (_) {
      // The store or the module is not to be had: the next occasion will come.
    } finally {
      this.draining = false;
    }
  }

  async drainOne() {
    const taken = await this.tell({ do: "take" });
    if (!taken) return false;
    const { outcome, error } = await this.deliver(taken.entry).catch((error) => ({ outcome: "rejected", error }));
    if (outcome === "queued") return false;
    const { key, service, operation, title } = taken.entry.shown;
    this.report("settled", { key, service, operation, title, outcome, error });
    return true;
  }

  /** Tries the queue again, at a time that the module chooses. */
  async later() {
    if (this.timer || this.closed) return;
    this.timer = true;
    this.failures += 1;
    const pause = await this.tell({ do: "pause", failures: this.failures }).catch(() => 60_000);
    if (this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.drain();
    }, pause);
  }

  async find(key, operation) {
    const there = await this.tell({ do: "find", key });
    if (there) return there.entry;
    throw this.error("validation", NOT_THERE, operation);
  }

  async resend(key, options) {
    return this.page.holding(async () => {
      const reopened = await this.tell({ do: "reopen", key });
      if (reopened) return this.deliver(reopened.entry, options);
      const { id } = await this.find(key, "resend");
      return this.wait(id, key, options);
    });
  }

  async reconcile(key, options) {
    const entry = await this.find(key, "reconcile");
    const { verdict, found, doubled } = await this.inquire(entry, options);
    const { service, operation } = entry.shown;
    await this.found(entry, found, verdict, { outcome: verdict, receipt: null, key });
    if (doubled) this.report("duplicate", { service, operation, key, found });
    return verdict;
  }

  /** Notes what was found of an entry; `submission` is what it comes to where that is accepted. */
  found({ id }, found, verdict, submission) {
    return this.tell({ do: "found", id, found, accepted: verdict === "accepted", result: JSON.stringify({ submission }) });
  }

  /** Asks what the module wants to know of the server's lists, until it has a verdict. */
  async inquire(entry, options) {
    const answers = [];
    for (;;) {
      const step = await this.client.act((core) => JSON.parse(core.inquire(JSON.stringify(entry), JSON.stringify(answers))));
      if (!step.ask) return step;
      answers.push(await this.client.call(step.ask[0], step.ask[1], options).catch(hidden));
    }
  }

  /**
   * What was refused may have been carried out all the same: by an earlier sending, or by this one, which the browser may have sent
   * twice. Where the module says so, the lists tell; where they don't, nobody knows.
   */
  async doubt(way, given, options) {
    const { signal, timeoutMs } = options || {};
    const { error } = given;
    if (!error || error.executed !== "no") return given;
    const { echo } = error;
    delete error.echo;
    const doubted = await this.tell({ do: "doubt", id: way.id, echo }).catch(() => echo && {});
    if (!doubted) return given;
    const { entry, receipt } = doubted;
    let verdict;
    if (entry && entry.shown.state !== "queued") verdict = await this.inquire(entry, { signal, timeoutMs }).then((said) => said.verdict, () => {});
    if (verdict === "accepted") {
      const submission = { outcome: verdict, receipt, key: way.key };
      await this.found(entry, [], verdict, submission).catch(() => {});
      return { submission };
    }
    // When it was not an earlier submission about the same task, it may still be this one.
    if (verdict === "not-found" && entry.id === way.id) return given;
    Object.assign(error, { executed: "unknown", retryable: false });
    error.message += ` (${this.entryError().message})`;
    return { submission: { outcome: "unknown", key: way.key, error } };
  }

  subscribe(listener) {
    this.listeners.add(listener);
    this.tell({ do: "pending" }).then((entries) => this.listeners.has(listener) && tell(listener, entries), () => {});
    return () => this.listeners.delete(listener);
  }

  /** Lets `event` happen to what is stored, and answers what the module says to it. `bodies` are those of a new entry. */
  async tell(event, bodies) {
    try {
      return await this.transact(event, bodies);
    } catch (_) {
      // The browser may close a database at any time (site data cleared, another version): once more with a fresh one.
      this.opened = undefined;
    }
    try {
      return await this.transact(event, bodies);
    } catch (error) {
      if (!bodies) throw error;
      // A full disk takes nothing new. The page's memory does, which is better than not to send it.
      this.opened = openStore("memory");
      return this.transact(event, bodies);
    }
  }

  async transact(event, bodies) {
    const store = await this.open();
    const said = JSON.stringify(Object.assign({ me: this.page.name }, event));
    const { put, drop, answer } = await this.client.act((core) =>
      store.transact((records) => changes(core, records, said, event.do === "doubt", bodies)));
    if (put.length + drop.length > 0) {
      this.announce();
      if (this.channel) this.channel.postMessage(0);
    }
    return answer;
  }

  open() {
    if (!this.opened) {
      this.opened = openStore(this.settings.storage);
      this.opened.then((store) => this.listen(store));
    }
    return this.opened;
  }

  /** Other tabs' changes, and the occasions at which the network may be back. */
  listen(store) {
    if (this.unlisten || this.closed) return;
    const scope = globalScope();
    const undo = [];
    const on = (target, name, heard) => {
      if (!target || !target.addEventListener) return;
      target.addEventListener(name, heard);
      undo.push(() => target.removeEventListener(name, heard));
    };
    const wake = () => this.drain();
    on(scope, "online", wake);
    on(scope, "pageshow", wake);
    on(scope.document, "visibilitychange", () => scope.document.visibilityState === "visible" && wake());
    if (store.shared && typeof BroadcastChannel === "function") {
      this.channel = new BroadcastChannel(CHANNEL);
      this.channel.onmessage = () => this.announce();
      undo.push(() => {
        this.channel.close();
        // What is under way goes on untold; other tabs look again by themselves.
        this.channel = undefined;
      });
    }
    this.unlisten = () => undo.forEach((act) => act());
  }

  /** Something has changed: those who wait look again, those who listen are told. */
  announce() {
    this.ring();
    this.change = new Promise((resolve) => (this.ring = resolve));
    if (this.listeners.size === 0 || this.announcing) return;
    this.announcing = true;
    Promise.resolve().then(() => {
      this.announcing = false;
      return this.tell({ do: "pending" });
    }).then((entries) => this.listeners.forEach((listener) => tell(listener, entries)), () => {});
  }

  /** Lets the module know of pages that are gone. */
  async sweep() {
    const gone = await this.page.gone(() => this.tell({ do: "owners" }));
    if (gone.length > 0) await this.tell({ do: "sweep", gone });
  }

  report(name, event) {
    tell((told) => this.client.options.on[name](told), event);
  }

  error(kind, words, operation, more) {
    return ownError(this.client.locale, kind, words, Object.assign({ operation }, more));
  }

  /** What an entry says of why it is where it is. */
  entryError(shown) {
    const { service = "panda", operation = "wait", attempts = 0, state = "unknown", error } = shown || {};
    return this.error("aborted", LOST, operation, Object.assign({ service, attempts, executed: state === "unknown" ? state : "no" }, error));
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.unlisten) this.unlisten();
  }
}

/** What is there no more is nothing, and what this account may not see is not known; any other failure is the app's to know. */
function hidden(error) {
  if (error.kind === "service") return null;
  if (error.kind === "denied") return false;
  throw error;
}
