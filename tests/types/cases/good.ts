// What must compile, in every supported TypeScript: what apps write.
import { Form, WorkOrderClient, WorkOrderError, isWorkOrderError, parseJsonText } from "work-order-client";
import type {
  CaseRow, CenterOptions, CenterToken, ClientOptions, ErrorKind, FetchLike, Field, Issue, Page, Paged, PandaFlow, PandaReceipt, StorageLike, Submission,
  SubmitOptions, TaskRow,
} from "work-order-client";
import { setWasm } from "work-order-client/slim";

declare function same<T>(): <U extends T>(value: U) => [T] extends [U] ? void : never;

// An interface of the app's own is what is filled in.
interface Valve {
  用户编号: string;
  阀门当前状态?: "开启" | "关闭";
  读数: number | bigint | Date | null;
}
const valve: Valve = { 用户编号: "xx0021", 读数: 12 };

const own: StorageLike = { getItem: async () => null, setItem: () => 1, removeItem: () => undefined };
const send: FetchLike = async (address, init) => {
  init.headers.set("x", address);
  const bytes: ArrayBufferLike | undefined = init.body && init.body.buffer;
  return { status: bytes ? 200 : 204, headers: { get: () => null }, arrayBuffer: async () => new ArrayBuffer(0) };
};

export const client = new WorkOrderClient({
  locale: "en",
  storage: own,
  timeouts: { totalMs: 1000 },
  retry: false,
  fetch: send,
  panda: { baseUrl: "/", project: "demo", token: async () => ({ token: "t", expirationTime: "2022-12-30 11:12:52", more: 1 }), routes: { cases: "x" } },
  center: { baseUrl: "/", requestType: "app", accessToken: () => "t", routes: { start: { method: "POST" } } },
  on: { response: ({ deviations }) => console.log(deviations && deviations[0].record) },
});
export const browsers: ClientOptions[] = [{ storage: sessionStorage }, { storage: "memory" }, { fetch }, { fetch: (a, i) => fetch(a, i) }, {}];
const options: CenterOptions = { baseUrl: "/", requestType: "service", accessToken: "t" };
export const lasting: CenterOptions = {
  ...options,
  accessToken: async () => ({ token: "t", expirationTime: "2024-02-29 11:12:52", more: 1 }),
};
export const atOnce: CenterOptions = { ...options, accessToken: (): CenterToken => ({ token: "t" }) };

export async function panda(signal: AbortSignal): Promise<void> {
  const types = await client.panda.eventTypes({ type: "mobile" }, { signal, timeoutMs: 5 });
  same<"event" | "workOrder" | null>()(types[0].model);
  const flows: PandaFlow[] = [{ bizData: valve, toUserIds: [42, "43"], opinion: "急" }];
  const sent: Submission<PandaReceipt[]> = await client.panda.submit({ eventName: "用水户开阀", flows }, { form: Form.fromServer(types[0]) });
  if (sent.outcome === "accepted") same<string | null>()(sent.receipt[0].caseNo);
  else if (sent.outcome === "unknown") same<ErrorKind>()(sent.error.kind);
  const paged: Paged<CaseRow> = client.panda.cases({ caseState: "processing", direction: "asc" });
  const page: Page<CaseRow> = await paged;
  for await (const row of paged) same<"processing" | "finished" | "returned" | null>()(row.state);
  for await (const one of paged.pages()) same<number>()(one.total);
  const rows = await paged.toArray({ limit: 3 });
  const beyond: unknown = rows[0].somethingOfTheServersOwn;
  const { caseItem, flowTableInfos } = await client.panda.caseDetails(String(page.rows[0].caseNo));
  const value = parseJsonText(flowTableInfos[0].tableMetaDatas[0].flowNodeMeta?.values[0].fieldValue);
  const [entry] = await client.panda.processLog("A");
  same<string[] | undefined>()(entry.details?.doingUserName);
  const { blob } = await client.panda.download("a\\b.jpg", { onProgress: ({ loaded, total = 0 }) => loaded / total, signal });
  console.log(beyond, caseItem?.state, value, blob.size);
  const following = client.panda.track("A", { until: ({ state }) => state === "returned", minMs: 1000, signal });
  for await (const { log, details, final } of following) console.log(log[0].title, details.caseItem, final);
  await paged.then((first) => first.rows).catch(() => []);
}

export async function center(task: TaskRow, submit: SubmitOptions): Promise<void> {
  const form = await client.center.form({ definitionId: "d", deployId: "d" });
  const values = form.defaults();
  const field: Field | undefined = form.fields[0];
  const issues: Issue[] = form.check(valve);
  const text: string = form.serialize(valve);
  const { taskId, procInsId } = task;
  if (!taskId || !procInsId) return;
  const done = await client.center.complete({ taskId, procInsId, comment: "同意", variables: valve, copyUserIds: ["1", 2] }, submit);
  if (done.outcome === "accepted") same<string[]>()(done.receipt.taskIds);
  await client.center.start({ processDefId: "p", variables: values }, { form, key: "k" });
  await client.center.createOrder({ title: "t", processKey: "k", params: valve, attachmentUrls: ["a", "b"] });
  same<"running" | "terminated" | "completed" | "canceled" | "unknown" | null>()((await client.center.own()).rows[0].state);
  const detail = await client.center.detail(procInsId, { taskId });
  console.log(field, issues, text, detail.flowViewer?.finishedTaskSet.length, options);
}

Form.define([
  { name: "电话", validation: "mobilePhone", pattern: /^1/, options: ["a", 1, { label: "b", value: 2 }] },
  { name: "明细", type: "items", children: [{ name: "数量", type: "number", min: 1, max: "12.50" }] },
] as const);

export function words(error: unknown): string {
  if (!isWorkOrderError(error)) throw error;
  const kind: ErrorKind = error.kind;
  const first: Issue | undefined = error.issues?.[0];
  const more: [Error, string, number | undefined, unknown, string | undefined] = [error, error.message, error.code, error.cause, error.detail];
  return [kind, first?.rule, ...more.map(String), error instanceof WorkOrderError].join();
}

setWasm("/x.wasm");
setWasm(new Uint8Array(8));
setWasm(new URL("https://example.cn/x.wasm"));
setWasm(new WebAssembly.Module(new Uint8Array(8)));
setWasm(WebAssembly.compile(new Uint8Array(8)));
setWasm(fetch("/x.wasm"));
client.ready().then((one) => one.signOut());
