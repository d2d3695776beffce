// Submissions whose outcome is not known yet.

import type { CallOptions, Submission } from "./calls.js";

/**
 * Each submission is stored before its first byte leaves, with its payload and without a token, and forgotten when its outcome is
 * known. So it survives a reload, a crash and a closed tab: what had not left is sent by the next page; of what was leaving, the
 * outcome is `unknown`, and it is never sent again by itself.
 *
 * @example
 * client.outbox.subscribe((entries) => { badge.textContent = entries.length || ""; });
 * for (const { key } of await client.outbox.pending()) {
 *   if ((await client.outbox.reconcile(key)) === "not-found" && confirm("Not there. Send it again?")) await client.outbox.resend(key);
 * }
 */
export interface Outbox {
  /** Everything that is not settled, oldest first: of this client's accounts, from all tabs. */
  pending(): Promise<OutboxEntry[]>;
  /**
   * Looks for a submission in the server's lists: by its key where `keyField` carries it, else by what it says and when. `accepted`
   * settles it. `not-found`: it is in none of the lists, which were read to their end. `ambiguous`: something like it is there, or
   * not all could be seen; see {@link OutboxEntry.found}. With a `keyField` that works for ten minutes after an accepted submission,
   * too, and finds its doubles (`on.duplicate`).
   *
   * Asks `cases` and `caseDetails` (panda), `own`, `todo`, `finished` and `detail` (center). Rejects when they do, and with
   * `validation` when there is no such submission.
   */
  reconcile(key: string, options?: CallOptions): Promise<"accepted" | "not-found" | "ambiguous">;
  /** Sends it again, with a fresh token: a person's decision, as it may be a second time. What is still queued is sent now. */
  resend(key: string, options?: CallOptions): Promise<Submission<unknown>>;
  /** Gives it up: it is not sent (again). What is being sent cannot be given up. */
  discard(key: string): Promise<void>;
  /** Calls `listener` with the present entries, and again after each change, also in other tabs. Answers a function that ends that. */
  subscribe(listener: (entries: OutboxEntry[]) => void): () => void;
}

export interface OutboxEntry {
  key: string;
  service: "panda" | "center";
  /** The method: `submit`, `start`, `complete`, … */
  operation: string;
  /** `queued`: nothing has left. `sending`: a page waits for the answer. `unknown`: none will come. */
  state: "queued" | "sending" | "unknown";
  /** For people: the event's name, the order's title, the task's name, or an id. */
  title: string | null;
  /** Epoch milliseconds of the device, as the next two. */
  createdAt: number;
  /** When it was last sent. */
  sentAt: number | null;
  /** It is forgotten then: after seven days. */
  expiresAt: number;
  /** How often it was sent. */
  attempts: number;
  /** Why it is unknown, or still queued. */
  error: { kind: string; message: string } | null;
  keyField: string | null;
  /** What {@link Outbox.reconcile} found: candidates. */
  found: Found[];
}

/** A case, a process or a task. */
export interface Found {
  id: string;
  title: string | null;
}
