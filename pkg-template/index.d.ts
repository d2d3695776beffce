/**
 * Submit and track work orders in 熊猫第三方工单对接 (panda) and 统一工单中心 (center), from any web page.
 *
 * @example
 * import { WorkOrderClient } from "work-order-client";
 *
 * export const client = new WorkOrderClient({
 *   panda: {
 *     baseUrl: "https://gd.example.cn",
 *     project: "熊猫水务",
 *     userId: 42,
 *     token: () => fetch("/my-backend/panda-token").then((answer) => answer.text()),
 *   },
 * });
 * const sent = await client.panda.submit({
 *   eventName: "用水户开阀",
 *   flows: [{ bizData: { 用户编号: "xx0021", 阀门当前状态: "开启" } }],
 * });
 * if (sent.outcome === "accepted") console.log(sent.receipt[0].caseNo);
 *
 * @packageDocumentation
 */

import type { Center, CenterOptions } from "./center.js";
import type { Form } from "./form.js";

export * from "./center.js";
export * from "./form.js";

/** Made once, at module scope, like an axios instance. Synchronous; loads nothing; safe on a server that renders pages. */
export declare class WorkOrderClient {
  /** Options are checked by the first call (or {@link WorkOrderClient.ready}), which then rejects with kind `config` and every issue. */
  constructor(options: ClientOptions);

  /** 熊猫第三方工单对接. Throws `config` when the client was made without it. */
  readonly panda: Panda;
  /** 统一工单中心. Throws `config` when the client was made without it. */
  readonly center: Center;

  /** Loads the module and checks the options now rather than at the first call. A failed load can be tried again. */
  ready(): Promise<this>;
  /** Forgets tokens in memory and in storage. */
  signOut(): void;
  /** Calls from now on reject with `config`; those under way go on to their end. */
  close(): void;
}

export interface ClientOptions {
  panda?: PandaOptions;
  center?: CenterOptions;
  /** Of messages; default `zh-CN`. */
  locale?: "zh-CN" | "en";
  /**
   * Where a token is kept between two loads of the page; default `session`. Where the browser refuses, it stays in memory. A
   * password is never kept.
   */
  storage?: "session" | "memory" | StorageLike;
  /** In milliseconds: until an answer begins (20,000), between two pieces of it (15,000), in all (60,000; downloads 15 minutes). */
  timeouts?: { attemptMs?: number; bodyIdleMs?: number; totalMs?: number };
  /**
   * Of reads: 3 attempts, pauses of up to 200 ms · 2^n and at most 5 s; `Retry-After` is honoured. What changes something is sent
   * once, unless an answer proves that nothing was executed.
   */
  retry?: { attempts?: number; baseMs?: number; maxMs?: number } | false;
  /** A proxy, an adapter, a test double. Called as `fetch(address, init)`. */
  fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Told of what happens. Events carry no token, no header, no query and nothing of what was sent. */
  on?: {
    request?(event: RequestEvent): void;
    response?(event: ResponseEvent): void;
    retry?(event: RetryEvent): void;
    token?(event: TokenEvent): void;
  };
}

/** `sessionStorage`, or something like it; answers may be promises. */
export interface StorageLike {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

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

/** panda.txt: 第三方工单对接说明文档. */
export interface PandaOptions {
  /** Everything in front of `/pandaServer`: `https://host:8787`, with a prefix if there is one, or `/prefix` on the page's own origin. */
  baseUrl: string;
  /** `{projectName}`, Chinese as it is. */
  project: string;
  /** 用户 id: who submits and lists, unless a call says otherwise. */
  userId?: number;
  /** The fixed account (panda.txt §1), kept in memory only. Whoever opens the page can read it: prefer {@link PandaOptions.token}. */
  credentials?: { username: string; password: string };
  /** Gives a token, so that no password is in the page. Asked again when the token ends or is refused. */
  token?: () => string | PandaToken | Promise<string | PandaToken>;
  /** Of the server's zone-less times; default `+08:00`. */
  utcOffset?: string;
  /**
   * Other routes than the document's. With a leading slash they stand behind `baseUrl` (`{projectName}` is filled in), otherwise
   * behind `/pandaServer/{projectName}/`.
   */
  routes?: Partial<Record<PandaOperation, string>>;
}

export interface PandaToken {
  token: string;
  /** As GenerateToken says it: `2022-12-30 11:12:52`. */
  expirationTime?: string;
}

export type PandaOperation = "signIn" | "eventTypes" | "submit" | "cases" | "caseDetails" | "processLog" | "download";

export interface CallOptions {
  /** Ends the call: before sending with kind `aborted`; a submission that may have left is `unknown`. */
  signal?: AbortSignal;
  /** In all, in milliseconds; default: the options' `timeouts.totalMs`. */
  timeoutMs?: number;
}

/**
 * 熊猫第三方工单对接. Every method may reject with a {@link WorkOrderError}.
 *
 * In answers, keys have the names below however the server spells them; a field that it left out is `null`, a list `[]`; one that
 * the document doesn't know is kept under its own name. Whole numbers beyond ±(2^53-1) are text, exactly.
 */
export interface Panda {
  /**
   * Signs in now (GenerateToken, panda.txt §1), rather than with the first call. Every call signs in by itself when it has to, at
   * most one at a time. Rejects with `auth` and the server's words (用户名不存在, 密码错误).
   *
   * @example
   * await client.panda.signIn();
   */
  signIn(options?: CallOptions): Promise<void>;

