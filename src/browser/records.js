// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.

/** By a record's number: a function that makes its object from the slots that start at `s[q]`. */
export function makers(text, list, word) {
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
    errMsg: text(s, q),
    expirationTime: text(s, q + 2),
    token: text(s, q + 4),
  });
  make[2] = (s, q) => ({ // EventTypesAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[3] = (s, q) => ({ // EventType
    businessType: text(s, q),
    eventName: text(s, q + 2),
    tableName: text(s, q + 4),
    fieldGroup: text(s, q + 6),
    bizCode: text(s, q + 8),
    flowName: text(s, q + 10),
    nodeName: text(s, q + 12),
    nodeAliasName: text(s, q + 14),
    activityId: text(s, q + 16),
    isCreate: text(s, q + 18),
    model: word(s, q + 20, words[0]),
    eventPhoto: text(s, q + 22),
  });
  make[22] = (s, q) => ({ // SubmitAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[23] = (s, q) => ({ // PandaReceipt
    eventCode: text(s, q),
    caseNo: text(s, q + 2),
  });
  make[4] = (s, q) => ({ // CasesAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: text(s, q + 4),
  });
  make[5] = (s, q) => ({ // CasesData
    currentPageIndex: text(s, q),
    totalRcdNum: text(s, q + 2),
    getMe: list(s, q + 4),
  });
  make[6] = (s, q) => ({ // CaseRow
    caseNo: text(s, q),
    eventName: text(s, q + 2),
    eventCode: text(s, q + 4),
    eventState: text(s, q + 6),
    station: text(s, q + 8),
    reporterName: text(s, q + 10),
    reporterDepart: text(s, q + 12),
    reportTime: text(s, q + 14),
    reportTimeMs: text(s, q + 16),
    xy: text(s, q + 18),
    summary: text(s, q + 20),
    activeName: text(s, q + 22),
    activeAliasName: text(s, q + 24),
    flowName: text(s, q + 26),
    currentUnderTakeMan: text(s, q + 28),
    operators: text(s, q + 30),
    opinion: text(s, q + 32),
    isOver: text(s, q + 34),
    state: word(s, q + 36, words[1]),
    finishTime: text(s, q + 38),
    finishTimeMs: text(s, q + 40),
    overtTimeInfoShort: text(s, q + 42),
  });
  make[7] = (s, q) => ({ // CaseDetailsAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: text(s, q + 4),
  });
  make[8] = (s, q) => ({ // CaseDetails
    caseItem: text(s, q),
    eventDetails: text(s, q + 2),
    flowTableInfos: list(s, q + 4),
  });
  make[9] = (s, q) => ({ // CaseItem
    activeAliasName: text(s, q),
    activeName: text(s, q + 2),
    caseNo: text(s, q + 4),
    flowName: text(s, q + 6),
    isOver: text(s, q + 8),
    state: word(s, q + 10, words[1]),
  });
  make[10] = (s, q) => ({ // EventDetails
    eventCode: text(s, q),
    eventName: text(s, q + 2),
    eventState: text(s, q + 4),
    eventMainTable: text(s, q + 6),
    reportTime: text(s, q + 8),
    reportTimeMs: text(s, q + 10),
    reporterDepart: text(s, q + 12),
    reporterName: text(s, q + 14),
  });
  make[11] = (s, q) => ({ // FlowTableInfo
    flowInfoConfig: text(s, q),
    tableMetaDatas: list(s, q + 2),
  });
  make[12] = (s, q) => ({ // FlowInfoConfig
    isWorkOrder: text(s, q),
    model: word(s, q + 2, words[0]),
  });
  make[13] = (s, q) => ({ // TableMetaData
    showCss: text(s, q),
    tableName: text(s, q + 2),
    tableAlias: text(s, q + 4),
    flowNodeMeta: text(s, q + 6),
  });
  make[14] = (s, q) => ({ // FlowNodeMeta
    groups: list(s, q),
    values: list(s, q + 2),
  });
  make[15] = (s, q) => ({ // FieldGroup
    groupName: text(s, q),
    schema: list(s, q + 2),
  });
  make[16] = (s, q) => ({ // FieldSchema
    fieldName: text(s, q),
    alias: text(s, q + 2),
    colSpan: text(s, q + 4),
    unit: text(s, q + 6),
  });
  make[17] = (s, q) => ({ // FieldValue
    fieldName: text(s, q),
    fieldValue: text(s, q + 2),
    showValue: text(s, q + 4),
  });
  make[18] = (s, q) => ({ // ProcessLogAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[19] = (s, q) => ({ // LogEntry
    title: text(s, q),
    state: text(s, q + 2),
    operateTime: text(s, q + 4),
    operateTimeMs: text(s, q + 6),
    nodeType: text(s, q + 8),
    details: text(s, q + 10),
  });
  make[20] = (s, q) => ({ // LogDetails
    departmentName: text(s, q),
    peopleName: text(s, q + 2),
    opinion: text(s, q + 4),
    processName: text(s, q + 6),
    timeConsuming: text(s, q + 8),
    doingUserName: list(s, q + 10),
  });
  make[21] = (s, q) => ({ // DownloadAnswer
    code: text(s, q),
    msg: text(s, q + 2),
  });
  make[101] = (s, q) => ({ // DataAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: text(s, q + 4),
  });
  make[102] = (s, q) => ({ // ProcessesAnswer
    total: text(s, q),
    rows: list(s, q + 2),
    code: text(s, q + 4),
    msg: text(s, q + 6),
  });
  make[103] = (s, q) => ({ // ProcessDefinition
    definitionId: text(s, q),
    processName: text(s, q + 2),
    processKey: text(s, q + 4),
    category: text(s, q + 6),
    version: text(s, q + 8),
    formId: text(s, q + 10),
    formName: text(s, q + 12),
    deploymentId: text(s, q + 14),
    suspended: text(s, q + 16),
    deploymentTime: text(s, q + 18),
    deploymentTimeMs: text(s, q + 20),
    iconId: text(s, q + 22),
  });
  make[104] = (s, q) => ({ // AppTypesAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[105] = (s, q) => ({ // AppType
    appId: text(s, q),
    applicationName: text(s, q + 2),
    applicationId: text(s, q + 4),
    applicationSecret: text(s, q + 6),
    appFlag: text(s, q + 8),
    origin: word(s, q + 10, words[2]),
    images: text(s, q + 12),
  });
  make[106] = (s, q) => ({ // SynthesisTypesAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[107] = (s, q) => ({ // SynthesisType
    synthesisId: text(s, q),
    parentId: text(s, q + 2),
    categoryName: text(s, q + 4),
    description: text(s, q + 6),
    childFlag: text(s, q + 8),
  });
  make[108] = (s, q) => ({ // StartAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: text(s, q + 4),
  });
  make[109] = (s, q) => ({ // StartReceipt
    taskId: text(s, q),
    procInsId: text(s, q + 2),
    workOrder: text(s, q + 4),
  });
  make[110] = (s, q) => ({ // TasksAnswer
    total: text(s, q),
    rows: list(s, q + 2),
    code: text(s, q + 4),
    msg: text(s, q + 6),
  });
  make[111] = (s, q) => ({ // TaskRow
    taskId: text(s, q),
    taskName: text(s, q + 2),
    taskDefKey: text(s, q + 4),
    assigneeId: text(s, q + 6),
    deptName: text(s, q + 8),
    startDeptName: text(s, q + 10),
    assigneeName: text(s, q + 12),
    startUserId: text(s, q + 14),
    startUserName: text(s, q + 16),
    category: text(s, q + 18),
    procVars: text(s, q + 20),
    taskLocalVars: text(s, q + 22),
    deployId: text(s, q + 24),
    procDefId: text(s, q + 26),
    procDefKey: text(s, q + 28),
    procDefName: text(s, q + 30),
    procDefVersion: text(s, q + 32),
    procInsId: text(s, q + 34),
    hisProcInsId: text(s, q + 36),
    duration: text(s, q + 38),
    durationMs: text(s, q + 40),
    comment: text(s, q + 42),
    commentList: list(s, q + 44),
    candidate: text(s, q + 46),
    createTime: text(s, q + 48),
    createTimeMs: text(s, q + 50),
    finishTime: text(s, q + 52),
    finishTimeMs: text(s, q + 54),
    processStatus: text(s, q + 56),
    state: word(s, q + 58, words[3]),
    proInsCreateTime: text(s, q + 60),
    proInsCreateTimeMs: text(s, q + 62),
  });
  make[112] = (s, q) => ({ // CommentSummary
    type: text(s, q),
    action: word(s, q + 2, words[4]),
    comment: text(s, q + 4),
  });
  make[113] = (s, q) => ({ // TaskComment
    id: text(s, q),
    type: text(s, q + 2),
    action: word(s, q + 4, words[5]),
    time: text(s, q + 6),
    timeMs: text(s, q + 8),
    userId: text(s, q + 10),
    taskId: text(s, q + 12),
    fullMessage: text(s, q + 14),
    processInstanceId: text(s, q + 16),
  });
  make[114] = (s, q) => ({ // CopiesAnswer
    total: text(s, q),
    rows: list(s, q + 2),
    code: text(s, q + 4),
    msg: text(s, q + 6),
  });
  make[115] = (s, q) => ({ // CopyRow
    copyId: text(s, q),
    title: text(s, q + 2),
    processId: text(s, q + 4),
    processName: text(s, q + 6),
    categoryId: text(s, q + 8),
    deploymentId: text(s, q + 10),
    instanceId: text(s, q + 12),
    taskId: text(s, q + 14),
    userId: text(s, q + 16),
    originatorId: text(s, q + 18),
    originatorName: text(s, q + 20),
    createTime: text(s, q + 22),
    createTimeMs: text(s, q + 24),
  });
  make[116] = (s, q) => ({ // DetailAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: text(s, q + 4),
  });
  make[117] = (s, q) => ({ // ProcessDetail
    taskFormData: text(s, q),
    historyProcNodeList: list(s, q + 2),
    processFormList: text(s, q + 4),
    bpmnXml: text(s, q + 6),
    flowViewer: text(s, q + 8),
  });
  make[118] = (s, q) => ({ // HistoryNode
    procDefId: text(s, q),
    activityId: text(s, q + 2),
    activityName: text(s, q + 4),
    activityType: text(s, q + 6),
    duration: text(s, q + 8),
    durationMs: text(s, q + 10),
    assigneeId: text(s, q + 12),
    assigneeName: text(s, q + 14),
    candidate: text(s, q + 16),
    commentList: list(s, q + 18),
    createTime: text(s, q + 20),
    createTimeMs: text(s, q + 22),
    endTime: text(s, q + 24),
    endTimeMs: text(s, q + 26),
  });
  make[119] = (s, q) => ({ // FlowViewer
    finishedTaskSet: list(s, q),
    finishedSequenceFlowSet: list(s, q + 2),
    unfinishedTaskSet: list(s, q + 4),
    rejectedTaskSet: list(s, q + 6),
  });
  make[120] = (s, q) => ({ // ReturnTargetsAnswer
    code: text(s, q),
    msg: text(s, q + 2),
    data: list(s, q + 4),
  });
  make[121] = (s, q) => ({ // ReturnTarget
    id: text(s, q),
    name: text(s, q + 2),
  });
  return make;
}
