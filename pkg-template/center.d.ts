// client.center and its options. What its methods take: center-input.d.ts; what they give: center-answers.d.ts.

import type { CallOptions, Paged, Submission, SubmitOptions } from "./calls.js";
import type { AppType, CopyRow, ProcessDefinition, ProcessDetail, ReturnTarget, StartReceipt, SynthesisType, TaskRow } from "./center-answers.js";
import type { CenterFormQuery, CopyQuery, NewWorkOrder, OwnQuery, ProcessQuery, ProcessStart, TaskAction, TodoQuery, TypeQuery } from "./center-input.js";
import type { WorkOrderError } from "./errors.js";
import type { Form } from "./form.js";
import type { ProcessUpdate, TrackOptions } from "./track.js";

/**
 * 统一工单中心 (center.txt).
 *
 * @example
 * new WorkOrderClient({
 *   center: { baseUrl: "/", requestType: "app", accessToken: () => sessionStorage.getItem("accessToken") || "" },
 * });
 */
export interface CenterOptions {
  /** Everything in front of `/workflow`: `https://host:8080`, with a prefix if there is one, or `/prefix` on the page's own origin. */
  baseUrl: string;
  /** Who calls (公共http请求头参数): `app` is a front end, `service` a back end. */
  requestType: "app" | "service";
  /**
   * 应用ID, the header `appID`, with requestType `app`. **Whoever opens the page can read it and the key:** leave both out and let
   * a proxy on your own origin add the headers, unless the app's key may be public.
   */
  appId?: string;
  /** 服务ID, the header `serverID`, with requestType `service`. */
  serverId?: string;
  /** 应用密钥 or 服务密钥. See {@link CenterOptions.appId}. */
  secretKey?: string;
  /** The header `tenantId` of multi-tenant servers (wire-facts §2). */
  tenantId?: string;
  /**
   * 统一认证TOKEN, from the sign-in to the user centre, which is the app's own affair. A function is asked again, once for all
   * calls that wait, after an answer 401, 4004 or 4444; where it says when its token ends, also ahead of that. What it throws is
   * the `cause` of an error of kind `auth`. Kept in memory only.
   *
   * @example
   * new WorkOrderClient({
   *   center: {
   *     baseUrl: "/",
   *     requestType: "app",
   *     accessToken: async () => {
   *       const { accessToken, expires } = await (await fetch("/api/center-token")).json();
   *       return { token: accessToken, expirationTime: expires };
   *     },
   *   },
   * });
   */
  accessToken: string | (() => string | CenterToken | Promise<string | CenterToken>);
  /**
   * Whose token it is, by any name that stays the same. Never sent: the submissions in {@link WorkOrderClient.outbox} are this
   * user's, and no other's token is sent with them. Give it wherever several people may sign in on one device.
   */
  userId?: string;
  /**
   * Whether `Authorization` is `Bearer <token>` (true) or the bare token (false). Servers differ: left out, the bare one is tried
   * first, as the document shows it, then the other, and what works stays. With requestType `service` the header is sent only
   * when this is set.
   */
  bearer?: boolean;
  /** Of the server's zone-less times; default `+08:00`. */
  utcOffset?: string;
  /** The gateway's service name in front of `/workorder/workorder` (`createOrder`); default `/apaas-userdefine`. May be empty. */
  servicePrefix?: string;
  /**
   * Other routes than the document's, by method name. `path` stands behind `baseUrl`; `{servicePrefix}`, `{processDefId}` and
   * `{taskId}` are filled in. Without it, the routes that other kinds of server have are tried when one is missing, and what
   * answers is remembered: needed only where a gateway renames paths, or hides a 404 from the page (no CORS headers on it).
   * A `start` whose path has `{processDefId}` sends the map of variables alone; one with `{processId}`, as in the document's
   * overview, what its sample has.
   *
   * @example
   * new WorkOrderClient({
   *   center: {
   *     baseUrl: "/", requestType: "app", accessToken: "…",
   *     routes: { deleteTask: { method: "DELETE" }, start: { path: "/gw/workflow/process/start/{processDefId}" } },
   *   },
   * });
   */
  routes?: Partial<Record<CenterOperation, CenterRoute>>;
}

/** Another route than the document's; what is left out stays. */
export interface CenterRoute {
  /** The HTTP method. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Behind `baseUrl`. */
  path?: string;
}

/** A token of the user centre, with its end. */
export interface CenterToken {
  /** The token. */
  token: string;
  /** `2024-02-29 11:12:52`, the server's time ({@link CenterOptions.utcOffset}). A JWT's own `exp` counts, too: the earlier plausible one. */
  expirationTime?: string;
}

/** The methods of {@link Center} that have a route. */
export type CenterOperation =
  | "processes" | "form" | "appTypes" | "synthesisTypes" | "createOrder" | "start" | "own" | "todo" | "finished"
  | "complete" | "reject" | "delegate" | "transfer" | "stopProcess" | "returnTask" | "deleteTask"
  | "detail" | "bpmnXml" | "processVariables" | "returnTargets" | "revoke" | "claim" | "unClaim" | "claimList" | "copyList";

