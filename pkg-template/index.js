// The default entry: the module travels as base64 in a chunk of its own, loaded by the first call. Works without configuration.

import { entry } from "./client.js";

export const { WorkOrderClient, Form, parseJsonText } = /* @__PURE__ */ entry(() => import("./core.js"));
export { WorkOrderError, isWorkOrderError } from "./errors.js";
