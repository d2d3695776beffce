// 打印: one A4 sheet or a few, Chinese whatever the page speaks, with all that the order says of itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lastStarted, REPAIR, signInAs, startProcess } from "./support/center.mjs";
import { stage } from "./support/stage.mjs";
import { DOCUMENT_ORDER, fillIn, openForm, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });

/** How many pages the printer would get, and whether they are A4. */
async function paper(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return { pages: (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, size: /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf).slice(1).map(Number).map(Math.round) };
}

test("an order is one A4 sheet with everything that was typed, and nothing of the page around it", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await openForm(page, sandbox.url);
  await fillIn(page);
  await submit(page);
  const { caseNo, eventCode } = await receipt(page);
  await page.goto(`${sandbox.url}#/cases/${caseNo}`);
  await page.getByRole("link", { name: "打印" }).click();
  const sheet = page.locator(".sheet");
  await sheet.locator(".sheet-course").waitFor();
  const text = await sheet.innerText();
  for (const said of [caseNo, eventCode, "工单处理单", "办理过程", "办理人：", ...Object.keys(DOCUMENT_ORDER), ...Object.values(DOCUMENT_ORDER)]) assert.ok(text.includes(said), said);
  assert.deepEqual(await paper(page), { pages: 1, size: [595, 842] });

  await page.emulateMedia({ media: "print" });
  const visible = await page.evaluate(() => [...document.querySelectorAll("header.top, .foot, .no-print, .banner")].filter((one) => one.getClientRects().length > 0).length);
  assert.equal(visible, 0);
});

test("the sheet is Chinese and black on white, also for an English page in the dark", async () => {
  const { page, sandbox } = on;
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, sandbox.url, "#/cases/CCSS-2023-0000021/print");
  await page.locator(".sheet-course").waitFor();
  await page.click("#language");
  await page.getByRole("heading", { name: "Print" }).waitFor();
  await page.locator(".sheet-course").waitFor();
  const sheet = page.locator(".sheet");
  assert.match(await sheet.innerText(), /工单编号[\s\S]*办理过程[\s\S]*打印时间/);
  assert.doesNotMatch(await sheet.innerText(), /Order|Course|Printed/);
  assert.deepEqual(await sheet.evaluate((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]), ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  assert.equal(await sheet.getAttribute("lang"), "zh-CN");
});

test("a process of center is printed with its form and its course", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "贾平");
  await startProcess(page, sandbox.url, REPAIR);
  const procInsId = await lastStarted(page, sandbox.url);
  await page.goto(`${sandbox.url}#/process/${procInsId}/print`);
  await page.locator(".sheet-course").waitFor();
  const text = await page.locator(".sheet").innerText();
  for (const said of [REPAIR, procInsId, "贾平", "派单受理"]) assert.ok(text.includes(said), said);
  assert.equal((await paper(page)).pages, 1);
});

test("the print button prints", async () => {
  const { page, sandbox } = on;
  await page.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  await signIn(page, sandbox.url, "#/cases/CCSS-2023-0000021/print");
  await page.locator(".sheet-course").waitFor();
  await page.click("#print");
  assert.equal(await page.evaluate(() => window.printed), 1);
});
