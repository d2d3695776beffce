// client.center and its options. What its methods take: center-input.d.ts; what they give: center-answers.d.ts.

import type { CallOptions, Paged, Submission, SubmitOptions } from "./calls.js";
import type { AppType, CopyRow, ProcessDefinition, ProcessDetail, ReturnTarget, StartReceipt, SynthesisType, TaskRow } from "./center-answers.js";
import type { CenterFormQuery, NewWorkOrder, OwnQuery, ProcessQuery, TaskAction, TodoQuery, TypeQuery } from "./center-input.js";
import type { WorkOrderError } from "./errors.js";
import type { Form } from "./form.js";

/** center.txt: 统一工单中心. */
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
  /** The header `tenantId` of multi-tenant servers. */
  tenantId?: string;
  /**
   * 统一认证TOKEN, from the sign-in to the user centre, which is the app's own affair. A function is asked again, once for all
   * calls that wait, after an answer 401, 4004 or 4444. Kept in memory only.
   */
  accessToken: string | (() => string | Promise<string>);
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
   * A `start` whose path has `{processDefId}` sends the map of variables alone.
   *
   * @example
   * routes: { deleteTask: { method: "DELETE" }, start: { path: "/gw/workflow/process/start/{processDefId}" } }
   */
  routes?: Partial<Record<CenterOperation, { method?: "GET" | "POST" | "PUT" | "DELETE"; path?: string }>>;
}

export type CenterOperation =
  | "processes" | "form" | "appTypes" | "synthesisTypes" | "createOrder" | "start" | "own" | "todo" | "finished"
  | "complete" | "reject" | "delegate" | "transfer" | "stopProcess" | "returnTask" | "deleteTask"
  | "detail" | "bpmnXml" | "processVariables" | "returnTargets" | "revoke" | "claim" | "unClaim" | "claimList" | "copyList";

/**
 * 统一工单中心. Every method may reject with a {@link WorkOrderError}; what its codes mean is in the message:
 *
 * | code | kind | executed |
 * |---|---|---|
 * | 4000 调用方式错误 | `config` | no |
 * | 4001 没有权限, 4002 账号已被禁止, 403 | `denied` | no |
 * | 4004 无效的accesstoken, 401, 4444 | `auth`, after one try with a fresh token | no |
 * | 4101 参数错误 | `validation` | no |
 * | 4200 没找到用户, 400 | `service` | no |
 * | 404 失败, 500 | `service` | no when a check refused it (任务不存在), else unknown |
 * | 601 警告, 5001 SSO, 5002 Redis, 5003 MySQL | `service` | unknown |
 *
 * What changes something and may have been executed is no error but an outcome, `unknown`: look into the lists before doing it
 * again. It is never sent again by itself, unless an answer proves that nothing was executed.
 *
 * The same calls work on the document's server and on the two public kinds of it (VLStream-Cloud, RuoYi-Flowable), without other
 * options. In answers, keys have the names below; a field that the server left out is `null`, a list `[]`; one that is not listed
 * here is kept under its own name. Whole numbers beyond ±(2^53-1) are text, exactly.
 */
export interface Center {
  /**
   * What can be started (list).
   *
   * @example
   * const { rows } = await client.center.processes({ processName: "报修" });
   */
  processes(query?: ProcessQuery, options?: CallOptions): Paged<ProcessDefinition>;

  /**
   * The form to fill in before a start (getProcessForm), compiled; what the server sent is its `source`. With `procInsId` it comes
   * with that process' values as its defaults. A process without a form gives one without fields.
   *
   * @example
   * const form = await client.center.form({ definitionId: process.definitionId, deployId: process.deploymentId });
   * const variables = form.defaults();
   */
  form(query: CenterFormQuery, options?: CallOptions): Promise<Form>;

  /** 应用工单分类 (WorkOrder/app/list). Not on RuoYi-Flowable: rejects with `http`, status 404. */
  appTypes(query?: TypeQuery, options?: CallOptions): Promise<AppType[]>;

  /** 综合工单分类 (synthesis/list). Not on RuoYi-Flowable: rejects with `http`, status 404. */
  synthesisTypes(query?: TypeQuery, options?: CallOptions): Promise<SynthesisType[]>;

