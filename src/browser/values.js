// What an app hands over, as JSON text: nothing lost in silence, every problem reported with its path.
//
// A payload of plain objects, arrays and primitives is walked once and left to the browser's own JSON.stringify. Anything
// else (dates, big integers, maps, class instances, another frame's objects, bad values) is written here, value by value.

const MAX_DEPTH = 64;
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_ISSUES = 1000;
const SERVER_OFFSET_MINUTES = 480;

const OBJECT = Object.prototype;
const ARRAY = Array.prototype;
const tagOf = (value) => OBJECT.toString.call(value).slice(8, -1);
const owns = (object, key) => OBJECT.hasOwnProperty.call(object, key);

// Engines from 2019 on write a lone surrogate as \udXXX; older ones leave it as it is.
const ESCAPES_SURROGATES = JSON.stringify("\ud800") !== "\"\ud800\"";
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/;
const ANY_SURROGATE = /[\ud800-\udfff]/;

const BINARY = /^(File|Blob|FileList|FormData|ArrayBuffer|SharedArrayBuffer|DataView|.*Array|ReadableStream|ImageData|ImageBitmap)$/;

/**
 * @typedef {object} ValueIssue
 * @property {(string | number)[]} path keys and indexes from the root to the value
 * @property {"lone-surrogate" | "not-a-number" | "infinite" | "unsafe-integer" | "undefined" | "function" | "symbol" | "file"
 *   | "promise" | "dom-node" | "unsupported" | "map-key" | "cycle" | "depth" | "size" | "date" | "getter"} rule what is wrong
 * @property {string} found what was there, in a few words; never text of the payload
 */

/**
 * Writes `value` as JSON. `undefined` members are left out (null in arrays, as holes are), key order is kept, Chinese is not
 * escaped, a Date (or what has `toDate`, as moment and dayjs do) becomes `yyyy-MM-dd HH:mm:ss` in the server's zone, a BigInt
 * its digits, a Map an object, a Set an array. Never throws.
 *
 * @param {unknown} value
 * @param {{ utcOffsetMinutes?: number, regExp?: boolean }} [options] the server's offset from UTC, +08:00 when left out; `regExp`:
 *   a RegExp becomes the text of its literal, for a field's `pattern`, rather than an issue
 * @returns {{ text: string, issues: ValueIssue[] }} `text` is to be sent only when `issues` is empty: `null` and U+FFFD stand
 *   in it for what could not be written
 */
export function toJson(value, options) {
  const text = writePlain(value);
  if (text !== undefined) return { text, issues: [] };
  const offset = options && options.utcOffsetMinutes;
  const writer = new Writer(typeof offset === "number" && isFinite(offset) ? offset : SERVER_OFFSET_MINUTES);
  writer.regExp = Boolean(options && options.regExp);
  return writer.finish(value);
}

// --- the short way ---------------------------------------------------------------------------------------------------------

let budget = 0;

/** The text of a value that the browser writes as we would; undefined when it is not one. */
function writePlain(value) {
  if (value === undefined || OBJECT.toJSON !== undefined || ARRAY.toJSON !== undefined) return undefined;
  try {
    budget = MAX_BYTES;
    if (!isPlain(value, 0)) return undefined;
    const text = JSON.stringify(value);
    return isWellFormed(text) && utf8Length(text) <= MAX_BYTES ? text : undefined;
  } catch (_) {
    return undefined;
  }
}

function isPlain(value, depth) {
  if (typeof value === "string") return (budget -= value.length) >= 0;
  if (typeof value === "number") return value - value === 0 && !isUnsafe(value);
  if (value === null || value === undefined || typeof value === "boolean") return true;
  // A cycle ends here too; the long way tells the two apart.
  return typeof value === "object" && depth < MAX_DEPTH && isPlainObject(value, depth + 1);
}

