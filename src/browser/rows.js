// Makes plain objects from the tape that the decoder writes. The tape's form is described in src/json/tape.rs.

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

let words; // The cells.
let repeated; // The dictionary's texts.
let ascii; // All ASCII text.
let wide; // All other text.
let make; // A record's object, by its number.
let earlier; // The rows that batches brought.
let next; // Where the element after the one being read starts.

let known; // What makes our records (records.js) …
let ours; // … and what it gave.

/**
 * Builds the answer. The first four arguments are the parts of a tape: views of the module's memory, not kept.
 * @param {Int32Array} cells
 * @param {Int32Array} dictionary
 * @param {Uint8Array} asciiBytes
 * @param {Uint8Array} wideBytes
 * @param {unknown[]} rows what `append` was given for the same answer
 * @param {Function} makers of records.js, which wasm-bindgen only copies beside this file when Rust names it
 * @returns {unknown} what the server sent
 */
export function build(cells, dictionary, asciiBytes, wideBytes, rows, makers) {
  earlier = rows;
  return using(cells, dictionary, asciiBytes, wideBytes, makers, () => text(words, 0));
}

/**
 * Builds a batch: `count` rows that start at the cell `from`, put at the end of `rows`.
 * @param {unknown[]} rows
 */
export function append(rows, cells, dictionary, asciiBytes, wideBytes, from, count, makers) {
  using(cells, dictionary, asciiBytes, wideBytes, makers, () => {
    next = from;
    for (let i = 0; i < count; i++) rows.push(element());
  });
}

function using(cells, dictionary, asciiBytes, wideBytes, makers, read) {
  if (makers !== known) {
    known = makers;
    ours = makers(text, list, word);
  }
  words = cells;
  make = ours;
  ascii = utf8.decode(asciiBytes);
  wide = wideBytes.length > 0 ? utf8.decode(wideBytes) : "";
  repeated = [];
  for (let i = 0; i < dictionary.length; i += 2) {
    repeated.push(wide.substring(dictionary[i], dictionary[i + 1]));
  }
  try {
    return read();
  } finally {
    words = repeated = make = earlier = null;
    ascii = wide = "";
  }
}

/** The value of the cell at `s[q]`: mostly text or null. */
export function text(s, q) {
  const x = s[q];
  return x >= 0 ? ascii.substring(x, s[q + 1]) : x === -1 ? null : other(s, q);
}

/** The same for a field that holds a list: null is an empty one. */
export function list(s, q) {
  return s[q] === -1 ? [] : text(s, q);
}

/** A state's word, or null. */
export function word(s, q, table) {
  const x = s[q];
  return x === -1 ? null : table[(-2 - x) >> 4];
}

function other(s, q) {
  const packed = -2 - s[q];
  const v = packed >> 4;
  const y = s[q + 1];
  switch (packed & 15) {
    case 0: return v === 1;
    case 1: return y;
    case 2: return +ascii.substring(y, y + v);
    case 3: return wide.substring(y, y + v);
    case 4: return repeated[v];
    case 5: return JSON.parse(ascii.substring(y, y + v));
    case 6: return JSON.parse(wide.substring(y, y + v));
    case 7: return y * 864e5 + v;
    default:
      next = y;
      return element();
  }
}

/** Reads what starts at `next`, and moves `next` past it. */
function element() {
  const q = next;
  const packed = -2 - words[q];
  const v = packed >> 4;
  next = q + 2;
  if (packed < 0) return text(words, q);
  switch (packed & 15) {
    case 9:
    case 14: {
      const items = (packed & 15) === 9 ? [] : earlier;
      for (let i = 0; i < v; i++) items.push(element());
      return items;
    }
    case 10:
    case 11: return record(q + words[q + 1], make[v], (packed & 15) === 11);
    case 15: {
      const made = {};
      for (let i = 0; i < v; i++) {
        const key = text(words, next);
        next += 2;
        put(made, key, element());
      }
      return made;
    }
    default: return text(words, q);
  }
}

function record(tail, maker, sparse) {
  const extras = words[tail];
  const slots = words[tail + 1];
  let end = tail + 2 + (sparse ? (slots & 0xffff) * 4 : slots * 2);
  const made = sparse ? maker(spread(tail + 2, end, slots >> 16), 0) : maker(words, tail + 2);
  for (let i = 0; i < extras; i++, end += 4) {
    put(made, text(words, end), text(words, end + 2));
  }
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

/** The slots of a record most of whose fields are absent. */
function spread(from, to, slots) {
  const all = new Int32Array(slots * 2).fill(-1);
  for (let q = from; q < to; q += 4) {
    const slot = ((-2 - words[q]) >> 4) * 2;
    all[slot] = words[q + 2];
    all[slot + 1] = words[q + 3];
  }
  return all;
}
