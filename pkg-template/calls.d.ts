// What all calls share: their options, lists page by page, what became of something sent.

import type { Issue, WorkOrderError } from "./errors.js";
import type { Form } from "./form.js";

export interface CallOptions {
  /** Ends the call: before sending with kind `aborted`; a submission that may have left is `unknown`. */
  signal?: AbortSignal;
  /** In all, in milliseconds; default: the options' `timeouts.totalMs`. */
  timeoutMs?: number;
}

export interface SubmitOptions extends CallOptions {
  /**
   * What the submission is known by; default: a fresh UUID. A second call with the key of one that is not settled joins it, in this
   * tab or another, and gets the same result.
   */
  key?: string;
  /**
   * A field of the payload for the key to travel in, so that {@link Outbox.reconcile} finds it in the server's lists: for panda a
   * column of `BizData`, for center a variable, which no form has to show. The client fills it in; it must be empty.
   *
   * @example
   * await client.panda.submit(order, { keyField: "外部编号" });
   */
  keyField?: string;
  /**
   * When nothing could leave (offline, no token), keep it in the outbox and send it when the network is back: outcome `queued`.
   * Default false: it rejects, and nothing is kept.
   */
  queue?: boolean;
  /**
   * Checks and writes what is filled in: `bizData` of every flow (panda), `variables`, or `params` of `createOrder` (center). With
   * any issue the call rejects with `validation` and all of them, and nothing is sent. {@link Issue.path} then begins at the
   * argument: `["order", "flows", 0, "bizData", "用户编号"]`. What takes no such values (`claim`) pays no heed to it.
   */
  form?: Form;
}

/** What became of something sent. A refusal by the server throws; this is never a guess. */
export type Submission<R> =
  | { outcome: "accepted"; receipt: R; key: string }
  | {
      /** Sent, and no readable answer: never sent again by itself. */
      outcome: "unknown";
      key: string;
      error: WorkOrderError;
    }
  | {
      /** Only with `queue: true`: nothing has left yet. It is sent when that can be done, by this page or the next one. */
      outcome: "queued";
      key: string;
      error: WorkOrderError;
    };

/** `await` it for one page, `for await` it for every row. Nothing is sent before one of the two. */
export interface Paged<T> extends Promise<Page<T>>, AsyncIterable<T> {
  /** Page by page, from the one that the query asks for; rows that moved between two pages come once. */
  pages(): AsyncIterable<Page<T>>;
  /** The first `limit` rows. */
  toArray(options: { limit: number }): Promise<T[]>;
}

export interface Page<T> {
  rows: T[];
  /** All rows of the query, as far as the server tells. */
  total: number;
  /** From 1. */
  page: number;
  size: number;
  hasNext: boolean;
}

/**
 * What every object of an answer has besides the fields that are listed: what its server sent beyond the document, under its own
 * name and as it came. Whole numbers beyond ±(2^53-1) are text, exactly.
 */
export interface Answer {
  [field: string]: unknown;
}
