// client.panda, its options, and what its methods take. What they give: panda-answers.d.ts.

import type { CallOptions, Paged, Submission, SubmitOptions } from "./calls.js";
import type { WorkOrderError } from "./errors.js";
import type { Form } from "./form.js";
import type { CaseDetails, CaseRow, CaseState, Download, EventType, LogEntry, PandaReceipt } from "./panda-answers.js";
import type { CaseUpdate, TrackOptions } from "./track.js";

/**
 * 熊猫第三方工单对接 (panda.txt). Either {@link PandaOptions.token} or {@link PandaOptions.credentials} is needed.
 *
 * @example
 * new WorkOrderClient({
 *   panda: { baseUrl: "https://gd.example.cn", project: "熊猫智慧水务", userId: 42, token: () => fetch("/api/panda-token").then((a) => a.json()) },
 * });
 */
export interface PandaOptions {
  /** Everything in front of `/pandaServer`: `https://host:8787`, with a prefix if there is one, or `/prefix` on the page's own origin. */
  baseUrl: string;
  /** `{projectName}` of the document's addresses, Chinese as it is. */
  project: string;
  /** 用户 id: who submits and lists, unless a call says otherwise. */
  userId?: number;
  /**
   * The fixed account (panda.txt §1), kept in memory only. Whoever opens the page can read it: prefer {@link PandaOptions.token}.
   * Tokens are kept where {@link ClientOptions.storage} says.
   */
  credentials?: {
    /** 用户名（固定）. */
    username: string;
    /** 密码（固定）. */
    password: string;
  };
  /**
   * Gives a token, so that no password is in the page. Asked again when the token ends or is refused, once for all calls that wait.
   * What it throws is the `cause` of an error of kind `auth`. Its tokens are not stored.
   */
  token?: () => string | PandaToken | Promise<string | PandaToken>;
  /** Of the server's zone-less times; default `+08:00`. */
  utcOffset?: string;
  /**
   * Other routes than the document's, by method. With a leading slash they stand behind `baseUrl` (`{projectName}` is filled in),
   * otherwise behind `/pandaServer/{projectName}/`.
   *
   * @example
   * new WorkOrderClient({
   *   panda: { baseUrl: "/", project: "demo", token: () => "…", routes: { processLog: "PandaWorkFlow/BPM/GetWorkOrderProcessLog" } },
   * });
   */
  routes?: Partial<Record<PandaOperation, string>>;
}

/** A token as GenerateToken answers it (panda.txt §1); what it has besides is not looked at. */
export interface PandaToken {
  /** The token: a JWT. */
  token: string;
  /** `2022-12-30 11:12:52`, the server's time. The token's own `exp` counts, too: the earlier plausible one. */
  expirationTime?: string;
}

/** The methods of {@link Panda} that have a route. */
export type PandaOperation = "signIn" | "eventTypes" | "submit" | "cases" | "caseDetails" | "processLog" | "download";

