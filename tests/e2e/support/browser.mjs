// Chromium, and pages that remember everything that should not have happened.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const OUTPUT = fileURLToPath(new URL("../../output/", import.meta.url));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

export function launch() {
  const executablePath = process.env.CHROME ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  return chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, LANGUAGE: "zh_CN" }, timeout: 30_000 });
}

/** A fresh profile with one page. `expectHttpErrors`: the browser itself logs each failed response; some stories cause them. */
export async function open(browser, { expectHttpErrors = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: "light", reducedMotion: "reduce", locale: "zh-CN", ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`exception: ${error.stack}`));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    const of = message.location().url;
    if (/Failed to load resource/.test(message.text()) && (expectHttpErrors || of.includes("/nginx_images/"))) return;
    wrong.push(`console ${message.type()}: ${message.text()} (${of})`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return {
    page,
    context,
    /** Nothing was logged, thrown or blocked. */
    assertQuiet: () => assert.deepEqual(wrong, []),
    close: () => context.close(),
  };
}

/** No axe-core violation in what is on the screen. */
export async function assertAccessible(page, where) {
  await page.evaluate(await readFile(AXE, "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), [], where);
}

/** Nothing sticks out to the side. */
export async function assertFits(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${where}: ${over} px wider than the screen`);
}

/** Kept in tests/output for people to look at. */
export async function picture(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${OUTPUT}${name}.png`, fullPage: true });
}
