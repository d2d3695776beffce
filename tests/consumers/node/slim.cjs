// require, and the slim entry with bytes.
const { readFileSync } = require("node:fs");
const { WorkOrderClient, setWasm } = require("work-order-client/slim");

setWasm(readFileSync(require.resolve("work-order-client/wasm")));
import("./shared/story.js").then(async ({ options, submitAndList }) => {
  console.log("case", await submitAndList(new WorkOrderClient(options({ panda: { baseUrl: process.env.SERVER } })), process.env.MARK));
});
