// Puts functions that are alike next to each other: brotli then finds them nearer, and what surrounds them more alike. Called with two
// paths, of a module and of the same to be written with names that sort in that order, for `wasm-opt --reorder-functions-by-name`.
import { readFile, writeFile } from "node:fs/promises";

/** Functions are alike when they have many of each other's runs of so many bytes. */
const RUN = 4;
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/** Reads a module of WebAssembly's first version: where its sections are, how many functions it imports, where its own ones lie. */
function read(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const skip = (length) => (at += length);
  const limits = () => (bytes[at++] & 1 ? (number(), number()) : number());
  const sections = [];
  let imported = 0;
  const functions = [];
  while (at < bytes.length) {
    const [from, id, length] = [at, bytes[at++], number()];
    const to = at + length;
    if (id !== CUSTOM) sections.push(bytes.subarray(from, to));
    if (id === IMPORTS) {
      for (let left = number(); left > 0; left--) {
        skip(number());
        skip(number());
        const kind = bytes[at++];
        if (kind === FUNCTION) imported++, number();
        else if (kind === TABLE) skip(1), limits();
        else if (kind === MEMORY) limits();
        else if (kind === GLOBAL) skip(2);
      }
    } else if (id === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        functions.push(bytes.subarray(at, at + size));
        skip(size);
      }
    }
    at = to;
  }
  return { sections, imported, functions };
}

function runs(code) {
  const found = new Set();
  const view = new DataView(code.buffer, code.byteOffset, code.length);
  for (let at = 0; at + RUN <= code.length; at++) found.add(view.getUint32(at));
  return found;
}

/** A path through all functions, from each to the one of those left that it shares most with. What many share counts less. */
function order(functions) {
  const all = functions.map(runs);
  const holders = new Map();
  all.forEach((found, index) => {
    for (const run of found) {
      if (!holders.has(run)) holders.set(run, []);
      holders.get(run).push(index);
    }
  });
  const weight = (run) => Math.log(all.length / holders.get(run).length);
  const weights = all.map((found) => [...found].reduce((sum, run) => sum + weight(run), 1));
  const left = new Set(all.keys());
  const path = [];
  for (let now = 0; now >= 0; ) {
    path.push(now);
    left.delete(now);
    const shared = new Float64Array(all.length);
    for (const run of all[now]) {
      for (const other of holders.get(run)) shared[other] += weight(run);
    }
    let [nearest, most] = [-1, -1];
    for (const other of left) {
      const likeness = shared[other] / (weights[now] + weights[other] - shared[other]);
      if (likeness > most) [nearest, most] = [other, likeness];
    }
    now = nearest;
  }
  return path;
}

function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

function text(word) {
  return [...leb(word.length), ...Buffer.from(word)];
}

const { sections, imported, functions } = read(await readFile(process.argv[2]));
const names = [];
order(functions).forEach((index, place) => (names[index] = [...leb(imported + index), ...text(String(place).padStart(6, "0"))]));
const map = [...leb(names.length), ...names.flat()];
const section = [...text("name"), 1, ...leb(map.length), ...map];
const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
await writeFile(process.argv[3], Buffer.concat([Buffer.from(header), ...sections, Buffer.from([CUSTOM, ...leb(section.length), ...section])]));
