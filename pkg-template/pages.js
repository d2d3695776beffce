// This page among the others of its origin: which of them are still there. A page holds a Web Lock under its name while it is at work
// on entries of the outbox: whoever finds that free knows that the page is gone.

import { globalScope } from "../src/browser/env.js";
import { within } from "./patience.js";

const LOCK = "work-order-client:page:";
/** Web Locks that don't answer within this are done without. */
const PATIENCE_MS = 1000;

export class Page {
  /** @param {() => Promise<{ outlives?: boolean }>} open opens the store: where entries die with the page, no locks are needed */
  constructor(open) {
    this.open = open;
    this.name = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.active = 0;
  }

  /** Holds this page's lock while `work` goes on. Where there are no locks, an entry's lease is all that others have. */
  async holding(work) {
    this.active += 1;
    if (!this.lock) this.lock = this.acquire();
    try {
      await this.lock.held;
      return await work();
    } finally {
      this.active -= 1;
      if (this.active === 0) {
        this.lock.release();
        this.lock = undefined;
      }
    }
  }

  acquire() {
    let release = () => {};
    const { locks } = globalScope().navigator || {};
    const held = this.open().then((store) => {
      if (!locks || !store.outlives) return undefined;
      const over = new Promise((resolve) => (release = resolve));
      // Nobody else asks for this name: an engine that doesn't grant it at once never will.
      return within(PATIENCE_MS, new Promise((granted, refused) => {
        locks.request(LOCK + this.name, () => {
          granted();
          return over;
        }).catch(refused);
      })).catch(() => {});
    });
    return { held, release: () => release() };
  }

  /** Those of the owners that `ask` names whose pages are gone; none where that cannot be known. */
  async gone(ask) {
    const { locks } = globalScope().navigator || {};
    const store = await this.open();
    if (!locks || !locks.query || !store.outlives) return [];
    const owners = await ask();
    if (owners.length === 0) return [];
    // Looked at after the owners were: a page holds its lock before it owns anything.
    const held = await heldNames(locks);
    return held ? owners.filter((owner) => !held.has(LOCK + owner)) : [];
  }
}

/** The names of the locks that are held; undefined where the engine does not say, and leases are all that there is. */
function heldNames(locks) {
  return within(PATIENCE_MS, locks.query()).then(({ held }) => new Set(held.map(({ name }) => name))).catch(() => undefined);
}
