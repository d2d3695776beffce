// An independent JSON reader for the tests: integers beyond 2^53 become BigInt, repeated keys are an error.
export function read(text) {
  let at = 0;
  const fail = (why) => {
    throw new SyntaxError(`${why} at ${at}`);
  };
  const take = (token) => {
    if (!text.startsWith(token, at)) fail(`expected ${token}`);
    at += token.length;
  };
  const string = () => {
    const found = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(at, at + 100000));
    if (!found) fail("expected a string");
    at += found[0].length;
    return JSON.parse(found[0]);
  };
  const value = () => {
    const first = text[at];
    if (first === "{") {
      const members = new Map();
      take("{");
      while (text[at] !== "}") {
        if (members.size) take(",");
        const key = string();
        if (members.has(key)) fail(`repeated key ${key}`);
        take(":");
        members.set(key, value());
      }
      take("}");
      return members;
    }
    if (first === "[") {
      const elements = [];
      take("[");
      while (text[at] !== "]") {
        if (elements.length) take(",");
        elements.push(value());
      }
      take("]");
      return elements;
    }
    if (first === "\"") return string();
    for (const [token, meaning] of [["null", null], ["true", true], ["false", false]]) {
      if (text.startsWith(token, at)) {
        at += token.length;
        return meaning;
      }
    }
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(text.slice(at, at + 1000));
    if (!number || !number[0]) fail("expected a value");
    at += number[0].length;
    const exact = number[1] === undefined && number[2] === undefined && !Number.isSafeInteger(Number(number[0]));
    return exact ? BigInt(number[0]) : Number(number[0]);
  };
  const result = value();
  if (at !== text.length) fail("text after the value");
  return result;
}
