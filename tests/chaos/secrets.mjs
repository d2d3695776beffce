// Looks for secrets wherever a page could have left them.

/** Everything that was ever secret in a run; tokens are learned from the requests that carried them. */
export class Secrets {
  constructor(fixed) {
    this.fixed = fixed;
    this.tokens = new Set();
    this.found = [];
    this.looks = 0;
  }

  /** A request's headers. */
  learn(headers) {
    for (const name of ["panda-token", "accesstoken", "authorization"]) if (headers[name]) this.tokens.add(headers[name]);
  }

  /** `places`: name and what is there. Tokens may lie in sessionStorage, and nowhere else. */
  look(where, places) {
    this.looks += 1;
    for (const [place, thing] of Object.entries(places)) {
      const text = typeof thing === "string" ? thing : JSON.stringify(thing) ?? "";
      for (const [name, value] of Object.entries(this.fixed)) if (stands(text, value)) this.found.push(`${name} in ${place}, ${where}`);
      if (place === "session") continue;
      for (const token of this.tokens) if (text.includes(token)) this.found.push(`a token in ${place}, ${where}`);
    }
  }
}

/** Not as a part of some longer number or word. */
function stands(text, value) {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!/[0-9A-Za-z]/.test(text[at - 1] ?? "") && !/[0-9A-Za-z]/.test(text[at + value.length] ?? "")) return true;
  }
  return false;
}