function isPlainObject(value, depth) {
  if (value.toJSON !== undefined) return false;
  if (Array.isArray(value)) {
    const { length } = value;
    if ((budget -= length + 2) < 0) return false;
    for (let i = 0; i < length; i++) if (!isPlain(value[i], depth)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== OBJECT && prototype !== null) return false;
  budget -= 2;
  // `for in` is several times faster than Object.keys. Should some library have put enumerable members on Object.prototype,
  // they are looked at in vain, no more.
  for (const key in value) {
    if ((budget -= key.length + 4) < 0 || !isPlain(value[key], depth)) return false;
  }
  return true;
}

/** Digits beyond 2^53 - 1 that a JS number cannot hold: an id that has already lost its tail. */
function isUnsafe(number) {
  return (number > 9007199254740991 || number < -9007199254740991) && Math.abs(number) < 1e21;
}

function isWellFormed(text) {
  return ESCAPES_SURROGATES ? text.indexOf("\\ud") < 0 : !ANY_SURROGATE.test(text) || !LONE.test(text);
}

function utf8Length(text) {
  if (text.length * 3 <= MAX_BYTES) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A pair of surrogates is four bytes: each of its units counts for two.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

// --- the long way ----------------------------------------------------------------------------------------------------------

const OMIT = {};

class Writer {
  constructor(offset) {
    this.offset = offset;
    this.issues = [];
    this.path = [];
    this.open = [];
    this.left = MAX_BYTES;
    this.full = false;
    this.regExp = false;
  }

  finish(value) {
    let text = this.write(value, "");
    if (text === OMIT) text = this.report("undefined", "undefined");
    if (this.full || utf8Length(text) > MAX_BYTES) {
      text = "null";
      this.issues.unshift({ path: [], rule: "size", found: "more than 8 MiB" });
    }
    return { text, issues: this.issues };
  }

  report(rule, found) {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path: this.path.slice(), rule, found });
    return "null";
  }

  /** The text of one value, or OMIT. */
  write(value, key) {
    if ((this.left -= 2) < 0) this.full = true;
    if (this.full) return "null";
    switch (typeof value) {
      case "string":
        return this.string(value);
      case "number":
        return this.number(value);
      case "boolean":
        return value ? "true" : "false";
      case "undefined":
        return OMIT;
      case "bigint":
        return String(value);
      case "function":
        return this.report("function", "a function");
      case "symbol":
        return this.report("symbol", "a symbol");
    }
    if (value === null) return "null";
    const depth = this.path.length;
    const opened = this.open.length;
    try {
      return this.object(value, key);
    } catch (error) {
      // A getter, toJSON or a proxy's trap threw.
      this.path.length = depth;
      this.open.length = opened;
      return this.report("getter", nameOf(error));
    }
  }

  string(value) {
    if ((this.left -= value.length) < 0) {
      this.full = true;
      return "null";
    }
    if (ANY_SURROGATE.test(value)) {
      const lone = LONE.exec(value);
      if (lone) {
        const at = lone.index + lone[0].length - 1;
        this.report("lone-surrogate", "\\u" + value.charCodeAt(at).toString(16) + " at index " + at);
        value = mended(value);
      }
    }
    return JSON.stringify(value);
  }

  number(value) {
    if (value !== value) return this.report("not-a-number", "NaN");
    if (value === Infinity || value === -Infinity) return this.report("infinite", String(value));
    if (isUnsafe(value)) return this.report("unsafe-integer", "a number beyond 2^53 - 1");
    return String(value);
  }

  date(time) {
    const local = new Date(time + this.offset * 60000);
    const year = local.getUTCFullYear();
    if (!(year >= 0 && year <= 9999)) {
      return this.report("date", time === time ? "a date outside the years 0 to 9999" : "Invalid Date");
    }
    return "\"" + local.toISOString().slice(0, 19).replace("T", " ") + "\"";
  }

  object(value, key) {
    if (this.open.indexOf(value) >= 0) return this.report("cycle", "an object that contains itself");
    if (Array.isArray(value)) {
      const own = owns(value, "toJSON") ? value.toJSON : undefined;
      return typeof own === "function" ? this.replaced(own.call(value, key)) : this.list(value, value);
    }
    const tag = tagOf(value);
    switch (tag) {
      case "Date":
        return this.date(Date.prototype.getTime.call(value));
      case "Number":
        return this.number(+value);
      case "String":
        return this.string(String(value));
      case "Boolean":
        return String(Boolean.prototype.valueOf.call(value));
      case "BigInt":
        return String(value);
      case "Symbol":
        return this.report("symbol", "a symbol");
      case "Promise":
        return this.report("promise", "a promise");
    }
    if (tag === "RegExp" && this.regExp) return this.string(RegExp.prototype.toString.call(value));
    const problem = strange(value, tag);
    if (problem) return this.report(problem, tag);
    if (typeof value.then === "function") return this.report("promise", "a promise");
    const prototype = Object.getPrototypeOf(value);
    // A toJSON put on Object.prototype by some library is not the app's wish.
    const plain = prototype === null || (Object.getPrototypeOf(prototype) === null && !owns(value, "toJSON"));
    if (!plain) {
      if (typeof value.toDate === "function") {
        const date = value.toDate();
        if (tagOf(date) === "Date") return this.date(Date.prototype.getTime.call(date));
      }
      const { toJSON } = value;
      if (typeof toJSON === "function") return this.replaced(toJSON.call(value, key), value);
      if (value.__v_isRef === true) return this.replaced(value.value, value);
    }
    if (tag === "Map" && typeof value.forEach === "function") return this.map(value);
    if (tag === "Set" && typeof value.forEach === "function") {
      const elements = [];
      value.forEach((element) => elements.push(element));
      return this.list(value, elements);
    }
    return this.members(value, tag, plain);
  }

  /** What a toJSON or a Vue ref stands for; its own toJSON is not asked again. */
  replaced(value, source) {
    if (value === source) return this.members(value, "Object", true);
    if (value === null || typeof value !== "object") return this.write(value, "");
    return this.within(source || value, () => this.write(value, ""));
  }

  within(container, write) {
    if (this.open.length >= MAX_DEPTH) return this.report("depth", "nested deeper than " + MAX_DEPTH);
    this.open.push(container);
    const text = write();
    this.open.pop();
    return text;
  }

  list(container, elements) {
    return this.within(container, () => {
      const { length } = elements;
      let text = "[";
      for (let i = 0; i < length && !this.full; i++) {
        this.path.push(i);
        const element = this.read(elements, i);
        this.path.pop();
        text += (i ? "," : "") + (element === OMIT ? "null" : element);
      }
      return text + "]";
    });
  }

  map(value) {
    return this.within(value, () => {
      let text = "";
      value.forEach((element, key) => {
        if (this.full) return;
        this.path.push(typeof key === "string" ? key : describe(key));
        if (typeof key !== "string") this.report("map-key", "a key that is not text: " + typeof key);
        else text += this.member(text, key, this.write(element, key));
        this.path.pop();
      });
      return "{" + text + "}";
    });
  }

  members(value, tag, plain) {
    return this.within(value, () => {
      const keys = Object.keys(value);
      // Regular expressions, errors, weak maps, iterators…: "{}" would lose all of it.
      if (!keys.length && !plain && tag !== "Object") return this.report("unsupported", tag);
      let text = "";
      for (let i = 0; i < keys.length && !this.full; i++) {
        this.path.push(keys[i]);
        text += this.member(text, keys[i], this.read(value, keys[i]));
        this.path.pop();
      }
      return "{" + text + "}";
    });
  }

  /** One property, whose getter may throw. */
  read(container, key) {
    let value;
    try {
      value = container[key];
    } catch (error) {
      return this.report("getter", nameOf(error));
    }
    return this.write(value, String(key));
  }

  member(before, key, text) {
    return text === OMIT ? "" : (before ? "," : "") + this.string(key) + ":" + text;
  }
}

/** The rule that an object of the browser breaks, if it is one that JSON has no form for. */
function strange(value, tag) {
  if (BINARY.test(tag) || ArrayBuffer.isView(value)) return "file";
  if (typeof value.nodeType === "number" && typeof value.appendChild === "function") return "dom-node";
  if (/Event$/.test(tag) || tag === "Error" || value.window === value) return "unsupported";
  // A Blob by another maker: polyfills, and proxies around one.
  if (typeof value.size === "number" && typeof value.type === "string" && typeof value.slice === "function") return "file";
  return undefined;
}

/** `text` with U+FFFD for every lone surrogate. */
function mended(text) {
  let out = "";
  for (const char of text) out += char.length === 1 && ANY_SURROGATE.test(char) ? "\ufffd" : char;
  return out;
}

function describe(key) {
  return key !== null && /^(object|function)$/.test(typeof key) ? typeof key : String(key);
}

function nameOf(error) {
  try {
    return "threw " + String(error.name).slice(0, 40);
  } catch (_) {
    return "threw";
  }
}
