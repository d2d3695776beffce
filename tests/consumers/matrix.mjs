// `cargo xtask matrix`: every consumer and every engine completes submit → list against the sandbox; a table row for each.
//
//   node matrix.mjs --scratch DIR [--only a,b] [--small] [--json FILE]   runs rows
//   node matrix.mjs --missing [--only a,b] [--small]                     prints the system packages that they lack, as JSON

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startSandbox } from "../e2e/support/sandbox.mjs";
import { missing, open, title } from "../engines/engines.mjs";
import { ROWS } from "./rows.mjs";
import { pack, prepare } from "./support/project.mjs";
import { takeReports } from "./support/serve.mjs";

const PATIENCE = 60_000;
const INSTALLS_AT_ONCE = 2;

const { values: asked } = parseArgs({
  options: {
    scratch: { type: "string" }, only: { type: "string" }, json: { type: "string" }, small: { type: "boolean" }, missing: { type: "boolean" },
  },
});
const rows = choose(asked);

if (asked.missing) console.log(JSON.stringify(missing(rows)));
else process.exitCode = (await run(rows)) ? 0 : 1;

/** `--only vite,firefox`: rows whose consumer, mode, engine or project has one of the words in it. */
function choose({ only, small }) {
  const words = (only || "").split(",").map((word) => word.trim().toLowerCase()).filter(Boolean);
  const text = ({ consumer, mode, engine, project }) => `${consumer} ${mode} ${engine} ${project}`.toLowerCase();
  const unknown = words.filter((word) => !ROWS.some((row) => text(row).includes(word)));
  if (unknown.length > 0) {
    console.error(`no row is called ${unknown.join(", ")}; there are:\n${ROWS.map((row) => `  ${text(row)}`).join("\n")}`);
    process.exit(2);
  }
  return ROWS.filter((row) => (words.length === 0 || words.some((word) => text(row).includes(word))) && (!small || row.small));
}

async function run(rows) {
  const scratch = asked.scratch;
  const tarball = await pack(scratch);
  const folders = prepareAll([...new Set(rows.map((row) => row.project))], { scratch, tarball });
  // `closed` is one that allows no page of another origin, as most servers do.
  const [sandbox, closed, reports] = await Promise.all([startSandbox(), startSandbox("--no-cors"), takeReports()]);
  const results = [];
  const print = (...cells) => console.log(cells.map((cell, at) => `${cell}`.padEnd([26, 14, 22, 6, 7][at])).join(" ").trimEnd());
  print("tool", "mode", "engine", "", "seconds");
  try {
    for (const row of rows) {
      const began = Date.now();
      let result;
      try {
        const folder = await folders.get(row.project);
        if (folder instanceof Error) throw folder;
        const waited = Date.now() - began; // the installation is not the row's
        result = await look(row, { folder, sandbox, closed, reports, mark: `row ${results.length}` });
        result.began = began + waited;
      } catch (error) {
        result = { pass: false, error: error.stack || `${error}` };
      }
      const seconds = Math.round((Date.now() - (result.began || began)) / 100) / 10;
      const engine = row.engine === "node" ? `Node.js ${process.versions.node}` : title(row.engine, result.agent || "");
      print(row.consumer, row.mode, engine, result.pass ? "pass" : "FAIL", seconds.toFixed(1));
      if (!result.pass) console.error(`${result.error}\n`);
      results.push({ consumer: row.consumer, mode: row.mode, engine, pass: result.pass, seconds });
    }
  } finally {
    await Promise.allSettled([sandbox.stop(), closed.stop(), reports.stop()]);
  }
  if (asked.json) await writeFile(asked.json, `${JSON.stringify(results, null, 1)}\n`);
  const passed = results.filter((result) => result.pass).length;
  console.log(`\n${passed} of ${results.length} pass`);
  return results.length > 0 && passed === results.length;
}

/** Installs what the projects need, a few at a time and in the rows' order, while the first rows run already. */
function prepareAll(names, where) {
  const folders = new Map();
  const queue = [];
  for (const name of names) folders.set(name, new Promise((done) => queue.push({ name, done })));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) next.done(await prepare(next.name, where).catch((error) => error));
  };
  for (let at = 0; at < INSTALLS_AT_ONCE; at++) worker();
  return folders;
}

async function look(row, context) {
  if (row.run) return { pass: true, ...(await confirm(await row.run(context), context.sandbox)) };
  const { address, report } = context.reports.expect();
  const app = await row.open({ ...context, report: address });
  try {
    const query = new URLSearchParams({ server: context.sandbox.url, report: address, mark: context.mark, ...app.query });
    const browser = await open(row.engine, `${app.url}?${query}`);
    try {
      const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "nothing was reported in time").unref());
      const over = browser.over.then(() => "the browser ended by itself");
      const result = await Promise.race([report, late, over]);
      if (typeof result === "string") return { pass: false, error: `${result}; it said:\n${browser.printed().slice(-3000)}` };
      if (!result.pass) return { ...result, error: `${result.error}\n${logged(browser.printed())}` };
      return { ...result, ...(await confirm(result, app.sandbox ?? context.sandbox)) };
    } finally {
      await browser.stop();
    }
  } finally {
    await app.stop?.();
  }
}

/** What the page says is not enough: the server must have carried out each order, and once. */
async function confirm({ cases }, sandbox) {
  if (!cases || cases.length === 0) return { pass: false, error: "no order is reported" };
  const executions = await sandbox.get("executions");
  const of = (caseNo) => executions.filter(({ receipts }) => receipts.some((receipt) => receipt.includes(caseNo)));
  const wrong = cases.filter((caseNo) => of(caseNo).length !== 1 || of(caseNo)[0].count !== 1);
  return wrong.length === 0 ? {} : { pass: false, error: `not carried out exactly once: ${wrong.join(", ")}` };
}

/** What a page logged, out of all that a browser says. */
function logged(text) {
  return text.split("\n").filter((line) => /CONSOLE|JavaScript error|console\./.test(line)).join("\n");
}
