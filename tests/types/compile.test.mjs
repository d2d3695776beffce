// The published types under every TypeScript, library and resolution that apps have, without skipLibCheck; and every example that the
// types and the READMEs show.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ROOT } from "./support/declared.mjs";
import { examples, readmes } from "./support/examples.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OLD = ["es2017", "dom"];
const NEW = ["esnext", "dom", "dom.iterable"];

/** The oldest that is known to work, the oldest for every library, the last one written in JavaScript, and the current one. */
const SETUPS = [
  // Below 4.9, ES2017 has no type of bigint, and an error's cause in ES2022 is no unknown one.
  { typescript: "4.5", resolution: "node", lib: ["es2020", "dom"] },
  { typescript: "4.9", resolution: "node", lib: NEW },
  { typescript: "4.9", resolution: "node16", lib: OLD },
  { typescript: "6", resolution: "node10", lib: OLD },
  { typescript: "6", resolution: "node16", lib: NEW },
  { typescript: "6", resolution: "bundler", lib: OLD },
  { typescript: "7", resolution: "node16", lib: OLD },
  { typescript: "7", resolution: "bundler", lib: NEW },
];

/** An app with the package installed. */
const app = mkdtempSync(join(tmpdir(), "types-"));
after(() => rmSync(app, { recursive: true, force: true }));
mkdirSync(join(app, "node_modules"));
symlinkSync(join(ROOT, "pkg"), join(app, "node_modules", "work-order-client"), "junction");

function compile(typescript, name, compilerOptions, files) {
  const config = join(app, `${name}.json`);
  const strict = { strict: true, skipLibCheck: false, noEmit: true, types: [], forceConsistentCasingInFileNames: true };
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...strict, ...compilerOptions }, files }));
  const tsc = join(HERE, "node_modules", typescript === "6" ? "typescript" : `typescript-${typescript}`, "bin", "tsc");
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, "--project", config, "--pretty", "false"], { cwd: app });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    child.on("close", (code) => resolve(code === 0 ? "" : said || `exit ${code}`));
  });
}

for (const { typescript, resolution, lib } of SETUPS) {
  const name = `typescript-${typescript}-${resolution}-${lib[0]}`;
  test(`TypeScript ${typescript}, moduleResolution ${resolution}, lib ${lib}: right code compiles, and wrong code does not`, async () => {
    // Under node16 a file's ending says whether it imports or requires: both must find types.
    const endings = resolution === "node16" ? ["mts", "cts"] : ["ts"];
    const files = endings.flatMap((ending) => ["good", "bad"].map((file) => `${file}-${name}.${ending}`));
    for (const file of files) copyFileSync(join(HERE, "cases", `${file.split("-")[0]}.ts`), join(app, file));
    const deprecated = resolution === "node10" ? { ignoreDeprecations: "6.0" } : {};
    const options = { module: resolution === "node16" ? "node16" : "esnext", moduleResolution: resolution, target: "es2020", lib, ...deprecated };
    assert.equal(await compile(typescript, name, options, files), "");
  });
}

test("the globals of the script are declared", async () => {
  const page = "const client: import('work-order-client').WorkOrderClient = new WorkOrderClient({});\nForm.define([]); isWorkOrderError(client); parseJsonText('1');\n";
  writeFileSync(join(app, "page.ts"), `import "work-order-client/global";\n${page}`);
  assert.equal(await compile("7", "page", { module: "esnext", moduleResolution: "bundler", target: "es2017", lib: OLD }, ["page.ts"]), "");
});

/** What the examples take for granted: a client, and the other packages of an app. */
const AROUND = `
declare const client: import("work-order-client").WorkOrderClient;
declare function fetchToken(): Promise<string>;
declare const uni: any;
declare module "*?url" { const url: string; export default url; }
declare module "vite";
declare module "@dcloudio/vite-plugin-uni";
declare module "vue";
declare module "react";
`;
const GLOBALS = 'import "work-order-client/global";\n';
const BROWSER = { module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom", "dom.iterable"] };

test("every example in the types compiles", async () => {
  const found = examples(readFileSync(join(ROOT, "pkg", "index.d.ts"), "utf8")).concat(examples(readFileSync(join(ROOT, "pkg", "slim.d.ts"), "utf8")));
  assert.ok(found.length > 50, `${found.length} examples`);
  const files = found.map((code, at) => {
    const file = `example-${at}.ts`;
    writeFileSync(join(app, file), `${code.includes("work-order-client") ? "" : GLOBALS}${code}\nexport {};\n`);
    return file;
  });
  writeFileSync(join(app, "around.d.ts"), AROUND);
  const said = await compile("7", "examples", BROWSER, ["around.d.ts", ...files]);
  assert.equal(said, "", said.replace(/^example-(\d+)\.ts/gm, (_, at) => `\n${found[at]}\n`));
});

for (const name of ["README.md", "README.zh-CN.md"]) {
  test(`${name}: every example compiles`, async () => {
    const found = readmes(readFileSync(join(ROOT, name), "utf8"));
    assert.ok(found.length > 8, `${found.length} examples`);
    const files = found.map(({ code, script }, at) => {
      const file = `${name}-${at}.js`;
      writeFileSync(join(app, file), `${script ? GLOBALS : ""}${code}\nexport {};\n`);
      return file;
    });
    writeFileSync(join(app, "around.d.ts"), AROUND);
    const loose = { ...BROWSER, allowJs: true, checkJs: true, strict: false };
    const said = await compile("7", name, loose, ["around.d.ts", ...files]);
    assert.equal(said, "", said.replace(/^README[\w.-]*?-(\d+)\.js/gm, (_, at) => `\n${found[at].code}\n`));
  });
}
