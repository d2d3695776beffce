// client.panda, its options, and what its methods take. What they give: panda-answers.d.ts.

import type { CallOptions, Paged, Submission, SubmitOptions } from "./calls.js";
import type { WorkOrderError } from "./errors.js";
import type { CaseDetails, CaseRow, Download, EventType, LogEntry, PandaReceipt } from "./panda-answers.js";

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

export interface DownloadOptions {
  /** Bytes so far, and in all where the server says so. */
  onProgress?(progress: { loaded: number; total?: number }): void;
}
