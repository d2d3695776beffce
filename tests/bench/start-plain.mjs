// From nothing to the first request: the browser's own fetch, which is all there.
const began = performance.now();
const sent = fetch(`${location.origin}/loopback/todoList-1-text/workflow/process/todoList`, { headers: { accessToken: "token" } });
globalThis.startedMs = performance.now() - began;
await sent;
