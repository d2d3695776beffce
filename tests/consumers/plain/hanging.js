// A database that never opens and locks that are never granted: WebKits have done both after a long sleep.

if (window.indexedDB) IDBFactory.prototype.open = function () { return new EventTarget(); };
if (navigator.locks) {
  ["request", "query"].forEach(function (name) {
    LockManager.prototype[name] = function () { return new Promise(function () {}); };
  });
}
