// nginx in front of the sandbox, with the recipe's configuration, as a site would have it.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { onPath } from "../../engines/engines.mjs";
import { start } from "./project.mjs";

/** Where the recipes say that the work order server is. */
export const SERVER_IN_RECIPES = "http://10.0.0.8:8787";

/** Serves `root` and passes the rest on to `server`; whoever has a cookie `session` is signed in. Reports go to `report`. */
export async function serveByNginx({ root, server, report }) {
  const port = await freePort();
  const home = join(root, "nginx");
  const recipe = (await readFile(join(root, "recipes", "nginx.conf"), "utf8")).replaceAll(SERVER_IN_RECIPES, server.replace(/\/$/, ""));
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${home}/${name};`);
  const config = `daemon off; master_process off; pid ${home}/pid; error_log stderr warn;
events {}
http {
  ${temporary.join(" ")}
  access_log off;
  types { text/html html; text/javascript js; application/wasm wasm; }
  server {
    listen 127.0.0.1:${port};
    root ${root};
    location = /api/session { internal; if ($cookie_session = "") { return 401; } return 204; }
    location = /report { proxy_pass ${report}; }
    location = /ready { return 204; }
    ${recipe}
  }
}
`;
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "nginx.conf"), config);
  const { stop } = await start(onPath("nginx"), ["-e", "stderr", "-c", join(home, "nginx.conf")], { cwd: root, ready: () => false, poll: () => answers(port) });
  return { url: `http://127.0.0.1:${port}/`, stop };
}

const answers = (port) => fetch(`http://127.0.0.1:${port}/ready`).then(({ status }) => status === 204, () => false);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