  /**
   * Creates a work order (-userdefine/workorder/workorder), and starts its process unless `procInsId` names one. Some servers
   * refuse the same order within 5 s (不允许重复提交), also when the first was a success. Not on RuoYi-Flowable.
   *
   * @example
   * await client.center.createOrder({ title: "三号楼漏水", processKey: process.processKey, params: { input58922: "3-201" } });
   */
  createOrder(order: NewWorkOrder, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /**
   * Starts a process (start). A `definitionId` from before a redeployment is refused (未找到指定的流程定义): fetch the list again.
   *
   * @example
   * const sent = await client.center.start({ processDefId: process.definitionId, variables: { input58922: "3-201" } });
   * if (sent.outcome === "accepted") console.log(sent.receipt.procInsId, sent.receipt.taskIds);
   */
  start(process: { processDefId: string; variables: Record<string, unknown> }, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /** The processes that the user started (ownList), a row each. */
  own(query?: OwnQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * The tasks that wait for the user (todoList).
   *
   * @example
   * for await (const task of client.center.todo()) console.log(task.taskName, task.startUserName, task.createTime);
   */
  todo(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /** The tasks that the user has done (finishedList). `taskId` is null on RuoYi-Flowable. */
  finished(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /**
   * 审批: the process goes on. Needs `taskId`, `procInsId`, `comment`. The receipt names the tasks that are open now, where the
   * server says so.
   */
  complete(action: TaskAction & { taskId: string; procInsId: string; comment: string }, options?: SubmitOptions): Promise<Submission<StartReceipt>>;

  /**
   * 拒绝: **ends the whole process** (`terminated`); it is not "send back", which is {@link Center.returnTask}. Needs `taskId`,
   * `procInsId`, `comment`.
   */
  reject(action: TaskAction & { taskId: string; procInsId: string; comment: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 委派: `userId` does it, then it comes back. Needs `taskId`, `userId`. */
  delegate(action: TaskAction & { taskId: string; userId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 转办: it becomes the task of `userId`. Needs `taskId`, `userId`. */
  transfer(action: TaskAction & { taskId: string; userId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 退回: back to the activity `targetKey`, an `id` of {@link Center.returnTargets}. Needs `taskId`, `targetKey`, `comment`. */
  returnTask(action: TaskAction & { taskId: string; targetKey: string; comment: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 取消: cancels the whole process (`canceled`). Needs `procInsId`. */
  stopProcess(action: TaskAction & { procInsId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 删除任务. Needs `taskId`. */
  deleteTask(action: TaskAction & { taskId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** One process in full: history, forms, diagram. With `taskId`, also that task's form. Real servers have it; the document has not. */
  detail(procInsId: string, options?: CallOptions & { taskId?: string }): Promise<ProcessDetail>;

  /** The diagram's XML (BPMN 2.0). Real servers have it; the document has not. */
  bpmnXml(processDefId: string, options?: CallOptions): Promise<string | null>;

  /** The variables of the process that the task belongs to. Real servers have it; the document has not. */
  processVariables(taskId: string, options?: CallOptions): Promise<Record<string, unknown> | null>;

  /** The activities that a task can be sent back to (returnList). Real servers have it; the document has not. */
  returnTargets(taskId: string, options?: CallOptions): Promise<ReturnTarget[]>;

  /** 撤回: takes back what the user completed last, while nobody has gone on (revokeProcess). Needs `procInsId`. Not in the document. */
  revoke(action: TaskAction & { procInsId: string }, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 签收: a candidate takes a task. Not in the document. */
  claim(taskId: string, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** 取消签收: and gives it back. Not in the document. */
  unClaim(taskId: string, options?: SubmitOptions): Promise<Submission<unknown>>;

  /** The tasks that the user may claim. Not in the document. */
  claimList(query?: TodoQuery, options?: CallOptions): Paged<TaskRow>;

  /** What was copied to the user (抄送). Not in the document. */
  copyList(query?: { pageNum?: number; pageSize?: number; processName?: string }, options?: CallOptions): Paged<CopyRow>;
}
