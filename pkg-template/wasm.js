// The module as text, in the same chunk as core.js; why the two need each other stands in index.js.

import { order, text } from "#wasm";
import { decode } from "./core.js";

export function bytes() {
  return decode(text, order);
}
