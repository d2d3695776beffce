// From nothing to the first request: axios and a schema of zod's, in a chunk of their own as a page would load them.
const began = performance.now();
const { first } = await import("/page/chunk-axios-zod.js");
first(began);
