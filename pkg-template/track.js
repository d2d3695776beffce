// panda.track and center.track: asks, waits and wakes as the module says, and hands on what has changed.

import { globalScope } from "../src/browser/env.js";
import { toError } from "./errors.js";

const SLEEP = -1;
const OVER = -2;
/** What wakes it: the network is back, for many clients in the same moment; or somebody looks. */
const ONLINE = "online";
const LOOK = "look";

/**
 * @param {object} client { act, call } as in outbox.js
 * @param {boolean} panda a case, or a process of center
 */
export async function* track(client, panda, id, given) {
  // What is left is each question's; what is not known there is refused.
  const options = Object.assign({}, given);
  const { until, minMs = 2_000, maxMs = 60_000, signal } = given || {};
  for (const own of ["until", "minMs", "maxMs"]) delete options[own];
  // A module that has trapped is replaced by a fresh one, which begins with the present state.
  let made = {};
  const tell = (act) => client.act((_, glue) => {
    if (made.glue !== glue) made = { glue, core: new glue.TrackCore(panda, minMs, maxMs) };
    return act(made.core);
  });
  const wakes = new Wakes(signal);
  let log;
  const ask = (method) => client.call(method, id, options);
  try {
    for (;;) {
      if (signal && signal.aborted) return;
      const woken = wakes.take();
      const pause = await tell((core) => {
        if (woken) core.wake(woken === ONLINE);
        return core.next(isHidden());
      });
      if (pause === OVER) return;
      if (pause !== 0) {
        await wakes.after(pause);
        continue;
      }
      let details;
      let said;
      try {
        details = await ask(panda ? "panda.caseDetails" : "center.detail");
        said = await tell((core) => core.seen(JSON.stringify(details), undefined));
        if (said === "log") {
          log = await ask("panda.processLog");
          said = await tell((core) => core.seen(JSON.stringify(details), JSON.stringify(log)));
        }
      } catch (thrown) {
        const error = toError(thrown);
        if (signal && signal.aborted) return;
        // An outage passes; that there is no such case does not.
        if (!error.retryable) throw error;
        await tell((core) => core.failed());
        continue;
      }
      if (!said) continue;
      const [state, final, ...changes] = said.split(",");
      const update = { state, final: final !== "", at: Date.now(), changes, details };
      if (log) update.log = log;
      yield update;
      if (until && until(update)) return;
    }
  } finally {
    wakes.stop();
    if (made.core) made.core.free();
  }
}

function isHidden() {
  const { document } = globalScope();
  return Boolean(document) && document.visibilityState === "hidden";
}

/** What ends a pause early. */
class Wakes {
  constructor(signal) {
    this.undo = [];
    this.end = () => {};
    this.woken = undefined;
    const scope = globalScope();
    const heard = (what) => () => {
      if (isHidden()) return;
      // A look counts for more: then it is asked at once.
      if (this.woken !== LOOK) this.woken = what;
      this.end();
    };
    this.on(scope, "online", heard(ONLINE));
    this.on(scope, "pageshow", heard(LOOK));
    this.on(scope.document, "visibilitychange", heard(LOOK));
    // Also when nothing is waited for at that moment.
    this.on(signal, "abort", () => {
      this.woken = LOOK;
      this.end();
    });
  }

  on(target, name, heard) {
    if (!target || !target.addEventListener) return;
    target.addEventListener(name, heard);
    this.undo.push(() => target.removeEventListener(name, heard));
  }

  /** Whether something has woken it since it was last asked. */
  take() {
    const { woken } = this;
    this.woken = undefined;
    return woken;
  }

  after(ms) {
    if (this.woken) return undefined;
    return new Promise((resolve) => {
      const timer = ms === SLEEP ? undefined : setTimeout(resolve, ms);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  stop() {
    this.undo.forEach((act) => act());
  }
}
