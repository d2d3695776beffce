// What client.center gives: keys as below; what the server left out is null, a list [].

import type { Answer } from "./calls.js";
import type { Center, CenterOptions } from "./center.js";
import type { CenterFormQuery, NewWorkOrder, TaskAction } from "./center-input.js";

/** 可发起流程: a row of {@link Center.processes} (center.txt 获取可发起流程列表). */
export interface ProcessDefinition extends Answer {
  /** 流程定义ID: what {@link Center.start} takes as `processDefId`. Goes stale when the process is deployed anew. */
  definitionId: string | null;
  /** 流程名称. */
  processName: string | null;
  /** 流程Key: what {@link NewWorkOrder.processKey} takes. Stays the same over deployments. */
  processKey: string | null;
  /** 分类编码. */
  category: string | null;
  /** 版本, from 1. */
  version: number | null;
  /** 表单ID; text where it is beyond 2^53-1. */
  formId: number | string | null;
  /** 表单名称. */
  formName: string | null;
  /** 部署ID: what {@link CenterFormQuery.deployId} takes. */
  deploymentId: string | null;
  /** 流程是否暂停: true 挂起, false 激活. */
  suspended: boolean | null;
  /** 部署时间, the server's text: `2025-01-22 14:17:00`. */
  deploymentTime: string | null;
  /** The same in epoch milliseconds, by {@link CenterOptions.utcOffset}. */
  deploymentTimeMs: number | null;
  /** 图标id. */
  iconId: string | null;
}

/** 应用工单分类: an item of {@link Center.appTypes} (center.txt 查询应用工单类型). */
export interface AppType extends Answer {
  /** 应用ID. */
  appId: string | null;
  /** 应用名称. */
  applicationName: string | null;
  /** The application's id in the application management platform; in the document's sample, not in its table. */
  applicationId: string | null;
  /** 应用密钥, as the server sends it to everyone who may call this: not for logs. */
  applicationSecret: string | null;
  /** 0 选择应用, 1 添加应用. See {@link AppType.origin}. */
  appFlag: string | null;
  /** `appFlag` in words. */
  origin: "selected" | "added" | null;
  /** 图标地址: a URL. */
  images: string | null;
}

/** 综合工单分类: an item of {@link Center.synthesisTypes} (center.txt 查询综合工单类型). */
export interface SynthesisType extends Answer {
  /** 综合工单ID. */
  synthesisId: string | null;
  /** The `synthesisId` of the type above; null at the top. */
  parentId: string | null;
  /** 综合工单名称. */
  categoryName: string | null;
  /** 描述. */
  description: string | null;
  /** Whether it has types below it: a boolean in fact, whatever the document's table says (wire-facts §2). */
  childFlag: boolean | null;
}

/** What a started or continued process says of itself: {@link Center.start}, {@link Center.createOrder}, {@link Center.complete}. */
export interface StartReceipt extends Answer {
  /** TaskId: the tasks that are open now, newest first. Empty when the process has ended, and on servers that don't tell. */
  taskIds: string[];
  /** ProcessInstanceId, 流程实例Id. Null after a `start` on RuoYi-Flowable, which doesn't tell: it is the newest row of {@link Center.own}. */
  procInsId: string | null;
  /** VLStream-Cloud's own work order of the process; other servers send none. */
  workOrder?: unknown;
}

/** 流程状态; `unknown` for servers that send the text `null`. */
export type ProcessState = "running" | "terminated" | "completed" | "canceled" | "unknown";

/**
 * A row of {@link Center.own}, {@link Center.todo}, {@link Center.finished} and {@link Center.claimList} (center.txt rows业务数据).
 * In `own` a row is a process: its times and duration are the process', `taskName` says where it stands, other columns of tasks are null.
 */
export interface TaskRow extends Answer {
  /** 任务编号: what {@link TaskAction.taskId} takes. */
  taskId: string | null;
  /** 任务名称. */
  taskName: string | null;
  /** 任务Key: the activity's id in the diagram. */
  taskDefKey: string | null;
  /** 任务执行人Id. */
  assigneeId: string | null;
  /** 部门名称. */
  deptName: string | null;
  /** 流程发起人部门名称. */
  startDeptName: string | null;
  /** 任务执行人名称. */
  assigneeName: string | null;
  /** 流程发起人Id. */
  startUserId: string | null;
  /** 流程发起人名称. */
  startUserName: string | null;
  /** 流程类型. */
  category: string | null;
  /** 流程变量信息: what was filled in, by the names of the form's fields, and the engine's own variables. */
  procVars: Record<string, unknown> | null;
  /** 局部变量信息. */
  taskLocalVars: Record<string, unknown> | null;
  /** 流程部署编号. */
  deployId: string | null;
  /** 流程ID: the definition that it runs by. */
  procDefId: string | null;
  /** 流程key. */
  procDefKey: string | null;
  /** 流程定义名称. */
  procDefName: string | null;
  /** 流程定义内置使用版本. */
  procDefVersion: number | null;
  /** 流程实例ID: what {@link TaskAction.procInsId} and {@link Center.detail} take. */
  procInsId: string | null;
  /** 历史流程实例ID. */
  hisProcInsId: string | null;
  /** 任务耗时, the server's text: `0天0小时30分钟` or `1天5小时8分42秒`. */
  duration: string | null;
  /** The same in milliseconds. */
  durationMs: number | null;
  /** The last opinion; an older form of {@link TaskRow.commentList}. */
  comment: CommentSummary | null;
  /** 任务意见. */
  commentList: TaskComment[];
  /** 候选执行人, in one text. */
  candidate: string | null;
  /** 任务创建时间, the server's text: `2024-04-27 16:40:37`. */
  createTime: string | null;
  /** The same in epoch milliseconds. */
  createTimeMs: number | null;
  /** 任务完成时间, the server's text; null while it is open. */
  finishTime: string | null;
  /** The same in epoch milliseconds. */
  finishTimeMs: number | null;
  /** 流程状态, the server's word. See {@link TaskRow.state}. */
  processStatus: string | null;
  /** `processStatus`, as far as it is known; null for a word that no known server sends. */
  state: ProcessState | null;
  /** 流程实例创建时间, the server's text. */
  proInsCreateTime: string | null;
  /** The same in epoch milliseconds. */
  proInsCreateTimeMs: number | null;
}

