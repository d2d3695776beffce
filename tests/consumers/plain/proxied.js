// Behind a reverse proxy: one origin, no password and no key on the page, a strict content security policy, a sub-path.

import { WorkOrderClient } from "./node_modules/work-order-client/index.js";
import { pandaToken } from "./recipes/pandaToken.js";
import { timedFetch } from "./recipes/timedFetch.js";
import { options, submitAndList, tell } from "./shared/story.js";

const center = { baseUrl: "/", requestType: "app", accessToken: "token-jiaping" };
const below = (baseUrl) => ({ baseUrl, token: pandaToken, credentials: undefined });

async function refusedWithoutSession() {
  const { status } = await fetch("/api/panda-token");
  if (status !== 401) throw new Error(`a stranger gets a token: HTTP ${status}`);
  document.cookie = "session=1";
}

async function send(baseUrl, mark) {
  const client = new WorkOrderClient(options({ panda: below(baseUrl), center, fetch: timedFetch }));
  const { rows } = await client.center.todo();
  if (rows.length === 0) throw new Error("jiaping has no tasks");
  return submitAndList(client, mark);
}

const ready = refusedWithoutSession();
tell(ready.then(() => send("/", "root")), ready.then(() => send("/water", "sub-path")));
