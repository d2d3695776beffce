// From nothing to the first request: the default entry.
const began = performance.now();
const { WorkOrderClient } = await import("/pkg/index.js");
const { first } = await import("./start.mjs");
first(WorkOrderClient, began);
