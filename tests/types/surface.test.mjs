// Both sides agree: what the crate's tables and the package's classes offer is declared, and what is declared is there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { ROOT, declared } from "./support/declared.mjs";

const surface = JSON.parse(execFileSync("cargo", ["run", "--quiet", "--example", "surface"], { cwd: ROOT, maxBuffer: 1 << 24 }));
const index = declared("index.d.ts");
const pkg = await import("../../pkg/index.js");
const client = new pkg.WorkOrderClient({
  panda: { baseUrl: "/", project: "demo", userId: 42, token: () => "t" },
  center: { baseUrl: "/", requestType: "app", accessToken: "t" },
});

const own = (object) => Object.getOwnPropertyNames(object).filter((name) => name !== "constructor").sort();
const prototype = (object) => own(Object.getPrototypeOf(object));
const operations = (service) => surface.operations.filter((one) => one.service === service).map(({ name }) => name);
const sorted = (names) => [...names].sort();

test("the entries export what their types say", async () => {
  assert.deepEqual(Object.keys(pkg).sort(), sorted(index.values));
  assert.deepEqual(Object.keys(await import("../../pkg/slim.js")).sort(), sorted(declared("slim.d.ts").values));
});

test("the script defines the globals that its types say", () => {
  const page = vm.createContext({ atob, TextDecoder, TextEncoder, WebAssembly, URL });
  const before = new Set(Object.getOwnPropertyNames(vm.runInContext("globalThis", page)));
  vm.runInContext(readFileSync(`${ROOT}pkg/global.js`, "utf8"), page);
  const added = Object.getOwnPropertyNames(vm.runInContext("globalThis", page)).filter((name) => !before.has(name));
  const said = [...readFileSync(`${ROOT}pkg/global.d.ts`, "utf8").matchAll(/^ {2}const (\w+):/gm)].map((found) => found[1]);
  assert.deepEqual(sorted(added), sorted(said));
});

test("classes have the members that their types say", () => {
  assert.deepEqual(prototype(client), index.type("WorkOrderClient").names);
  assert.deepEqual(prototype(client.outbox), index.type("Outbox").names);
  const form = pkg.Form.define([]);
  assert.deepEqual(prototype(form), index.type("Form").names);
  const statics = index.statics("Form").names.filter((name) => name !== "prototype");
  assert.deepEqual(own(pkg.Form).filter((name) => !["length", "name", "prototype"].includes(name)), statics);
  const paged = prototype(client.panda.cases());
  // A promise, too; `start` is its own affair.
  assert.deepEqual(paged, sorted([...index.type("Paged").names, "then", "catch", "finally", "start"]));
});

for (const [service, type] of [["panda", "Panda"], ["center", "Center"]]) {
  test(`client.${service} has a method for each operation, declared with its answer`, () => {
    const { members, names } = index.type(type);
    assert.deepEqual(prototype(client[service]), names);
    assert.deepEqual(names.filter((name) => name !== "track"), sorted(operations(service)), "nothing but track is no operation");
    assert.deepEqual(index.type(`${type}Operation`).words, sorted(operations(service)), "what routes can name");
    for (const operation of surface.operations.filter((one) => one.service === service)) {
      assert.equal(members.get(operation.name).returns, returns(operation), operation.name);
    }
  });
}

/** What no table says, as no table reads the answer. */
const OTHERWISE = {
  signIn: "Promise<void>",
  download: "Promise<Download>",
  form: "Promise<Form>",
  bpmnXml: "Promise<string | null>",
  processVariables: "Promise<Record<string, unknown> | null>",
};

function returns({ name, writes, answer }) {
  if (OTHERWISE[name]) return OTHERWISE[name];
  const field = (record, wanted) => surface.records.find((one) => one.name === record).fields.find((one) => one.name === wanted);
  const rows = field(answer, "rows");
  if (rows) return `Paged<${rows.kind.of}>`;
  const { kind } = field(answer, "data");
  const getMe = kind.is === "one" && field(kind.of, "getMe");
  if (getMe) return `Paged<${getMe.kind.of}>`;
  const given = { one: kind.of, many: `${kind.of}[]`, any: "unknown" }[kind.is];
  return writes ? `Promise<Submission<${given}>>` : `Promise<${given}>`;
}

/** Envelopes: apps get what is in them. */
const INSIDE = new Set([...surface.operations.map(({ answer }) => answer), "CasesData"]);
/** One field that is read apart on its way to the app (src/browser/plan.rs). */
const RENAMED = { StartReceipt: { taskId: "taskIds" } };

