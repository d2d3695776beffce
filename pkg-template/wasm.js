// The module as base64, in the same chunk as core.js; why the two need each other stands in index.js.

import base64 from "#wasm";
import { fromBase64 } from "./core.js";

export function bytes() {
  return fromBase64(base64);
}
