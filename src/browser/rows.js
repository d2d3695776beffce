// Makes plain objects from the tape that the decoder writes. The tape's form is described in src/json/tape.rs.

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true });

let words; // The cells.
let plain; // The ASCII texts, by their numbers.
let texts; // The other texts, and numbers, by theirs.
let make; // A record's object, by its number.
let earlier; // The rows that batches brought.
let next; // Where the element after the one being read starts.

let known; // What makes our records (records.js) …
let ours; // … and what it gave.

/** What is kept between the batches of an answer: its rows, and its texts. */
export function begin() {
  return { rows: [], texts: [] };
}

/**
 * Builds the answer. The second to the sixth argument are the parts of a tape: views of the module's memory, not kept.
 * @param {{ rows: unknown[], texts: (string | number)[] }} kept what `append` was given for the same answer
 * @param {Int32Array} cells
 * @param {Uint8Array} narrow
 * @param {Uint16Array} wide
 * @param {number} from the first of its texts that is new
 * @param {Function} makers of records.js, which wasm-bindgen only copies beside this file when Rust names it
 * @returns {unknown} what the server sent
 */
export function build(kept, cells, narrow, wide, from, makers) {
  return using(kept, cells, narrow, wide, from, makers, () => text(words[0]));
}

/** Builds a batch: `count` rows that start at the cell `at`, put at the end of the rows that are kept. */
export function append(kept, cells, narrow, wide, from, makers, at, count) {
  using(kept, cells, narrow, wide, from, makers, () => {
    next = at;
    for (let i = 0; i < count; i++) earlier.push(element());
  });
}

function using(kept, cells, narrow, wide, from, makers, read) {
  if (makers !== known) {
    known = makers;
    ours = makers(other, list, time, word);
  }
  words = cells;
  make = ours;
  earlier = kept.rows;
  texts = kept.texts;
  plain = JSON.parse(utf8.decode(narrow));
  const wider = JSON.parse(utf16.decode(wide));
  // The last one is no text.
  for (let i = from; i + 1 < wider.length; i++) texts.push(wider[i]);
  try {
    return read();
  } finally {
    words = plain = texts = make = earlier = null;
  }
}

/** The value of a cell: mostly text or null. */
function text(x) {
  return x >= 0 ? plain[x] : x > -3 ? null : other(x);
}

/** The same for a field that holds a list: null is an empty one. */
function list(x) {
  return x === -1 || x === -2 ? [] : text(x);
}

/** A time or a span in milliseconds, or null. */
function time(days, milliseconds) {
  return milliseconds < 0 ? null : days * 864e5 + milliseconds;
}

/** A state's word, or null. */
function word(x, table) {
  return x < 0 ? null : table[x];
}

function other(x) {
  const packed = -3 - x;
  const v = packed >> 4;
  switch (packed & 15) {
    case 0: return texts[v];
    case 1: return v;
    case 2: return v === 1;
    default:
      next = v;
      return element();
  }
}

/** Reads what starts at `next`, and moves `next` past it. */
function element() {
  const x = words[next++];
  const packed = -3 - x;
  const v = packed >> 4;
  switch (packed < 0 ? 0 : packed & 15) {
    case 4: return record(make[v]);
    case 5:
    case 7: {
      const items = (packed & 15) === 5 ? [] : earlier;
      for (let i = 0; i < v; i++) items.push(element());
      return items;
    }
    case 6: {
      const made = {};
      for (let i = 0; i < v; i++) {
        const key = text(words[next++]);
        put(made, key, element());
      }
      return made;
    }
    default: return text(x);
  }
}

function record(maker) {
  const tail = next - 1 + words[next];
  const made = maker(words, next + 1, plain);
  const end = tail + 1 + words[tail] * 2;
  for (let i = tail + 1; i < end; i += 2) put(made, text(words[i]), text(words[i + 1]));
  next = end;
  return made;
}

function put(object, key, value) {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

/** A page of a list, whose rows are at `path` in the answer. `path` and `key` are names with commas between. */
export function toPage(answer, path, key, total, page, size, hasNext) {
  const found = path.split(",").reduce((at, name) => at && at[name], answer);
  const rows = Array.isArray(found) ? found : [];
  return { rows, total, page, size, hasNext, key: key.split(",") };
}