  /**
   * What can be submitted (GetFlowCenterData, panda.txt §2).
   *
   * @example
   * const types = await client.panda.eventTypes({ type: "mobile" });
   * const form = Form.fromServer(types[0]); // of the names in its fieldGroup
   */
  eventTypes(query?: { type?: "web" | "mobile" }, options?: CallOptions): Promise<EventType[]>;

  /**
   * Submits one or several flows of an event (PostFlowNodeData, panda.txt §3). Checked before it is sent: rejects with
   * `validation` and every issue. Rejects with `service` when the server says no (事件【…】不存在). When it may have been executed and
   * nobody knows, that is an outcome, `unknown`: look into the list before sending it again.
   *
   * @example
   * const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] });
   * if (sent.outcome === "unknown") console.warn(sent.error.message);
   */
  submit(order: PandaOrder, options?: SubmitOptions): Promise<Submission<PandaReceipt[]>>;

  /**
   * The cases (GetCaseOverviewBoxWithPaging, panda.txt §4): `await` it for one page, `for await` it for every row.
   *
   * @example
   * const page = await client.panda.cases({ caseState: "processing", pageSize: 50 });
   * for await (const row of client.panda.cases({ eventInfo: "开阀" })) console.log(row.caseNo, row.state);
   */
  cases(query?: CaseQuery, options?: CallOptions): Paged<CaseRow>;

  /** One case with its tables (GetCaseOverviewBoxDetails, panda.txt §5). */
  caseDetails(caseNo: string, options?: CallOptions): Promise<CaseDetails>;

  /** Who did what when (GetWorkOrderProcessLog, panda.txt §6). `orderNo` is the case's number. */
  processLog(orderNo: string, options?: CallOptions): Promise<LogEntry[]>;

