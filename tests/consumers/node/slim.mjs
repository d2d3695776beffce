// import, and the slim entry with bytes.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { WorkOrderClient, setWasm } from "work-order-client/slim";
import { options, submitAndList } from "./shared/story.js";

setWasm(readFile(fileURLToPath(import.meta.resolve("work-order-client/wasm"))));
console.log("case", await submitAndList(new WorkOrderClient(options({ panda: { baseUrl: process.env.SERVER } })), process.env.MARK));
