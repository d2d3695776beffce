// The list: each filter narrows it, pages turn, and the address keeps it all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { signIn } from "./support/steps.mjs";

const on = stage();
const where = (page) => page.locator(".pager p").innerText();
const total = async (page) => Number(/共 (\d+) 条/.exec(await where(page))[1]);

/** The total once it is below `before`. The address changes first, then the list. */
async function narrowed(page, before) {
  const fewer = (before) => Number(/共 (\d+) 条/.exec(document.querySelector(".region:not([aria-busy]) .pager p")?.textContent)?.[1] ?? before) < before;
  await page.waitForFunction(fewer, before);
  return total(page);
}

async function list(query) {
  await on.page.goto(`${on.sandbox.url}#/cases${query}`);
  await on.page.locator(".region:not([aria-busy])").waitFor();
}

test("filters narrow the list, stay in the address, and survive a reload", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases");
  await page.locator(".row-link").first().waitFor();
  const all = await total(page);

  await page.getByText("更多筛选和排序").click();
  await page.getByLabel("上报人", { exact: true }).fill("周启明");
  await page.getByRole("button", { name: "查询" }).click();
  await page.waitForURL(/userName=/);
  const ofOne = await narrowed(page, all);
  assert.ok(ofOne > 0);
  for (const text of await page.locator(".c-reporter").allInnerTexts()) assert.match(text, /周启明/);

  await page.getByRole("radio", { name: "已结束" }).check();
  await page.waitForURL(/caseState=finished/);
  await narrowed(page, ofOne);
  const address = page.url();
  const rows = await page.locator(".c-case").allInnerTexts();

  await page.reload();
  await page.locator("#use-demo, .row-link").first().waitFor();
  if (await page.locator("#use-demo").count()) {
    await page.click("#use-demo");
    await page.getByRole("button", { name: "登录", exact: true }).click();
  }
  await page.locator(".row-link").first().waitFor();
  assert.equal(page.url(), address);
  assert.deepEqual(await page.locator(".c-case").allInnerTexts(), rows);
  assert.equal(await page.getByLabel("上报人", { exact: true }).inputValue(), "周启明");

  await page.getByRole("button", { name: "清除筛选" }).first().click();
  await page.waitForFunction((count) => document.querySelector(".pager p")?.textContent.includes(`共 ${count} 条`), all);
});

test("pages turn forwards and back, also with the browser's own buttons", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?pageSize=10");
  await page.locator(".row-link").first().waitFor();
  const first = await page.locator(".c-case").allInnerTexts();
  assert.equal(first.length, 10);
  await page.getByRole("button", { name: "下一页" }).click();
  await page.waitForURL(/page=2/);
  await page.getByText("第 2 /").waitFor();
  const second = await page.locator(".c-case").allInnerTexts();
  assert.equal(second.filter((row) => first.includes(row)).length, 0);
  await page.goBack();
  await page.getByText("第 1 /").waitFor();
  assert.deepEqual(await page.locator(".c-case").allInnerTexts(), first);
  assert.equal(await page.getByRole("button", { name: "上一页" }).isDisabled(), true);
  await list(`?pageSize=10&page=${Math.ceil((await total(page)) / 10)}`);
  assert.equal(await page.getByRole("button", { name: "下一页" }).isDisabled(), true);
});

test("days bound the list from the first second to the last", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?pageSize=100");
  await page.locator(".row-link").first().waitFor();
  const days = (await page.locator(".c-reportTime .nowrap").allInnerTexts()).map((time) => time.slice(0, 10));
  const day = days[Math.floor(days.length / 2)];
  await list(`?pageSize=100&dateFrom=${day}&dateTo=${day}`);
  assert.equal(await page.locator(".row-link").count(), days.filter((one) => one === day).length);
});

test("sorting the other way turns the list around", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?sortFields=上报时间&direction=asc&pageSize=100");
  await page.locator(".row-link").first().waitFor();
  const times = await page.locator(".c-reportTime .nowrap").allInnerTexts();
  assert.deepEqual(times, times.toSorted());
  assert.ok(times.length > 30);
});

test("nothing found says so and offers the way back; a page past the end too", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?eventInfo=绝没有这样的工单");
  await page.getByText("没有符合条件的工单。").waitFor();
  await page.getByRole("main").getByRole("button", { name: "清除筛选" }).last().click();
  await page.locator(".row-link").first().waitFor();
  await list("?page=999");
  await page.getByRole("button", { name: "回到第一页" }).click();
  await page.locator(".row-link").first().waitFor();
});

test("event types are filtered by device and by words", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  const tiles = page.locator(".tile");
  await tiles.first().waitFor();
  const all = await tiles.count();
  await page.getByLabel("使用方式").selectOption("mobile");
  await page.waitForURL(/type=mobile/);
  await page.locator(".region:not([aria-busy]) .tile").first().waitFor();
  const mobile = await tiles.count();
  assert.ok(mobile > 0 && mobile < all);
  await page.getByLabel("搜索事件、业务或流程").fill("漏损");
  assert.ok((await tiles.count()) < mobile);
  assert.match(page.url(), /q=/);
  await page.getByLabel("搜索事件、业务或流程").fill("没有这样的");
  await page.getByText("没有符合的事件类型。换个词试试。").waitFor();
});
