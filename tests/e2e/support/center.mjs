// What people do with processes and tasks, in words that the stories are told in.

/** The process of the documents' examples: dispatched, done on site, accepted. */
export const REPAIR = "设施报修工单";

/** `fresh: false` keeps the page, and with it what is signed in to already. */
export async function signInAs(page, url, name, at = "#/sign-in?to=center", { fresh = true } = {}) {
  if (fresh) await page.goto("about:blank");
  await page.goto(url + at);
  await page.click("#use-demo");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.waitForFunction(() => document.querySelector("input[name=accessToken]").value !== "");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator("#sign-out").waitFor();
  if (!fresh) await page.waitForURL(/#\/todo/);
}

/** What a field of this name wants to hold; anything else takes any words. */
const FITTING = [
  [/电话|手机|联系方式/, "13800138000"],
  [/邮箱/, "zhang@example.cn"],
  [/网址/, "https://example.cn/a"],
  [/照片/, "https://example.cn/a.jpg"],
  [/附件/, "https://example.cn/a.pdf"],
  [/颜色/, "#1f6feb"],
  [/英文|代码/, "ABC"],
  [/排序/, "12"],
  [/房号/, "1203"],
  [/证件号/, "A110105"],
  [/巡检点位/, "XJ-0001"], // the form's own pattern
];

/** Fills in what the form asks for, by kind of control; with `all`, also what it only offers, and a row of each table. */
export async function fillInForm(page, { all = false } = {}) {
  if (all) for (const add of await page.getByRole("button", { name: "添加一行" }).all()) await add.click();
  for (const field of await page.locator("form .form .field:not(:has(.field))").all()) {
    if (!all && !(await field.locator(".required").count())) continue;
    const input = field.locator("input, select, textarea").first();
    if (await input.evaluate((e) => e.disabled || e.readOnly)) continue;
    const kind = await input.evaluate((e) => (e.tagName === "SELECT" ? "select" : e.tagName === "TEXTAREA" ? "text" : e.type));
    const ends = await field.locator("input").all();
    const label = await field.locator("label, legend").first().innerText();
    if (kind === "select") await input.selectOption({ index: (await input.getAttribute("multiple")) === null ? 1 : 0 });
    else if (kind === "radio" || kind === "checkbox") await input.check();
    else if (kind === "number") for (const [at, end] of ends.entries()) await end.fill(String(2 + at));
    else if (kind === "date") for (const end of ends) await end.fill("2025-06-01");
    else if (kind === "datetime-local") await input.fill("2025-06-01T09:30:00");
    else if (kind === "time") for (const end of ends) await end.fill("09:30:00");
    else if ((await input.getAttribute("inputmode")) === "decimal") await input.fill("12.50");
    else await input.fill(FITTING.find(([name]) => name.test(label))?.[1] ?? "测试内容");
  }
}

export async function startProcess(page, url, name) {
  await page.goto(`${url}#/processes?processName=${encodeURIComponent(name)}`);
  await page.locator("a.tile", { hasText: name }).first().click();
  await page.getByRole("button", { name: "发起", exact: true }).waitFor();
  await fillInForm(page);
  await page.getByRole("button", { name: "发起", exact: true }).click();
  await page.getByRole("heading", { name: "流程已发起" }).waitFor();
}

/** The process that this person started last. */
export async function lastStarted(page, url) {
  await page.goto(`${url}#/own`);
  const link = page.locator(".row-link").first();
  await link.waitFor();
  return /process\/([^?]+)/.exec(decodeURIComponent(await link.getAttribute("href")))[1];
}

/** Opens the task of a process that waits for the person who is signed in, and acts on it; `fill` does the rest of the dialog. */
export async function act(page, url, procInsId, action, comment, fill = async () => {}) {
  await page.goto(`${url}#/todo?processName=${encodeURIComponent(REPAIR)}`);
  await page.locator(`.row-link[href*="${procInsId}"]`).click();
  await page.click(`#action-${action}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("意见").waitFor();
  await fillInForm(dialog);
  await fill(dialog);
  await dialog.getByLabel("意见").fill(comment);
  await dialog.locator("button[type=submit]").click();
  await dialog.waitFor({ state: "detached" });
}

/** The state that the person's own list shows for a process. */
export async function ownState(page, url, procInsId) {
  await page.goto(`${url}#/own`);
  const row = page.locator("tr", { has: page.locator(`.row-link[href*="${procInsId}"]`) });
  await row.waitFor();
  return row.locator(".badge").innerText();
}
