// The client itself and its options.

import type { CallOptions } from "./calls.js";
import type { Center, CenterOptions } from "./center.js";
import type { Diagnosis } from "./diagnose.js";
import type { DuplicateEvent, RequestEvent, ResponseEvent, RetryEvent, SettledEvent, TokenEvent } from "./events.js";
import type { Outbox } from "./outbox.js";
import type { Panda, PandaOptions } from "./panda.js";

/**
 * Made once, at module scope, like an axios instance. Synchronous; loads nothing; safe on a server that renders pages.
 *
 * @example
 * export const orders = new WorkOrderClient({
 *   locale: "en",
 *   panda: { baseUrl: "/", project: "熊猫智慧水务", userId: 42, token: () => fetch("/api/panda-token").then((answer) => answer.text()) },
 *   center: { baseUrl: "/", requestType: "app", accessToken: () => sessionStorage.getItem("accessToken") || "" },
 * });
 */
export declare class WorkOrderClient {
  /**
   * Never throws: the options are checked by the first call (or {@link WorkOrderClient.ready}), which then rejects with kind
   * `config` and every issue.
   */
  constructor(options: ClientOptions);

  /**
   * 熊猫第三方工单对接 (panda.txt). Throws `config` when the client was made without it.
   *
   * @example
   * const page = await client.panda.cases({ caseState: "processing" });
   */
  readonly panda: Panda;

  /**
   * 统一工单中心 (center.txt). Throws `config` when the client was made without it.
   *
   * @example
   * const page = await client.center.todo();
   */
  readonly center: Center;

  /**
   * Submissions whose outcome is not known yet, of this client's accounts. Survives a reload of the page.
   *
   * @example
   * const open = await client.outbox.pending();
   */
  readonly outbox: Outbox;

  /**
   * Loads the module and checks the options now rather than at the first call; `Form`'s methods need it. Rejects with `config` and
   * every issue when the options cannot work, or when a content security policy forbids WebAssembly; with `network` when the
   * module could not be loaded, which can be tried again.
   *
   * @example
   * await client.ready();
   */
  ready(): Promise<this>;

  /**
   * Asks each service one question that changes nothing (`eventTypes`, `processes`), and says in words what works and what does not:
   * offline, mixed content, no answer, CORS, a bad token, a wrong project or route, a wrong clock. Rejects with `config` for options that
   * cannot work, and with `aborted`.
   *
   * @example
   * for (const { service, check, ok, message } of await client.diagnose()) console.log(service, check, ok ? "✓" : "✗", message);
   */
  diagnose(options?: CallOptions): Promise<Diagnosis[]>;

  /**
   * Forgets tokens in memory and in storage. Calls from now on sign in anew.
   *
   * @example
   * client.signOut();
   */
  signOut(): void;

  /**
   * Calls from now on reject with `config`; those under way go on to their end. Tokens in storage stay: see
   * {@link WorkOrderClient.signOut}.
   *
   * @example
   * window.addEventListener("pagehide", () => client.close());
   */
  close(): void;
}

/** What a client is made of: {@link ClientOptions.panda}, {@link ClientOptions.center}, or both; the rest may be left out. */
export interface ClientOptions {
  /** 熊猫第三方工单对接 (panda.txt). */
  panda?: PandaOptions;
  /** 统一工单中心 (center.txt). */
  center?: CenterOptions;
  /** The language of messages; default `zh-CN`. */
  locale?: "zh-CN" | "en";
  /**
   * Where a token is kept between two loads of the page; default `session`, the page's sessionStorage. Where the browser refuses, it
   * stays in memory. A password or a key is never kept.
   *
   * @example
   * new WorkOrderClient({ storage: localStorage, panda: { baseUrl: "/", project: "demo", token: () => "…" } });
   */
  storage?: "session" | "memory" | StorageLike;
  /** How long to wait. */
  timeouts?: TimeoutOptions;
  /**
   * How often a read is tried; `false`: once. What changes something is sent once whatever is said here, unless an answer proves
   * that nothing was executed.
   */
  retry?: RetryOptions | false;
  /** Where submissions are kept until their outcome is known. */
  outbox?: OutboxOptions;
  /** In place of the browser's `fetch`: a proxy, an adapter for another way of sending, a test double. */
  fetch?: FetchLike;
  /** Who is told of what happens. */
  on?: EventListeners;
}

