// For everyone: axe on every view in both themes, on a desktop and a 360 px phone, in both languages; the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertFits, DESKTOP, open, PHONE, picture } from "./support/browser.mjs";
import { stage } from "./support/stage.mjs";
import { fillIn, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage();

for (const [name, viewport, colorScheme] of [
  ["desktop", DESKTOP, "light"],
  ["desktop-dark", DESKTOP, "dark"],
  ["phone", PHONE, "light"],
  ["phone-dark", PHONE, "dark"],
]) {
  test(`every view is accessible and fits: ${name}`, async () => {
    const { browser, sandbox } = on;
    const view = await open(browser, { viewport, colorScheme, expectHttpErrors: true });
    const { page } = view;
    const check = async (what) => {
      await assertFits(page, `${name} ${what}`);
      await assertAccessible(page, `${name} ${what}`);
      await picture(page, `${name}-${what}`);
    };
    await page.goto(sandbox.url);
    await page.locator("#use-demo").waitFor();
    await check("1-sign-in");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await check("1-sign-in-issues");
    await signIn(page, sandbox.url);
    await page.locator(".tile").first().waitFor();
    await check("2-events");
    await page.getByRole("link", { name: "用水户开阀" }).click();
    await page.getByText("移交与意见（可不填）").click();
    await fillIn(page);
    await page.getByLabel("移交人 id").fill("999");
    await check("3-form");
    await submit(page);
    await page.locator(".outcome .notice").waitFor();
    await check("3-form-refused");
    await page.getByLabel("移交人 id").fill("");
    await sandbox.fault({ route: "PostFlowNodeData", kind: "truncate" });
    await submit(page);
    await page.getByRole("heading", { name: "结果未知" }).waitFor();
    await check("3-form-unknown");
    await page.goto(`${sandbox.url}#/outbox`);
    await page.locator("main .region:not([aria-busy])").waitFor();
    await check("3-outbox");
    await page.goto(`${sandbox.url}#/report/${encodeURIComponent("管网漏损报修")}`);
    await page.locator("form .field :is(input, textarea)").first().fill("人民路 12 号");
    await submit(page);
    const { caseNo } = await receipt(page);
    await check("4-receipt");
    await page.goto(`${sandbox.url}#/cases`);
    await page.locator(".row-link").first().waitFor();
    await check("5-list");
    await page.getByText("更多筛选和排序").click();
    await check("5-list-filters");
    await sandbox.operate(`panda/cases/${caseNo}/advance`);
    await page.goto(`${sandbox.url}#/cases/${caseNo}`);
    await page.locator(".timeline > li").first().waitFor();
    await page.locator(".facts-grid").nth(1).waitFor();
    await check("6-case");
    await page.goto(`${sandbox.url}#/cases/FMZT99999999`);
    await page.locator(".notice.danger").first().waitFor();
    await check("6-case-missing");
    await page.click("#language");
    await page.goto(`${sandbox.url}#/cases`);
    await page.locator(".row-link").first().waitFor();
    await page.getByText("Calls", { exact: true }).click();
    await check("7-english");
    await view.close();
    view.assertQuiet();
  });
}

test("the keyboard alone signs in, reports and opens the order", async () => {
  const { page, sandbox } = on;
  await page.goto(sandbox.url);
  await page.locator("#use-demo").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.type), "submit"); // the next step is under the finger
  await page.keyboard.press("Enter");
  await page.locator(".tile").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1"); // a new view begins at its heading
  await tabTo(page, (e) => e.id === "event-search");
  await page.keyboard.type("开阀");
  await tabTo(page, (e) => e.classList.contains("tile"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "用水户开阀", level: 1 }).waitFor();
  await tabTo(page, (e) => e.name === "用户编号");
  await page.keyboard.type("xx0021");
  await page.keyboard.press("Enter"); // a form is sent with Enter
  const { caseNo } = await receipt(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "提交成功");
  await tabTo(page, (e) => e.tagName === "A" && e.closest("dd"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `工单 ${caseNo}` }).waitFor();
});

test("every stop of the Tab key can be seen", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases");
  await page.locator(".row-link").first().waitFor();
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const e = document.activeElement;
      const shown = e.matches(".segment input") ? e.nextElementSibling : e;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      return outlineStyle === "none" || outlineWidth === "0px" ? shown.outerHTML.slice(0, 120) : null;
    });
    assert.equal(hidden, null);
  }
});

test("theme and language are remembered; the theme follows the system until chosen", async () => {
  const { page, sandbox } = on;
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.goto(sandbox.url);
  assert.equal(await theme(), "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await page.click("#theme");
  await page.click("#language");
  await page.reload();
  assert.equal(await theme(), "light");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

/** Presses Tab until `wanted(element)` has the focus. */
async function tabTo(page, wanted) {
  for (let turns = 0; turns < 60; turns += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`(${wanted})(document.activeElement)`)) return;
  }
  assert.fail(`Tab does not reach ${wanted}`);
}
