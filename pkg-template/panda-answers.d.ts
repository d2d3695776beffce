// What client.panda gives.

import type { PandaOrder } from "./panda.js";

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

export interface PandaReceipt {
  eventCode: string | null;
  /** Empty or null for the event model: there is no order yet. */
  caseNo: string | null;
  [field: string]: unknown;
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

export interface Download {
  blob: Blob;
  /** The path's last part: `原图测试.jpg`. */
  name: string;
  /** From the name's ending; `application/octet-stream` where that says nothing. */
  type: string;
  /** Bytes. */
  size: number;
}