test("answers have the fields that the tables name, and no others", () => {
  const records = surface.records.filter(({ name }) => !INSIDE.has(name));
  assert.ok(records.length > 20);
  for (const { name, fields } of records) {
    const type = index.type(name);
    assert.ok(type.isOpen, `${name}: servers may send more`);
    const renamed = RENAMED[name] || {};
    const wanted = fields.flatMap(({ name, kind }) => [renamed[name] || name, kind.second || []]).flat();
    assert.deepEqual(type.names, sorted(wanted), name);
    for (const { name: field, kind } of fields) if (!renamed[field]) fits(type.members, field, kind, name);
  }
  const open = index.types.filter((name) => index.type(name).isInterface && index.type(name).isOpen && name !== "Answer");
  assert.deepEqual(sorted(open), sorted(records.map(({ name }) => name)), "what is declared as an answer is in a table");
});

function fits(members, field, kind, record) {
  const parts = members.get(field).parts;
  const place = `${record}.${field}: ${parts}`;
  const allowed = {
    text: [["null", "string"]],
    // Beyond 2^53-1 a whole number is text: where ids are meant, the type says so.
    number: [["null", "number"], ["null", "number", "string"]],
    boolean: [["boolean", "null"], ["false", "null", "true"]],
    one: [[kind.of, "null"]],
    many: [[`${kind.of}[]`]],
    list: [["string[]"]],
  }[kind.is];
  if (allowed) assert.ok(allowed.some((one) => String(sorted(one)) === String(parts)), place);
  if (kind.is === "list") assert.equal(kind.of.is, "text", place);
  if (kind.words) {
    assert.deepEqual(members.get(kind.second).words, sorted(new Set(kind.words)), `${record}.${kind.second}`);
    assert.ok(members.get(kind.second).parts.includes("null"));
  } else if (kind.second) {
    assert.deepEqual(members.get(kind.second).parts, ["null", "number"], `${record}.${kind.second}`);
  }
}

test("errors have the declared kinds, and every rule is declared", () => {
  // `internal` is the JavaScript layer's own: the module is gone by then.
  assert.deepEqual(index.type("ErrorKind").words, sorted([...surface.errorKinds, "internal"]));
  assert.deepEqual(index.type("WorkOrderError").members.get("executed").words, sorted(surface.executed));
  assert.deepEqual(index.type("FieldValidation").words, sorted(surface.validations));
  assert.deepEqual(index.type("IssueRule").words, sorted(new Set([...surface.rules, ...surface.validations])));
});

test("fields of forms have the declared keys and types", () => {
  assert.deepEqual(index.type("FieldSpec").names, sorted(surface.fieldKeys));
  assert.deepEqual(index.type("Field").names, sorted(surface.fieldKeys));
  assert.deepEqual(index.type("FieldType").words, sorted(surface.fieldTypes));
  assert.deepEqual(index.type("FieldSpec").members.get("validation").words, sorted(surface.validations));
});

/** Words that several tables share. */
const UNION = { CaseState: ["CaseRow", "state"], ProcessState: ["TaskRow", "state"] };
/** What only its members' types are: tests/types/cases looks at them. */
const BY_COMPILER = ["CallEvent", "TrackUpdate", "Submission", "SubmitOptions", "CallOptions", "DetailOptions", "FormOptions", "FieldOption", "PandaToken", "CenterToken", "FetchLike"];

test("names for a state's words stand for all of them", () => {
  for (const [name, [record, field]] of Object.entries(UNION)) {
    assert.deepEqual(index.type(name).words, index.type(record).members.get(field).words, name);
  }
});

test("every method is shown in an example", () => {
  const without = index.types.flatMap((name) => {
    const type = index.type(name);
    const methods = [...type.members].filter(([, member]) => member.isMethod);
    // What an app writes itself is shown at the option that takes it.
    if (["StorageLike", "EventListeners", "DownloadOptions", "FetchAnswer"].includes(name)) return [];
    return methods.filter(([method, { examples }]) => examples === 0 && method !== "toJSON").map(([method]) => `${name}.${method}`);
  });
  assert.deepEqual(without, []);
});

test("no type is declared that nothing here looks at", () => {
  const tests = ["surface", "objects"].map((name) => readFileSync(new URL(`./${name}.test.mjs`, import.meta.url), "utf8")).join("");
  const records = new Set(surface.records.map(({ name }) => name));
  const unseen = index.types.filter((name) => !records.has(name) && !tests.includes(`"${name}"`) && !UNION[name] && !BY_COMPILER.includes(name));
  assert.deepEqual(unseen, []);
});
