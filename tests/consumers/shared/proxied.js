// The story behind a reverse proxy: one origin, no password and no key on the page, and once more below a sub-path.

import { pandaToken } from "../recipes/pandaToken.js";
import { timedFetch } from "../recipes/timedFetch.js";
import { options, submitAndList } from "./story.js";

/** `baseUrl` is "/", or where the proxy has the service below a path of its own. */
export async function submitThroughProxy(WorkOrderClient, baseUrl) {
  const panda = { baseUrl, token: pandaToken, credentials: undefined };
  const center = { baseUrl: "/", requestType: "app", accessToken: "token-jiaping" };
  const client = new WorkOrderClient(options({ panda, center, fetch: timedFetch }));
  const { rows } = await client.center.todo();
  if (rows.length === 0) throw new Error("jiaping has no tasks");
  return submitAndList(client, baseUrl);
}
