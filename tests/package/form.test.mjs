// Forms through the package: compiled from what servers send or declared by hand, drawn, checked, written, sent.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import binaryen from "../../xtask/node_modules/binaryen/index.js";
import { Form, WorkOrderClient, WorkOrderError, parseJsonText } from "../../pkg/index.js";

const pkg = (name) => new URL(`../../pkg/${name}`, import.meta.url);
const golden = (name) => readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8");
const wasm = readFileSync(pkg("work_order_client.wasm"));
const RECEIPT = JSON.stringify({ code: 200, msg: "操作成功", data: { TaskId: "t1", ProcessInstanceId: "p1" } });
const PANDA_RECEIPT = golden("panda/submit.success.json");

/** A client whose server gives `body`, and what it was sent. */
function clientOf(body = RECEIPT, more = {}, Client = WorkOrderClient) {
  const sent = [];
  const fetch = async (address, init) => {
    sent.push(init.body ? new TextDecoder().decode(init.body) : address);
    return new Response(body);
  };
  const client = new Client({
    panda: { baseUrl: "http://127.0.0.1:1", project: "demo", userId: 1, token: async () => "t" },
    center: { baseUrl: "http://127.0.0.1:1", requestType: "app", appId: "a", secretKey: "s", accessToken: "t" },
    storage: "memory",
    retry: false,
    fetch,
    ...more,
  });
  return { client, sent };
}

/** JSON whose long whole numbers are bigints, as an app would give them. */
const exact = (text) => JSON.parse(
  text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (part) => (part[0] === "\"" ? part : `"long ${part}"`)),
  (_, value) => (/^long -?\d+$/.test(value) ? BigInt(value.slice(5)) : value),
);

const places = (issues) => issues.map(({ path, rule }) => [path, rule]);
const refusal = (promise) => promise.then(() => assert.fail("it was accepted"), (error) => error);

test("before the module is there, a form can be made, and says what it waits for", async () => {
  const { Form, WorkOrderClient, parseJsonText, setWasm } = await import(`${pkg("slim.js")}?early`);
  const form = Form.define([{ name: "单价", type: "money" }], { locale: "en" });
  for (const use of [() => form.fields, () => form.defaults(), () => form.check({}), () => form.serialize({}), () => form.warnings, () => parseJsonText("{}", { locale: "en" })]) {
    assert.throws(use, (error) => error.kind === "config" && /await client\.ready\(\)/.test(error.message));
  }
  assert.throws(() => Form.define([]).fields, { message: /请先 await client\.ready\(\)/ });
  setWasm(wasm);
  await clientOf("", {}, WorkOrderClient).client.ready();
  assert.equal(form.serialize({ 单价: 12.5 }), "{\"单价\":\"12.5\"}");
});

await clientOf().client.ready();

for (const name of ["center-start", "vform-wrapped", "generator", "panda-event-type", "panda-case-details"]) {
  test(`${name}: fields, defaults, every issue, and the text that is sent`, () => {
    const { data, defaults, fields, cases, warnings } = exact(golden(`form/${name}.json`));
    const form = Form.fromServer(data);
    assert.equal(JSON.stringify(form.defaults()), JSON.stringify(defaults));
    assert.deepEqual(form.fields, fields);
    assert.equal(form.fields, form.fields, "one list: a page may compare it");
    assert.notEqual(form.defaults(), form.defaults(), "a fresh object: a page fills it in");
    for (const { values, issues, text } of cases) {
      assert.deepEqual(form.check(values).map(({ path, rule, message }) => [path, rule, message]), issues);
      if (text !== undefined) assert.equal(form.serialize(values), text);
    }
    assert.deepEqual(form.warnings.map(({ path, rule }) => [path.join("."), rule]), warnings);
  });
}

