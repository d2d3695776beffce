// A double click: the same submission twice at once is sent once, and both calls get its result.

import { WorkOrderClient } from "./node_modules/work-order-client/index.js";
import { options, order, submitAndList, tell } from "./shared/story.js";

const client = new WorkOrderClient(options());

async function twice() {
  const both = await Promise.all([1, 2].map(() => client.panda.submit(order("twice"), { key: "twice" })));
  const [first, second] = both.map(({ outcome, receipt }) => `${outcome} ${receipt && receipt[0].caseNo}`);
  if (first !== second) throw new Error(`${first}, but ${second}`);
  return first.split(" ")[1];
}

tell(twice(), submitAndList(client, "once"));
