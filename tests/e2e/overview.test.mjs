// 分析: what it counts is what the server has; it can be stopped, bounded, saved; ten thousand orders are no trouble.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertFits } from "./support/browser.mjs";
import { signInAs } from "./support/center.mjs";
import { stage } from "./support/stage.mjs";
import { assertHelpful, signIn } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });
/** What is counted: alerts ask for shorter pages, whenever they like. */
const LIST = "GetCaseOverviewBoxWithPaging?userId=42&pageSize=1000&";

const figures = (page) => page.locator(".figure").evaluateAll((all) => Object.fromEntries(all.map((one) => [one.querySelector("dt").textContent, Number(one.querySelector("dd").textContent)])));
const table = (page, id) => page.locator(`#${id} table.numbers tbody tr`).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

async function openOverview(query = "") {
  await signIn(on.page, on.sandbox.url);
  await on.page.goto(`${on.sandbox.url}#/overview/panda${query}`);
  await on.page.locator("#overview-again").waitFor();
}

/** The same rows, straight from the list's own page. */
async function totalOf(query) {
  await on.page.goto(`${on.sandbox.url}#/cases${query}`);
  await on.page.locator(".region:not([aria-busy]) .pager p, .region:not([aria-busy]) .empty").first().waitFor();
  const text = await on.page.locator("main .region").innerText();
  return Number(/共 (\d+) 条/.exec(text)?.[1] ?? 0);
}

test("the numbers are those of the lists, and each leads there", async () => {
  const { page } = on;
  await openOverview();
  const shown = await figures(page);
  assert.equal(shown["办理中"] + shown["已结束"] + shown["回退关单"], shown["全部"]);
  await page.getByRole("link", { name: "办理中已超时" }).click();
  await page.locator(".region:not([aria-busy]) .row-link").first().waitFor();
  assert.match(page.url(), /isOutTime=1/);
  assert.equal(await totalOf("?caseState=processing&isOutTime=1"), shown["办理中已超时"]);
  assert.equal(await totalOf("?caseState=finished"), shown["已结束"]);
  assert.equal(await totalOf(""), shown["全部"]);
});

test("each chart has its table, which adds up; periods change without asking the server again", async () => {
  const { page } = on;
  await openOverview();
  const all = (await figures(page))["全部"];
  for (const id of ["by-state", "by-event", "by-period"]) {
    await page.locator(`#${id} canvas`).waitFor();
    const rows = await table(page, id);
    assert.equal(rows.reduce((sum, [, n]) => sum + Number(n), 0), all, id);
  }
  let asked = 0;
  page.on("request", (request) => request.url().includes(LIST) && (asked += 1));
  const names = {};
  for (const [unit, label] of [["week", "周"], ["quarter", "季度"], ["year", "年"]]) {
    await page.getByRole("radio", { name: label }).check();
    await page.waitForURL(new RegExp(`unit=${unit}`));
    names[unit] = (await table(page, "by-period")).map(([name]) => name);
  }
  assert.ok(names.week.every((name) => /^\d{4}-W\d\d$/.test(name)), names.week[0]);
  assert.ok(names.quarter.every((name) => /^\d{4}-Q[1-4]$/.test(name)));
  assert.ok(names.year.length < names.quarter.length && names.quarter.length < names.week.length);
  assert.equal(asked, 0);
});

test("days bound what is counted, and stay in the address", async () => {
  const { page } = on;
  await openOverview("?from=2023-01-01&to=2023-12-31");
  assert.equal((await figures(page))["全部"], 2); // the document's own year
  await page.getByLabel("到", { exact: true }).fill("2023-05-29");
  await page.getByRole("button", { name: "按日期统计" }).click();
  await page.waitForURL(/to=2023-05-29/);
  await page.waitForFunction(() => document.querySelector(".figure dd")?.textContent === "1");
});

test("a table is saved as CSV", async () => {
  const { page } = on;
  await openOverview();
  await page.locator("#by-event summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#by-event-csv")]);
  const saved = await readFile(await download.path(), "utf8");
  const lines = saved.trimEnd().split("\r\n");
  assert.equal(lines[0], "\ufeff事件,数量");
  assert.deepEqual(lines.slice(1).map((line) => line.split(",")), await table(page, "by-event"));
});

test("a server that is slow can be stopped: what has come is counted, and said to be a part", async () => {
  const { page, sandbox } = on;
  await sandbox.operate("panda/projects", { name: "大项目" });
  await sandbox.operate("panda/seed", { project: "大项目", count: 2500 });
  await page.goto(sandbox.url);
  await page.click("#use-demo");
  await page.getByLabel("项目名称").fill("大项目");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator("#sign-out").waitFor();
  await sandbox.fault({ route: LIST, kind: "delay", delayMs: 60_000, skip: 1 });
  await page.goto(`${sandbox.url}#/overview/panda`);
  await page.getByText(/已取得 1000/).waitFor();
  await page.click("#overview-stop");
  await page.getByText("已停止：只统计了前 1000 条。").waitFor();
  assert.equal((await figures(page))["全部"], 1000);
  await page.click("#overview-again");
  await page.getByText("共统计 2500 条。").waitFor();
  assert.equal((await figures(page))["全部"], 2500);
});

test("a list that breaks off half-way shows what came, says what to do, and can be tried again", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await page.locator(".tile").first().waitFor();
  await sandbox.fault({ route: LIST, kind: "truncate" });
  await page.goto(`${sandbox.url}#/overview/panda`);
  await assertHelpful(page, { says: /不完整|格式/, retry: true });
  await page.getByRole("button", { name: "重试" }).click();
  await page.locator("#overview-again").waitFor();
});

test("ten thousand orders: all counted, in ten requests, without making the page large", async () => {
  const { page, sandbox } = on;
  await sandbox.operate("panda/projects", { name: "万单" });
  for (let batch = 0; batch < 5; batch += 1) await sandbox.operate("panda/seed", { project: "万单", count: 2000 });
  await page.goto(sandbox.url);
  await page.click("#use-demo");
  await page.getByLabel("项目名称").fill("万单");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator("#sign-out").waitFor();
  let asked = 0;
  page.on("request", (request) => request.url().includes("pageSize=1000") && (asked += 1));
  await page.goto(`${sandbox.url}#/overview/panda?unit=week`);
  await page.getByText("共统计 10000 条。").waitFor({ timeout: 60_000 });
  await page.locator("#by-node canvas").waitFor();
  assert.equal((await figures(page))["全部"], 10_000);
  assert.ok(asked <= 11, `${asked} requests`);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(elements < 12_000, `${elements} elements`);
  await page.getByRole("radio", { name: "月" }).check();
  await page.getByRole("heading", { name: "每月数量" }).waitFor();
  await assertFits(page, "ten thousand");
});

test("center is counted from what one sees there", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "李华");
  await page.goto(`${sandbox.url}#/overview/center`);
  await page.locator("#overview-again").waitFor();
  const shown = await figures(page);
  const states = await table(page, "by-state");
  assert.equal(states.reduce((sum, [, n]) => sum + Number(n), 0), shown["我发起的"]);
  const tasks = await table(page, "task-times");
  assert.ok(tasks.length > 0 && tasks.reduce((sum, [, n]) => sum + Number(n), 0) <= shown["已办"]);
  await page.locator("#slowest table a").first().click();
  await page.locator(".timeline > li").first().waitFor();
});
