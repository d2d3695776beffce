// Prints the sizes of the package's parts as JSON. Called by `cargo xtask size` with the path of pkg/.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What a page loads: each a list of files, compressed one by one as a web server does. */
const PARTS = {
  wasm: ["work_order_client.wasm"],
  glue: ["slim.js"],
  slim: ["work_order_client.wasm", "slim.js"],
  default: ["index.js", "core.js", "wasm.js"],
  global: ["global.js"],
};

const sizes = {};
for (const [part, names] of Object.entries(PARTS)) {
  sizes[part] = { raw: 0, gzip: 0, brotli: 0 };
  for (const name of names) {
    const bytes = await readFile(join(process.argv[2], name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sizes[part].raw += bytes.length;
    sizes[part].gzip += gzipSync(bytes, { level: 9 }).length;
    sizes[part].brotli += brotliCompressSync(bytes, { params }).length;
  }
}
console.log(JSON.stringify(sizes));