/**
 * What sends: `fetch` itself, or whatever takes and gives as little of it as this. Called without `this`; what it throws or rejects
 * with is the `cause` of an error of kind `network`.
 *
 * @example
 * new WorkOrderClient({
 *   panda: { baseUrl: "/", project: "demo", token: () => "…" },
 *   fetch: (address, init) => {
 *     init.headers.set("x-trace", String(Date.now()));
 *     return fetch(address, init);
 *   },
 * });
 */
export type FetchLike = (address: string, init: FetchInit) => Promise<FetchAnswer>;

/** What {@link FetchLike} is called with. Besides: no cookies (`credentials`), no cache, and `redirect` "manual", as a redirect would take the token elsewhere. */
export interface FetchInit extends RequestInit {
  /** `GET`, `POST`, … */
  method: string;
  /** The token among them. */
  headers: Headers;
  /** Bytes; absent when there are none to send. */
  body?: Uint8Array & BodyInit;
  /** Aborts when the call ends early; absent in Chromium before 66. */
  signal?: AbortSignal;
}

/** What of a `Response` is needed. */
export interface FetchAnswer {
  /** The HTTP status; 0 for a redirect that was not followed. */
  status: number;
  /** Its headers. */
  headers: {
    /** The value of `Content-Type`, `Content-Length`, `Content-Encoding`, `Retry-After` or `Date`; null when there is none. */
    get(name: string): string | null;
  };
  /** The whole answer. Not called when there is a `body` that streams. */
  arrayBuffer(): Promise<ArrayBuffer>;
  /** With it, large answers are read while they arrive, and downloads tell their progress. */
  body?: ReadableStream<Uint8Array> | null;
}

/** Where submissions are kept until their outcome is known: the payload, never a token. */
export interface OutboxOptions {
  /**
   * Default `indexeddb`: shared by all tabs of the origin, and kept over a restart of the browser. Where there is none, and with
   * `session`, sessionStorage; else, with `memory`, and once the disk is full, the page's memory.
   */
  storage?: "indexeddb" | "session" | "memory";
  /**
   * Whether a submission without a key of its own joins an identical one (same method, same content) that is not settled; default
   * true. `false` lets two submissions of the same content be two.
   */
  joinIdentical?: boolean;
}

/** How long to wait, in milliseconds, each from 1 to 2,147,483,647. */
export interface TimeoutOptions {
  /** From sending to the first byte of the answer, of one attempt; default 20,000. */
  attemptMs?: number;
  /** Between two pieces of an answer; default 15,000. */
  bodyIdleMs?: number;
  /** The whole call: sign-in, attempts and pauses; default 60,000, of a download 15 minutes. See also {@link CallOptions.timeoutMs}. */
  totalMs?: number;
}

/**
 * How often a read is tried, and with which pauses: after the n-th attempt a random one of up to `baseMs` · 2^(n-1), at most `maxMs`.
 * A server's `Retry-After` is honoured instead, up to 60 s. Tried again is what may pass: a broken connection, a timeout, the HTTP
 * statuses 408, 429, 502, 503, 504.
 */
export interface RetryOptions {
  /** With the first one; 1 to 10, default 3. */
  attempts?: number;
  /** In milliseconds; default 200. */
  baseMs?: number;
  /** In milliseconds; default 5,000. */
  maxMs?: number;
}

/**
 * Who is told of what happens. Events carry no token, no header, no query and nothing of what was sent. What a listener throws is
 * ignored.
 *
 * @example
 * new WorkOrderClient({
 *   panda: { baseUrl: "/", project: "demo", token: () => "…" },
 *   on: { response: ({ service, operation, status, ms }) => console.log(service, operation, status, ms) },
 * });
 */
export interface EventListeners {
  /** A request leaves. */
  request?(event: RequestEvent): void;
  /** An answer has come, whole. */
  response?(event: ResponseEvent): void;
  /** It will be sent again. */
  retry?(event: RetryEvent): void;
  /** A sign-in ended. */
  token?(event: TokenEvent): void;
  /** Something was sent from the queue, which no call waits for. */
  settled?(event: SettledEvent): void;
  /** {@link Outbox.reconcile} found more than was submitted: a browser sends a POST again when a reused connection breaks. */
  duplicate?(event: DuplicateEvent): void;
}

/** `sessionStorage`, or something like it; answers may be promises. What it throws counts as nothing kept. */
export interface StorageLike {
  /** What was kept under this key; null when nothing was. */
  getItem(key: string): string | null | Promise<string | null>;
  /** Keeps a token under this key, which names service, base URL, project and user. */
  setItem(key: string, value: string): unknown;
  /** Forgets it. */
  removeItem(key: string): unknown;
}
