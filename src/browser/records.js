// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.

/** By a record's number: a function that makes its object from the slots that start at `s[q]`. */
export function makers(text, list, time, word) {
  const words = [
    ["event", "workOrder"],
    ["processing", "finished", "returned"],
    ["selected", "added"],
    ["running", "terminated", "completed", "canceled", "unknown"],
    ["normal", "returned", "rejected"],
    ["completed", "returned", "rejected", "delegated", "transferred", "stopped", "revoked"],
  ];
  const make = [];
  make[1] = (s, q) => ({ // TokenAnswer
    errMsg: text(s[q]),
    expirationTime: text(s[q + 1]),
    token: text(s[q + 2]),
  });
  make[2] = (s, q) => ({ // EventTypesAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[3] = (s, q) => ({ // EventType
    businessType: text(s[q]),
    eventName: text(s[q + 1]),
    tableName: text(s[q + 2]),
    fieldGroup: text(s[q + 3]),
    bizCode: text(s[q + 4]),
    flowName: text(s[q + 5]),
    nodeName: text(s[q + 6]),
    nodeAliasName: text(s[q + 7]),
    activityId: text(s[q + 8]),
    isCreate: text(s[q + 9]),
    model: word(s[q + 10], words[0]),
    eventPhoto: text(s[q + 11]),
  });
  make[22] = (s, q) => ({ // SubmitAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[23] = (s, q) => ({ // PandaReceipt
    eventCode: text(s[q]),
    caseNo: text(s[q + 1]),
  });
  make[4] = (s, q) => ({ // CasesAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: text(s[q + 2]),
  });
  make[5] = (s, q) => ({ // CasesData
    currentPageIndex: text(s[q]),
    totalRcdNum: text(s[q + 1]),
    getMe: list(s[q + 2]),
  });
  make[6] = (s, q) => ({ // CaseRow
    caseNo: text(s[q]),
    eventName: text(s[q + 1]),
    eventCode: text(s[q + 2]),
    eventState: text(s[q + 3]),
    station: text(s[q + 4]),
    reporterName: text(s[q + 5]),
    reporterDepart: text(s[q + 6]),
    reportTime: text(s[q + 7]),
    reportTimeMs: time(s[q + 8], s[q + 9]),
    xy: text(s[q + 10]),
    summary: text(s[q + 11]),
    activeName: text(s[q + 12]),
    activeAliasName: text(s[q + 13]),
    flowName: text(s[q + 14]),
    currentUnderTakeMan: text(s[q + 15]),
    operators: text(s[q + 16]),
    opinion: text(s[q + 17]),
    isOver: text(s[q + 18]),
    state: word(s[q + 19], words[1]),
    finishTime: text(s[q + 20]),
    finishTimeMs: time(s[q + 21], s[q + 22]),
    overtTimeInfoShort: text(s[q + 23]),
  });
  make[7] = (s, q) => ({ // CaseDetailsAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: text(s[q + 2]),
  });
  make[8] = (s, q) => ({ // CaseDetails
    caseItem: text(s[q]),
    eventDetails: text(s[q + 1]),
    flowTableInfos: list(s[q + 2]),
  });
  make[9] = (s, q) => ({ // CaseItem
    activeAliasName: text(s[q]),
    activeName: text(s[q + 1]),
    caseNo: text(s[q + 2]),
    flowName: text(s[q + 3]),
    isOver: text(s[q + 4]),
    state: word(s[q + 5], words[1]),
  });
  make[10] = (s, q) => ({ // EventDetails
    eventCode: text(s[q]),
    eventName: text(s[q + 1]),
    eventState: text(s[q + 2]),
    eventMainTable: text(s[q + 3]),
    reportTime: text(s[q + 4]),
    reportTimeMs: time(s[q + 5], s[q + 6]),
    reporterDepart: text(s[q + 7]),
    reporterName: text(s[q + 8]),
  });
  make[11] = (s, q) => ({ // FlowTableInfo
    flowInfoConfig: text(s[q]),
    tableMetaDatas: list(s[q + 1]),
  });
  make[12] = (s, q) => ({ // FlowInfoConfig
    isWorkOrder: text(s[q]),
    model: word(s[q + 1], words[0]),
  });
  make[13] = (s, q) => ({ // TableMetaData
    showCss: text(s[q]),
    tableName: text(s[q + 1]),
    tableAlias: text(s[q + 2]),
    flowNodeMeta: text(s[q + 3]),
  });
  make[14] = (s, q) => ({ // FlowNodeMeta
    groups: list(s[q]),
    values: list(s[q + 1]),
  });
  make[15] = (s, q) => ({ // FieldGroup
    groupName: text(s[q]),
    schema: list(s[q + 1]),
  });
  make[16] = (s, q) => ({ // FieldSchema
    fieldName: text(s[q]),
    alias: text(s[q + 1]),
    colSpan: text(s[q + 2]),
    unit: text(s[q + 3]),
  });
  make[17] = (s, q) => ({ // FieldValue
    fieldName: text(s[q]),
    fieldValue: text(s[q + 1]),
    showValue: text(s[q + 2]),
  });
  make[18] = (s, q) => ({ // ProcessLogAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[19] = (s, q) => ({ // LogEntry
    title: text(s[q]),
    state: text(s[q + 1]),
    operateTime: text(s[q + 2]),
    operateTimeMs: time(s[q + 3], s[q + 4]),
    nodeType: text(s[q + 5]),
    details: text(s[q + 6]),
  });
  make[20] = (s, q) => ({ // LogDetails
    departmentName: text(s[q]),
    peopleName: text(s[q + 1]),
    opinion: text(s[q + 2]),
    processName: text(s[q + 3]),
    timeConsuming: text(s[q + 4]),
    doingUserName: list(s[q + 5]),
  });
  make[21] = (s, q) => ({ // DownloadAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
  });
  make[101] = (s, q) => ({ // DataAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: text(s[q + 2]),
  });
  make[102] = (s, q) => ({ // ProcessesAnswer
    total: text(s[q]),
    rows: list(s[q + 1]),
    code: text(s[q + 2]),
    msg: text(s[q + 3]),
  });
  make[103] = (s, q) => ({ // ProcessDefinition
    definitionId: text(s[q]),
    processName: text(s[q + 1]),
    processKey: text(s[q + 2]),
    category: text(s[q + 3]),
    version: text(s[q + 4]),
    formId: text(s[q + 5]),
    formName: text(s[q + 6]),
    deploymentId: text(s[q + 7]),
    suspended: text(s[q + 8]),
    deploymentTime: text(s[q + 9]),
    deploymentTimeMs: time(s[q + 10], s[q + 11]),
    iconId: text(s[q + 12]),
  });
  make[104] = (s, q) => ({ // AppTypesAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[105] = (s, q) => ({ // AppType
    appId: text(s[q]),
    applicationName: text(s[q + 1]),
    applicationId: text(s[q + 2]),
    applicationSecret: text(s[q + 3]),
    appFlag: text(s[q + 4]),
    origin: word(s[q + 5], words[2]),
    images: text(s[q + 6]),
  });
  make[106] = (s, q) => ({ // SynthesisTypesAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[107] = (s, q) => ({ // SynthesisType
    synthesisId: text(s[q]),
    parentId: text(s[q + 1]),
    categoryName: text(s[q + 2]),
    description: text(s[q + 3]),
    childFlag: text(s[q + 4]),
  });
  make[108] = (s, q) => ({ // StartAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: text(s[q + 2]),
  });
  make[109] = (s, q) => ({ // StartReceipt
    taskId: text(s[q]),
    procInsId: text(s[q + 1]),
    workOrder: text(s[q + 2]),
  });
  make[110] = (s, q) => ({ // TasksAnswer
    total: text(s[q]),
    rows: list(s[q + 1]),
    code: text(s[q + 2]),
    msg: text(s[q + 3]),
  });
  make[111] = (s, q) => ({ // TaskRow
    taskId: text(s[q]),
    taskName: text(s[q + 1]),
    taskDefKey: text(s[q + 2]),
    assigneeId: text(s[q + 3]),
    deptName: text(s[q + 4]),
    startDeptName: text(s[q + 5]),
    assigneeName: text(s[q + 6]),
    startUserId: text(s[q + 7]),
    startUserName: text(s[q + 8]),
    category: text(s[q + 9]),
    procVars: text(s[q + 10]),
    taskLocalVars: text(s[q + 11]),
    deployId: text(s[q + 12]),
    procDefId: text(s[q + 13]),
    procDefKey: text(s[q + 14]),
    procDefName: text(s[q + 15]),
    procDefVersion: text(s[q + 16]),
    procInsId: text(s[q + 17]),
    hisProcInsId: text(s[q + 18]),
    duration: text(s[q + 19]),
    durationMs: time(s[q + 20], s[q + 21]),
    comment: text(s[q + 22]),
    commentList: list(s[q + 23]),
    candidate: text(s[q + 24]),
    createTime: text(s[q + 25]),
    createTimeMs: time(s[q + 26], s[q + 27]),
    finishTime: text(s[q + 28]),
    finishTimeMs: time(s[q + 29], s[q + 30]),
    processStatus: text(s[q + 31]),
    state: word(s[q + 32], words[3]),
    proInsCreateTime: text(s[q + 33]),
    proInsCreateTimeMs: time(s[q + 34], s[q + 35]),
  });
  make[112] = (s, q) => ({ // CommentSummary
    type: text(s[q]),
    action: word(s[q + 1], words[4]),
    comment: text(s[q + 2]),
  });
  make[113] = (s, q) => ({ // TaskComment
    id: text(s[q]),
    type: text(s[q + 1]),
    action: word(s[q + 2], words[5]),
    time: text(s[q + 3]),
    timeMs: time(s[q + 4], s[q + 5]),
    userId: text(s[q + 6]),
    taskId: text(s[q + 7]),
    fullMessage: text(s[q + 8]),
    processInstanceId: text(s[q + 9]),
  });
  make[114] = (s, q) => ({ // CopiesAnswer
    total: text(s[q]),
    rows: list(s[q + 1]),
    code: text(s[q + 2]),
    msg: text(s[q + 3]),
  });
  make[115] = (s, q) => ({ // CopyRow
    copyId: text(s[q]),
    title: text(s[q + 1]),
    processId: text(s[q + 2]),
    processName: text(s[q + 3]),
    categoryId: text(s[q + 4]),
    deploymentId: text(s[q + 5]),
    instanceId: text(s[q + 6]),
    taskId: text(s[q + 7]),
    userId: text(s[q + 8]),
    originatorId: text(s[q + 9]),
    originatorName: text(s[q + 10]),
    createTime: text(s[q + 11]),
    createTimeMs: time(s[q + 12], s[q + 13]),
  });
  make[116] = (s, q) => ({ // DetailAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: text(s[q + 2]),
  });
  make[117] = (s, q) => ({ // ProcessDetail
    taskFormData: text(s[q]),
    historyProcNodeList: list(s[q + 1]),
    processFormList: text(s[q + 2]),
    bpmnXml: text(s[q + 3]),
    flowViewer: text(s[q + 4]),
  });
  make[118] = (s, q) => ({ // HistoryNode
    procDefId: text(s[q]),
    activityId: text(s[q + 1]),
    activityName: text(s[q + 2]),
    activityType: text(s[q + 3]),
    duration: text(s[q + 4]),
    durationMs: time(s[q + 5], s[q + 6]),
    assigneeId: text(s[q + 7]),
    assigneeName: text(s[q + 8]),
    candidate: text(s[q + 9]),
    commentList: list(s[q + 10]),
    createTime: text(s[q + 11]),
    createTimeMs: time(s[q + 12], s[q + 13]),
    endTime: text(s[q + 14]),
    endTimeMs: time(s[q + 15], s[q + 16]),
  });
  make[119] = (s, q) => ({ // FlowViewer
    finishedTaskSet: list(s[q]),
    finishedSequenceFlowSet: list(s[q + 1]),
    unfinishedTaskSet: list(s[q + 2]),
    rejectedTaskSet: list(s[q + 3]),
  });
  make[120] = (s, q) => ({ // ReturnTargetsAnswer
    code: text(s[q]),
    msg: text(s[q + 1]),
    data: list(s[q + 2]),
  });
  make[121] = (s, q) => ({ // ReturnTarget
    id: text(s[q]),
    name: text(s[q + 1]),
  });
  return make;
}