  /**
   * An attachment (DownloadFiles, panda.txt §7). Rejects with `auth` rather than giving the 401 page for a file.
   *
   * @example
   * const file = await client.panda.download("1547b546-ac67-443f-abd6-0b7aaf1971c0\\原图测试.jpg", {
   *   onProgress: ({ loaded, total }) => console.log(loaded, total),
   * });
   * image.src = URL.createObjectURL(file.blob);
   */
  download(filePath: string, options?: CallOptions & DownloadOptions): Promise<Download>;
}

export interface EventType {
  businessType: string | null;
  /** What {@link PandaOrder.eventName} takes. */
  eventName: string | null;
  tableName: string | null;
  /** The fields of `bizData`, joined by commas. */
  fieldGroup: string | null;
  bizCode: string | null;
  flowName: string | null;
  nodeName: string | null;
  nodeAliasName: string | null;
  activityId: string | null;
  isCreate: number | null;
  /** `isCreate` in words: 0 is the event model, which gives no case number at once; 1 the work order model. */
  model: "event" | "workOrder" | null;
  eventPhoto: string | null;
  [field: string]: unknown;
}

export interface PandaOrder {
  /** As in {@link EventType.eventName}. */
  eventName: string;
  /** Default: the options'. */
  userId?: number;
  /** At least one. */
  flows: PandaFlow[];
}

export interface PandaFlow {
  /**
   * The event's fields, by their Chinese names. Sent as JSON inside a JSON string, as the document wants it: give the object. A
   * Date becomes `yyyy-MM-dd HH:mm:ss` in the server's zone, a BigInt its digits; what JSON cannot hold is an issue.
   */
  bizData: Record<string, unknown>;
  /** 移交人. */
  toUserIds?: (string | number)[];
  /** 交办意见. */
  opinion?: string;
}

export interface PandaReceipt {
  eventCode: string | null;
  /** Empty or null for the event model: there is no order yet. */
  caseNo: string | null;
  [field: string]: unknown;
}

/** What became of something sent. A refusal by the server throws; this is never a guess. */
export type Submission<R> =
  | { outcome: "accepted"; receipt: R; key: string }
  | {
      /** Sent, and no readable answer: never sent again by itself. */
      outcome: "unknown";
      key: string;
      error: WorkOrderError;
    };

export interface SubmitOptions extends CallOptions {
  /** What the submission is known by; default: a fresh UUID. */
  key?: string;
  /**
   * Checks and writes what is filled in: `bizData` of every flow (panda), `variables`, or `params` of `createOrder` (center). With
   * any issue the call rejects with `validation` and all of them, and nothing is sent. {@link Issue.path} then begins at the
   * argument: `["order", "flows", 0, "bizData", "用户编号"]`. What takes no such values (`claim`) pays no heed to it.
   */
  form?: Form;
}

export interface CaseQuery {
  /** Default: the options'. */
  userId?: number;
  /** 1 to 1000, default 20. */
  pageSize?: number;
  /** From 1. */
  pageIndex?: number;
  /** 排序字段, default 承办时间. */
  sortFields?: string;
  /** Default `desc`. */
  direction?: "asc" | "desc";
  /** Searches event code, case number, reporter, department and summary. */
  eventInfo?: string;
  /** 0 办理中, 1 已结束, 2 回退关单; all when left out. */
  caseState?: "processing" | "finished" | "returned";
  /** 流程名称. */
  flowName?: string;
  /** 上报人. */
  userName?: string;
  /** `2023-05-31 00:00:00`, the server's time. */
  dateFrom?: string;
  /** `2023-05-31 23:59:59`, the server's time. */
  dateTo?: string;
  /** Only those past their time limit. In the document's sample address, not in its table. */
  isOutTime?: boolean;
}

/** 流程状态: 0 进行中, 1 已结束, 2 回退关单. */
export type CaseState = "processing" | "finished" | "returned";

export interface CaseRow {
  caseNo: string | null;
  eventName: string | null;
  eventCode: string | null;
  eventState: string | null;
  station: string | null;
  reporterName: string | null;
  reporterDepart: string | null;
  /** The server's text. */
  reportTime: string | null;
  /** The same in epoch milliseconds. */
  reportTimeMs: number | null;
  xy: string | null;
  summary: string | null;
  activeName: string | null;
  activeAliasName: string | null;
  flowName: string | null;
  currentUnderTakeMan: string | null;
  operators: string | null;
  opinion: string | null;
  isOver: number | null;
  /** `isOver` in words. */
  state: CaseState | null;
  finishTime: string | null;
  finishTimeMs: number | null;
  /** 工单时限. */
  overtTimeInfoShort: string | null;
  [field: string]: unknown;
}

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

export interface CaseDetails {
  caseItem: {
    activeAliasName: string | null;
    activeName: string | null;
    caseNo: string | null;
    flowName: string | null;
    isOver: number | null;
    state: CaseState | null;
    [field: string]: unknown;
  } | null;
  eventDetails: {
    eventCode: string | null;
    eventName: string | null;
    eventState: string | null;
    eventMainTable: string | null;
    reportTime: string | null;
    reportTimeMs: number | null;
    reporterDepart: string | null;
    reporterName: string | null;
    [field: string]: unknown;
  } | null;
  flowTableInfos: FlowTableInfo[];
  [field: string]: unknown;
}

export interface FlowTableInfo {
  flowInfoConfig: {
    isWorkOrder: number | null;
    /** `isWorkOrder` in words. With `workOrder`, ignore `tableMetaDatas[0]`. */
    model: "event" | "workOrder" | null;
    [field: string]: unknown;
  } | null;
  tableMetaDatas: TableMetaData[];
  [field: string]: unknown;
}

/** One tab: a table's layout and values. */
export interface TableMetaData {
  /** 大: three columns, 中: four, 小: five. */
  showCss: string | null;
  tableName: string | null;
  tableAlias: string | null;
  flowNodeMeta: { groups: FieldGroup[]; values: FieldValue[]; [field: string]: unknown } | null;
  [field: string]: unknown;
}

export interface FieldGroup {
  groupName: string | null;
  schema: FieldSchema[];
  [field: string]: unknown;
}

export interface FieldSchema {
  fieldName: string | null;
  /** The label to show. */
  alias: string | null;
  /** How many columns it takes. */
  colSpan: number | null;
  unit: string | null;
  [field: string]: unknown;
}

export interface FieldValue {
  fieldName: string | null;
  fieldValue: string | null;
  /** The value to show. */
  showValue: string | null;
  [field: string]: unknown;
}

export interface LogEntry {
  title: string | null;
  state: string | null;
  operateTime: string | null;
  operateTimeMs: number | null;
  nodeType: number | null;
  details: {
    departmentName: string | null;
    peopleName: string | null;
    opinion: string | null;
    processName: string | null;
    /** 耗时, the server's text. */
    timeConsuming: string | null;
    /** 在办人员. */
    doingUserName: string[];
    [field: string]: unknown;
  } | null;
  [field: string]: unknown;
}

export interface DownloadOptions {
  /** Bytes so far, and in all where the server says so. */
  onProgress?(progress: { loaded: number; total?: number }): void;
}

export interface Download {
  blob: Blob;
  /** The path's last part: `原图测试.jpg`. */
  name: string;
  /** From the name's ending; `application/octet-stream` where that says nothing. */
  type: string;
  /** Bytes. */
  size: number;
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
  toJSON(): object;
}

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
  /** In the client's language. */
  message: string;
}

/** True for our errors, also across two copies of the package in one page. */
export declare function isWorkOrderError(error: unknown): error is WorkOrderError;
