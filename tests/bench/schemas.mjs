// The same checks in the words of each validator: every field of every row, unknown ones let through.
import Ajv from "ajv";
import * as v from "valibot";
import { z } from "zod";
import { BIZ_FIELDS } from "./data.mjs";

const NODE = { title: "text", state: "text", operateTime: "text", nodeType: "number", details: "details" };
const DETAILS = { departmentName: "text", peopleName: "text", opinion: "text", processName: "text", timeConsuming: "text", doingUserName: "list" };
const CASE = Object.fromEntries(["CaseNo", "eventName", "EventCode", "EventState", "Station", "reporterName", "ReporterDepart", "reportTime", "xy", "summary",
  "activeName", "activeAliasName", "flowName", "currentUnderTakeMan", "operators", "opinion", "isOver", "finishTime", "overtTimeInfoShort"].map((name) => [name, "text"]));
const TASK = {
  ...Object.fromEntries(["taskId", "taskName", "taskDefKey", "assigneeId", "deptName", "startDeptName", "assigneeName", "startUserId", "startUserName", "category",
    "deployId", "procDefId", "procDefKey", "procDefName", "procInsId", "hisProcInsId", "duration", "candidate", "createTime", "finishTime", "processStatus",
    "proInsCreateTime"].map((name) => [name, "text"])),
  procDefVersion: "number", procVars: "any", taskLocalVars: "any", comment: "comment", commentList: "comments",
};
const COMMENT = Object.fromEntries(["id", "type", "time", "userId", "taskId", "fullMessage", "processInstanceId"].map((name) => [name, "text"]));
const SUMMARY = { type: "text", comment: "text" };

/** What a validator says in its own words; `text` takes a number, too, as ids come as both. */
const ZOD = {
  text: z.union([z.string(), z.number()]).nullable(), number: z.number().nullable(), any: z.record(z.string(), z.unknown()).nullable(),
  list: z.array(z.string()).nullable(), object: (fields) => z.looseObject(fields), rows: (row) => z.array(row), nullable: (one) => one.nullable(),
};
const VALIBOT = {
  text: v.nullable(v.union([v.string(), v.number()])), number: v.nullable(v.number()), any: v.nullable(v.record(v.string(), v.unknown())),
  list: v.nullable(v.array(v.string())), object: (fields) => v.looseObject(fields), rows: (row) => v.array(row), nullable: (one) => v.nullable(one),
};
const AJV = {
  text: { type: ["string", "number", "null"] }, number: { type: ["number", "null"] }, any: { type: ["object", "null"] },
  list: { type: ["array", "null"], items: { type: "string" } },
  object: (fields) => ({ type: "object", required: Object.keys(fields), properties: fields }), rows: (row) => ({ type: "array", items: row }),
  nullable: (one) => ({ ...one, type: [one.type, "null"] }),
};

function record(words, fields) {
  const nested = {
    details: () => words.nullable(record(words, DETAILS)), comment: () => words.nullable(record(words, SUMMARY)),
    comments: () => words.nullable(words.rows(record(words, COMMENT))),
  };
  return words.object(Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, nested[kind] ? nested[kind]() : words[kind]])));
}

const ROWS = { todoList: TASK, ownList: TASK, finishedList: TASK, cases: CASE, processLog: NODE };

/** By the name of a validator: a function that returns a page's rows checked, or throws. */
export function validators(type) {
  const zod = ZOD.rows(record(ZOD, ROWS[type]));
  const valibot = VALIBOT.rows(record(VALIBOT, ROWS[type]));
  const ajv = compiled(AJV.rows(record(AJV, ROWS[type])));
  return { zod: (rows) => zod.parse(rows), valibot: (rows) => v.parse(valibot, rows), ajv };
}

const STATES = { 用户状态: ["正常", "欠费", "停用"], 阀门当前状态: ["开启", "关闭"] };

/** What the form asks of a field, once for all: a text of at most 200 characters, one of a few, or an amount. */
export const BIZ_RULES = BIZ_FIELDS.map((name) => ({ name, required: true, ...(STATES[name] ? { options: STATES[name] } : name === "欠费金额" ? { amount: true } : { maxLength: 200 }) }));

const AMOUNT = /^-?\d+(\.\d{1,2})?$/;

/** The same for submissions. */
export function bizValidators() {
  const zod = z.array(z.object(Object.fromEntries(BIZ_RULES.map((rule) => [rule.name,
    rule.options ? z.enum(rule.options) : rule.amount ? z.string().regex(AMOUNT) : z.string().min(1).max(rule.maxLength)]))));
  const ajv = compiled({
    type: "array",
    items: {
      type: "object", required: BIZ_FIELDS,
      properties: Object.fromEntries(BIZ_RULES.map((rule) => [rule.name,
        rule.options ? { enum: rule.options } : rule.amount ? { type: "string", pattern: AMOUNT.source } : { type: "string", minLength: 1, maxLength: rule.maxLength }])),
    },
  });
  return { zod: (items) => zod.parse(items), ajv };
}

function compiled(schema) {
  const check = new Ajv({ allowUnionTypes: true }).compile(schema);
  return (value) => {
    if (!check(value)) throw new Error(JSON.stringify(check.errors));
    return value;
  };
}
