// The chunk of the default entry: glue, and the module's bytes out of wasm.js.

import { bytes } from "./wasm.js";

export { createGlue, imports, start } from "#glue";

export function source() {
  return bytes();
}

/** The bytes that xtask/ascii.mjs wrote as text: each is one character, or two of which the first is one of two. */
export function decode(text, order) {
  const digits = [];
  for (let code = 32, next = 0; code < 127; code++) {
    if (!/["'`\\<>$]/.test(String.fromCharCode(code))) digits[code] = next++;
  }
  const values = atob(order);
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = digits[text.charCodeAt(i)];
    bytes[length++] = values.charCodeAt(digit > 1 ? digit - 2 : 86 + digit * 88 + digits[text.charCodeAt(++i)]);
  }
  return bytes.subarray(0, length);
}
