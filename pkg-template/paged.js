// `await` it for one page, `for await` it for every row. Nothing is sent before one of the two.

import { ownError } from "./errors.js";

const LIMIT = ["toArray({limit})：limit 应为正整数", "toArray({limit}): limit should be a whole number above 0"];

export class Paged {
  /** @param {(page?: number) => Promise<object>} fetchPage one page; without a number the one that the query asks for */
  constructor(fetchPage, locale) {
    this.fetchPage = fetchPage;
    this.locale = locale;
    this.first = undefined;
  }

  get [Symbol.toStringTag]() {
    return "Paged";
  }

  start() {
    if (!this.first) this.first = this.fetchPage();
    return this.first;
  }

  then(onPage, onError) {
    return this.start().then((page) => publicPage(page)).then(onPage, onError);
  }

  catch(onError) {
    return this.then(undefined, onError);
  }

  finally(onEnd) {
    return this.then().finally(onEnd);
  }

  /** Page by page. A row that an earlier page had (rows move while one turns pages) is left out. */
  async *pages() {
    const seen = new Set();
    let page = await this.start();
    for (;;) {
      const known = page.rows.map((row) => knownBy(row, page.key));
      yield publicPage(page, page.rows.filter((_, i) => !seen.has(known[i])));
      // Only now: two rows of one page are two, however alike.
      known.forEach((name) => name && seen.add(name));
      if (!page.hasNext) return;
      page = await this.fetchPage(page.page + 1);
    }
  }

  // Neither `for await` nor `yield*` here: for engines of 2017 each of them is a function of its own in the package.
  async *[Symbol.asyncIterator]() {
    const pages = this.pages();
    for (;;) {
      const { done, value } = await pages.next();
      if (done) return;
      for (const row of value.rows) yield row;
    }
  }

  /** The first `limit` rows. */
  async toArray(options) {
    const { limit } = options || {};
    if (!(Number.isInteger(limit) && limit > 0)) throw ownError(this.locale, "validation", LIMIT, { operation: "toArray" });
    const rows = [];
    const all = this[Symbol.asyncIterator]();
    while (rows.length < limit) {
      const { done, value } = await all.next();
      if (done) break;
      rows.push(value);
    }
    return rows;
  }
}

function publicPage({ rows, total, page, size, hasNext }, left = rows) {
  return { rows: left, total, page, size, hasNext };
}

/** What a row is known by: the values of the columns that `key` names; undefined when it has none of them. */
function knownBy(row, key) {
  const values = key.map((column) => Object(row)[column]);
  return values.some(Boolean) ? JSON.stringify(values) : undefined;
}
