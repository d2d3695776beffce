// The examples in a file of types and in a README.

/** What stands under each `@example` of the doc comments. */
export function examples(source) {
  const comments = [...source.matchAll(/\/\*\*(.*?)\*\//gs)].map((found) => found[1].replace(/^[ \t]*\* ?/gm, ""));
  return comments.flatMap((comment) => comment.split(/^@/m)).filter((tag) => tag.startsWith("example")).map((tag) => tag.slice("example".length).trim());
}

/** Blocks of JavaScript, TypeScript, and the scripts in blocks of HTML: `{ code, script }`. */
export function readmes(text) {
  const blocks = [...text.matchAll(/^```(js|ts|html)\n(.*?)^```/gms)].map(([, language, code]) => ({ language, code }));
  return blocks.flatMap(({ language, code }) => {
    if (language !== "html") return [{ code, script: false }];
    return [...code.matchAll(/<script>(.*?)<\/script>/gs)].map((found) => ({ code: found[1], script: true }));
  });
}
