import { options, submitAndList, tell } from "./shared/story.js";
import { WorkOrderClient, setWasm } from "work-order-client/slim";

setWasm("assets/work_order_client.wasm");
tell(submitAndList(new WorkOrderClient(options())));
