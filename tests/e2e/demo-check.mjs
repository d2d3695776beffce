// node demo-check.mjs --url http://127.0.0.1:8787/
// Drives a running demo through its main path in headless Chromium; prints a line per step, exits 0 when all went well.
import { parseArgs } from "node:util";
import { launch, open } from "./support/browser.mjs";
import { act, lastStarted, ownState, REPAIR, signInAs, startProcess } from "./support/center.mjs";
import { EVENT, fillIn, receipt, signIn, submit } from "./support/steps.mjs";

const { values } = parseArgs({ options: { url: { type: "string" } } });
if (!values.url) {
  console.error("usage: node demo-check.mjs --url http://127.0.0.1:8787/");
  process.exit(2);
}
const url = new URL("/", values.url).href;
const deadline = setTimeout(() => {
  console.error("not ok  it took more than 4 minutes");
  process.exit(1);
}, 240_000);

let caseNo;
let procInsId;
const steps = [
  ["sign in", async (page) => {
    await signIn(page, url);
    return "demo account";
  }],
  ["event types", async (page) => {
    await page.locator(".tile").first().waitFor();
    return `${await page.locator(".tile").count()} to choose from`;
  }],
  ["submit", async (page) => {
    await page.getByRole("link", { name: EVENT }).click();
    await page.getByRole("button", { name: "提交", exact: true }).waitFor();
    await fillIn(page);
    await submit(page);
    const codes = await receipt(page);
    caseNo = codes.caseNo;
    return `${EVENT}: ${codes.eventCode}, ${caseNo}`;
  }],
  ["list", async (page) => {
    await page.goto(`${url}#/cases?eventInfo=${caseNo}`);
    await page.getByText("共 1 条").waitFor();
    return page.locator(".pager p").innerText();
  }],
  ["details", async (page) => {
    await page.locator(".row-link").click();
    await page.getByRole("heading", { name: "水表信息" }).waitFor();
    await page.locator("dd", { hasText: "xx0021" }).first().waitFor();
    return `${await page.locator(".facts-grid > div").count()} fields`;
  }],
  ["log", async (page) => {
    const entries = page.locator(".timeline > li");
    await entries.first().waitFor();
    return `${await entries.count()} entries`;
  }],
  ["download", async (page) => {
    await page.goto(`${url}#/cases?flowName=${encodeURIComponent("管网漏损抢修流程")}&pageSize=50`);
    await page.locator(".row-link").first().waitFor();
    for (const link of await page.locator(".row-link").evaluateAll((all) => all.map((one) => one.href))) {
      await page.goto(link);
      await page.locator(".facts-grid").nth(1).waitFor();
      const file = page.locator(".file").first();
      if ((await file.count()) === 0) continue;
      await file.getByRole("button", { name: "下载" }).click();
      const save = file.getByRole("link", { name: /保存/ });
      await save.waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
      await download.path();
      return (await save.innerText()).replace("保存 ", "");
    }
    throw new Error("no order with an attachment was found");
  }],
  ["center: start", async (page) => {
    await signInAs(page, url, "贾平");
    await startProcess(page, url, REPAIR);
    procInsId = await lastStarted(page, url);
    return `${REPAIR}: ${procInsId}`;
  }],
  ["center: handle", async (page) => {
    await act(page, url, procInsId, "complete", "请李华处理");
    await signInAs(page, url, "李华");
    await act(page, url, procInsId, "complete", "已更换阀门");
    await signInAs(page, url, "贾平");
    await act(page, url, procInsId, "complete", "验收通过");
    return "dispatched, done, accepted";
  }],
  ["center: finished", (page) => ownState(page, url, procInsId)],
  ["quiet console", async (page, view) => {
    view.assertQuiet();
    return "no error, no warning, no CSP violation";
  }],
];

let browser;
let failed = false;
try {
  browser = await launch();
  const view = await open(browser);
  for (const [at, [name, run]] of steps.entries()) {
    const began = performance.now();
    try {
      const said = await run(view.page, view);
      console.log(`ok  ${at + 1} ${name.padEnd(16)} ${said} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      console.error(`not ok  ${at + 1} ${name}: ${error.message}`);
      failed = true;
      break;
    }
  }
} catch (error) {
  console.error(`not ok  Chromium: ${error.message}`);
  failed = true;
} finally {
  await browser?.close();
  clearTimeout(deadline);
}
process.exit(failed ? 1 : 0);
