/** The client's option `fetch`: the browser's own, and a line in the console for each call. */
export async function timedFetch(url, init) {
  const began = performance.now();
  try {
    return await fetch(url, init);
  } finally {
    const { pathname } = new URL(url, location.href);
    console.debug(`${init.method} ${pathname} ${Math.round(performance.now() - began)} ms`);
  }
}
