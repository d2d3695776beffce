// Writes the package's types: the hand-written files of pkg-template/, by subject, become one index.d.ts, so that no resolver of
// TypeScript has to find its way from one to the other; and each again as .d.cts, for `require` under node16.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const REEXPORT = /^export \* from "\.\/([\w-]+)\.js";$/gm;
const LOCAL_IMPORT = /^import type \{[^}]*\} from "\.\/[\w-]+\.js";\n/gm;

/** Each file of types that is published, with the entry that it belongs to. */
const ENTRIES = ["index", "slim"];

export async function writeTypes(template, out) {
  const read = (name) => readFile(join(template, `${name}.d.ts`), "utf8");
  const parts = new Map();
  const index = await read("index");
  for (const [, name] of index.matchAll(REEXPORT)) parts.set(name, (await read(name)).replace(LOCAL_IMPORT, "").replace(/\n{3,}/g, "\n\n"));
  const whole = index.replace(REEXPORT, (_, name) => `\n${parts.get(name).trimEnd()}\n`).replace(/\n{3,}/g, "\n\n");
  const texts = { index: whole, slim: await read("slim") };
  for (const name of ENTRIES) {
    await writeFile(join(out, `${name}.d.ts`), texts[name]);
    await writeFile(join(out, `${name}.d.cts`), texts[name].replace('"./index.js"', '"./index.cjs"'));
  }
  await writeFile(join(out, "global.d.ts"), await read("global"));
}
