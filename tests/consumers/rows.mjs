// The rows of the matrix: which project, how it is built or served, in which engine.
//
// A row is { consumer, mode, engine, project, open } where `open(context)` makes { url, stop? }: the page to look at, which
// reports by itself; or { consumer, mode, engine: "node", project, run } where `run(context)` is the whole check.
// `small` marks those that `cargo xtask test` runs each time.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { SERVER_IN_RECIPES, serveByNginx } from "./support/nginx.mjs";
import { run, script, serving } from "./support/project.mjs";
import { serveFiles } from "./support/serve.mjs";

/** A page of the project's own files, as any web server gives them. */
const page = (path, headers) => async ({ folder }) => at(await serveFiles(folder, headers), path);
/** The same after one of the project's scripts has made them in `dist`. */
const built = (name, dist = "dist", path = "") => async ({ folder }) => {
  await script(folder, name);
  return at(await serveFiles(join(folder, dist)), path);
};
/** And the module must be in one file, which the page does not name: it is loaded by the first call. */
const lazy = (name, dist = "dist", path = "", made = dist) => async (context) => {
  const scripts = async () => (await readdir(join(context.folder, made), { recursive: true }).catch(() => [])).filter((name) => name.endsWith(".js"));
  for (const old of await scripts()) await rm(join(context.folder, made, old)); // another mode's
  const app = await built(name, dist, path)(context);
  const text = (file) => readFile(file, "latin1");
  const piece = (await text(join(context.folder, "node_modules/work-order-client/wasm.js"))).slice(20_000, 20_080);
  const holding = [];
  for (const file of await scripts()) {
    if ((await text(join(context.folder, made, file))).includes(piece)) holding.push(basename(file));
  }
  const page = await text(join(context.folder, dist, path || "index.html"));
  if (holding.length === 1 && !page.includes(holding[0])) return app;
  await app.stop();
  throw new Error(`the module is in ${holding.join(" and ") || "no file"}, and the page must not name it:\n${page}`);
};
/** What a tool's own server gives. */
const served = (name, path = "") => async ({ folder }) => at(await serving(folder, name), path);
const after = (name, open) => async (context) => {
  await script(context.folder, name);
  return open(context);
};
/** A page opened from the disk, without any server. */
const file = (path) => async ({ folder }) => ({ url: pathToFileURL(join(folder, path)).href });

/** A program without a page, which prints `case` and the number of each order that it sent. */
const program = (command, ...args) => async ({ folder, sandbox, mark }) => {
  const said = await run(command, args, { cwd: folder, env: { SERVER: sandbox.url, MARK: mark, NO_COLOR: "1" } });
  return { cases: [...said.matchAll(/\bcase (\S+)/g)].map((found) => found[1]) };
};

/** Behind nginx, in front of a server that allows no other origin. */
const byNginx = (path) => async ({ folder, closed, report }) => {
  const served = await serveByNginx({ root: folder, server: closed.url, report });
  return { ...at(served, path), query: { report: "/report" }, sandbox: closed };
};
/** Behind Vite's proxy, in front of the same. */
const byVite = (app) => async (context) => {
  const file = join(context.folder, app, "vite.config.js");
  await writeFile(file, (await readFile(file, "utf8")).replaceAll(SERVER_IN_RECIPES, context.closed.url.replace(/\/$/, "")));
  return { ...(await served(`dev:${app}`)(context)), sandbox: context.closed };
};

const at = ({ url, stop }, path) => ({ url: url + path, stop });

const row = (consumer, mode, open, project, more) => ({ consumer, mode, engine: "chromium", project, open, ...more });
const node = (consumer, mode, run, project, more) => ({ consumer, mode, engine: "node", project, run, ...more });
const small = { small: true };

const CONSUMERS = [
  row("module script", "http", page("module.html"), "plain"),
  row("module script, slim", "http", page("slim.html"), "plain"),
  row("global script", "http", page("global.html"), "plain"),
  row("global script", "file://", file("global.html"), "plain", small),
  ...["vite5", "vite"].flatMap((project) => [["vue", "Vue 3"], ["react", "React"]].flatMap(([app, title]) => [
    row(`${project === "vite" ? "Vite 8" : "Vite 5"}, ${title}`, "dev", served(`dev:${app}`), project),
    row(`${project === "vite" ? "Vite 8" : "Vite 5"}, ${title}`, "build", lazy(`build:${app}`, `${app}/dist`), project, app === "vue" && project === "vite" ? small : {}),
  ])),
  row("webpack 5", "development", lazy("build:development"), "webpack5"),
  row("webpack 5", "production", lazy("build:production"), "webpack5"),
  row("webpack 4", "development", lazy("build:development"), "webpack4"),
  row("webpack 4", "production", lazy("build:production"), "webpack4", small),
  ...["vite5", "vite"].flatMap((project) => [
    row(`${project === "vite" ? "Vite 8" : "Vite 5"}, slim`, "dev", served("dev:slim"), project),
    row(`${project === "vite" ? "Vite 8" : "Vite 5"}, slim`, "build", built("build:slim", "slim/dist"), project),
  ]),
  row("webpack 5, slim", "production", built("build:slim", "dist", "slim.html"), "webpack5"),
  row("webpack 4, slim", "production", built("build:slim", "dist", "slim.html"), "webpack4"),
  row("Rollup", "build", lazy("build", ".", "", "out"), "rollup"),
  row("esbuild", "ESM", lazy("build:esm", ".", "esm.html", "esm"), "esbuild"),
  row("esbuild", "IIFE", built("build:iife", ".", "iife.html"), "esbuild"),
  row("Next 16", "build and start", after("build", served("start")), "next"),
  row("uni-app H5", "dev", served("dev:h5"), "uni-app"),
  row("uni-app H5", "build", lazy("build:h5", "dist/build/h5"), "uni-app"),
  node("Vitest, jsdom", "import", program("npx", "vitest", "run"), "vitest"),
  node("Node.js", "import", program("node", "default.mjs"), "node", small),
  node("Node.js", "import, slim", program("node", "slim.mjs"), "node"),
  node("Node.js", "require", program("node", "default.cjs"), "node", small),
  node("Node.js", "require, slim", program("node", "slim.cjs"), "node"),
];

const RECIPES = [
  row("recipe: nginx, CSP", "http", byNginx("proxied.html"), "plain", { programs: ["nginx"] }),
  row("recipe: nginx, CSP", "http", byNginx("proxied.html"), "plain", { programs: ["nginx"], engine: "firefox" }),
  row("recipe: Vite proxy", "dev", byVite("proxied"), "vite"),
];

/** The plain pages in every engine, and in some with things missing, forbidden or stuck. */
const OLD = [64, 69, 77, 86, 91].map((major) => `chromium-${major}`);
const each = (engines, mode, path, smallIn = []) =>
  engines.map((engine) => row("engine", mode, page(path), "plain", { engine, small: smallIn.includes(engine) }));
const ENGINES = [
  ...each(["chromium", ...OLD, "firefox", "webkitgtk", "wpe"], "module", "module.html", ["chromium", "chromium-64", "firefox"]),
  ...each([...OLD, "firefox", "webkitgtk", "wpe"], "global", "global.html"),
  ...each(["chromium", "chromium-64", "firefox", "webkitgtk", "wpe"], "bare", "bare.html", ["chromium-64"]),
  ...each(["chromium", "firefox", "webkitgtk"], "refusing", "refusing.html", ["chromium"]),
  ...each(["chromium", "firefox"], "hanging", "hanging.html"),
];

export const ROWS = [...CONSUMERS, ...RECIPES, ...ENGINES];
