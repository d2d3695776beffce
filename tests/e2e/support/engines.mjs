// Three browsers behind one small face, for walks that have to work in each: Chromium through Playwright, Firefox through
// WebDriver BiDi, WebKitGTK through its own WebDriver on a screen that nobody sees. The programs' places come from the environment
// (`cargo xtask test` sets them), or from PATH.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";
import { launch } from "./browser.mjs";

const WAIT_MS = 30_000;
const POLL_MS = 60;

/**
 * Each opens a browser with one page: `{ goto(url), run(fn, ...args), click(css), type(css, text), picture(path), close() }`.
 * `run` calls a function inside the page with values that JSON can hold.
 */
export const ENGINES = { chromium, firefox, webkitgtk };

async function chromium() {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  return {
    goto: (url) => page.goto(url),
    run: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
    click: (css) => page.locator(css).first().click(),
    type: (css, text) => page.locator(css).first().fill(text),
    picture: (path) => page.screenshot({ path }),
    close: () => browser.close(),
  };
}

async function firefox() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    protocolTimeout: WAIT_MS,
  });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    run: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
    click: (css) => page.click(css),
    async type(css, text) {
      await page.evaluate((selector) => document.querySelector(selector).select(), css);
      await page.type(css, text);
    },
    picture: (path) => page.screenshot({ path }),
    close: () => browser.close(),
  };
}

const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/** What WebDriver calls an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function webkitgtk() {
  const port = await freePort();
  const driver = spawn(process.env.XVFB_RUN ?? "xvfb-run", ["-a", process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", `--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" }, // in the locale C it tells pages a language that is none
    detached: true, // a group of its own: the screen and the driver end together
  });
  const call = async (method, path, body, within = 2 * WAIT_MS) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(within) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value?.message ?? response.status}`);
    return value;
  };
  const end = () => {
    try {
      process.kill(-driver.pid, "SIGTERM");
    } catch { /* it has ended */ }
  };
  let session;
  try {
    await until("WebKitWebDriver", () => call("GET", "/status").then(() => true, () => false));
    const options = { binary: process.env.MINI_BROWSER ?? MINI_BROWSER, args: ["--automation"] };
    const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
    session = `/session/${sessionId}`;
    await call("POST", `${session}/window/rect`, { width: 1280, height: 900 });
  } catch (error) {
    end();
    throw error;
  }
  const find = async (css) => (await call("POST", `${session}/element`, { using: "css selector", value: css }))[ELEMENT];
  const run = (fn, ...args) => call("POST", `${session}/execute/sync`, { script: `return (${fn})(...arguments)`, args });
  return {
    goto: (url) => call("POST", `${session}/url`, { url }),
    run,
    async click(css) {
      await run((selector) => document.querySelector(selector).scrollIntoView({ block: "center" }), css); // not behind the header
      // WebKitGTK finds no point to click in a link whose box begins a line above its text: the page's own click, then.
      await call("POST", `${session}/element/${await find(css)}/click`, {}).catch(() => run((selector) => document.querySelector(selector).click(), css));
    },
    async type(css, text) {
      const element = await find(css);
      await call("POST", `${session}/element/${element}/clear`, {});
      await call("POST", `${session}/element/${element}/value`, { text });
    },
    picture: async (path) => writeFile(path, Buffer.from(await call("GET", `${session}/screenshot`), "base64")),
    async close() {
      await call("DELETE", session, undefined, 3000).catch(() => {});
      end();
    },
  };
}

/** Waits until `check()` is true. */
export async function until(what, check) {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    if (await check()) return;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Waits until something that fits the selector can be seen. */
export function see(page, css) {
  return until(css, () => page.run((selector) => {
    const found = document.querySelector(selector);
    return Boolean(found && found.getClientRects().length > 0);
  }, css));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
