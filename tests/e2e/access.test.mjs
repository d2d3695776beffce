// For everyone: axe on every page and dialog in both themes, on a desktop and a 360 px phone, in both languages; the keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, assertFits, DESKTOP, open, PHONE, picture } from "./support/browser.mjs";
import { stage } from "./support/stage.mjs";
import { signInAs } from "./support/center.mjs";
import { PAGES } from "./support/pages.mjs";
import { show } from "./support/show.mjs";
import { fillIn, openForm, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage();

const LOOKS = [
  ["desktop", DESKTOP, "light"],
  ["desktop-dark", DESKTOP, "dark"],
  ["phone", PHONE, "light"],
  ["phone-dark", PHONE, "dark"],
];

/** `check(what)`: what is on the screen is accessible and fits. */
async function looking(name, viewport, colorScheme) {
  const view = await open(on.browser, { viewport, colorScheme, expectHttpErrors: true });
  const check = async (what) => {
    await assertFits(view.page, `${name} ${what}`);
    await assertAccessible(view.page, `${name} ${what}`);
    await picture(view.page, `${name}-${what}`);
  };
  return { view, page: view.page, check };
}

for (const [name, viewport, colorScheme] of LOOKS) {
  test(`every page is accessible and fits: ${name}`, async () => {
    const { sandbox } = on;
    const { view, page, check } = await looking(name, viewport, colorScheme);
    for (const one of PAGES.filter(({ name: called }) => called.startsWith("sign-in"))) {
      await show(page, sandbox.url, one);
      await check(one.name);
    }
    await signIn(page, sandbox.url);
    await signInAs(page, sandbox.url, "李华", "#/sign-in?to=center", { fresh: false });
    for (const one of PAGES) {
      await show(page, sandbox.url, one);
      await check(one.name);
    }
    await page.click("#language");
    await page.getByRole("navigation").getByRole("link", { name: "Overview" }).waitFor();
    for (const one of PAGES.filter(({ name: called }) => ["cases", "overview", "process", "report", "sign-in"].includes(called))) {
      await show(page, sandbox.url, one);
      await check(`${one.name}-en`);
    }
    await view.close();
    view.assertQuiet();
  });
}

for (const [name, viewport, colorScheme] of [LOOKS[0], LOOKS[3]]) {
  test(`so is what happens on them: ${name}`, async () => {
    const { sandbox } = on;
    const { view, page, check } = await looking(name, viewport, colorScheme);
    await page.goto(sandbox.url);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await check("sign-in-issues");
    await signIn(page, sandbox.url);
    await openForm(page, sandbox.url);
    await page.getByText("移交与意见（可不填）").click();
    await fillIn(page);
    await page.getByLabel("移交人 id").fill("999");
    await submit(page);
    await page.locator(".outcome .notice").waitFor();
    await check("report-refused");
    await page.getByLabel("移交人 id").fill("");
    await sandbox.fault({ route: "PostFlowNodeData", kind: "drop-before", times: 50 });
    await submit(page);
    await page.getByRole("heading", { name: "结果未知" }).waitFor({ timeout: 40_000 });
    await check("report-unknown");
    await sandbox.clearFaults();
    await page.goto(`${sandbox.url}#/outbox`);
    await page.getByRole("button", { name: "核对结果" }).click();
    await page.getByRole("button", { name: "确认没有，重新发送" }).waitFor();
    await check("outbox-entry");
    await page.getByRole("button", { name: "不再处理" }).click();
    await page.getByText("已移除这条记录。").waitFor();
    await openForm(page, sandbox.url, "管网漏损报修");
    await page.locator("form .field :is(input, textarea)").first().fill("人民路 12 号");
    await submit(page);
    await receipt(page);
    await check("receipt");
    await page.goto(`${sandbox.url}#/cases`);
    await page.locator(".row-link").first().waitFor();
    await page.locator(".toast").getByRole("button", { name: "关闭" }).click({ timeout: 1000 }).catch(() => {}); // it lies over the foot of a phone's page
    await page.getByText("更多筛选和排序").click();
    await page.getByText("调用记录").click();
    await check("cases-filters");
    await page.goto(`${sandbox.url}#/cases/FMZT99999999`);
    await page.locator(".notice.danger").first().waitFor();
    await check("case-missing");
    await view.close();
    view.assertQuiet();
  });

  test(`so is every dialog: ${name}`, async () => {
    const { sandbox } = on;
    const { view, page, check } = await looking(name, viewport, colorScheme);
    const dialogs = async (address) => {
      await page.goto(sandbox.url + address);
      await page.locator(".row-link").first().click();
      await page.locator(".timeline > li").first().waitFor();
      const ids = await page.locator("[id^=action-]").evaluateAll((all) => all.map(({ id }) => id));
      for (const id of ids) {
        await page.click(`#${id}`);
        await page.locator("dialog:not(:has(.waiting)) button[type=submit]").waitFor();
        await check(id);
        await page.keyboard.press("Escape");
        assert.equal(await page.evaluate(() => document.activeElement.id), id);
      }
      return ids.length;
    };
    await signInAs(page, sandbox.url, "李华");
    const seen = (await dialogs("#/todo")) + (await dialogs("#/claimList")) + (await dialogs("#/own"));
    assert.ok(seen >= 10, `${seen} dialogs`);
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
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
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