/** `comment` of a row: 意见类别 and 意见内容 (center.txt rows业务数据). Its types are other ones than {@link TaskComment}'s. */
export interface CommentSummary extends Answer {
  /** 意见类别: 0, 1 or 2. */
  type: string | null;
  /** `type` in words: 0 正常意见, 1 退回意见, 2 驳回意见. */
  action: "normal" | "returned" | "rejected" | null;
  /** 意见内容. */
  comment: string | null;
}

/** 任务意见: an item of `commentList` (center.txt rows业务数据). */
export interface TaskComment extends Answer {
  /** The comment's id. */
  id: string | null;
  /** 1 to 7. See {@link TaskComment.action}. */
  type: string | null;
  /** `type` in words: 1 通过, 2 退回, 3 驳回, 4 委派, 5 转办, 6 终止, 7 撤回 (wire-facts §2). */
  action: "completed" | "returned" | "rejected" | "delegated" | "transferred" | "stopped" | "revoked" | null;
  /** When it was written, the server's text. */
  time: string | null;
  /** The same in epoch milliseconds. */
  timeMs: number | null;
  /** Who wrote it. */
  userId: string | null;
  /** The task that it was written at. */
  taskId: string | null;
  /** The words. */
  fullMessage: string | null;
  /** The process: `procInsId` elsewhere. */
  processInstanceId: string | null;
}

/** 抄送: a row of {@link Center.copyList} (wire-facts §2). */
export interface CopyRow extends Answer {
  /** The copy's id. */
  copyId: string | null;
  /** 抄送标题. */
  title: string | null;
  /** The definition's id: `procDefId` elsewhere. */
  processId: string | null;
  /** 流程名称. */
  processName: string | null;
  /** 流程分类. */
  categoryId: string | null;
  /** 部署ID. */
  deploymentId: string | null;
  /** The process: `procInsId` elsewhere. */
  instanceId: string | null;
  /** The task at which it was copied. */
  taskId: string | null;
  /** Who got the copy. */
  userId: string | null;
  /** 流程发起人Id. */
  originatorId: string | null;
  /** 流程发起人名称. */
  originatorName: string | null;
  /** When it was copied, the server's text. */
  createTime: string | null;
  /** The same in epoch milliseconds. */
  createTimeMs: number | null;
}

/** An activity that a task can be sent back to: an item of {@link Center.returnTargets} (wire-facts §2). */
export interface ReturnTarget extends Answer {
  /** The activity's id in the diagram: what {@link Center.returnTask} takes as `targetKey`. */
  id: string | null;
  /** The activity's name, for people. */
  name: string | null;
}

/** One process in full: {@link Center.detail} (wire-facts §2). */
export interface ProcessDetail extends Answer {
  /** The form of the task that was named, for `Form.fromServer`; a list of forms on some servers. Null or `[]` when there is none. */
  taskFormData: unknown;
  /** What happened, newest first. */
  historyProcNodeList: HistoryNode[];
  /** The forms of the start, filled in, for `Form.fromServer`, which makes one of the list. `[]` when there is none. */
  processFormList: unknown;
  /** The diagram, BPMN 2.0. */
  bpmnXml: string | null;
  /** What a diagram viewer colours. */
  flowViewer: FlowViewer | null;
}

/** What a diagram viewer colours: ids of the diagram's elements (wire-facts §2). */
export interface FlowViewer extends Answer {
  /** Activities that are done. */
  finishedTaskSet: string[];
  /** Arrows that were taken. */
  finishedSequenceFlowSet: string[];
  /** Activities that wait. */
  unfinishedTaskSet: string[];
  /** Activities that were rejected. */
  rejectedTaskSet: string[];
}

/** One step of a process: an item of {@link ProcessDetail.historyProcNodeList} (wire-facts §2). */
export interface HistoryNode extends Answer {
  /** The definition that the process runs by. */
  procDefId: string | null;
  /** The activity's id in the diagram. */
  activityId: string | null;
  /** The activity's name. */
  activityName: string | null;
  /** Flowable's word: `startEvent`, `userTask`, `endEvent`. */
  activityType: string | null;
  /** 耗时, the server's text: `0天0小时30分钟` or `1天5小时8分42秒`. */
  duration: string | null;
  /** The same in milliseconds. */
  durationMs: number | null;
  /** 任务执行人Id. */
  assigneeId: string | null;
  /** 任务执行人名称. */
  assigneeName: string | null;
  /** 候选执行人, in one text. */
  candidate: string | null;
  /** 任务意见. */
  commentList: TaskComment[];
  /** When it began, the server's text. */
  createTime: string | null;
  /** The same in epoch milliseconds. */
  createTimeMs: number | null;
  /** When it ended, the server's text; null while it waits. */
  endTime: string | null;
  /** The same in epoch milliseconds. */
  endTimeMs: number | null;
}
