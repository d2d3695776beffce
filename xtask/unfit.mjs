// What must not be in published code: it breaks old bundlers and browsers, or pages with a strict content security policy.
import { parse } from "acorn";
import { simple } from "acorn-walk";

/** Each problem of a script or module in words, with a piece of the code around it. */
export function unfit(code, name) {
  // The one thing newer than ES2017 that stays: the chunk that is loaded on first use.
  const text = code.replace(/\bimport\("\.\/(core|wasm)\.js"\)/g, 'import_("./$1.js")');
  const problems = [];
  const report = (what, at) => problems.push(`${name}: ${what}: …${text.slice(Math.max(0, at - 60), at + 60)}…`);
  let tree;
  try {
    tree = parse(text, { ecmaVersion: 2017, sourceType: name.endsWith(".cjs") ? "script" : "module" });
  } catch (error) {
    report(`not ES2017, ${error.message}`, error.pos);
    return problems;
  }
  const call = ({ callee, start }) => {
    if (callee.type === "Identifier" && ["eval", "Function"].includes(callee.name)) report(`runs text as code with ${callee.name}`, start);
  };
  simple(tree, { CallExpression: call, NewExpression: call });
  return problems;
}
