// The rows of the matrix: which project, how it is built or served, in which engine.
//
// A row is { consumer, mode, engine, project, open } where `open(context)` makes { url, stop? }: the page to look at, which
// reports by itself; or { consumer, mode, engine: "node", project, run } where `run(context)` is the whole check.
// `small` marks those that `cargo xtask test` runs each time.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run, script, serving } from "./support/project.mjs";
import { serveFiles } from "./support/serve.mjs";

/** A page of the project's own files, as any web server gives them. */
const page = (path, headers) => async ({ folder }) => at(await serveFiles(folder, headers), path);
/** The same after one of the project's scripts has made them in `dist`. */
const built = (name, dist = "dist", path = "") => async ({ folder }) => {
  await script(folder, name);
  return at(await serveFiles(join(folder, dist)), path);
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
    row(`${project === "vite" ? "Vite 8" : "Vite 5"}, ${title}`, "build", built(`build:${app}`, `${app}/dist`), project, app === "vue" && project === "vite" ? small : {}),
  ])),
  row("webpack 5", "development", built("build:development"), "webpack5"),
  row("webpack 5", "production", built("build:production"), "webpack5"),
  row("webpack 4", "development", built("build:development"), "webpack4"),
  row("webpack 4", "production", built("build:production"), "webpack4", small),
  row("Rollup", "build", built("build", "."), "rollup"),
  row("esbuild", "ESM", built("build:esm", ".", "esm.html"), "esbuild"),
  row("esbuild", "IIFE", built("build:iife", ".", "iife.html"), "esbuild"),
  row("Next 16", "build and start", after("build", served("start")), "next"),
  row("uni-app H5", "dev", served("dev:h5"), "uni-app"),
  row("uni-app H5", "build", built("build:h5", "dist/build/h5"), "uni-app"),
  node("Vitest, jsdom", "import", program("npx", "vitest", "run"), "vitest"),
  node("Node.js", "import", program("node", "default.mjs"), "node", small),
  node("Node.js", "import, slim", program("node", "slim.mjs"), "node"),
  node("Node.js", "require", program("node", "default.cjs"), "node", small),
  node("Node.js", "require, slim", program("node", "slim.cjs"), "node"),
];

/** The module script's page in every engine. */
const OLD = ["chromium-69", "chromium-77", "chromium-86", "chromium-91"];
const ENGINES = ["chromium", ...OLD, "firefox", "webkitgtk", "wpe"].flatMap((engine) => [
  row("engine", "module", page("module.html"), "plain", { engine, small: ["chromium", "chromium-69", "firefox"].includes(engine) }),
  row("engine", "global", page("global.html"), "plain", { engine }),
]);

export const ROWS = [...CONSUMERS, ...ENGINES];