/**
 * 熊猫第三方工单对接 (panda.txt). Every method may reject with a {@link WorkOrderError}: `config` and `validation` before anything is sent,
 * `auth` when the account is not accepted, `network`, `timeout`, `aborted` on the way, `http`, `service` and `decode` for what the
 * server answers.
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
   * What can be submitted (GetFlowCenterData, panda.txt §2); all of it, unless `type` says for which kind of device.
   *
   * @example
   * const types = await client.panda.eventTypes({ type: "mobile" });
   * const form = Form.fromServer(types[0]); // of the names in its fieldGroup
   */
  eventTypes(query?: EventTypeQuery, options?: CallOptions): Promise<EventType[]>;

  /**
   * Submits one or several flows of an event (PostFlowNodeData, panda.txt §3). Checked before it is sent: rejects with
   * `validation` and every issue. Rejects with `service` when the server says no (事件【…】不存在). When it may have been executed and
   * nobody knows, that is an outcome, `unknown`: look into the list before sending it again.
   *
   * @example
   * const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021", 阀门当前状态: "开启" } }] });
   * if (sent.outcome === "accepted") console.log(sent.receipt[0].caseNo);
   * else console.warn(sent.error.message);
   */
  submit(order: PandaOrder, options?: SubmitOptions): Promise<Submission<PandaReceipt[]>>;

  /**
   * The cases (GetCaseOverviewBoxWithPaging, panda.txt §4): `await` it for one page, `for await` it for every row. Rejects with
   * `validation` for a query that is not right.
   *
   * @example
   * const page = await client.panda.cases({ caseState: "processing", pageSize: 50 });
   * for await (const row of client.panda.cases({ eventInfo: "开阀" })) console.log(row.caseNo, row.state);
   */
  cases(query?: CaseQuery, options?: CallOptions): Paged<CaseRow>;

  /**
   * One case with its tables (GetCaseOverviewBoxDetails, panda.txt §5). `caseNo` is 工单编号, {@link CaseRow.caseNo}.
   *
   * @example
   * const { caseItem, flowTableInfos } = await client.panda.caseDetails("CCSS-2023-0000021");
   * for (const { tableAlias, flowNodeMeta } of flowTableInfos[0].tableMetaDatas) {
   *   for (const { fieldName, showValue } of flowNodeMeta!.values) console.log(caseItem!.state, tableAlias, fieldName, showValue);
   * }
   */
  caseDetails(caseNo: string, options?: CallOptions): Promise<CaseDetails>;

  /**
   * Who did what when (GetWorkOrderProcessLog, panda.txt §6). `orderNo` is 工单编号, {@link CaseRow.caseNo}.
   *
   * @example
   * for (const { title, state, operateTimeMs, details } of await client.panda.processLog("CCSS-2023-0000021")) {
   *   console.log(title, state, operateTimeMs && new Date(operateTimeMs), details && details.peopleName);
   * }
   */
  processLog(orderNo: string, options?: CallOptions): Promise<LogEntry[]>;

  /**
   * Follows a case to its end: the present state at once, then each change. Asks every 2 s after a change, more and more rarely (up to
   * 60 s) while nothing happens, not at all while the page is hidden, at once when it is shown again or the network is back. Goes on
   * through outages and expired tokens; ends with the case, by `until`, by `signal`, or when the loop is left. Rejects when there is no
   * such case or it may not be seen.
   *
   * @example
   * for await (const { state, changes, log } of client.panda.track("CCSS-2023-0000021")) {
   *   console.log(state, changes.join(), log.length);
   * }
   */
  track(caseNo: string, options?: TrackOptions<CaseUpdate>): AsyncIterable<CaseUpdate>;

  /**
   * An attachment (DownloadFiles, panda.txt §7). `filePath` is as the server gave it, with its backslash. Rejects with `auth` rather
   * than giving the 401 page for a file. It may take 15 minutes as long as bytes arrive.
   *
   * @example
   * const file = await client.panda.download("1547b546-ac67-443f-abd6-0b7aaf1971c0\\原图测试.jpg", {
   *   onProgress: ({ loaded, total }) => console.log(loaded, total),
   * });
   * document.querySelector("img")!.src = URL.createObjectURL(file.blob);
   */
  download(filePath: string, options?: CallOptions & DownloadOptions): Promise<Download>;
}

/** What {@link Panda.eventTypes} asks for (panda.txt §2). */
export interface EventTypeQuery {
  /** 使用方式: `web` 网页端, `mobile` 手持端; all when left out. */
  type?: "web" | "mobile";
}

/** An order: {@link Panda.submit} (panda.txt §3). */
export interface PandaOrder {
  /** 事件类型: {@link EventType.eventName}. */
  eventName: string;
  /** 用户 id; default: the options'. One of the two is needed. */
  userId?: number;
  /** 业务流程数据: at least one. */
  flows: PandaFlow[];
}

/** 业务流程数据: one flow of an order (panda.txt §3, FlowDatas). */
export interface PandaFlow {
  /**
   * 业务数据: the event's fields, by their Chinese names; at least one. Sent as JSON inside a JSON string, as the document wants it:
   * give the object. A Date becomes `yyyy-MM-dd HH:mm:ss` in the server's zone, a BigInt its digits; what JSON cannot hold is an
   * issue, and so is what {@link SubmitOptions.form} does not allow.
   */
  bizData: Record<string, any>;
  /** 移交人: user ids. */
  toUserIds?: (string | number)[];
  /** 交办意见. */
  opinion?: string;
}

/** What {@link Panda.cases} asks for (panda.txt §4). */
export interface CaseQuery {
  /** 用户 id: whose list; default: the options'. One of the two is needed. */
  userId?: number;
  /** 每页大小: 1 to 1000, default 20. */
  pageSize?: number;
  /** 当前页, from 1. */
  pageIndex?: number;
  /** 排序字段, default 承办时间. */
  sortFields?: string;
  /** 排序方式: default `desc`. */
  direction?: "asc" | "desc";
  /** Searches 事件编号, 工单编号, 上报人, 上报部门, 事件摘要. */
  eventInfo?: string;
  /** 工单状态: 办理中, 已结束, 回退关单 ({@link CaseState}); all when left out. */
  caseState?: "processing" | "finished" | "returned";
  /** 流程名称. */
  flowName?: string;
  /** 上报人搜索. */
  userName?: string;
  /** 开始时间: `2023-05-31 00:00:00`, the server's time; a day alone begins at 00:00:00. */
  dateFrom?: string;
  /** 结束时间: `2023-05-31 23:59:59`, the server's time; a day alone ends at 23:59:59. */
  dateTo?: string;
  /** Only those past their time limit. In the document's sample address, not in its table. */
  isOutTime?: boolean;
}

/** What {@link Panda.download} takes besides {@link CallOptions}. */
export interface DownloadOptions {
  /** Called with each piece: bytes so far, and in all where the server says so. */
  onProgress?(progress: { loaded: number; total?: number }): void;
}
