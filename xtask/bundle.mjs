// Makes pkg/, the npm package, from the hand-written parts in pkg-template/ and what wasm-bindgen made.
// Called by `cargo xtask build` with the path of a JSON file: { root, bindgen, wasm, names, out, paths, package }.
//
// pkg-template/ sees two modules that only exist here:
//   #glue  createGlue() → a fresh set of wasm-bindgen's functions with state of their own, so that after a trap the module
//          can be instantiated anew; imports(glue) → what WebAssembly.instantiate takes; start(glue, instance)
//   #wasm  the module's bytes as text (ascii.mjs)
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { minify } from "terser";
import { encode } from "./ascii.mjs";
import { glueModule } from "./glue.mjs";
import { writeTypes } from "./types.mjs";
import { unfit } from "./unfit.mjs";

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
const template = join(job.root, "pkg-template");

/** Every JavaScript file of the package: where it is written, what it is made from, and in which form. */
const ENTRIES = [
  { to: "index.js", from: "index.js", format: "esm" },
  { to: "index.cjs", from: "index.js", format: "cjs" },
  { to: "core.js", from: "core.js", format: "esm" },
  { to: "core.cjs", from: "core.js", format: "cjs" },
  { to: "wasm.js", from: "wasm.js", format: "esm" },
  { to: "wasm.cjs", from: "wasm.js", format: "cjs" },
  { to: "slim.js", from: "slim.js", format: "esm" },
  { to: "slim.cjs", from: "slim.js", format: "cjs" },
  { to: "global.js", from: "global.js", format: "iife" },
];

const wasm = await readFile(job.wasm);
const virtual = {
  "#glue": await glueModule({ root: job.root, bindgen: job.bindgen, wasm, names: job.names }),
  "#wasm": Object.entries(encode(wasm)).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`).join("\n"),
};

await rm(job.out, { recursive: true, force: true });
await mkdir(job.out, { recursive: true });
for (const entry of ENTRIES) await bundle(entry);
await writeFile(join(job.out, "work_order_client.wasm"), wasm);
await writePackageJson();
await writeTypes(template, job.out);
for (const name of ["README.md", "README.zh-CN.md", "LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(join(job.root, name), join(job.out, name));
await check();

async function bundle({ to, from, format }) {
  const result = await build({
    entryPoints: [join(template, from)],
    outfile: join(job.out, to),
    bundle: true,
    format,
    platform: "neutral",
    target: "es2017",
    // Left as it is in ES modules: every bundler since webpack 4, and every browser since Chromium 63, loads chunks by it.
    supported: { "dynamic-import": format === "esm" },
    // Names are left to the other minifier.
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "error",
    plugins: [virtualModules(), chunks(format)],
  });
  if (result.warnings.length > 0) throw new Error(`${to}: ${result.warnings[0].text}`);
  await smaller(join(job.out, to), format);
}

/** Once more, by a minifier that takes its time: a twentieth less. What bundlers drop when it is not used stays marked. */
async function smaller(file, format) {
  const { code } = await minify(await readFile(file, "utf8"), {
    module: format === "esm",
    toplevel: format === "cjs",
    ecma: 2017,
    compress: { passes: 3 },
    // The parameters of records.js: its functions compress better when they are called the same in all of them.
    mangle: { reserved: ["s", "q", "a", "x"] },
    format: { preserve_annotations: true },
  });
  await writeFile(file, `${code}\n`);
}

/** Resolves #glue and #wasm. */
function virtualModules() {
  return {
    name: "virtual-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^#(glue|wasm)$/ }, ({ path }) => ({ path, namespace: "virtual" }));
      onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => ({ contents: virtual[path], loader: "js" }));
    },
  };
}

/** Keeps core.js and wasm.js files of their own, loaded on first use; named core.cjs and wasm.cjs for `require`. */
function chunks(format) {
  return {
    name: "chunks",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/(core|wasm)\.js$/ }, ({ path }) =>
        format === "iife" ? undefined : { path: format === "cjs" ? path.replace(/\.js$/, ".cjs") : path, external: true },
      );
    },
  };
}

/** package.json with what Cargo.toml says once for both. */
async function writePackageJson() {
  const { name, ...rest } = JSON.parse(await readFile(join(template, "package.json"), "utf8"));
  const { version, description, license } = job.package;
  // For those who want to know that the module is the one that was built: the build is reproducible.
  const sha256 = { "work_order_client.wasm": createHash("sha256").update(wasm).digest("hex") };
  const written = { name, ...rest, version, description, license, sha256 };
  await writeFile(join(job.out, "package.json"), `${JSON.stringify(written, null, 2)}\n`);
}

/** Looks at what was written: nothing forbidden, no path of this machine, and no file that package.json names is missing. */
async function check() {
  const problems = [];
  const files = await readdir(job.out);
  for (const name of files) {
    const bytes = await readFile(join(job.out, name));
    const text = bytes.toString("latin1");
    if (/\.c?js$/.test(name)) problems.push(...unfit(bytes.toString("utf8"), name));
    for (const path of job.paths) if (text.includes(path)) problems.push(`${name} contains a path of this machine: ${path}`);
  }
  const named = new Set();
  const collect = (value) => {
    if (typeof value === "string" && /^\.\/.+\.\w+$/.test(value)) named.add(value.slice(2));
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  const { main, module, types, exports, unpkg, jsdelivr } = JSON.parse(await readFile(join(job.out, "package.json"), "utf8"));
  collect([main, module, types, exports, unpkg, jsdelivr]);
  for (const name of named) if (!files.includes(name)) problems.push(`package.json names ${name}, which is not there`);
  if (problems.length > 0) {
    console.error(problems.join("\n"));
    process.exit(1);
  }
}
