/**
 * The same without the module inside, which makes it smaller on the wire: {@link setWasm} says where the module is.
 *
 * @module work-order-client/slim
 */

export * from "./index.js";

/**
 * Says where the module is, once, before the first call: a URL, a Response (or a promise of one), its bytes, or a compiled
 * module. The file is `work-order-client/wasm`. (TypeScript's libraries say nothing at all of a `WebAssembly.Module`: without
 * `object`, a number would do.)
 *
 * @example
 * import wasmUrl from "work-order-client/wasm?url"; // Vite
 * import { setWasm, WorkOrderClient } from "work-order-client/slim";
 * setWasm(wasmUrl);
 */
export declare function setWasm(
  source: string | URL | Response | Promise<Response> | BufferSource | (WebAssembly.Module & object) | Promise<WebAssembly.Module & object>,
): void;
