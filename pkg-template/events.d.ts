// What the client tells of while it works.

import type { WorkOrderError } from "./errors.js";
import type { Found } from "./outbox.js";

/** Every event: which call, and which attempt at it, from 1. */
export interface CallEvent {
  service: "panda" | "center";
  operation: string;
  attempt: number;
}

export interface RequestEvent extends CallEvent {
  method: string;
  /** Without its query. */
  url: string;
}

export interface ResponseEvent extends CallEvent {
  /** 0 for a redirect, which is not followed. */
  status: number;
  ms: number;
  /** Values that were not of their field's type. They were kept as they came. */
  deviations?: { record: string; field: string; found: string; count: number }[];
}

export interface RetryEvent extends CallEvent {
  afterMs: number;
}

export interface TokenEvent {
  service: "panda" | "center";
  event: "signed-in" | "refused";
}

export interface SettledEvent {
  key: string;
  service: "panda" | "center";
  operation: string;
  title: string | null;
  outcome: "accepted" | "unknown" | "rejected";
  /** Why it is unknown or was rejected. */
  error?: WorkOrderError;
}

export interface DuplicateEvent {
  service: "panda" | "center";
  operation: string;
  key: string;
  /** All of them. */
  found: Found[];
}
