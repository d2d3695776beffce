// Following one order to its end.

import type { CallOptions } from "./calls.js";
import type { Center } from "./center.js";
import type { ProcessDetail } from "./center-answers.js";
import type { Panda } from "./panda.js";
import type { CaseDetails, LogEntry } from "./panda-answers.js";

/** How an order is followed: {@link Panda.track}, {@link Center.track}. `timeoutMs` is of each question, not of all. */
export interface TrackOptions<U> extends CallOptions {
  /** Ends it after the first update for which this is true. */
  until?: (update: U) => boolean;
  /** The shortest interval, after a change; default 2,000 ms. */
  minMs?: number;
  /** The longest, when nothing has changed for long; default 60,000 ms. */
  maxMs?: number;
}

/** One change. The first update comes at once and is the present state. */
export interface TrackUpdate<D, S extends string> {
  /** How it stands, in words. */
  state: S;
  /** It is the last one. */
  final: boolean;
  /** When it was seen, in epoch milliseconds of the device. */
  at: number;
  /** The names of what differs from the update before: `state`, `activeName`, `log`, … */
  changes: string[];
  /** The order as it is now. */
  details: D;
}

/** What {@link Panda.track} yields. */
export interface CaseUpdate extends TrackUpdate<CaseDetails, "processing" | "finished" | "returned"> {
  /** {@link Panda.processLog}. */
  log: LogEntry[];
}

/** What {@link Center.track} yields. `terminated`: rejected; `canceled`: stopped by whoever started it. */
export type ProcessUpdate = TrackUpdate<ProcessDetail, "running" | "completed" | "terminated" | "canceled">;
