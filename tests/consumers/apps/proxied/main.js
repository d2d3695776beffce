// Behind Vite's proxy, in development: one origin, no password and no key on the page, a sub-path.

import { WorkOrderClient } from "work-order-client";
import { pandaToken } from "./recipes/pandaToken.js";
import { timedFetch } from "./recipes/timedFetch.js";
import { options, submitAndList, tell } from "./shared/story.js";

const center = { baseUrl: "/", requestType: "app", accessToken: "token-jiaping" };

async function send(baseUrl, mark) {
  const panda = { baseUrl, token: pandaToken, credentials: undefined };
  const client = new WorkOrderClient(options({ panda, center, fetch: timedFetch }));
  const { rows } = await client.center.todo();
  if (rows.length === 0) throw new Error("jiaping has no tasks");
  return submitAndList(client, mark);
}

tell(send("/", "root"), send("/water", "sub-path"));
