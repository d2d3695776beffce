// What can go wrong.

/**
 * What every call rejects with, and what the outcome `unknown` carries. Carries no token, no password and nothing of what was sent.
 * A real `Error`: `message` is a sentence for users, in the client's language.
 *
 * @example
 * try {
 *   await client.center.complete({ taskId: "d23467f4", procInsId: "c68d01e3", comment: "同意" });
 * } catch (error) {
 *   if (!isWorkOrderError(error)) throw error;
 *   if (error.kind === "auth") location.assign("/login");
 *   else console.warn(error.message, error.executed, error.retryable);
 * }
 */
export declare class WorkOrderError extends Error {
  private constructor();
  /** Always `WorkOrderError`. */
  readonly name: "WorkOrderError";
  /** What an app can do about it. */
  readonly kind: ErrorKind;
  /** The back end. */
  readonly service: "panda" | "center";
  /** The method that was called: `submit`. */
  readonly operation: string;
  /** Whether the server carried out what it was asked. Of a read always `no`: it changes nothing. */
  readonly executed: "no" | "yes" | "unknown";
  /** Whether the same call may well succeed later and repeating it cannot do harm. By then a read has been tried three times. */
  readonly retryable: boolean;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** The API's own code, where it gave one. */
  readonly code?: number;
  /** The API's own words (`msg`, `errMsg`); they are in `message`, too. */
  readonly serverMessage?: string;
  /** How often the request was sent; 0: nothing left. */
  readonly attempts: number;
  /** With `config` and `validation`: everything that is wrong, not the first thing only. */
  readonly issues?: Issue[];
  /** What the browser or the app threw. */
  readonly cause?: unknown;
  /** For developers, in English: `unexpected end at byte 512`. Not in `message`. */
  readonly detail?: string;
  /** Everything but `cause`, for logs. */
  toJSON(): object;
}

/** What can go wrong, by what an app can do about it. */
export type ErrorKind =
  /** The options cannot work: fix them. See the issues. */
  | "config"
  /** The input is not right, and nothing was sent, or the server says so. See the issues: show each beside its field. */
  | "validation"
  /** The account or the token is not accepted, after one try with a fresh token: have the user sign in again. */
  | "auth"
  /** Signed in, but not allowed: no second try helps. */
  | "denied"
  /** The server was not reached, or the connection broke. The message says what is likely: offline, mixed content, CORS. */
  | "network"
  /** A deadline passed: {@link TimeoutOptions}, {@link CallOptions.timeoutMs}. */
  | "timeout"
  /** The caller's signal. */
  | "aborted"
  /** A status, a redirect or a missing route: not the API's own answer. See `status`; check `baseUrl` and `routes`. */
  | "http"
  /** The API said no: `code` and `serverMessage`. */
  | "service"
  /** The answer is cut, no JSON, or a page. When it stays, a proxy is in between. */
  | "decode"
  /** A defect of this package. What was under way has ended; the next call starts afresh. */
  | "internal";

/** One thing that is wrong with a value, and where. */
export interface Issue {
  /** From the argument's name: `["order", "flows", 0, "bizData", "用户编号"]`. Of {@link Form.check}, from the form: `["明细", 1, "数量"]`. */
  path: (string | number)[];
  /** The field's, for people; its name where it has no label. */
  label: string;
  /** What was broken. */
  rule: IssueRule;
  /** What is wrong and what would be right, in the client's language, to stand beside the field: `应为整数`. */
  message: string;
  /** The same to stand by itself, in a list or a log: `order.userId：应为整数`. A form's messages name their field anyway. */
  detail: string;
}

/** What can be broken. A form's named validations (`mobilePhone`, `email`, …) are rules, too. */
export type IssueRule =
  /** It must be there, and not be blank. */
  | "required"
  /** It is of another type. */
  | "type"
  /** Nothing has this name; a slip, mostly. Of a declared form: a name that looks like a slip of a field's. */
  | "unknown"
  /** Declared twice. */
  | "duplicate"
  /** Of options and queries: a number out of its bounds. */
  | "range"
  /** None of the words that it may be. */
  | "enum"
  /** A text, date or colour that is not of its form. */
  | "format"
  /** No address of a server. */
  | "url"
  /** What travels in a header: visible ASCII characters only. */
  | "header"
  /** Two options that exclude each other. */
  | "conflict"
  /** No form that can be understood. */
  | "form"
  /** Of a form: below `min`. */
  | "min"
  /** Of a form: above `max`. */
  | "max"
  /** Of a form: too many digits after the point. */
  | "precision"
  /** Of a form: no whole number of steps. */
  | "step"
  /** Of a form: too short. */
  | "minLength"
  /** Of a form: too long. */
  | "maxLength"
  /** Of a form: its pattern does not match; or, as a warning, the pattern was not understood and is not checked. */
  | "pattern"
  /** Of a form: none of the options. */
  | "option"
  /** Of a form: the end of a pair lies before its start. */
  | "order"
  /** Of a form: too many files. */
  | "limit"
  /** Of a form: a file with another ending. */
  | "fileTypes"
  /** NaN. */
  | "not-a-number"
  /** Infinity. */
  | "infinite"
  /** A whole number beyond 2^53-1, which has lost digits: give text or a BigInt. */
  | "unsafe-integer"
  /** A text with half a character. */
  | "lone-surrogate"
  /** A function. */
  | "function"
  /** A symbol. */
  | "symbol"
  /** A file or binary data: upload it first and give its address. */
  | "file"
  /** A promise: await it first. */
  | "promise"
  /** An element of the page. */
  | "dom-node"
  /** It refers to itself. */
  | "cycle"
  /** Nested deeper than 64. */
  | "depth"
  /** Larger than 8 MiB; a form with more than 10,000 fields. */
  | "size"
  /** An invalid date. */
  | "date"
  /** A key of a Map that is no text. */
  | "map-key"
  /** It threw when it was read. */
  | "getter"
  /** Of a list: an item without a value. */
  | "undefined"
  /** Anything else that cannot be sent. */
  | "unsupported"
  | FieldValidation;

/** VForm's named rules: a field's `validation`. */
export type FieldValidation =
  | "number" | "letter" | "letterAndNumber" | "mobilePhone" | "letterStartNumberIncluded" | "noChinese" | "chinese" | "email" | "url";

/**
 * True for our errors, also across two copies of the package in one page.
 *
 * @example
 * client.panda.signIn().catch((error) => {
 *   if (isWorkOrderError(error)) console.log(error.kind, error.message);
 * });
 */
export declare function isWorkOrderError(error: unknown): error is WorkOrderError;
