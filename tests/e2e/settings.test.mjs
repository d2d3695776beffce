// Settings for a real server: what is asked for, what "check the connection" says in words, and that secrets stay in memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/browser.mjs";
import { stage } from "./support/stage.mjs";

const on = stage({ expectHttpErrors: true });
const check = (page) => page.getByRole("button", { name: "检查连接" }).click();
const findings = (page) => page.locator(".findings li").evaluateAll((all) => all.map((one) => ({ fine: one.className === "fine", name: one.querySelector("strong").textContent, says: one.querySelector("p").textContent })));

async function fillPanda(page, url) {
  await page.goto(url);
  await page.click("#use-demo");
}

test("a connection that works says so, check by check", async () => {
  const { page, sandbox } = on;
  await fillPanda(page, sandbox.url);
  await check(page);
  await page.getByRole("heading", { name: "连接正常" }).waitFor();
  const all = await findings(page);
  assert.ok(all.length >= 3 && all.every(({ fine, says }) => fine && says.length > 2), JSON.stringify(all));
  await assertAccessible(page, "findings");
  // Nobody was signed in by it.
  assert.equal(await page.locator("#sign-out").count(), 0);
});

test("a wrong password, project or address is named, and what to do about it", async () => {
  const { page, sandbox } = on;
  for (const [label, value, names, says] of [
    ["密码", "wrong", ["登录凭据"], /密码/],
    ["项目名称", "没有这个项目", ["接口路径"], /project/],
    ["服务地址", "http://127.0.0.1:9", ["服务可达", "跨域许可", "网络"], /./],
  ]) {
    await page.goto("about:blank");
    await fillPanda(page, sandbox.url);
    await page.getByLabel(label).fill(value);
    await check(page);
    await page.getByRole("heading", { name: /处有问题/ }).waitFor({ timeout: 60_000 });
    const wrong = (await findings(page)).filter(({ fine }) => !fine);
    assert.ok(wrong.some(({ name, says: words }) => names.includes(name) && says.test(words)), JSON.stringify(wrong));
    assert.equal(await page.getByLabel(label).inputValue(), value);
  }
});

test("without a network the check says that", async () => {
  const { page, sandbox, view } = on;
  await fillPanda(page, sandbox.url);
  await page.waitForLoadState("networkidle");
  await view.context.setOffline(true);
  await check(page);
  await page.locator(".findings .wrong, .notice.danger:not([hidden])").first().waitFor({ timeout: 60_000 });
  await view.context.setOffline(false);
});

test("center is checked with what its callers need", async () => {
  const { page, sandbox } = on;
  await page.goto(`${sandbox.url}#/sign-in?to=center`);
  await page.click("#use-demo");
  await page.getByRole("button", { name: /贾平/ }).click();
  await page.waitForFunction(() => document.querySelector("input[name=accessToken]").value !== "");
  await check(page);
  await page.getByRole("heading", { name: "连接正常" }).waitFor();
  await page.getByLabel("密钥").fill("wrong");
  await check(page);
  await page.getByRole("heading", { name: /处有问题/ }).waitFor();
});

test("panda takes a token instead of an account", async () => {
  const { page, sandbox } = on;
  const base = `${sandbox.url}pandaServer/${encodeURIComponent("熊猫智慧水务")}/GenerateToken`;
  const body = new URLSearchParams({ username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" });
  const { token } = await (await fetch(base, { method: "POST", body })).json();
  await fillPanda(page, sandbox.url);
  await page.getByRole("radio", { name: "已有令牌" }).check();
  assert.equal(await page.evaluate(() => document.activeElement.value === "on" || document.activeElement.type), true);
  assert.equal(await page.getByLabel("密码").count(), 0);
  await page.getByLabel(/^令牌/).fill(token);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator(".tile").first().waitFor();
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.ok(!kept.includes("1vOkb5Ps4XfitL6G"), "the password that was typed before");
  const drafts = await page.evaluate(() => Object.entries(sessionStorage).filter(([key]) => key.startsWith("draft:")).map(([, value]) => value).join());
  assert.ok(!drafts.includes(token));
});

test("center asks for what the request type needs", async () => {
  const { page, sandbox } = on;
  await page.goto(`${sandbox.url}#/sign-in?to=center`);
  await page.getByLabel("应用 ID").fill("12345678");
  await page.getByRole("radio", { name: "服务（service）" }).check();
  await page.getByLabel("服务 ID").waitFor();
  assert.equal(await page.getByLabel("应用 ID").count(), 0);
  await page.getByRole("radio", { name: "应用（app）" }).check();
  assert.equal(await page.getByLabel("应用 ID").inputValue(), "12345678"); // nothing typed is lost
});
