// One use of `fetch`. Each method is what would take the module many steps across the border, every one of which costs.

export class Exchange {
  constructor() {
    // Chromium has no AbortController before 66; without one the answer is only left unread.
    this.controller = typeof AbortController === "function" ? new AbortController() : undefined;
    this.response = undefined;
    this.pieces = undefined;
  }

  /**
   * Sends a request and waits for the answer's head.
   * @param {string} headers names and values in turn, each with a NUL at its end
   * @param {Uint8Array | undefined} body
   */
  async send(fetch, url, method, headers, body) {
    // Cookies are none of these APIs' business; a redirect would take the token elsewhere; lists must be fresh.
    const init = { method, headers: new Headers(), credentials: "omit", redirect: "manual", cache: "no-store" };
    const parts = headers.split("\0");
    for (let i = 0; i + 1 < parts.length; i += 2) init.headers.set(parts[i], parts[i + 1]);
    if (body) init.body = body;
    if (this.controller) init.signal = this.controller.signal;
    this.response = await fetch(url, init);
  }

  /** Status, Content-Type, Retry-After and Date, with a NUL between them. */
  head() {
    const { status } = Object(this.response);
    return [status, this.header("Content-Type"), this.header("Retry-After"), this.header("Date")].join("\0");
  }

  header(name) {
    try {
      return this.response.headers.get(name);
    } catch (_) {
      return null;
    }
  }

  /** How long the body will be, where the server says so and nothing compresses it on the way. */
  length() {
    const length = this.header("Content-Length");
    return /^\d+$/.test(length) && this.header("Content-Encoding") === null ? Number(length) : undefined;
  }

  /** The body's next piece; undefined after the last one. */
  async next() {
    if (!this.pieces) this.pieces = pieces(this.response);
    const { done, value } = await this.pieces.read();
    return done ? undefined : value;
  }

  abort() {
    if (this.controller) this.controller.abort();
  }
}

/** A stream's reader; where there are no streams, something like it that gives the body whole. */
function pieces(response) {
  const { body, arrayBuffer } = Object(response);
  if (body && typeof body.getReader === "function") return body.getReader();
  if (typeof arrayBuffer !== "function") throw new TypeError("fetch gave no Response");
  let given = false;
  return {
    async read() {
      const done = given;
      given = true;
      return done ? { done } : { done, value: new Uint8Array(await response.arrayBuffer()) };
    },
  };
}
