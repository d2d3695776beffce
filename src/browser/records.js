// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.

/** By a record's number: a function that makes its object from the slots that start at `s[q]`, and from the narrow list `a`. */
export function makers(other, list, time, word) {
  const words = [
    ["event", "workOrder"],
    ["processing", "finished", "returned"],
    ["selected", "added"],
    ["running", "terminated", "completed", "canceled", "unknown"],
    ["normal", "returned", "rejected"],
    ["completed", "returned", "rejected", "delegated", "transferred", "stopped", "revoked"],
  ];
  const make = [];
  make[1] = (s, q, a, x) => ({ // TokenAnswer
    errMsg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    expirationTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    token: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[2] = (s, q, a, x) => ({ // EventTypesAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[3] = (s, q, a, x) => ({ // EventType
    businessType: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    tableName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    fieldGroup: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    bizCode: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    nodeName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    nodeAliasName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activityId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    isCreate: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    model: word(s[q++], words[0]),
    eventPhoto: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[22] = (s, q, a, x) => ({ // SubmitAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[23] = (s, q, a, x) => ({ // PandaReceipt
    eventCode: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    caseNo: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[4] = (s, q, a, x) => ({ // CasesAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[5] = (s, q, a, x) => ({ // CasesData
    currentPageIndex: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    totalRcdNum: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    getMe: list(s[q++]),
  });
  make[6] = (s, q, a, x) => ({ // CaseRow
    caseNo: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventCode: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventState: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    station: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reporterName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reporterDepart: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reportTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reportTimeMs: time(s[q++], s[q++]),
    xy: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    summary: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activeName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activeAliasName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    currentUnderTakeMan: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    operators: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    opinion: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    isOver: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    state: word(s[q++], words[1]),
    finishTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    finishTimeMs: time(s[q++], s[q++]),
    overtTimeInfoShort: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[7] = (s, q, a, x) => ({ // CaseDetailsAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[8] = (s, q, a, x) => ({ // CaseDetails
    caseItem: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventDetails: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowTableInfos: list(s[q++]),
  });
  make[9] = (s, q, a, x) => ({ // CaseItem
    activeAliasName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activeName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    caseNo: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    isOver: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    state: word(s[q++], words[1]),
  });
  make[10] = (s, q, a, x) => ({ // EventDetails
    eventCode: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventState: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    eventMainTable: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reportTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reportTimeMs: time(s[q++], s[q++]),
    reporterDepart: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    reporterName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[11] = (s, q, a, x) => ({ // FlowTableInfo
    flowInfoConfig: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    tableMetaDatas: list(s[q++]),
  });
  make[12] = (s, q, a, x) => ({ // FlowInfoConfig
    isWorkOrder: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    model: word(s[q++], words[0]),
  });
  make[13] = (s, q, a, x) => ({ // TableMetaData
    showCss: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    tableName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    tableAlias: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowNodeMeta: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[14] = (s, q, a, x) => ({ // FlowNodeMeta
    groups: list(s[q++]),
    values: list(s[q++]),
  });
  make[15] = (s, q, a, x) => ({ // FieldGroup
    groupName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    schema: list(s[q++]),
  });
  make[16] = (s, q, a, x) => ({ // FieldSchema
    fieldName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    alias: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    colSpan: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    unit: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[17] = (s, q, a, x) => ({ // FieldValue
    fieldName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    fieldValue: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    showValue: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[18] = (s, q, a, x) => ({ // ProcessLogAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[19] = (s, q, a, x) => ({ // LogEntry
    title: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    state: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    operateTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    operateTimeMs: time(s[q++], s[q++]),
    nodeType: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    details: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[20] = (s, q, a, x) => ({ // LogDetails
    departmentName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    peopleName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    opinion: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    timeConsuming: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    doingUserName: list(s[q++]),
  });
  make[21] = (s, q, a, x) => ({ // DownloadAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[101] = (s, q, a, x) => ({ // DataAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[102] = (s, q, a, x) => ({ // ProcessesAnswer
    total: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    rows: list(s[q++]),
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[103] = (s, q, a, x) => ({ // ProcessDefinition
    definitionId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processKey: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    category: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    version: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    formId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    formName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deploymentId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    suspended: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deploymentTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deploymentTimeMs: time(s[q++], s[q++]),
    iconId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[104] = (s, q, a, x) => ({ // AppTypesAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[105] = (s, q, a, x) => ({ // AppType
    appId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    applicationName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    applicationId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    applicationSecret: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    appFlag: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    origin: word(s[q++], words[2]),
    images: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[106] = (s, q, a, x) => ({ // SynthesisTypesAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[107] = (s, q, a, x) => ({ // SynthesisType
    synthesisId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    parentId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    categoryName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    description: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    childFlag: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[108] = (s, q, a, x) => ({ // StartAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[109] = (s, q, a, x) => ({ // StartReceipt
    taskId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procInsId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    workOrder: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[110] = (s, q, a, x) => ({ // TasksAnswer
    total: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    rows: list(s[q++]),
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[111] = (s, q, a, x) => ({ // TaskRow
    taskId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    taskName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    taskDefKey: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    assigneeId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deptName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    startDeptName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    assigneeName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    startUserId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    startUserName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    category: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procVars: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    taskLocalVars: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deployId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procDefId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procDefKey: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procDefName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procDefVersion: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    procInsId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    hisProcInsId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    duration: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    durationMs: time(s[q++], s[q++]),
    comment: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    commentList: list(s[q++]),
    candidate: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    createTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    createTimeMs: time(s[q++], s[q++]),
    finishTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    finishTimeMs: time(s[q++], s[q++]),
    processStatus: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    state: word(s[q++], words[3]),
    proInsCreateTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    proInsCreateTimeMs: time(s[q++], s[q++]),
  });
  make[112] = (s, q, a, x) => ({ // CommentSummary
    type: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    action: word(s[q++], words[4]),
    comment: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[113] = (s, q, a, x) => ({ // TaskComment
    id: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    type: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    action: word(s[q++], words[5]),
    time: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    timeMs: time(s[q++], s[q++]),
    userId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    taskId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    fullMessage: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processInstanceId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[114] = (s, q, a, x) => ({ // CopiesAnswer
    total: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    rows: list(s[q++]),
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[115] = (s, q, a, x) => ({ // CopyRow
    copyId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    title: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    processName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    categoryId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    deploymentId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    instanceId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    taskId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    userId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    originatorId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    originatorName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    createTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    createTimeMs: time(s[q++], s[q++]),
  });
  make[116] = (s, q, a, x) => ({ // DetailAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[117] = (s, q, a, x) => ({ // ProcessDetail
    taskFormData: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    historyProcNodeList: list(s[q++]),
    processFormList: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    bpmnXml: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    flowViewer: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  make[118] = (s, q, a, x) => ({ // HistoryNode
    procDefId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activityId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activityName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    activityType: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    duration: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    durationMs: time(s[q++], s[q++]),
    assigneeId: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    assigneeName: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    candidate: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    commentList: list(s[q++]),
    createTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    createTimeMs: time(s[q++], s[q++]),
    endTime: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    endTimeMs: time(s[q++], s[q++]),
  });
  make[119] = (s, q, a, x) => ({ // FlowViewer
    finishedTaskSet: list(s[q++]),
    finishedSequenceFlowSet: list(s[q++]),
    unfinishedTaskSet: list(s[q++]),
    rejectedTaskSet: list(s[q++]),
  });
  make[120] = (s, q, a, x) => ({ // ReturnTargetsAnswer
    code: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    msg: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    data: list(s[q++]),
  });
  make[121] = (s, q, a, x) => ({ // ReturnTarget
    id: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
    name: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),
  });
  return make;
}
