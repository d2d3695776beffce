// Every page, in every browser there is: signed in, looked at, an order reported and found again. What only one engine gets wrong
// shows here; the stories are told in Chromium alone.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ENGINES, see, until } from "./support/engines.mjs";
import { PAGES } from "./support/pages.mjs";
import { startSandbox } from "./support/sandbox.mjs";

const OUTPUT = fileURLToPath(new URL("../output/", import.meta.url));

for (const [name, open] of Object.entries(ENGINES)) {
  describe(name, () => {
    let sandbox;
    let page;
    before(async () => {
      await mkdir(OUTPUT, { recursive: true });
      sandbox = await startSandbox();
      page = await open();
      await page.goto(sandbox.url);
      await see(page, "#use-demo");
      await page.run(() => {
        globalThis.wrong = [];
        addEventListener("error", (event) => globalThis.wrong.push(String(event.message)));
        addEventListener("unhandledrejection", (event) => globalThis.wrong.push(String(event.reason)));
        addEventListener("securitypolicyviolation", (event) => globalThis.wrong.push(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
      });
    });
    after(async () => {
      await page?.close();
      await sandbox?.stop();
    });

    const go = (at) => page.run((hash) => { location.hash = hash; }, at);

    async function show({ name: called, at, ready, then, also, open: folded, shows }) {
      await go(at);
      await see(page, ready);
      for (const step of [then ?? []].flat()) {
        await see(page, step);
        await page.click(step);
      }
      if (also) await see(page, also);
      if (folded) await page.click(`${folded} > summary`);
      if (shows) await see(page, shows);
      await page.picture(`${OUTPUT}${name}-${called}.png`);
      const over = await page.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${called}: ${over} px wider than the screen`);
      assert.deepEqual(await page.run(() => [...document.querySelectorAll("main .notice.danger:not([hidden])")].map((box) => box.textContent)), [], called);
    }

    test("signs in to panda, reports an order and opens it", async () => {
      await page.click("#use-demo");
      await page.click("form button[type=submit]");
      await see(page, ".tile");
      await go(PAGES.find((one) => one.name === "report").at);
      await see(page, "form .field input");
      await page.type("form .field input", `来自 ${name}`);
      await page.click("form button[type=submit]");
      await see(page, ".receipt dd a");
      await page.click(".receipt dd a");
      await see(page, ".timeline > li");
      await until("what was typed", () => page.run((text) => document.body.textContent.includes(text), `来自 ${name}`));
    });

    for (const one of PAGES.filter(({ needs }) => needs === "panda")) test(one.name, () => show(one));

    test("signs in to center", async () => {
      await go("#/sign-in?to=center");
      await see(page, "#use-demo");
      await page.click("#use-demo");
      await until("the people", () => page.run(() => [...document.querySelectorAll("main button")].some((button) => button.textContent.startsWith("李华"))));
      await page.run(() => [...document.querySelectorAll("main button")].find((button) => button.textContent.startsWith("李华")).click());
      await until("the token", () => page.run(() => document.querySelector("input[name=accessToken]").value !== ""));
      await page.click("form button[type=submit]");
      await see(page, ".row-link");
    });

    for (const one of PAGES.filter(({ needs }) => needs !== "panda")) test(one.name, () => show(one));

    test("nothing went wrong on the way", async () => {
      assert.deepEqual(await page.run(() => globalThis.wrong), []);
    });
  });
}
