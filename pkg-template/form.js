// Form: made at any time, compiled by the module when it is first asked for something, and again by a fresh module after a trap.

import { ownError } from "./errors.js";

/** Where a form keeps its state; the same for every copy of the package in a page. */
const STATE = Symbol.for("work-order-client.form");

const NO_FORM = [
  "form：应为 Form，由 Form.define、Form.fromServer 或 client.center.form 得到",
  "form: should be a Form, made by Form.define, Form.fromServer or client.center.form",
];

/** The class for one entry, whose module `runtime` has. */
export function formClass(runtime) {
  /** Asks the module, which must be there. */
  const ask = (form, member, act) => {
    const state = form[STATE];
    return withModule(runtime, state.locale, `Form.${member}`, (glue) => act(compiled(state, glue)));
  };
  /** Asks once. */
  const known = (form, member, read) => {
    const state = form[STATE];
    if (!(member in state)) state[member] = ask(form, member, read);
    return state[member];
  };

  return class Form {
    /** Use `define` or `fromServer`. */
    constructor(source, declared, options) {
      const locale = options && options.locale === "en" ? "en" : "zh-CN";
      // Neither shown nor walked, and `__v_skip` keeps Vue from wrapping a form that lies in reactive data.
      Object.defineProperty(this, STATE, { value: { source, declared, options, locale } });
      Object.defineProperty(this, "__v_skip", { value: true });
    }

    static define(fields, options) {
      return new this(fields, true, options);
    }

    static fromServer(data, options) {
      return new this(data, false, options);
    }

    get source() {
      return this[STATE].source;
    }

    get fields() {
      return known(this, "fields", (core) => JSON.parse(core.fields()));
    }

    get warnings() {
      return known(this, "warnings", (core) => core.warnings());
    }

    defaults() {
      return ask(this, "defaults", (core) => JSON.parse(core.defaults()));
    }

    check(values) {
      return ask(this, "check", (core) => core.check(values));
    }

    serialize(values) {
      return ask(this, "serialize", (core) => core.serialize(values));
    }
  };
}

/** The module's side of what an app gave as `form` to a call. */
export function formOf(given, glue, locale, method) {
  const state = given[STATE];
  if (state) return compiled(state, glue);
  const [service, operation] = method.split(".");
  throw ownError(locale, "validation", NO_FORM, { service, operation });
}

/** `parseJsonText` for one entry. */
export function jsonReader(runtime) {
  return function parseJsonText(text, options) {
    if (typeof text !== "string") return text;
    const json = withModule(runtime, options && options.locale, "parseJsonText", (glue) => glue.jsonInText(text));
    return json === undefined ? text : JSON.parse(json);
  };
}

function withModule(runtime, locale, name, act) {
  const instance = runtime.now();
  if (instance) return instance.runNow(locale, act);
  const words = [
    `${name} 需要先加载组件：请先 await client.ready()，或任意一次调用`,
    `${name} needs the module, which is not loaded: await client.ready() first, or any call`,
  ];
  throw ownError(locale, "config", words, { service: "center", operation: "form" });
}

function compiled(state, glue) {
  if (state.glue !== glue) {
    state.core = new glue.FormCore(state.source, state.declared, state.options);
    state.glue = glue;
  }
  return state.core;
}
