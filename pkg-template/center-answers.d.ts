// What client.center gives.

import type { Center } from "./center.js";
import type { NewWorkOrder } from "./center-input.js";

export interface ProcessDefinition {
  /** What {@link Center.start} takes as `processDefId`. Goes stale when the process is deployed anew. */
  definitionId: string | null;
  processName: string | null;
  /** What {@link NewWorkOrder.processKey} takes. */
  processKey: string | null;
  category: string | null;
  version: number | null;
  formId: number | string | null;
  formName: string | null;
  deploymentId: string | null;
  /** true: 挂起, false: 激活. */
  suspended: boolean | null;
  /** The server's text. */
  deploymentTime: string | null;
  /** The same in epoch milliseconds. */
  deploymentTimeMs: number | null;
  iconId: string | null;
  [field: string]: unknown;
}

export interface AppType {
  appId: string | null;
  applicationName: string | null;
  applicationId: string | null;
  /** 应用密钥, as the server sends it to everyone who may call this: not for logs. */
  applicationSecret: string | null;
  /** 0 选择应用, 1 添加应用. */
  appFlag: string | null;
  /** `appFlag` in words. */
  origin: "selected" | "added" | null;
  /** 图标地址. */
  images: string | null;
  [field: string]: unknown;
}

export interface SynthesisType {
  synthesisId: string | null;
  parentId: string | null;
  categoryName: string | null;
  description: string | null;
  /** Whether it has types below it. */
  childFlag: boolean | null;
  [field: string]: unknown;
}

/** What a started or continued process says of itself. */
export interface StartReceipt {
  /** The tasks that are open now, newest first. Empty when the process has ended, and on servers that don't tell. */
  taskIds: string[];
  /** The process. Null after a `start` on RuoYi-Flowable, which doesn't tell: it is the newest row of {@link Center.own}. */
  procInsId: string | null;
  /** VLStream-Cloud's own work order of the process. */
  workOrder?: unknown;
  [field: string]: unknown;
}

/** 流程状态; `unknown` for servers that send the text `null`. */
export type ProcessState = "running" | "terminated" | "completed" | "canceled" | "unknown";

/** A row of own, todo, finished and claimList. In own, the columns of tasks are null. */
export interface TaskRow {
  taskId: string | null;
  taskName: string | null;
  /** The activity's id in the diagram. */
  taskDefKey: string | null;
  assigneeId: string | null;
  deptName: string | null;
  startDeptName: string | null;
  assigneeName: string | null;
  startUserId: string | null;
  startUserName: string | null;
  category: string | null;
  procVars: Record<string, unknown> | null;
  taskLocalVars: Record<string, unknown> | null;
  deployId: string | null;
  procDefId: string | null;
  procDefKey: string | null;
  procDefName: string | null;
  procDefVersion: number | null;
  procInsId: string | null;
  hisProcInsId: string | null;
  /** 任务耗时, the server's text: `0天0小时30分钟` or `1天5小时8分42秒`. */
  duration: string | null;
  /** The same in milliseconds. */
  durationMs: number | null;
  comment: {
    type: string | null;
    /** `type` in words: 0 正常意见, 1 退回意见, 2 驳回意见. */
    action: "normal" | "returned" | "rejected" | null;
    comment: string | null;
    [field: string]: unknown;
  } | null;
  commentList: TaskComment[];
  /** 候选执行人. */
  candidate: string | null;
  createTime: string | null;
  createTimeMs: number | null;
  finishTime: string | null;
  finishTimeMs: number | null;
  processStatus: string | null;
  /** `processStatus`, as far as it is known. */
  state: ProcessState | null;
  proInsCreateTime: string | null;
  proInsCreateTimeMs: number | null;
  [field: string]: unknown;
}

export interface TaskComment {
  id: string | null;
  type: string | null;
  /** `type` in words: 1 通过, 2 退回, 3 驳回, 4 委派, 5 转办, 6 终止, 7 撤回. */
  action: "completed" | "returned" | "rejected" | "delegated" | "transferred" | "stopped" | "revoked" | null;
  time: string | null;
  timeMs: number | null;
  userId: string | null;
  taskId: string | null;
  fullMessage: string | null;
  processInstanceId: string | null;
  [field: string]: unknown;
}

export interface CopyRow {
  copyId: string | null;
  title: string | null;
  processId: string | null;
  processName: string | null;
  categoryId: string | null;
  deploymentId: string | null;
  /** The process: `procInsId` elsewhere. */
  instanceId: string | null;
  taskId: string | null;
  userId: string | null;
  originatorId: string | null;
  originatorName: string | null;
  createTime: string | null;
  createTimeMs: number | null;
  [field: string]: unknown;
}

export interface ReturnTarget {
  /** What {@link Center.returnTask} takes as `targetKey`. */
  id: string | null;
  name: string | null;
  [field: string]: unknown;
}

export interface ProcessDetail {
  /** The form of the task that was named; a list on some servers. */
  taskFormData: unknown;
  /** What happened, newest first. */
  historyProcNodeList: HistoryNode[];
  /** The forms of the start, filled in. */
  processFormList: unknown;
  bpmnXml: string | null;
  /** What a diagram viewer colours: ids of the diagram's elements. */
  flowViewer: {
    finishedTaskSet: string[];
    finishedSequenceFlowSet: string[];
    unfinishedTaskSet: string[];
    rejectedTaskSet: string[];
    [field: string]: unknown;
  } | null;
  [field: string]: unknown;
}

export interface HistoryNode {
  procDefId: string | null;
  activityId: string | null;
  activityName: string | null;
  /** startEvent, userTask, endEvent. */
  activityType: string | null;
  duration: string | null;
  durationMs: number | null;
  assigneeId: string | null;
  assigneeName: string | null;
  candidate: string | null;
  commentList: TaskComment[];
  createTime: string | null;
  createTimeMs: number | null;
  endTime: string | null;
  endTimeMs: number | null;
  [field: string]: unknown;
}
