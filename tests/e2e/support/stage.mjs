// One sandbox and one browser for a file of stories, a fresh page for each; every story also ends without noise.
import { after, afterEach, before, beforeEach } from "node:test";
import { launch, open } from "./browser.mjs";
import { startSandbox } from "./sandbox.mjs";

/** The object is filled before each story: `{ sandbox, browser, view, page }`. `options` go to every page. */
export function stage(options = {}, ...settings) {
  const on = {};
  before(async () => {
    on.sandbox = await startSandbox(...settings);
    on.browser = await launch();
  });
  beforeEach(async () => {
    on.view = await open(on.browser, options);
    on.page = on.view.page;
  });
  afterEach(async () => {
    await on.sandbox.clearFaults();
    await on.view.close();
    on.view.assertQuiet();
  });
  after(async () => {
    await on.browser?.close();
    await on.sandbox?.stop();
  });
  return on;
}