test("the document's own start leaves as the document shows it", async () => {
  const { client, sent } = clientOf();
  const form = Form.fromServer(JSON.parse(golden("form/center-start.json")).data);
  const example = JSON.parse(golden("center/start.request.json"));
  assert.deepEqual(form.defaults(), example.variables);
  const values = { ...form.defaults(), cascaderarea53999: { address: "浦东", center: { lng: 121.5 } }, input58922: "张三", daterange29917: ["2025-06-01", "2025-06-02"] };
  const { outcome, receipt } = await client.center.start({ processDefId: example.processDefId, variables: values }, { form });
  assert.deepEqual([outcome, receipt.procInsId], ["accepted", "p1"]);
  const body = JSON.parse(sent[0]);
  assert.equal(body.variables.cascaderarea53999.center, "{\"lng\":121.5}", "JSON in a string, given as an object");
  assert.deepEqual(Object.keys(body.variables), Object.keys(values));
});

test("planted faults are found in the rows where they are", () => {
  const form = Form.define([
    { name: "标题", required: true },
    { name: "级别", type: "radio", options: ["低", "高"] },
    { name: "明细", type: "items", children: [{ name: "数量", type: "number", min: 1, max: 9 }, { name: "单号", pattern: /^\d{3}$/ }] },
  ], { locale: "en" });
  const row = (数量, 单号) => ({ 数量, 单号 });
  const issues = form.check({ 标题: "", 级别: "中", 明细: [row(1, "001"), row(10, "001"), row(NaN, "1"), row(2, () => {})] });
  assert.deepEqual(places(issues), [
    [["明细", 2, "数量"], "not-a-number"],
    [["明细", 3, "单号"], "function"],
    [["标题"], "required"],
    [["级别"], "option"],
    [["明细", 1, "数量"], "max"],
    [["明细", 2, "单号"], "pattern"],
  ]);
  assert.deepEqual(Object.keys(issues[0]), ["path", "label", "rule", "message", "detail"]);
  assert.deepEqual(form.check({ 标题: "x", 级别: "高", 明细: [row(1, "001")] }), []);
  const cyclic = { 标题: "x" };
  cyclic.级别 = cyclic;
  assert.deepEqual(places(form.check(cyclic)), [[["级别"], "cycle"]]);
  assert.throws(() => form.serialize({ 标题: NaN }), { kind: "validation" });
  assert.deepEqual(places(form.check("x")), [[["values"], "type"]]);
});

test("values keep every digit, and dates get the field's format in the server's zone", () => {
  const form = Form.define([
    { name: "id", type: "number" },
    { name: "日期", type: "date" },
    { name: "时刻", type: "datetime" },
    { name: "类型", type: "select", options: [{ label: "大", value: 1965951881494065154n }] },
  ], { utcOffset: "+09:00" });
  const at = new Date("2025-06-01T16:30:00Z");
  assert.equal(
    form.serialize({ id: 1965951881494065154n, 日期: at, 时刻: at, 其他: "\ud83d\ude00漢𠮷", 空: undefined }),
    "{\"id\":1965951881494065154,\"日期\":\"2025-06-02\",\"时刻\":\"2025-06-02 01:30:00\",\"其他\":\"\ud83d\ude00漢𠮷\"}",
  );
  assert.equal(form.fields[3].options[0].value, "1965951881494065154", "exactly, as text");
});

test("a form with a slip says where, when it is first used", () => {
  const bad = Form.define([{ name: "a", tpye: "input" }, { name: "b", type: "nubmer" }], { locale: "en" });
  assert.throws(() => bad.fields, (error) => {
    assert.ok(error instanceof WorkOrderError);
    assert.deepEqual([error.kind, error.issues.length], ["config", 2]);
    assert.match(error.issues[1].message, /number/);
    return true;
  });
  assert.deepEqual(Form.fromServer({ eventName: "e", fieldGroup: null }).fields, []);
  assert.throws(() => Form.fromServer({ nothing: 1 }).fields, { kind: "decode" });
  assert.throws(() => Form.define([], { utcOffset: "8" }).fields, { kind: "config" });
});

