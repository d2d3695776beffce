// Signing in, staying signed in, and what is never kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { assertHelpful, DOCUMENT_ORDER, executions, fillIn, openForm, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });
const signInButton = (page) => page.getByRole("button", { name: "登录", exact: true });

test("a wrong password is said, and only the password has to be typed again", async () => {
  const { page, sandbox } = on;
  await page.goto(sandbox.url);
  await page.click("#use-demo");
  await page.getByLabel("密码").fill("wrong");
  await signInButton(page).click();
  await assertHelpful(page, { says: /密码错误/, retry: false });
  assert.equal(await page.getByLabel("项目名称").inputValue(), "熊猫智慧水务");
  assert.equal(await page.getByLabel("用户名").inputValue(), "0CYKwAUCTLZ4KW6l");
  await page.getByLabel("密码").fill("1vOkb5Ps4XfitL6G");
  await page.waitForTimeout(5500); // the client refuses for 5 s after a failed sign-in
  await signInButton(page).click();
  await page.locator("#sign-out").waitFor();
});

test("an unknown user, project or server is said beside what was typed", async () => {
  const { page, sandbox } = on;
  for (const [label, value, says] of [
    ["用户名", "nobody", /用户名不存在/],
    ["项目名称", "没有这个项目", /./],
    ["服务地址", "http://127.0.0.1:9", /./],
  ]) {
    await page.goto("about:blank");
    await page.goto(sandbox.url);
    await page.click("#use-demo");
    await page.getByLabel(label).fill(value);
    await signInButton(page).click();
    await page.locator(".notice.danger:visible, .issue:not(:empty)").first().waitFor({ timeout: 40_000 });
    if (says.source !== ".") await assertHelpful(page, { says, retry: false });
    assert.equal(await page.getByLabel(label).inputValue(), value);
  }
});

test("an empty form names each field and puts the cursor into the first", async () => {
  const { page, sandbox } = on;
  await page.goto(sandbox.url);
  await signInButton(page).click();
  assert.deepEqual(await page.locator(".issue:not(:empty)").allInnerTexts(), ["请填写项目名称", "请填写用户 id", "请填写用户名", "请填写密码"]);
  assert.equal(await page.evaluate(() => document.activeElement.name), "project");
});

test("a token that expires on the way goes unnoticed", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await sandbox.operate("panda/tokens/expire");
  await page.getByRole("navigation").getByRole("link", { name: "工单跟踪" }).click();
  await page.locator(".row-link").first().waitFor();

  const before = await executions(sandbox);
  await openForm(page, sandbox.url);
  await fillIn(page);
  await sandbox.operate("panda/tokens/expire");
  await submit(page);
  assert.match((await receipt(page)).caseNo, /^FMZT/);
  assert.equal(await executions(sandbox), before + 1);
  assert.equal(await page.getByRole("alert").locator("visible=true").count(), 0);
});

test("neither the password nor what was typed into it is kept anywhere", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]));
  assert.ok(!kept.includes("1vOkb5Ps4XfitL6G"));
  await page.click("#sign-out");
  await page.getByRole("heading", { name: "登录" }).waitFor();
  const after = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.ok(!after.includes("eyJ"), "a token outlived the sign-out");
});

test("the calls are listed for developers, without what was sent and without the token", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?eventInfo=xx0021");
  await page.locator(".region:not([aria-busy])").waitFor();
  await page.getByText("调用记录").click();
  const calls = page.locator(".calls");
  await calls.getByText("← panda.cases").first().waitFor();
  const text = await calls.innerText();
  assert.match(text, /→ panda\.signIn.*GenerateToken/);
  assert.doesNotMatch(text, /1vOkb5Ps4XfitL6G|0CYKwAUCTLZ4KW6l|eyJ|xx0021/);
});

test("a reload loses no draft", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await openForm(page, sandbox.url);
  await fillIn(page);
  await page.reload();
  await page.locator("#use-demo, form .field").first().waitFor();
  if (await page.locator("#use-demo").count()) {
    await page.click("#use-demo");
    await signInButton(page).click();
  }
  await page.getByText("已恢复上次没有提交的内容").waitFor();
  for (const [label, value] of Object.entries(DOCUMENT_ORDER)) assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), value);
  await page.getByRole("button", { name: "清空重填" }).click();
  assert.equal(await page.getByLabel("用户编号", { exact: true }).inputValue(), "");
});
