import { options, submitAndList, tell } from "./shared/story.js";

// webpack 5; webpack 4: copy work_order_client.wasm to where your assets are, and setWasm("/assets/work_order_client.wasm")
import { WorkOrderClient, setWasm } from "work-order-client/slim";
setWasm(new URL("work-order-client/wasm", import.meta.url));

tell(submitAndList(new WorkOrderClient(options())));
