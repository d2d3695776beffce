// The two browsers in which is measured, and what is asked of them.
import puppeteer from "puppeteer-core";

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage", "--js-flags=--expose-gc"];
// Exact clocks, and no script is stopped for running long.
const FIREFOX_PREFERENCES = { "privacy.reduceTimerPrecision": false, "dom.max_script_run_time": 0, "app.update.enabled": false };

/** Starts `chromium` or `firefox`. */
export function launch(engine, executablePath) {
  const common = { executablePath, headless: true, protocolTimeout: 900_000 };
  return engine === "firefox"
    ? puppeteer.launch({ ...common, browser: "firefox", extraPrefsFirefox: FIREFOX_PREFERENCES })
    : puppeteer.launch({ ...common, args: CHROMIUM_FLAGS });
}

/** A page at `url` that has no errors. */
export async function open(browser, url) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error.stack ?? error}`));
  page.on("console", (message) => message.type() === "error" && console.error(`page: ${message.text()}`));
  await page.goto(url);
  return page;
}

/** The page's heap and the module's memory after a full collection, in bytes: Chromium only. */
export async function memoryOf(page) {
  const session = await page.createCDPSession();
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const heap = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const wasm = await page.evaluate("bench.memory.bytes()");
  return { heap: heap.usedSize + (heap.embedderHeapUsedSize ?? 0), wasm };
}
