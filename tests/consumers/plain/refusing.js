// An engine that has everything and allows nothing: private windows, blocked cookies, policies of companies.

function refuse() {
  throw new DOMException("not allowed here", "SecurityError");
}
["sessionStorage", "localStorage", "indexedDB", "caches"].forEach(function (name) {
  Object.defineProperty(window, name, { get: refuse, configurable: true });
});
if (navigator.locks) {
  ["request", "query"].forEach(function (name) {
    LockManager.prototype[name] = function () { return Promise.reject(new DOMException("not allowed here", "SecurityError")); };
  });
}
["BroadcastChannel"].forEach(function (name) {
  window[name] = refuse;
});
Object.defineProperty(window, "crypto", { value: { getRandomValues: refuse, randomUUID: refuse } });
