// The module as plain text that compresses as well as its bytes do. In base64 each byte's look depends on its place, so that gzip
// no longer sees what repeats: a third more to load. Here a byte is always the same one or two characters of printable ASCII,
// which no wrong charset of a page can harm. Read by `decode` in pkg-template/core.js.

/** Printable ASCII without what strings, HTML and other minifiers escape. */
export const LETTERS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((letter) => !/["'`\\<>$]/.test(letter));

/** These begin two characters. */
const PREFIXES = 2;

/**
 * @param {Uint8Array} bytes
 * @returns {{ text: string, order: string }} `order`: all 256 bytes, most frequent first, in base64
 */
export function encode(bytes) {
  const count = new Array(256).fill(0);
  for (const byte of bytes) count[byte]++;
  const order = [...count.keys()].sort((a, b) => count[b] - count[a] || a - b);
  const short = LETTERS.length - PREFIXES;
  const codes = [];
  order.forEach((byte, rank) => {
    const long = rank - short;
    codes[byte] = long < 0 ? LETTERS[PREFIXES + rank] : LETTERS[Math.floor(long / LETTERS.length)] + LETTERS[long % LETTERS.length];
  });
  return { text: Array.from(bytes, (byte) => codes[byte]).join(""), order: Buffer.from(order).toString("base64") };
}
