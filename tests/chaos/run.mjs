// Plays one plan with the package and with axios + axios-retry, each against a server of its own, and accounts for every order.
import { mkdtemp, cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../e2e/support/browser.mjs";
import { startSandbox } from "../e2e/support/sandbox.mjs";
import { Crew, TIMEOUTS, insist } from "./crew.mjs";
import { Ledger } from "./ledger.mjs";
import { plan } from "./plan.mjs";
import { Secrets } from "./secrets.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const esbuild = createRequire(new URL("../../xtask/package.json", import.meta.url))("esbuild");
const CREDENTIALS = { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" };
const CENTER = { appId: "12345678", secretKey: "123456", username: "jiaping" };
const START = "Process_1741923584470:1:127026d3-00ac-11f0-8c7a-ba0a22df0408";

/** `{ ours, byHand, secrets }`: two accounts, and what was found of secrets. */
export async function play({ seed, orders, crews = 4, log = () => {} }) {
  const browser = await launch();
  try {
    const secrets = new Secrets({ password: CREDENTIALS.password, secretKey: CENTER.secretKey });
    const one = (app, more) => side({ app, browser, seed, orders, crews, log: (text) => log(`${app}: ${text}`), ...more });
    const [ours, byHand] = await Promise.all([one("ours", { secrets }), one("by-hand", {})]);
    return { ours, byHand, secrets };
  } finally {
    await browser.close();
  }
}

async function side({ app, browser, seed, orders, crews, secrets, log }) {
  const www = await pages(app);
  const sandbox = await startSandbox("--www", www);
  const contexts = [];
  try {
    const batches = plan({ seed, orders, crews, start: START, tasks: await givenTasks(sandbox, Math.ceil(orders / 8)) });
    for (const name of new Set(batches.flat().map(({ project }) => project))) await sandbox.operate("panda/projects", { name });
    const before = (await sandbox.get("executions")).length;
    const ledger = new Ledger();
    await Promise.all(batches.map(async (own, number) => {
      const context = await browser.newContext();
      contexts.push(context);
      const settings = { project: own[0]?.project ?? "demo", credentials: CREDENTIALS, center: CENTER, timeouts: TIMEOUTS };
      const crew = new Crew({ context, sandbox, ledger, secrets, settings, number, page: sandbox.url, log });
      await crew.begin();
      for (const batch of own) {
        await crew.play(batch);
        log(batch.name);
      }
      await crew.lookForDoubles();
    }));
    return ledger.account((await insist(() => sandbox.get("executions"))).slice(before), await insist(() => sandbox.get("requests")));
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await sandbox.stop();
    await rm(www, { recursive: true, force: true });
  }
}

/** The page, with everything that it needs from npm in one script. The package itself is served as it was built. */
async function pages(app) {
  const www = await mkdtemp(join(tmpdir(), "chaos-"));
  await cp(join(HERE, "page/index.html"), join(www, "index.html"));
  await esbuild.build({
    entryPoints: [join(HERE, `page/${app}.js`)], outfile: join(www, "app.js"), bundle: true, format: "esm", external: ["/pkg/*"], logLevel: "warning",
  });
  return www;
}

/** Tasks that wait for the person who submits. */
async function givenTasks(sandbox, count) {
  const { accessToken } = await sandbox.operate("center/login", { username: CENTER.username });
  const headers = {
    requestType: "app", appID: CENTER.appId, secretKey: CENTER.secretKey, accessToken, Authorization: accessToken, "content-type": "application/json",
  };
  const tasks = [];
  for (let at = 0; at < count; at += 1) {
    const body = JSON.stringify({ processDefId: START, variables: { textarea79127: `given ${at}` } });
    const answer = await fetch(`${sandbox.url}workflow/process/start/`, { method: "POST", headers, body });
    const { data } = await answer.json();
    tasks.push({ taskId: data.TaskId, procInsId: data.ProcessInstanceId });
  }
  return tasks;
}
