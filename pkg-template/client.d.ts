// The client itself and its options.

import type { Center, CenterOptions } from "./center.js";
import type { DuplicateEvent, RequestEvent, ResponseEvent, RetryEvent, SettledEvent, TokenEvent } from "./events.js";
import type { Outbox } from "./outbox.js";
import type { Panda, PandaOptions } from "./panda.js";

/** Made once, at module scope, like an axios instance. Synchronous; loads nothing; safe on a server that renders pages. */
export declare class WorkOrderClient {
  /** Options are checked by the first call (or {@link WorkOrderClient.ready}), which then rejects with kind `config` and every issue. */
  constructor(options: ClientOptions);

  /** 熊猫第三方工单对接. Throws `config` when the client was made without it. */
  readonly panda: Panda;
  /** 统一工单中心. Throws `config` when the client was made without it. */
  readonly center: Center;
  /** Submissions whose outcome is not known yet. Survives a reload of the page. */
  readonly outbox: Outbox;

  /** Loads the module and checks the options now rather than at the first call. A failed load can be tried again. */
  ready(): Promise<this>;
  /** Forgets tokens in memory and in storage. */
  signOut(): void;
  /** Calls from now on reject with `config`; those under way go on to their end. */
  close(): void;
}

export interface ClientOptions {
  panda?: PandaOptions;
  center?: CenterOptions;
  /** Of messages; default `zh-CN`. */
  locale?: "zh-CN" | "en";
  /**
   * Where a token is kept between two loads of the page; default `session`. Where the browser refuses, it stays in memory. A
   * password is never kept.
   */
  storage?: "session" | "memory" | StorageLike;
  /** In milliseconds: until an answer begins (20,000), between two pieces of it (15,000), in all (60,000; downloads 15 minutes). */
  timeouts?: { attemptMs?: number; bodyIdleMs?: number; totalMs?: number };
  /**
   * Of reads: 3 attempts, pauses of up to 200 ms · 2^n and at most 5 s; `Retry-After` is honoured. What changes something is sent
   * once, unless an answer proves that nothing was executed.
   */
  retry?: { attempts?: number; baseMs?: number; maxMs?: number } | false;
  /**
   * What is stored of a submission until its outcome is known, without a token: in IndexedDB, where there is none in sessionStorage,
   * else in memory; or in none better than `storage`. `joinIdentical: false` lets two submissions of the same content be two.
   */
  outbox?: { storage?: "indexeddb" | "session" | "memory"; joinIdentical?: boolean };
  /** A proxy, an adapter, a test double. Called as `fetch(address, init)`. */
  fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Told of what happens. Events carry no token, no header, no query and nothing of what was sent. */
  on?: {
    request?(event: RequestEvent): void;
    response?(event: ResponseEvent): void;
    retry?(event: RetryEvent): void;
    token?(event: TokenEvent): void;
    /** Something was sent from the queue, which no call waits for. */
    settled?(event: SettledEvent): void;
    /** {@link Outbox.reconcile} found more than was submitted: a browser sends a POST again when a reused connection breaks. */
    duplicate?(event: DuplicateEvent): void;
  };
}

/** `sessionStorage`, or something like it; answers may be promises. */
export interface StorageLike {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}
