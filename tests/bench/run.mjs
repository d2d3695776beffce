// Runs the benches in the browsers and tells what came out. Called by `cargo xtask bench`:
//   node run.mjs --chromium PATH --firefox PATH [--quick] [--only decode,call] [--match 'todoList 20 '] [--json FILE] [--readme] [--from FILE of an earlier run]
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch, memoryOf, open } from "./browsers.mjs";
import { median } from "./measure.mjs";
import { line, renew } from "./report.mjs";
import { serve } from "./server.mjs";

const { values: options } = parseArgs({
  options: {
    chromium: { type: "string" }, firefox: { type: "string" }, only: { type: "string" }, match: { type: "string" }, json: { type: "string" },
    quick: { type: "boolean", default: false }, readme: { type: "boolean", default: false }, from: { type: "string" },
  },
});
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ONLY = options.only?.split(",");
const EFFORT = { usual: { rounds: 15, warmMs: 400, settleMs: 15, sampleMs: 5 }, quick: { rounds: 1, warmMs: 0, settleMs: 0, sampleMs: 0 } };
const effort = options.quick ? EFFORT.quick : EFFORT.usual;
const STARTS = ["axios-zod", "ours", "slim", "plain"];
const CALLED = { "axios-zod": "axios + zod", ours: "ours", slim: "ours, slim", plain: "fetch" };

const html = (script) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><script type="module" src="${script}"></script>`;
const files = { "index.html": html("page.js") };
for (const name of STARTS) files[`start-${name}.html`] = html(`start-${name}.js`);
for (const name of ["page", "chunk-axios-zod", ...STARTS.map((name) => `start-${name}`)]) {
  const made = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], bundle: true, minify: true, format: "esm", write: false, external: ["/pkg/*", "/page/*"], logLevel: "error",
  });
  files[`${name}.js`] = made.outputFiles[0].text;
}
const results = options.from ? (await readFile(options.from, "utf8")).trim().split("\n").map((line) => JSON.parse(line)) : [];
const server = await serve({ page: files, pkg: `${ROOT}pkg` });
try {
  for (const engine of ["chromium", "firefox"]) if (options[engine] && !options.from) await measure(engine);
} finally {
  server.close();
}
if (options.json) await writeFile(options.json, results.map((row) => JSON.stringify(row)).join("\n") + "\n");
if (options.readme) for (const name of ["README.md", "README.zh-CN.md"]) await renewFile(`${ROOT}${name}`);

async function measure(engine) {
  const browser = await launch(engine, options[engine]);
  try {
    const say = (row) => {
      const whole = { ...row, engine };
      results.push(whole);
      console.log(line(whole));
    };
    const wanted = (name) => !ONLY || ONLY.includes(name);
    if (wanted("start")) await starts(browser, say);
    const page = await open(browser, `${server.url}page/index.html`);
    await page.waitForFunction("globalThis.bench", { polling: 20 });
    for (const name of ["decode", "afterwards", "growth", "encode", "submit", "call"]) {
      if (!wanted(name)) continue;
      for (const given of await page.evaluate((name) => bench.cases(name), name)) {
        if (options.match && !Object.values(given).join(" ").includes(options.match)) continue;
        if (options.quick && ((name === "growth" && given.type !== "todoList") || given.rows > 1000 || given.items > 20 || given.speed === "throttled")) continue;
        const rows = await page.evaluate((...all) => bench.run(...all), name, given, effortFor(given));
        for (const row of rows) say({ bench: name, ...given, ...row });
      }
    }
    if (wanted("memory") && engine === "chromium") await memories(page, say);
  } finally {
    await browser.close();
  }
}

/** Samples are short, so that of many rounds most are left alone by whatever else runs; large answers are samples by themselves. */
function effortFor({ rows, speed }) {
  if (options.quick) return effort;
  if (speed === "throttled") return { rounds: 5, warmMs: 0, settleMs: 0, sampleMs: 0 };
  return rows > 1000 ? { rounds: 7, warmMs: 300, settleMs: 1, sampleMs: 0 } : effort;
}

/** From a page's first line of script to its first request, each time in a fresh page, the browser's caches warm. */
async function starts(browser, say) {
  const times = Object.fromEntries(STARTS.map((name) => [name, []]));
  for (let round = 0; round < (options.quick ? 2 : 15); round++) {
    for (const name of STARTS) {
      const page = await open(browser, `${server.url}page/start-${name}.html`);
      await page.waitForFunction("globalThis.startedMs !== undefined", { polling: 20 });
      times[name].push(await page.evaluate("startedMs"));
      await page.close();
    }
  }
  for (const name of STARTS) {
    const warm = times[name].slice(1);
    const ratio = median(warm.map((time, i) => time / times[STARTS[0]][i + 1]));
    say({ bench: "start", subject: CALLED[name], median_us: median(warm) * 1000, ratio });
  }
}

/** What is there after 10,000 calls that was not there after 500, and what one kept row of a page keeps alive. */
async function memories(page, say) {
  const ask = (name, given) => page.evaluate((name, given) => bench.memory[name](given), name, given);
  const calls = options.quick ? 200 : 10_000;
  await ask("calls", { count: options.quick ? 50 : 500 });
  const before = await memoryOf(page);
  await ask("calls", { count: calls });
  const after = await memoryOf(page);
  say({ bench: "memory", case: `${calls} calls`, subject: "ours", heap_bytes: after.heap - before.heap, wasm_bytes: after.wasm - before.wasm });
  const pages = options.quick ? 3 : 100;
  for (const subject of ["native", "ours"]) {
    const empty = await memoryOf(page);
    await ask("keep", { subject, pages });
    const kept = await memoryOf(page);
    await ask("drop");
    say({ bench: "memory", case: "two texts kept of each page of 1000 rows", subject: subject === "native" ? "res.json()" : "ours", heap_bytes: (kept.heap - empty.heap) / pages });
  }
}

async function renewFile(path) {
  await writeFile(path, renew(await readFile(path, "utf8"), results, path.includes("zh-CN")));
}