test("submit: all issues at once, with their places in the order, and nothing is sent", async () => {
  const { client, sent } = clientOf(PANDA_RECEIPT);
  const form = Form.define([
    { name: "用户编号", label: "户号", required: true },
    { name: "欠费金额", type: "money", min: 0, precision: 2 },
  ]);
  const error = await refusal(client.panda.submit({
    eventName: "",
    flows: [{ bizData: { 欠费金额: "-1" } }, { bizData: { 用户编号: "x", 欠费金额: NaN } }, { bizData: {} }],
  }, { form }));
  assert.deepEqual([error.kind, error.executed, error.operation], ["validation", "no", "submit"]);
  assert.deepEqual(places(error.issues), [
    [["order", "flows", 1, "bizData", "欠费金额"], "not-a-number"],
    [["order", "eventName"], "required"],
    [["order", "flows", 0, "bizData", "用户编号"], "required"],
    [["order", "flows", 0, "bizData", "欠费金额"], "min"],
    [["order", "flows", 2, "bizData", "用户编号"], "required"],
  ]);
  assert.equal(error.issues[2].label, "户号");
  assert.equal(sent.length, 0);
});

test("submit: the document's order with its event's form leaves byte for byte", async () => {
  const { client, sent } = clientOf(PANDA_RECEIPT);
  const order = JSON.parse(golden("panda/submit.order.json"));
  const form = Form.fromServer({ fieldGroup: Object.keys(order.flows[0].bizData).join(",") });
  await client.panda.submit(order, { form });
  assert.equal(sent[0], golden("panda/submit.request").split("\n\n")[1]);
  const withForm = Form.define([{ name: "坐标", type: "json" }, { name: "金额", type: "money" }, { name: "型号", hidden: true, default: "K\"1" }]);
  await client.panda.submit({ eventName: "e", flows: [{ bizData: { 坐标: { x: 1 }, 金额: 1.5 } }] }, { form: withForm });
  assert.equal(JSON.parse(sent[1]).FlowDatas[0].BizData, "{\"坐标\":\"{\\\"x\\\":1}\",\"金额\":\"1.5\",\"型号\":\"K\\\"1\"}");
});

test("center: start, complete and createOrder refuse what the form refuses", async () => {
  const { client, sent } = clientOf();
  const form = Form.define([{ name: "a", required: true }]);
  const { center } = client;
  const tries = {
    "process.variables.a": center.start({ processDefId: "P:1", variables: {} }, { form }),
    "action.variables.a": center.complete({ taskId: "1", procInsId: "2", comment: "好" }, { form }),
    "order.params.a": center.createOrder({ title: "t", processKey: "k", params: { a: "" } }, { form }),
  };
  for (const [place, call] of Object.entries(tries)) {
    const error = await refusal(call);
    assert.deepEqual([error.kind, error.issues.map(({ path }) => path.join("."))], ["validation", [place]]);
  }
  assert.equal(sent.length, 0);
  await center.start({ processDefId: "P:1", variables: { a: "1" } }, { form });
  await center.complete({ taskId: "1", procInsId: "2", comment: "好", variables: { a: "1" } }, { form });
  await center.createOrder({ title: "t", processKey: "k", params: { a: "1" } }, { form });
  assert.deepEqual(sent.map((body) => JSON.parse(body)).map(({ variables, params }) => variables ?? params), [{ a: "1" }, { a: "1" }, { a: "1" }]);
  const error = await refusal(center.start({ processDefId: "P:1", variables: {} }, { form: [{ name: "a" }] }));
  assert.deepEqual([error.kind, error.service, error.operation], ["validation", "center", "start"]);
});

