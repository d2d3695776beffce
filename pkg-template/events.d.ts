// What the client tells of while it works.

import type { SubmitOptions } from "./calls.js";
import type { WorkOrderError } from "./errors.js";
import type { Found, Outbox } from "./outbox.js";

/** What every event of a call says. */
export interface CallEvent {
  /** The back end. */
  service: "panda" | "center";
  /** The method that was called; `signIn` for a sign-in on the way. */
  operation: string;
  /** Which attempt at it, from 1. */
  attempt: number;
}

/** A request leaves: `on.request`. */
export interface RequestEvent extends CallEvent {
  /** `GET`, `POST`, … */
  method: string;
  /** The address without its query. */
  url: string;
}

/** An answer has come, whole: `on.response`. */
export interface ResponseEvent extends CallEvent {
  /** The HTTP status; 0 for a redirect, which is not followed. */
  status: number;
  /** From sending to the answer's end, in milliseconds. */
  ms: number;
  /** Values that were not of their field's type, by field; they were kept as they came. Left out when the answer was no data. */
  deviations?: Deviation[];
}

/** Values of one field that were not of its type. */
export interface Deviation {
  /** The type that the field belongs to, by its name here: `CaseRow`. */
  record: string;
  /** The field. */
  field: string;
  /**
   * What was there instead: `object`, `list`, `text`, `number`, `boolean`, `fraction` (for a whole number), `not a time`,
   * `not a duration`, `unknown value` (of a state), `repeated key`, `name taken` (a key that the server added is called as one of the
   * client's own: `_` was appended to it).
   */
  found: string;
  /** How many of them the answer has. */
  count: number;
}

/** It will be sent again: `on.retry`. */
export interface RetryEvent extends CallEvent {
  /** The pause before, in milliseconds. */
  afterMs: number;
}

/** A sign-in ended: `on.token`. */
export interface TokenEvent {
  /** The back end. */
  service: "panda" | "center";
  /** `signed-in`: there is a fresh token. `refused`: there is none, and the calls that wait for it reject. */
  event: "signed-in" | "refused";
}

/** Something was sent from the queue, which no call waits for: `on.settled`. */
export interface SettledEvent {
  /** {@link SubmitOptions.key}. */
  key: string;
  /** The back end. */
  service: "panda" | "center";
  /** The method: `submit`, `start`, `complete`, … */
  operation: string;
  /** For people: the event's name, the order's title, the task's name, or an id. */
  title: string | null;
  /** What became of it. */
  outcome: "accepted" | "unknown" | "rejected";
  /** Why it is unknown or was rejected. */
  error?: WorkOrderError;
}

/** {@link Outbox.reconcile} found more than was submitted: `on.duplicate`. */
export interface DuplicateEvent {
  /** The back end. */
  service: "panda" | "center";
  /** The method: `submit`, `start`, `complete`, … */
  operation: string;
  /** {@link SubmitOptions.key}. */
  key: string;
  /** All of them. */
  found: Found[];
}
