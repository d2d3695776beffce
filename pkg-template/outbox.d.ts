// Submissions whose outcome is not known yet.

import type { CallOptions, Submission, SubmitOptions } from "./calls.js";
import type { ErrorKind, WorkOrderError } from "./errors.js";

/**
 * Each submission is stored before its first byte leaves, with its payload and without a token, and forgotten when its outcome is
 * known. So it survives a reload, a crash and a closed tab: what had not left is sent by the next page; of what was leaving, the
 * outcome is `unknown`, and it is never sent again by itself.
 *
 * @example
 * client.outbox.subscribe((entries) => { document.title = entries.length ? `(${entries.length})` : "工单"; });
 * for (const { key, state } of await client.outbox.pending()) {
 *   if (state !== "unknown" || (await client.outbox.reconcile(key)) !== "not-found") continue;
 *   if (confirm("列表中没有，重新提交？")) await client.outbox.resend(key);
 * }
 */
export interface Outbox {
  /**
   * Everything that is not settled, oldest first: of this client's accounts, from all tabs.
   *
   * @example
   * for (const { title, state, error } of await client.outbox.pending()) console.log(title, state, error && error.message);
   */
  pending(): Promise<OutboxEntry[]>;
  /**
   * Looks for a submission in the server's lists: by its key where {@link SubmitOptions.keyField} carries it, else by what it says and
   * when. `accepted` settles it. `not-found`: it is in none of the lists, which were read to their end. `ambiguous`: something like it
   * is there, or not all could be seen; see {@link OutboxEntry.found}. With a `keyField` that works for ten minutes after an accepted
   * submission, too, and finds its doubles (`on.duplicate`).
   *
   * Asks `cases` and `caseDetails` (panda), `own`, `todo`, `finished` and `detail` (center). Rejects when they do, and with
   * `validation` when there is no such submission.
   *
   * @example
   * const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] });
   * if (sent.outcome === "unknown") console.log(await client.outbox.reconcile(sent.key));
   */
  reconcile(key: string, options?: CallOptions): Promise<"accepted" | "not-found" | "ambiguous">;
  /**
   * Sends it again, with a fresh token: a person's decision, as it may be a second time. What is still queued is sent now. Rejects
   * with `validation` when there is no such submission. When it is refused, the lists are looked at for the first time: it is `accepted`,
   * rejects with `executed` "no", or stays `unknown` where they do not tell.
   *
   * @example
   * const [entry] = await client.outbox.pending();
   * const sent = await client.outbox.resend(entry.key);
   */
  resend(key: string, options?: CallOptions): Promise<Submission<unknown>>;
  /**
   * Gives it up: it is not sent (again). Rejects with `validation` while it is being sent.
   *
   * @example
   * const [entry] = await client.outbox.pending();
   * await client.outbox.discard(entry.key);
   */
  discard(key: string): Promise<void>;
  /**
   * Calls `listener` with the present entries, and again after each change, also in other tabs; what it throws is ignored. Answers a
   * function that ends that.
   *
   * @example
   * const end = client.outbox.subscribe((entries) => console.log(entries.length));
   * window.addEventListener("pagehide", end);
   */
  subscribe(listener: (entries: OutboxEntry[]) => void): () => void;
}

/** One submission that is not settled. */
export interface OutboxEntry {
  /** {@link SubmitOptions.key}. */
  key: string;
  /** The back end. */
  service: "panda" | "center";
  /** The method: `submit`, `start`, `complete`, … */
  operation: string;
  /** `queued`: nothing has left. `sending`: a page waits for the answer. `unknown`: none will come. */
  state: "queued" | "sending" | "unknown";
  /** For people: the event's name, the order's title, the task's name, or an id. */
  title: string | null;
  /** When it was submitted, in epoch milliseconds of the device, as the next two. */
  createdAt: number;
  /** When it was last sent; null when it was not. */
  sentAt: number | null;
  /** It is forgotten then: after seven days. */
  expiresAt: number;
  /** How often it was sent. */
  attempts: number;
  /** Why it is unknown, or still queued; null while it is being sent. */
  error: OutboxError | null;
  /** {@link SubmitOptions.keyField}. */
  keyField: string | null;
  /** What {@link Outbox.reconcile} found: candidates when that was ambiguous, all of them when there are several. */
  found: Found[];
}

/** What an entry keeps of its error. */
export interface OutboxError {
  /** {@link WorkOrderError.kind}. */
  kind: ErrorKind;
  /** For users, in the language of the client that sent it. */
  message: string;
}

/** A case, a process or a task. */
export interface Found {
  /** 工单编号 (panda); 流程实例ID or 任务编号 (center). */
  id: string;
  /** What the list shows it as; null where that is nothing. */
  title: string | null;
}
