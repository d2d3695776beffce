// What nodes.test.mjs has every Node.js do: `node story.mjs SERVER`. Each entry of the package loads, submits an order, finds it in the
// list, and is closed; a line of JSON for each. Then the program has nothing left to do, and ends.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const pkg = (name) => new URL(`../../pkg/${name}`, import.meta.url);
const wasm = readFileSync(pkg("work_order_client.wasm"));
const require = createRequire(import.meta.url);

const ENTRIES = {
  "import": () => import(pkg("index.js")),
  "import, slim": () => import(pkg("slim.js")),
  "require": async () => require(pkg("index.cjs").pathname),
  "require, slim": async () => require(pkg("slim.cjs").pathname),
};

for (const [entry, load] of Object.entries(ENTRIES)) {
  const { WorkOrderClient, setWasm } = await load();
  if (setWasm) setWasm(wasm);
  const client = new WorkOrderClient({
    panda: {
      baseUrl: process.argv[2], project: "demo", userId: 42,
      credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
    },
    locale: "en",
  });
  const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: entry, 阀门当前状态: "开启" } }] });
  const { caseNo } = sent.receipt[0];
  const { rows } = await client.panda.cases({ caseState: "processing", pageSize: 50 });
  const listed = rows.filter((row) => row.caseNo === caseNo).length;
  const refused = await client.panda.caseDetails("").catch(({ name, kind }) => `${name} ${kind}`);
  const pending = (await client.outbox.pending()).length;
  client.close();
  console.log(JSON.stringify({ entry, outcome: sent.outcome, caseNo, listed, refused, pending }));
}
