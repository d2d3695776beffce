// Turns wasm-bindgen's JavaScript, a module with one global state, into a factory.
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const MAIN = "./work_order_client_bg.js";

/**
 * The text of the module `#glue`.
 * @param {object} from
 * @param {string} from.root the project's folder
 * @param {string} from.bindgen the folder that wasm-bindgen wrote with `--target bundler`
 * @param {Uint8Array} from.wasm the module as it is shipped, with its imports' and exports' names shortened
 * @param {{ imports: [string, string, string][], exports: [string, string][] }} from.names what wasm-opt says of that: for
 *   each import the module it came from, its name there and the short one; for each export its name and the short one
 */
export async function glueModule({ root, bindgen, wasm, names }) {
  const exports = new Map(names.exports);
  const main = shortenExports(shortTexts(freshViews(await readFile(join(bindgen, MAIN), "utf8"))), exports);
  const result = await build({
    stdin: { contents: entry(WebAssembly.Module.imports(new WebAssembly.Module(wasm)), names.imports), resolveDir: bindgen },
    bundle: true,
    format: "esm",
    target: "es2017",
    minifySyntax: true,
    legalComments: "none",
    write: false,
    logLevel: "error",
    plugins: [replaced(join(bindgen, MAIN), main), neighbours(root)],
  });
  return factory(result.outputFiles[0].text, exports.get("__wbindgen_start"));
}

/** All that wasm-bindgen exports for us, and the import object made of exactly what the wasm asks for. */
function entry(imports, names) {
  const origins = new Map(names.map(([from, long, short]) => [short, { from, long }]));
  const lines = [`export * from ${JSON.stringify(MAIN)};`];
  const modules = new Map();
  imports.forEach(({ module, name, kind }, at) => {
    if (kind !== "function") throw new Error(`the wasm imports a ${kind}, ${module} ${name}: only functions are provided`);
    const { from, long } = origins.get(name);
    lines.push(`import { ${long} as i${at} } from ${JSON.stringify(from)};`);
    modules.set(module, [...(modules.get(module) ?? []), `${JSON.stringify(name)}: i${at}`]);
  });
  const objects = [...modules].map(([module, fields]) => `${JSON.stringify(module)}: { ${fields.join(", ")} }`);
  lines.push(`export const wasmImports = { ${objects.join(", ")} };`);
  return lines.join("\n");
}

/**
 * wasm-bindgen takes its views of the memory for good until they are empty. In Chromium before 69 they stay as they were when the
 * module grows its memory, and show what it was before: ask for the buffer instead.
 */
function freshViews(text) {
  const found = text.match(/\bcached\w+Memory0\.byteLength === 0/g) ?? [];
  if (found.length !== (text.match(/\bcached\w+Memory0 = new \w+Array\(wasm\.memory\.buffer\)/g) ?? []).length) {
    throw new Error("the glue keeps views of the memory in a way that is not known here");
  }
  return text.replace(/\b(cached\w+Memory0)\.byteLength === 0/g, "$1.buffer !== wasm.memory.buffer");
}

/** Most texts that come out of the module are short and ASCII: names. A decoder takes ten times as long to begin. */
function shortTexts(text) {
  const decoded = /return (decodeText\(getUint8ArrayMemory0\(\)\.subarray\(ptr, ptr \+ len\)\));/;
  if (!decoded.test(text)) throw new Error("the glue decodes texts in a way that is not known here");
  return text.replace(decoded, (_, whole) => `
    if (len < 16) {
      const bytes = getUint8ArrayMemory0();
      let text = "";
      let at = ptr;
      while (at < ptr + len && bytes[at] < 128) text += String.fromCharCode(bytes[at++]);
      if (at === ptr + len) return text;
    }
    return ${whole};`);
}

/** wasm-bindgen calls the wasm as `wasm.name(…)` and in no other way. */
function shortenExports(text, exports) {
  return text.replace(/\bwasm\.([A-Za-z_$][\w$]*)/g, (_, name) => {
    if (!exports.has(name)) throw new Error(`the glue uses wasm.${name}, which the wasm does not export`);
    return `wasm.${exports.get(name)}`;
  });
}

function replaced(path, contents) {
  return {
    name: "replaced",
    setup({ onLoad }) {
      onLoad({ filter: /_bg\.js$/ }, (file) => (file.path === path ? { contents, loader: "js" } : undefined));
    },
  };
}

/** wasm-bindgen copies the JavaScript that Rust names, but not what that imports in turn: it is found where it was written. */
function neighbours(root) {
  return {
    name: "neighbours",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const written = /[\\/]snippets[\\/][^\\/]+[\\/](.+)$/.exec(resolveDir);
        const original = written && join(root, written[1], path);
        return original && existsSync(original) ? { path: original } : undefined;
      });
    },
  };
}

/** esbuild ends a module with one `export { local as name, … };`: that becomes what the factory returns. */
function factory(text, startName) {
  const found = /\nexport \{([^}]*)\};\s*$/.exec(text);
  if (!found) throw new Error("the bundled glue does not end with its exports");
  const kept = found[1]
    .split(",")
    .map((part) => part.trim().split(/\s+as\s+/))
    // The import functions are reached through wasmImports; what is left is the module's own face.
    .filter(([local, name = local]) => !/^__wb(g|indgen)_(?!set_wasm$)/.test(name))
    .map(([local, name = local]) => `${name}: ${local}`);
  return `
export function createGlue() {
${text.slice(0, found.index)}
return { ${kept.join(", ")} };
}
export function imports(glue) {
  return glue.wasmImports;
}
export function start(glue, instance) {
  glue.__wbg_set_wasm(instance.exports);${startName ? `
  instance.exports.${startName}();` : ""}
}
`;
}
