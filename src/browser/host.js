// What of a client only JavaScript can hold: functions of the app, storage, and who waits for a token.

import { globalMember, tell } from "./env.js";

/** Made by the module, which knows the options. */
export class Host {
  /**
   * @param {unknown} storage the app's own, "memory", or anything else for the page's sessionStorage
   * @param {Function | undefined} pandaToken an app's provider of tokens
   */
  constructor(fetch, hooks, storage, pandaToken, centerToken) {
    this.fetch = fetch;
    this.hooks = Object(hooks);
    this.storage = Object(storage) === storage ? storage : storage === "memory" ? undefined : globalMember("sessionStorage");
    this.accounts = [new Account(pandaToken), new Account(centerToken)];
  }

  /** A token that is no good any more: out of storage with it, and whoever waits asks again. */
  forget(service, key) {
    this.accounts[service].kept = null;
    this.store("removeItem", key);
    this.accounts[service].ring();
  }

  /** Uses storage. A browser that refuses is no error: the token stays in memory then. */
  store(method, key, text) {
    if (key === undefined || !this.storage) return null;
    try {
      const answer = this.storage[method](key, text);
      return answer && typeof answer.then === "function" ? answer.then((kept) => kept, () => null) : answer;
    } catch (_) {
      return null;
    }
  }

  /** Tells the app's `on[name]`, if there is one. */
  report(name, event) {
    tell(() => {
      const hook = this.hooks[name];
      if (typeof hook === "function") hook(event());
    });
  }
}

/** The token of one service, as far as it is waited for. */
class Account {
  constructor(provider) {
    this.provider = provider;
    /** What was thrown when a token was last asked for in vain. */
    this.cause = undefined;
    /** What storage has, or its promise; null once it was taken up. */
    this.kept = undefined;
    this.signal();
  }

  signal() {
    this.changed = new Promise((resolve) => (this.wake = resolve));
  }

  ring() {
    this.wake();
    this.signal();
  }
}
