// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.

/** By a record's number: a function that makes its object from the slots that start at `s[q]`. */
export function makers(text, list, word) {
  const words = [
    ["event", "workOrder"],
    ["processing", "finished", "returned"],
  ];
  const make = [];
  make[1] = (s, q) => ({ // TokenAnswer
    errMsg: text(s, q),
    expirationTime: text(s, q + 2),
    expirationTimeMs: text(s, q + 4),
    token: text(s, q + 6),
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
  return make;
}
