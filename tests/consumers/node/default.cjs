// require, and the default entry.
const { WorkOrderClient } = require("work-order-client");

import("./shared/story.js").then(async ({ options, submitAndList }) => {
  console.log("case", await submitAndList(new WorkOrderClient(options({ panda: { baseUrl: process.env.SERVER } })), process.env.MARK));
});
