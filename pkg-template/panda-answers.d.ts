// What client.panda gives: keys as below however the server spells them; what it left out is null, a list [].

import type { Answer } from "./calls.js";
import type { parseJsonText } from "./form.js";
import type { Panda, PandaOptions, PandaOrder } from "./panda.js";

/** One kind of event that can be submitted: an item of {@link Panda.eventTypes} (panda.txt §2). */
export interface EventType extends Answer {
  /** 业务类型. */
  businessType: string | null;
  /** 事件名称: what {@link PandaOrder.eventName} takes. */
  eventName: string | null;
  /** 事件对应的表名. */
  tableName: string | null;
  /** 事件分组字段集: the names of the fields of `bizData`, joined by commas. `Form.fromServer(eventType)` makes a form of them. */
  fieldGroup: string | null;
  /** 业务编码. */
  bizCode: string | null;
  /** 事件对应的流程名称. */
  flowName: string | null;
  /** 流程首节点名称. */
  nodeName: string | null;
  /** 流程首节点别名. */
  nodeAliasName: string | null;
  /** 流程节点 ID. */
  activityId: string | null;
  /** 0 事件模型, 1 工单模型. See {@link EventType.model}. */
  isCreate: number | null;
  /** `isCreate` in words: with `event` there is no case number at once, as somebody has to dispatch it; with `workOrder` there is. */
  model: "event" | "workOrder" | null;
  /** 事件图标. */
  eventPhoto: string | null;
}

/** What became of one flow of an order: an item of {@link Panda.submit}'s receipt (panda.txt §3). */
export interface PandaReceipt extends Answer {
  /** 事件编号: `FMQB230010059`. */
  eventCode: string | null;
  /** 工单编号: `FMZT00000075`. Empty or null for the event model, which has no order yet. */
  caseNo: string | null;
}

/** 流程状态 in words: 0 进行中 `processing`, 1 已结束 `finished`, 2 回退关单 `returned` (panda.txt §4). */
export type CaseState = "processing" | "finished" | "returned";

/** A row of {@link Panda.cases} (panda.txt §4). */
export interface CaseRow extends Answer {
  /** 工单编号: what {@link Panda.caseDetails} and {@link Panda.processLog} take. */
  caseNo: string | null;
  /** 事件名称. */
  eventName: string | null;
  /** 事件编码. */
  eventCode: string | null;
  /** 事件状态, the server's own words. */
  eventState: string | null;
  /** 站点名称. */
  station: string | null;
  /** 上报人名称. */
  reporterName: string | null;
  /** 上报人部门. */
  reporterDepart: string | null;
  /** 上报时间, the server's text: `2023-05-31 08:00:00`. */
  reportTime: string | null;
  /** The same in epoch milliseconds, by {@link PandaOptions.utcOffset}; null when it is no time. */
  reportTimeMs: number | null;
  /** 坐标位置, the server's text. */
  xy: string | null;
  /** 事件摘要. */
  summary: string | null;
  /** 当前节点. */
  activeName: string | null;
  /** 当前节点别名. */
  activeAliasName: string | null;
  /** 流程名称. */
  flowName: string | null;
  /** 当前节点承办人. */
  currentUnderTakeMan: string | null;
  /** 经办人集合, in one text. */
  operators: string | null;
  /** 最新办理情况. */
  opinion: string | null;
  /** 流程状态 as a number, however the server sends it. See {@link CaseRow.state}. */
  isOver: number | null;
  /** `isOver` in words; null for a number that the document doesn't know. */
  state: CaseState | null;
  /** 最近操作时间, the server's text. */
  finishTime: string | null;
  /** The same in epoch milliseconds. */
  finishTimeMs: number | null;
  /** 工单时限, the server's text. */
  overtTimeInfoShort: string | null;
}

/** One case in full: {@link Panda.caseDetails} (panda.txt §5). */
export interface CaseDetails extends Answer {
  /** 工单详情. */
  caseItem: CaseItem | null;
  /** 事件详情. */
  eventDetails: EventDetails | null;
  /** The tables that were filled in, one item a node of the process. `Form.fromServer(details)` makes a form of them. */
  flowTableInfos: FlowTableInfo[];
}

/** 工单详情, the case itself (panda.txt §5). */
export interface CaseItem extends Answer {
  /** 当前节点别名. */
  activeAliasName: string | null;
  /** 当前节点. */
  activeName: string | null;
  /** 工单编号. */
  caseNo: string | null;
  /** 流程名称. */
  flowName: string | null;
  /** 是否结束: 0 进行中, 1 已结束, 2 回退关单. See {@link CaseItem.state}. */
  isOver: number | null;
  /** `isOver` in words. */
  state: CaseState | null;
}

