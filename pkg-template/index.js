// The default entry: the module travels as base64 in a chunk of its own, loaded by the first call. Works without configuration.

import { clientClass } from "./client.js";

export const WorkOrderClient = clientClass(() => import("./core.js"));
export { WorkOrderError, isWorkOrderError } from "./errors.js";