/**
 * 统一工单中心 (center.txt). Every method may reject with a {@link WorkOrderError}: `config` and `validation` before anything is sent,
 * `network`, `timeout`, `aborted` on the way, `http` and `decode` for what is not the API's own answer, and by its codes, which the
 * message explains (center.txt 附录, wire-facts §2):
 *
 * | code | kind | executed |
 * |---|---|---|
 * | 4000 调用方式错误 | `config` | no |
 * | 4001 没有权限, 4002 账号已被禁止, 403 | `denied` | no |
 * | 4004 无效的accesstoken, 401, 4444 | `auth`, after one try with a fresh token | no |
 * | 4101 参数错误 | `validation` | no |
 * | 4200 没找到用户, 400 | `service` | no |
 * | 404 失败, 500 | `service` | no when a check refused it (参数错误), else unknown |
 * | 601 警告, 5001 SSO, 5002 Redis, 5003 MySQL, any other | `service` | unknown |
 *
 * What changes something and may have been executed is no error but an outcome, `unknown`: look into the lists before doing it
 * again. It is never sent again by itself, unless an answer proves that nothing was executed. A refusal that may come of its having been
 * executed already (任务不存在 and the like of a task, 不允许重复提交 of an order) is looked up in `todo`, `finished`, `own` and `detail` first:
 * then it is `accepted`, an error, or, where these do not tell, `unknown`.
 *
 * The same calls work on the document's server and on the two public kinds of it (VLStream-Cloud, RuoYi-Flowable), without other
 * options. In answers, keys have the names below; a field that the server left out is `null`, a list `[]`; one that is not listed
 * here is kept under its own name. Whole numbers beyond ±(2^53-1) are text, exactly.
 */
export interface Center {
  /**
   * What can be started (center.txt 获取可发起流程列表).
   *
   * @example
   * const { rows } = await client.center.processes({ processName: "报修" });
   * for (const { processName, version, suspended } of rows) console.log(processName, version, suspended);
   */
  processes(query?: ProcessQuery, options?: CallOptions): Paged<ProcessDefinition>;

  /**
   * The form to fill in before a start (center.txt 获取流程表单信息), compiled; what the server sent is its `source`. With `procInsId`
   * it comes with that process' values as its defaults. A process without a form gives one without fields. Rejects with `decode`
   * and every issue for a form that cannot be understood.
   *
   * @example
   * const { rows: [report] } = await client.center.processes({ processName: "报修" });
   * const form = await client.center.form({ definitionId: report.definitionId!, deployId: report.deploymentId! });
   * const variables = form.defaults();
   */
  form(query: CenterFormQuery, options?: CallOptions): Promise<Form>;

  /**
   * 应用工单分类 (center.txt 查询应用工单类型). Not on RuoYi-Flowable: rejects with `http`, status 404.
   *
   * @example
   * for (const { applicationName, images } of await client.center.appTypes()) console.log(applicationName, images);
   */
  appTypes(query?: TypeQuery, options?: CallOptions): Promise<AppType[]>;

  /**
   * 综合工单分类 (center.txt 查询综合工单类型). Not on RuoYi-Flowable: rejects with `http`, status 404.
   *
   * @example
   * const roots = (await client.center.synthesisTypes()).filter((type) => type.parentId === null);
   */
  synthesisTypes(query?: TypeQuery, options?: CallOptions): Promise<SynthesisType[]>;

