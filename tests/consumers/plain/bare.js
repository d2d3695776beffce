// An engine without what came late, or what the user has switched off: nothing of it may be taken for granted.

["AbortController", "AbortSignal", "FinalizationRegistry", "WeakRef", "BroadcastChannel", "ReadableStream", "CompressionStream", "structuredClone",
  "queueMicrotask", "requestIdleCallback", "SharedArrayBuffer", "BigInt", "indexedDB", "sessionStorage", "localStorage", "crypto", "performance",
  "PerformanceObserver", "caches", "globalThis"].forEach(function (name) {
  Object.defineProperty(window, name, { value: undefined, configurable: true });
});
["locks", "storage", "sendBeacon", "onLine", "connection", "serviceWorker"].forEach(function (name) {
  Object.defineProperty(navigator, name, { value: undefined, configurable: true });
});
Object.defineProperty(Response.prototype, "body", { get: function () { return undefined; } });
["instantiateStreaming", "compileStreaming"].forEach(function (name) { delete WebAssembly[name]; });
["allSettled", "any", "withResolvers", "try"].forEach(function (name) { delete Promise[name]; });
["at", "flat", "flatMap", "findLast"].forEach(function (name) { delete Array.prototype[name]; });
["matchAll", "replaceAll", "at", "trimStart", "trimEnd", "isWellFormed", "toWellFormed"].forEach(function (name) { delete String.prototype[name]; });
["fromEntries", "hasOwn", "groupBy"].forEach(function (name) { delete Object[name]; });