test("client.center.form is a Form in the client's language", async () => {
  const { data } = JSON.parse(golden("form/center-start.json"));
  const { client } = clientOf(JSON.stringify({ code: 200, msg: null, data }), { locale: "en" });
  const form = await client.center.form({ definitionId: "P:1", deployId: "1" });
  assert.ok(form instanceof Form);
  assert.match(form.check({})[0].message, /is required/);
  assert.equal(form.source.widgetList.length, data.widgetList.length, "as the server sent it");
  const none = await clientOf(JSON.stringify({ code: 200, data: null })).client.center.form({ definitionId: "P:1", deployId: "1" });
  assert.deepEqual(none.fields, []);
  const odd = await refusal(clientOf(JSON.stringify({ code: 200, data: { page: 1 } })).client.center.form({ definitionId: "P:1", deployId: "1" }));
  assert.equal(odd.kind, "decode");
});

test("a form outlives a trap: the next use compiles it again", async () => {
  const { Form, WorkOrderClient, setWasm } = await import(`${pkg("slim.js")}?trap`);
  const doomed = "panda.caseDetails".length;
  const module = binaryen.readBinary(wasm);
  for (let i = 0; i < module.getNumExports(); i++) {
    const { kind, value } = binaryen.getExportInfo(module.getExportByIndex(i));
    if (kind !== binaryen.ExternalFunction) continue;
    const target = module.getFunction(value);
    const { params, body, results } = binaryen.getFunctionInfo(target);
    if (binaryen.expandType(params).length !== 5) continue; // Core.call(core, name, its length, argument, options)
    const hit = module.i32.eq(module.local.get(2, binaryen.i32), module.i32.const(doomed));
    binaryen.Function.setBody(target, module.block(null, [module.if(hit, module.unreachable()), body], results));
  }
  setWasm(module.emitBinary());
  const { client, sent } = clientOf(RECEIPT, {}, WorkOrderClient);
  await client.ready();
  const form = Form.define([{ name: "a", required: true }]);
  assert.equal(form.check({}).length, 1);
  await assert.rejects(client.panda.caseDetails("C1"), { kind: "internal" });
  assert.equal(form.check({}).length, 1, "at once, before any other call");
  await client.center.start({ processDefId: "P:1", variables: { a: "1" } }, { form });
  assert.deepEqual(JSON.parse(sent.at(-1)).variables, { a: "1" });
});

test("a form of one entry serves a client of another", async () => {
  const { WorkOrderClient, setWasm } = await import(`${pkg("slim.js")}?other`);
  setWasm(wasm);
  const { client } = clientOf(RECEIPT, {}, WorkOrderClient);
  const form = Form.define([{ name: "a", required: true }]);
  assert.equal(form.check({}).length, 1);
  const error = await refusal(client.center.start({ processDefId: "P:1", variables: {} }, { form }));
  assert.equal(error.issues[0].path.at(-1), "a");
  assert.equal(form.check({}).length, 1);
});

test("JSON within an answer's text is read to the last digit, and other text is left alone", () => {
  assert.deepEqual(parseJsonText("{\"id\":1965951881494065154,\"x\":[1.5,\"漢\"]}"), { id: "1965951881494065154", x: [1.5, "漢"] });
  assert.deepEqual(parseJsonText(" [] "), []);
  for (const plain of ["", "幸福路 1 号", "12", "{不是 JSON", null, 7, undefined]) assert.equal(parseJsonText(plain), plain);
});

test("a form's code is text to the last: nothing of it runs", () => {
  const code = "globalThis.ran = true";
  const { data } = JSON.parse(golden("form/center-start.json"));
  const hostile = JSON.parse(JSON.stringify(data), (key, value) => (/^on[A-Z]|Code$|^functions$/.test(key) ? code : value));
  hostile.widgetList[1].options.validation = `/x/.constructor.constructor("${code}")()`;
  const form = Form.fromServer(hostile);
  form.check({ ...form.defaults(), input58922: "a" });
  form.serialize(form.defaults());
  assert.equal(form.warnings.length, 1);
  assert.equal(globalThis.ran, undefined);
});
