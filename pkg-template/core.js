// The chunk of the default entry: glue and module.

import base64 from "#wasm";

export { createGlue, imports, start } from "#glue";

export function source() {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
