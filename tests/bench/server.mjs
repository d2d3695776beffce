// Serves the bench's page, the built package and prepared answers: from memory, so that it is the client that is measured.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { answerText } from "./data.mjs";

const MEDIA = { ".js": "text/javascript", ".html": "text/html", ".wasm": "application/wasm" };
// Isolated pages get exact clocks.
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "same-origin" };
/** `throttled`: 50 Mbit/s, 20 ms away. */
const PIECE = 16 * 1024;
const BYTES_PER_MS = 6250;
const AWAY_MS = 20;

/** `{ url, close() }`; `folders` maps the first step of an address to a folder, or to a map from names to texts. */
export async function serve(folders) {
  const answers = new Map();
  const prepared = (name) => {
    if (!answers.has(name)) {
      const [type, rows, ids] = name.split("-");
      answers.set(name, Buffer.from(answerText(type, Number(rows), ids)));
    }
    return answers.get(name);
  };
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      const [, first, second] = path.split("/");
      if (first === "loopback" || first === "throttled") return await answer(response, prepared(second), first === "throttled");
      const folder = folders[first];
      const file = path.slice(first.length + 2);
      const bytes = typeof folder === "string" ? await readFile(join(folder, file)) : folder?.[file];
      if (bytes === undefined) return response.writeHead(404).end();
      const headers = { "Content-Type": MEDIA[extname(path)] ?? "application/octet-stream", "Cache-Control": "max-age=3600", ...ISOLATED };
      return response.writeHead(200, headers).end(bytes);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

/** Chunked, as application servers send what they write while they make it. */
async function answer(response, bytes, slowly) {
  if (slowly) await pause(AWAY_MS);
  response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store", ...ISOLATED });
  if (!slowly) {
    response.end(bytes);
    return;
  }
  const began = performance.now();
  for (let at = 0; at < bytes.length; at += PIECE) {
    response.write(bytes.subarray(at, at + PIECE));
    const early = began + (at + PIECE) / BYTES_PER_MS - performance.now();
    if (early >= 1) await pause(early);
  }
  response.end();
}
