// The chunk of the default entry: glue, and the module's bytes out of wasm.js.

import { bytes } from "./wasm.js";

export { createGlue, imports, start } from "#glue";

export function source() {
  return bytes();
}

export function fromBase64(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
