// What can go wrong.

/** What every call rejects with. Carries no token, no password and nothing of what was sent. */
export declare class WorkOrderError extends Error {
  private constructor();
  readonly name: "WorkOrderError";
  readonly kind: ErrorKind;
  readonly service: "panda" | "center";
  /** The method that was called. */
  readonly operation: string;
  /** Whether the server carried it out. */
  readonly executed: "no" | "yes" | "unknown";
  /** Whether the same call may well succeed later and repeating it cannot do harm. */
  readonly retryable: boolean;
  /** The HTTP status. */
  readonly status?: number;
  /** The API's own code. */
  readonly code?: number;
  /** The API's own words. */
  readonly serverMessage?: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** Everything that is wrong with the input. */
  readonly issues?: Issue[];
  /** What the browser or the app threw. */
  readonly cause?: unknown;
  /** For developers, in English: `unexpected end at byte 512`. Not in `message`. */
  readonly detail?: string;
  toJSON(): object;
}

/** What can go wrong, by what an app can do about it. */
export type ErrorKind =
  /** The options cannot work. See the issues. */
  | "config"
  /** The input is not right, and nothing was sent. See the issues. */
  | "validation"
  /** The account or the token is not accepted. */
  | "auth"
  /** Signed in, but not allowed. */
  | "denied"
  /** The server was not reached, or the connection broke. The message says what is likely: offline, mixed content, CORS. */
  | "network"
  /** A deadline passed. */
  | "timeout"
  /** The caller's signal. */
  | "aborted"
  /** A status or a redirect that is not the API's own answer. */
  | "http"
  /** The API said no: `code` and `serverMessage`. */
  | "service"
  /** The answer could not be read. */
  | "decode"
  /** A defect of this package. What was under way has ended; the next call starts afresh. */
  | "internal";

export interface Issue {
  /** From the argument's name: `["order", "flows", 0, "bizData", "用户编号"]`. */
  path: (string | number)[];
  /** The field's, for people; its name where it has no label. */
  label: string;
  /**
   * What was broken.
   *
   * - of a form: `required`, `type`, `min`, `max`, `precision`, `step`, `minLength`, `maxLength`, `pattern`, `option`, `format` (of
   *   dates and colours), `order` (of a pair), `limit` and `fileTypes` (of files), `unknown` (a name that looks like a slip of a
   *   field's), or the name of the field's `validation` (`mobilePhone`, `email`, …)
   * - of any value: `not-a-number`, `infinite`, `unsafe-integer`, `lone-surrogate`, `function`, `symbol`, `file`, `promise`,
   *   `dom-node`, `cycle`, `depth` (over 64), `size` (over 8 MiB), `date`, `map-key`, `getter`, `undefined`, `unsupported`
   * - of options, queries and declarations: `required`, `type`, `range`, `enum`, `format`, `unknown`, `duplicate`
   */
  rule: string;
  /** What is wrong and what would be right, in the client's language, to stand beside the field: `应为整数`. */
  message: string;
  /** The same to stand by itself, in a list or a log: `order.userId：应为整数`. A form's messages name their field anyway. */
  detail: string;
}

/** True for our errors, also across two copies of the package in one page. */
export declare function isWorkOrderError(error: unknown): error is WorkOrderError;
