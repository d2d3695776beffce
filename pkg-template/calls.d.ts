// What all calls share: their options, lists page by page, what became of something sent.

import type { Issue, WorkOrderError } from "./errors.js";
import type { Form } from "./form.js";

/** What every call takes as its last argument. With anything wrong in it, or a name that is none of these, it rejects with `validation`. */
export interface CallOptions {
  /**
   * Ends the call. Before anything was sent it rejects with kind `aborted`; a submission that may have left ends as `unknown`.
   *
   * @example
   * const controller = new AbortController();
   * const page = await client.panda.cases({ pageSize: 50 }, { signal: controller.signal });
   */
  signal?: AbortSignal;
  /** The whole call, in milliseconds; default: {@link ClientOptions.timeouts}' `totalMs`. Past it the call rejects with kind `timeout`. */
  timeoutMs?: number;
}

/** What everything that changes something takes as its last argument. */
export interface SubmitOptions extends CallOptions {
  /**
   * What the submission is known by; default: a fresh UUID. Not empty. A second call with the key of one that is not settled joins it, in this
   * tab or another, and gets the same result: a double click sends once.
   */
  key?: string;
  /**
   * A field of the payload for the key to travel in, so that it can be found in the server's lists: for panda a column of `BizData`,
   * for center a variable, which no form has to show. The client fills it in; it must be empty.
   *
   * @example
   * await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] }, { keyField: "外部编号" });
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
   *
   * @example
   * const form = Form.define([{ name: "用户编号", required: true }]);
   * await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] }, { form });
   */
  form?: Form;
}

/** What became of something sent. A refusal by the server rejects with a {@link WorkOrderError}; this is never a guess. */
export type Submission<R> = Accepted<R> | UnknownOutcome | Queued;

/** The server carried it out, and said so. */
export interface Accepted<R> {
  /** Discriminates. */
  outcome: "accepted";
  /** What the server gave for it. */
  receipt: R;
  /** What the submission is known by: {@link SubmitOptions.key}. */
  key: string;
}

/**
 * It left, and no readable answer came: a broken connection, a timeout, a proxy's 502, an abort. The server may have carried it out.
 * It is never sent again by itself; look into the service's lists before doing it again.
 */
export interface UnknownOutcome {
  /** Discriminates. */
  outcome: "unknown";
  /** What the submission is known by: {@link SubmitOptions.key}. */
  key: string;
  /** Why nobody knows, with `executed` "unknown" and a message that can be shown. */
  error: WorkOrderError;
}

/** Nothing has left yet: only with {@link SubmitOptions.queue}. It is sent when that can be done, by this page or the next one. */
export interface Queued {
  /** Discriminates. */
  outcome: "queued";
  /** What the submission is known by: {@link SubmitOptions.key}. */
  key: string;
  /** Why it could not leave, with `executed` "no". */
  error: WorkOrderError;
}

/**
 * A list: `await` it for one page, `for await` it for every row. Nothing is sent before one of the two.
 *
 * @example
 * const page = await client.center.todo({ pageSize: 50 });
 * for await (const task of client.center.todo()) console.log(task.taskName);
 */
export interface Paged<T> extends Promise<Page<T>>, AsyncIterable<T> {
  /**
   * Page by page, from the one that the query asks for. Rows that moved between two pages while one turned them come once.
   *
   * @example
   * for await (const page of client.panda.cases({ pageSize: 100 }).pages()) console.log(page.page, page.rows.length, page.total);
   */
  pages(): AsyncIterable<Page<T>>;
  /**
   * The first `limit` rows; as many pages as that takes. Rejects with `validation` when `limit` is no whole number above 0.
   *
   * @example
   * const latest = await client.panda.cases({ direction: "desc" }).toArray({ limit: 200 });
   */
  toArray(options: { limit: number }): Promise<T[]>;
}

/** One page of a list. */
export interface Page<T> {
  /** Its rows, in the server's order. */
  rows: T[];
  /** All rows of the query, as far as the server tells: some servers of center count the page's own. */
  total: number;
  /** Which page it is, from 1. */
  page: number;
  /** How many rows a full page has. */
  size: number;
  /** Whether there may be another. In center every full page has one, though it may be empty: its totals are not to be trusted. */
  hasNext: boolean;
}

/**
 * What every object of an answer has besides the fields that are listed: what its server sent beyond the document, under its own
 * name and as it came. Whole numbers beyond ±(2^53-1) are text, exactly.
 */
export interface Answer {
  /** By the server's own name for it. */
  [field: string]: unknown;
}
