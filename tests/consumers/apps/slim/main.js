import { options, submitAndList, tell } from "./shared/story.js";

// Vite
import wasmUrl from "work-order-client/wasm?url";
import { WorkOrderClient, setWasm } from "work-order-client/slim";
setWasm(wasmUrl);

tell(submitAndList(new WorkOrderClient(options())));
