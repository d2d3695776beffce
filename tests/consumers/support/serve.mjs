// Two small servers: one for files, as any web server would give them, and one that takes the pages' reports.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};

/** Serves a folder; `headers` go with every answer. */
export async function serveFiles(folder, headers = {}) {
  return listen(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://any").pathname)).replace(/\/$/, "/index.html");
    const file = join(folder, path);
    const found = await stat(file).then((entry) => entry.isFile(), () => false);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] || "application/octet-stream", "cache-control": "no-store", ...headers });
    if (found) createReadStream(file).pipe(response);
    else response.end();
  });
}

/** Takes reports; `expect()` gives an address and the promise of what comes in there. */
export async function takeReports() {
  const waiting = new Map();
  let next = 0;
  const server = await listen((request, response) => {
    response.writeHead(204, { "access-control-allow-origin": "*", "access-control-allow-headers": "*" });
    if (request.method !== "POST") return response.end();
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => { body += chunk; });
    request.on("end", () => {
      response.end();
      const take = waiting.get(request.url);
      if (take) take(JSON.parse(body));
    });
  });
  return {
    stop: server.stop,
    expect() {
      const path = `/${next += 1}`;
      const report = new Promise((resolve) => waiting.set(path, resolve));
      return { address: server.url.slice(0, -1) + path, report };
    },
  };
}

function listen(answer) {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}/`,
        stop: async () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}
