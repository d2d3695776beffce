// import, and the default entry.
import { WorkOrderClient } from "work-order-client";
import { options, submitAndList } from "./shared/story.js";

console.log("case", await submitAndList(new WorkOrderClient(options({ panda: { baseUrl: process.env.SERVER } })), process.env.MARK));

// Nothing that is left behind keeps a program from ending.
if (process.getActiveResourcesInfo().includes("Timeout")) throw new Error("a timer is left");
