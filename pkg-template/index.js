// The default entry: the module travels as text in a chunk of its own, loaded by the first call. Works without configuration.
//
// Two imports for one chunk: core.js and wasm.js need each other, so bundlers put both into one, and Rollup names a chunk with
// two ways in plainly, `core`. With one way in, uni-app would name it after its path, `..-node_modules-…`, and then not find it.

import { entry } from "./client.js";

export const { WorkOrderClient, Form, parseJsonText } = /* @__PURE__ */ entry(() => Promise.all([import("./core.js"), import("./wasm.js")]).then(([core]) => core));
export { WorkOrderError, isWorkOrderError } from "./errors.js";