  /**
   * Creates a work order (center.txt 创建工单), and starts its process unless `procInsId` names one. Some servers refuse the same
   * order within 5 s (不允许重复提交), also when the first was a success. Not on RuoYi-Flowable: rejects with `http`, status 404.
   *
   * @example
   * const sent = await client.center.createOrder({
   *   title: "三号楼漏水", processKey: "Process_1741923584470", params: { input58922: "3-201" },
   * });
   */
  createOrder(order: NewWorkOrder, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /**
   * Starts a process (center.txt 发起流程). A `definitionId` from before a redeployment is refused (未找到指定的流程定义): fetch the list
   * again.
   *
   * @example
   * const { rows: [report] } = await client.center.processes({ processName: "报修" });
   * const sent = await client.center.start({ processDefId: report.definitionId!, variables: { input58922: "3-201" } });
   * if (sent.outcome === "accepted") console.log(sent.receipt.procInsId, sent.receipt.taskIds);
   */
  start(process: ProcessStart, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /**
   * The processes that the user started, a row each (center.txt 查看我发起的流程).
   *
   * @example
   * const { rows } = await client.center.own({ proStartBeginTime: "2025-01-23" });
   */
  own(query?: OwnQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * The tasks that wait for the user (center.txt 查询待办任务).
   *
   * @example
   * for await (const task of client.center.todo()) console.log(task.taskName, task.startUserName, task.createTime);
   */
  todo(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * The tasks that the user has done (center.txt 查询已办任务). `taskId` is null on RuoYi-Flowable.
   *
   * @example
   * for await (const task of client.center.finished({ processName: "报修" })) console.log(task.taskName, task.durationMs);
   */
  finished(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * 审批: the process goes on (center.txt 审批流程). The receipt names the tasks that are open now, where the server says so. Rejects
   * with `service` and 任务不存在 when somebody else has done it already.
   *
   * @example
   * const [task] = await client.center.todo().toArray({ limit: 1 });
   * await client.center.complete({ taskId: task.taskId!, procInsId: task.procInsId!, comment: "同意" });
   */
  complete(action: TaskAction & { taskId: string; procInsId: string; comment: string }, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /**
   * 拒绝 (center.txt 拒绝任务): **ends the whole process** (`terminated`); it is not "send back", which is {@link Center.returnTask}.
   *
   * @example
   * await client.center.reject({ taskId: "d23467f4", procInsId: "c68d01e3", comment: "重复报修" });
   */
  reject(action: TaskAction & { taskId: string; procInsId: string; comment: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 委派 (center.txt 委派任务): `userId` does it, then it comes back.
   *
   * @example
   * await client.center.delegate({ taskId: "d23467f4", userId: "a6d24415", comment: "请协助" });
   */
  delegate(action: TaskAction & { taskId: string; userId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 转办 (center.txt 转办任务): it becomes the task of `userId`.
   *
   * @example
   * await client.center.transfer({ taskId: "d23467f4", userId: "a6d24415", comment: "转交" });
   */
  transfer(action: TaskAction & { taskId: string; userId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 退回 (center.txt 退回任务): back to the activity `targetKey`, an `id` of {@link Center.returnTargets}.
   *
   * @example
   * const [target] = await client.center.returnTargets("d23467f4");
   * await client.center.returnTask({ taskId: "d23467f4", targetKey: target.id!, comment: "请补充照片" });
   */
  returnTask(action: TaskAction & { taskId: string; targetKey: string; comment: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 取消 (center.txt 取消任务): cancels the whole process (`canceled`).
   *
   * @example
   * await client.center.stopProcess({ procInsId: "c68d01e3", comment: "不再需要" });
   */
  stopProcess(action: TaskAction & { procInsId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 删除任务 (center.txt 删除任务).
   *
   * @example
   * await client.center.deleteTask({ taskId: "d23467f4" });
   */
  deleteTask(action: TaskAction & { taskId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * One process in full: history, forms, diagram. With `taskId`, also that task's form. Not in the document; real servers have it
   * (wire-facts §2).
   *
   * @example
   * const { historyProcNodeList, taskFormData } = await client.center.detail("c68d01e3", { taskId: "d23467f4" });
   * const form = Form.fromServer(taskFormData);
   */
  detail(procInsId: string, options?: CallOptions & DetailOptions): Promise<ProcessDetail>;

  /**
   * The diagram's XML (BPMN 2.0), for a viewer. Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * const xml = await client.center.bpmnXml("Process_1741923584470:1:127026d3");
   */
  bpmnXml(processDefId: string, options?: CallOptions): Promise<string | null>;

  /**
   * The variables of the process that the task belongs to. Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * const variables = await client.center.processVariables("d23467f4");
   */
  processVariables(taskId: string, options?: CallOptions): Promise<Record<string, unknown> | null>;

  /**
   * The activities that a task can be sent back to (returnList). Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * for (const { id, name } of await client.center.returnTargets("d23467f4")) console.log(id, name);
   */
  returnTargets(taskId: string, options?: CallOptions): Promise<ReturnTarget[]>;

  /**
   * 撤回: takes back what the user completed last, while nobody has gone on (revokeProcess). Not in the document; real servers have it
   * (wire-facts §2).
   *
   * @example
   * await client.center.revoke({ procInsId: "c68d01e3" });
   */
  revoke(action: TaskAction & { procInsId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * Follows a process to its end, like `panda.track`, by its `detail`: state and history. Not in the document.
   *
   * @example
   * for await (const { state, final } of client.center.track("c68d01e3")) if (final) console.log(state);
   */
  track(procInsId: string, options?: TrackOptions<ProcessUpdate>): AsyncIterable<ProcessUpdate>;

  /**
   * 签收: a candidate takes a task. Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * const [task] = await client.center.claimList().toArray({ limit: 1 });
   * await client.center.claim(task.taskId!);
   */
  claim(taskId: string, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * 取消签收: and gives it back. Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * await client.center.unClaim("d23467f4");
   */
  unClaim(taskId: string, options?: SubmitOptions): Promise<Submission<unknown>>;

  /**
   * The tasks that the user may claim. Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * const { rows } = await client.center.claimList();
   */
  claimList(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * What was copied to the user (抄送). Not in the document; real servers have it (wire-facts §2).
   *
   * @example
   * const { rows } = await client.center.copyList({ processName: "报修" });
   */
  copyList(query?: CopyQuery, options?: CallOptions): Paged<CopyRow>;
}

/** What {@link Center.detail} takes besides {@link CallOptions}. */
export interface DetailOptions {
  /** A task of the process: its form comes as `taskFormData`. */
  taskId?: string;
}
