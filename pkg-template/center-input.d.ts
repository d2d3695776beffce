// What client.center takes.

import type { SubmitOptions } from "./calls.js";
import type { Center } from "./center.js";
import type { ProcessDefinition, StartReceipt, TaskRow } from "./center-answers.js";

/** What {@link Center.processes} asks for (center.txt 获取可发起流程列表). */
export interface ProcessQuery {
  /** 当前页, from 1. */
  pageNum?: number;
  /** 展示条数: 1 to 1000, default 20. */
  pageSize?: number;
  /** 流程标识. */
  processKey?: string;
  /** 流程名称. */
  processName?: string;
  /** 流程分类. */
  category?: string;
}

/** What {@link Center.todo}, {@link Center.finished} and {@link Center.claimList} ask for (center.txt 查询待办任务, 查询已办任务). */
export interface TodoQuery {
  /** 当前页, from 1. */
  pageNum?: number;
  /** 展示条数: 1 to 1000, default 20. */
  pageSize?: number;
  /** 流程名称. */
  processName?: string;
  /** 流程最早开始时间, `2025-01-23 00:00:00`, the server's time; a day alone begins at 00:00:00. */
  proStartBeginTime?: string;
  /** 流程最晚开始时间, `2025-01-23 23:59:59`, the server's time; a day alone ends at 23:59:59. */
  proStartEndTime?: string;
}

/** What {@link Center.own} asks for (center.txt 查看我发起的流程). */
export interface OwnQuery extends TodoQuery {
  /** 流程标识. */
  processKey?: string;
  /** 流程分类. */
  category?: string;
}

/** What {@link Center.copyList} asks for (wire-facts §2). */
export interface CopyQuery {
  /** 当前页, from 1. */
  pageNum?: number;
  /** 展示条数: 1 to 1000, default 20. */
  pageSize?: number;
  /** 流程名称. */
  processName?: string;
}

/**
 * What {@link Center.appTypes} and {@link Center.synthesisTypes} ask for (center.txt 查询应用工单类型). The document's third parameter,
 * accessToken, is not in the address, as those end up in logs: the headers have it.
 */
export interface TypeQuery {
  /** 当前页, from 1. */
  pageNo?: number;
  /** 每页数量: 1 to 10,000, default 500: all of them. */
  pageSize?: number;
}

/** What {@link Center.form} asks for (center.txt 获取流程表单信息). */
export interface CenterFormQuery {
  /** 流程定义ID: {@link ProcessDefinition.definitionId}. */
  definitionId: string;
  /** 部署id: {@link ProcessDefinition.deploymentId}. */
  deployId: string;
  /** 流程实例id: its values become the defaults. */
  procInsId?: string;
}

/** What {@link Center.start} takes (center.txt 发起流程). */
export interface ProcessStart {
  /** 流程定义ID: {@link ProcessDefinition.definitionId}. */
  processDefId: string;
  /**
   * 表单信息: the form's values by their names; `{}` if there are none. What JSON cannot hold is an issue, and so is what
   * {@link SubmitOptions.form} does not allow. In it, a list `nextUserIds` is joined by commas.
   */
  variables: Record<string, any>;
}

/** An order: {@link Center.createOrder} (center.txt 创建工单). One of `processKey` and `processId` is needed. */
export interface NewWorkOrder {
  /** 工单标题. */
  title: string;
  /** 流程标识, {@link ProcessDefinition.processKey}. Sent under both names that servers have for it. */
  processKey?: string;
  /** The document's name for `processKey`; one of the two is needed. */
  processId?: string;
  /** 表单参数; default `{}`. */
  params?: Record<string, any>;
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
  /**
   * 工单状态: pendingDispatch, pendingOrders, processing, referred, Returned (已退回), return (待回访), completed, closed, toBeEvaluated;
   * case matters (wire-facts §2).
   */
  workorderStatus?: string;
  /** 流程状态; in the document's sample, not in its table. */
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
  /** 附件地址, of files that were uploaded elsewhere: the document has no upload. Several are joined by commas, as it joins elsewhere. */
  attachmentUrls?: string | string[];
  /** A process that runs already: {@link StartReceipt.procInsId}. Sent under both names that servers have for it. */
  procInsId?: string;
  /** The document's name for `procInsId`; in its sample, not in its table. */
  procInstId?: string;
  /** 任务ID: the task of that process, of {@link StartReceipt.taskIds}. The document, in which `start` comes first, calls it required. */
  taskId?: string;
}

/**
 * What all task calls take (center.txt 审批流程 and those after it). What each of them needs is in its signature, and checked before it
 * is sent.
 */
export interface TaskAction {
  /** 任务Id: {@link TaskRow.taskId}. */
  taskId?: string;
  /** 任务名称. */
  taskName?: string;
  /** 用户 id: who gets the task. */
  userId?: string;
  /** 任务意见. */
  comment?: string;
  /** 流程实例Id: {@link TaskRow.procInsId}. */
  procInsId?: string;
  /** 节点: the activity to go back to. */
  targetKey?: string;
  /** 流程变量信息: an object; the document's table says String. In it, a list `nextUserIds` is joined by commas. */
  variables?: Record<string, any>;
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
