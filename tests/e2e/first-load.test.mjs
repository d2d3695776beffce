// What the first page costs, and under which policy it runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";

const on = stage();
const BUDGET = 100 * 1024;

test("the first page loads less than 100 KB without the module, and asks nobody else", async () => {
  const { page, sandbox } = on;
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await page.goto(sandbox.url);
  await page.locator("#use-demo").waitFor();
  await page.waitForLoadState("networkidle");
  const loaded = responses.filter((response) => !response.url().endsWith(".wasm"));
  const sent = await Promise.all(loaded.map(async (response) => ({ name: new URL(response.url()).pathname, bytes: (await response.request().sizes()).responseBodySize })));
  const sum = sent.reduce((total, { bytes }) => total + bytes, 0);
  console.log(`first page: ${sent.length} files, ${sum} bytes`);
  assert.ok(sent.length > 15 && sent.some(({ name }) => name.endsWith("/slim.js")), "all of it was seen");
  assert.ok(sum > 20_000 && sum < BUDGET, JSON.stringify(sent.sort((a, b) => b.bytes - a.bytes).slice(0, 8)));
  assert.ok(loaded.every((response) => response.url().startsWith(sandbox.url)), "from its own server alone");
  assert.ok(!sent.some(({ name }) => /vendor|overview|print|diagram|texts\/en/.test(name)), "what is not needed yet is not fetched");
});

test("the policy lets no script in but the page's own files", async () => {
  const { page, sandbox } = on;
  const response = await page.goto(sandbox.url);
  const policy = Object.fromEntries(response.headers()["content-security-policy"].split(";").map((part) => part.trim().split(/\s+(.*)/).slice(0, 2)));
  assert.equal(policy["default-src"], "'self'");
  assert.equal(policy["script-src"], "'self' 'wasm-unsafe-eval'");
  assert.equal(policy["style-src"], "'self'");
  await page.locator("#use-demo").waitFor();
  const inline = await page.evaluate(() => [...document.querySelectorAll("script:not([src]), style, [style], [onclick], [onload]")].map((one) => one.outerHTML));
  assert.deepEqual(inline, []);
});
