// The slim entry, with the module as a file beside it.

import { WorkOrderClient, setWasm } from "./node_modules/work-order-client/slim.js";
import { options, submitAndList, tell } from "./shared/story.js";

setWasm("node_modules/work-order-client/work_order_client.wasm");
tell(submitAndList(new WorkOrderClient(options())));
