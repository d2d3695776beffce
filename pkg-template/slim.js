// The slim entry: the app says where the module is (work-order-client/wasm), as its bundler likes it.

import * as glue from "#glue";
import { entry } from "./client.js";

let given;

/** Says where the module is: a URL, a Response (or a promise of one), its bytes, or a WebAssembly.Module. */
export function setWasm(source) {
  given = source;
}

export const { WorkOrderClient, Form, parseJsonText } = /* @__PURE__ */ entry(async () => {
  if (given === undefined) throw new Error("work-order-client/slim: call setWasm(url) first");
  return Object.assign({}, glue, { source: () => given });
});
export { WorkOrderError, isWorkOrderError } from "./errors.js";
