// What client.center takes.

import type { ProcessDefinition } from "./center-answers.js";

export interface ProcessQuery {
  /** From 1. */
  pageNum?: number;
  /** 1 to 1000, default 20. */
  pageSize?: number;
  /** 流程标识. */
  processKey?: string;
  /** 流程名称. */
  processName?: string;
  /** 流程分类. */
  category?: string;
}

export interface TodoQuery {
  /** From 1. */
  pageNum?: number;
  /** 1 to 1000, default 20. */
  pageSize?: number;
  /** 流程名称. */
  processName?: string;
  /** 流程最早开始时间, `2025-01-23 00:00:00`, the server's time; a day alone begins at 00:00:00. */
  proStartBeginTime?: string;
  /** 流程最晚开始时间, `2025-01-23 23:59:59`, the server's time; a day alone ends at 23:59:59. */
  proStartEndTime?: string;
}

export interface OwnQuery extends TodoQuery {
  /** 流程标识. */
  processKey?: string;
  /** 流程分类. */
  category?: string;
}

export interface TypeQuery {
  /** From 1. */
  pageNo?: number;
  /** Default 500: all of them. */
  pageSize?: number;
}

export interface CenterFormQuery {
  /** {@link ProcessDefinition.definitionId} */
  definitionId: string;
  /** {@link ProcessDefinition.deploymentId} */
  deployId: string;
  procInsId?: string;
}

/** The members of center.txt, 创建工单. */
export interface NewWorkOrder {
  /** 工单标题. */
  title: string;
  /** 流程标识, {@link ProcessDefinition.processKey}. Sent under both names that servers have for it. */
  processKey?: string;
  /** The document's name for `processKey`; one of the two is needed. */
  processId?: string;
  /** 表单参数; default `{}`. */
  params?: Record<string, unknown>;
  /** 所属系统; sent empty when left out. */
  systemId?: string;
  /** 项目名称; sent empty when left out. */
  projectId?: string;
  /** 工单(流程)类型. Needed by VLStream-Cloud. */
  workorderId?: string;
  /** 工单(流程)类型_用于前端回显. */
  workorderIdExtend?: string;
  /** 工单编号. */
  workorderNumber?: string;
  /** 工单状态: pendingDispatch, processing, …; case matters (`Returned` 已退回, `return` 待回访). */
  workorderStatus?: string;
  processStatus?: string;
  /** 工单来源. */
  source?: string;
  /** 是否有偿. */
  compensation?: string;
  /** 评价. */
  evaluate?: string;
  /** 房号. */
  roomNumber?: string;
  /** 描述. */
  description?: string;
  /** 附件地址; several are joined by commas, as the document joins elsewhere. */
  attachmentUrls?: string | string[];
  /** A process that runs already. */
  procInsId?: string;
  /** The document's name for `procInsId`. */
  procInstId?: string;
  /** The task of that process. */
  taskId?: string;
}

/** One body for all task calls. What each needs is in its signature, and checked before it is sent. */
export interface TaskAction {
  taskId?: string;
  taskName?: string;
  /** 用户 id: who gets the task. */
  userId?: string;
  /** 任务意见. */
  comment?: string;
  procInsId?: string;
  /** 节点: the activity to go back to. */
  targetKey?: string;
  /** 流程变量信息: an object; the document's table says String. In it, a list `nextUserIds` is joined by commas. */
  variables?: Record<string, unknown>;
  /** 审批人. */
  assignee?: string;
  /** 候选人: user ids. */
  candidateUsers?: (string | number)[];
  /** 审批组: group ids. */
  candidateGroups?: (string | number)[];
  /** 抄送用户Id; a list is joined by commas. */
  copyUserIds?: string | (string | number)[];
  /** 下一节点审批人; a list is joined by commas. */
  nextUserIds?: string | (string | number)[];
}
