// From nothing to the first request: the slim entry, the module a file of its own.
const began = performance.now();
const { WorkOrderClient, setWasm } = await import("/pkg/slim.js");
const { first } = await import("./start.mjs");
setWasm("/pkg/work_order_client.wasm");
first(WorkOrderClient, began);
