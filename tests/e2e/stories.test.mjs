// What each page does when the server is slow, when it no longer knows the person, and when there is no network: every wait ends or
// can be ended, every error says what to do, trying again works, and nothing that was typed is lost.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { REPAIR, signInAs } from "./support/center.mjs";
import { PAGES } from "./support/pages.mjs";
import { stage } from "./support/stage.mjs";
import { signIn } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });
/** The pages that ask the server for something when they are opened; for those behind a list, the list is what they begin with. */
const askingOf = (service) => PAGES.filter(({ needs }) => needs === service);
/** A part of every address of the service but that of the sign-in. */
const API = { panda: "PandaWorkFlow", center: "workflow" };

/** Tells the same story of each page that asks the service, after one sign-in. */
function ofEachPage(service, tell) {
  test(service, async () => {
    const { page, sandbox } = on;
    if (service === "panda") await signIn(page, sandbox.url);
    else await signInAs(page, sandbox.url, "李华");
    await page.locator(".tile, .row-link").first().waitFor();
    // All parts of the page are here; none of them is what the story is about.
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/overview/frame.js")));
    for (const one of askingOf(service)) {
      await page.goto(`${sandbox.url}#/outbox`);
      await page.locator("main h1", { hasText: "发件箱" }).waitFor();
      await tell(one).catch((error) => {
        throw new Error(one.name, { cause: error });
      });
    }
  });
}

/** The error says what happened and what to do, and nothing on the page still waits. */
async function assertHelps(page, advice) {
  const box = page.locator("main .notice.danger:visible").first();
  await box.waitFor({ timeout: 40_000 });
  await page.waitForFunction(() => !document.querySelector("main .waiting, main progress, main [aria-busy]"), undefined, { timeout: 40_000 });
  const text = await box.innerText();
  assert.match(text, advice);
  assert.doesNotMatch(text, /undefined|null|NaN|\[object|Error:|Failed to fetch/);
  return box;
}

async function recovers(page, { ready }) {
  const retry = page.locator("main .notice.danger:visible").getByRole("button", { name: "重试" });
  for (let turns = 0; turns < 5 && (await retry.count()) > 0; turns += 1) {
    await retry.first().click({ timeout: 2000 }).catch(() => {}); // it may go by itself in between
    await page.waitForFunction(() => !document.querySelector("main progress, main [aria-busy]"));
  }
  await page.locator(ready).first().waitFor();
}

describe("a slow server is said to be slow, and can be given up", () => {
  const story = (service) => ofEachPage(service, async (one) => {
    const { page, sandbox } = on;
    const counting = one.name.startsWith("overview"); // it has a bar and a button from the start
    await sandbox.fault({ route: API[service], kind: "delay", delayMs: 30_000, times: 20 });
    await page.goto(sandbox.url + one.at);
    if (!counting) await page.getByText("服务器还没有答复，仍在等待…").first().waitFor();
    const stop = page.locator("main").getByRole("button", { name: "取消", exact: true });
    await stop.first().waitFor();
    while (await stop.count()) await stop.first().click();
    if (counting) await page.getByText(/已停止/).waitFor();
    else await assertHelps(page, /已取消。需要时可以重试/);
    await sandbox.clearFaults();
    if (counting) await page.click("#overview-again");
    await recovers(page, one);
  });
  story("panda");
  story("center");
});

describe("without a network each page says so, and is there again when it is back", () => {
  const story = (service) => ofEachPage(service, async (one) => {
    const { page, view } = on;
    await view.context.setOffline(true);
    await page.evaluate((hash) => { location.hash = hash; }, one.at);
    await assertHelps(page, /没有网络|网络已断开|连上网/);
    await view.context.setOffline(false);
    await recovers(page, one);
  });
  story("panda");
  story("center");
});

describe("a session that has ended leads to the sign-in", () => {
  const story = (service) => ofEachPage(service, async (one) => {
    const { page, sandbox } = on;
    const refused = service === "panda" ? { kind: "unauthorized-page" } : { kind: "status", status: 401 };
    await sandbox.fault({ route: API[service], times: 100, ...refused });
    await page.goto(sandbox.url + one.at);
    const box = await assertHelps(page, /重新登录/);
    assert.ok(await box.getByRole("link", { name: "重新登录" }).count(), "the way to the sign-in");
    await sandbox.clearFaults();
  });
  story("panda");
  story("center");
});

describe("what was typed", () => {
  test("into the form of a process survives an ended session, a reload and a sign-in", async () => {
    const { page, sandbox } = on;
    await signInAs(page, sandbox.url, "贾平");
    await page.goto(`${sandbox.url}#/processes?processName=${encodeURIComponent(REPAIR)}`);
    await page.locator("a.tile").first().click();
    const field = page.locator("form .field input").first();
    await field.fill("三号楼 1203");
    await sandbox.fault({ route: "process/start", kind: "status", status: 401, times: 10 });
    await page.getByRole("button", { name: "发起", exact: true }).click();
    await page.locator(".outcome .notice, .issue:not(:empty)").first().waitFor();
    assert.equal(await field.inputValue(), "三号楼 1203");
    await sandbox.clearFaults();
    const address = page.url();
    await page.reload();
    await signInAs(page, sandbox.url, "贾平");
    await page.goto(address);
    await page.getByText("已恢复上次没有提交的内容").waitFor();
    assert.equal(await page.locator("form .field input").first().inputValue(), "三号楼 1203");
  });

  test("into a dialog survives a refusal, and closing it", async () => {
    const { page, sandbox } = on;
    await signInAs(page, sandbox.url, "李华", "#/todo");
    await page.locator(".row-link").first().click();
    await page.click("#action-delegate");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("办理人 id").fill("没有这个人");
    await dialog.getByLabel("意见").fill("请代为查看");
    await sandbox.fault({ route: "task/delegate", kind: "status", status: 503, times: 10 });
    await dialog.locator("button[type=submit]").click();
    await dialog.locator(".outcome .notice").waitFor();
    assert.equal(await dialog.getByLabel("意见").inputValue(), "请代为查看");
    await page.keyboard.press("Escape");
    await sandbox.clearFaults();
    await page.click("#action-delegate");
    assert.equal(await page.getByRole("dialog").getByLabel("意见").inputValue(), "请代为查看");
  });

  test("on the sign-in page survives an answer that does not come", async () => {
    const { page, sandbox } = on;
    await page.goto(sandbox.url);
    await page.click("#use-demo");
    await page.getByLabel("项目名称").fill("另一个项目");
    await sandbox.fault({ route: "GenerateToken", kind: "html-502", times: 10 });
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await assertHelps(page, /稍后重试/);
    assert.equal(await page.getByLabel("项目名称").inputValue(), "另一个项目");
    assert.equal(await page.getByLabel("密码").inputValue(), "1vOkb5Ps4XfitL6G");
  });
});