/** 事件详情, what was reported (panda.txt §5). */
export interface EventDetails extends Answer {
  /** 事件编码. */
  eventCode: string | null;
  /** 事件名称. */
  eventName: string | null;
  /** 事件状态, the server's own words. */
  eventState: string | null;
  /** 事件主表. */
  eventMainTable: string | null;
  /** 上报时间, the server's text: `2023-05-31 08:00:00`. */
  reportTime: string | null;
  /** The same in epoch milliseconds. */
  reportTimeMs: number | null;
  /** 上报人部门. */
  reporterDepart: string | null;
  /** 上报人名称. */
  reporterName: string | null;
}

/** The tables of one node of the process (panda.txt §5). */
export interface FlowTableInfo extends Answer {
  /** 流程节点配置信息. */
  flowInfoConfig: FlowInfoConfig | null;
  /** 标签页: one item a tab. In the work order model, leave out the first one. */
  tableMetaDatas: TableMetaData[];
}

/** 流程节点配置信息 (panda.txt §5). */
export interface FlowInfoConfig extends Answer {
  /** 是否发起: 0 事件模型, 1 工单模型. See {@link FlowInfoConfig.model}. */
  isWorkOrder: number | null;
  /** `isWorkOrder` in words. With `workOrder`, the document says to ignore `tableMetaDatas[0]`. */
  model: "event" | "workOrder" | null;
}

/** One tab: a table's layout and values (panda.txt §5). */
export interface TableMetaData extends Answer {
  /** 显示样式: 大 is three columns a row, 中 four, 小 five. */
  showCss: string | null;
  /** 表名. */
  tableName: string | null;
  /** 表别名: the tab's title. */
  tableAlias: string | null;
  /** 表中的数据结构. */
  flowNodeMeta: FlowNodeMeta | null;
}

/** 表中的数据结构: how a tab is drawn, and what was filled in (panda.txt §5). */
export interface FlowNodeMeta extends Answer {
  /** 分组, in display order. */
  groups: FieldGroup[];
  /** 当前标签页内字段对应的值. */
  values: FieldValue[];
}

/** 分组: fields under one heading (panda.txt §5). */
export interface FieldGroup extends Answer {
  /** 分组名称. */
  groupName: string | null;
  /** 分组下的字段集合, in display order. */
  schema: FieldSchema[];
}

/** One field's layout (panda.txt §5). */
export interface FieldSchema extends Answer {
  /** 字段名称: as in {@link FieldValue.fieldName}. */
  fieldName: string | null;
  /** 字段展示名称: the label to show. */
  alias: string | null;
  /** 合并列: how many of the row's columns it takes. */
  colSpan: number | null;
  /** 单位. */
  unit: string | null;
}

/** One field's value (panda.txt §5). */
export interface FieldValue extends Answer {
  /** 字段名称: as in {@link FieldSchema.fieldName}. */
  fieldName: string | null;
  /** 字段值. May be JSON in a text: see {@link parseJsonText}. */
  fieldValue: string | null;
  /** 字段展示值: the one to show. */
  showValue: string | null;
}

/** One step that was taken: an item of {@link Panda.processLog} (panda.txt §6). */
export interface LogEntry extends Answer {
  /** 标题. */
  title: string | null;
  /** 状态, the server's own words. */
  state: string | null;
  /** 操作时间, the server's text: `2023-05-31 08:00:00`. */
  operateTime: string | null;
  /** The same in epoch milliseconds. */
  operateTimeMs: number | null;
  /** 节点类型. */
  nodeType: number | null;
  /** 详情. */
  details: LogDetails | null;
}

/** 详情 of one step (panda.txt §6). */
export interface LogDetails extends Answer {
  /** 部门名称. */
  departmentName: string | null;
  /** 办理人. */
  peopleName: string | null;
  /** 承办意见. */
  opinion: string | null;
  /** 流程名称. */
  processName: string | null;
  /** 耗时, the server's text. */
  timeConsuming: string | null;
  /** 在办人员集合. */
  doingUserName: string[];
}

/** A file: {@link Panda.download} (panda.txt §7). */
export interface Download {
  /** Its bytes, with {@link Download.type}. */
  blob: Blob;
  /** The path's last part: `原图测试.jpg`. */
  name: string;
  /** Its MIME type, from the name's ending, as the server always says `application/octet-stream`; that where the ending says nothing. */
  type: string;
  /** Bytes. */
  size: number;
}
