// The class that apps make. It is synchronous and loads nothing; the first call loads the module.

import { Center } from "./center.js";
import { diagnose } from "./diagnose.js";
import { isWorkOrderError, ownError, toError } from "./errors.js";
import { formClass, formOf, jsonReader } from "./form.js";
import { Box, Outbox } from "./outbox.js";
import { Panda } from "./panda.js";
import { Runtime, TRAPPED } from "./runtime.js";
import { track } from "./track.js";

const CLOSED = ["客户端已关闭", "The client is closed"];

/** What one entry gives: `load` says where the module comes from. */
export function entry(load) {
  const runtime = new Runtime(load);
  const Form = formClass(runtime);
  return { WorkOrderClient: clientClass(runtime, Form), Form, parseJsonText: jsonReader(runtime) };
}

function clientClass(runtime, Form) {
  return class WorkOrderClient {
    constructor(options) {
      // Neither shown nor walked, and `__v_skip` keeps Vue from wrapping a client that lies in reactive data.
      Object.defineProperty(this, "_state", { value: new State(runtime, Form, options) });
      Object.defineProperty(this, "__v_skip", { value: true });
    }

    get panda() {
      return this._state.side("panda");
    }

    get center() {
      return this._state.side("center");
    }

    get outbox() {
      return this._state.outbox;
    }

    async ready() {
      await this._state.use(() => {});
      return this;
    }

    diagnose(options) {
      return this._state.diagnose(options);
    }

    signOut() {
      this._state.signOut();
    }

    close() {
      this._state.close();
    }
  };
}

/** What a client is made of. */
class State {
  constructor(runtime, Form, options) {
    this.runtime = runtime;
    this.options = options;
    this.locale = options && options.locale === "en" ? "en" : "zh-CN";
    this.instance = undefined;
    this.core = undefined;
    this.closed = false;
    const call = (method, argument, options) => this.use((core, glue) => {
      const form = options && options.form;
      if (form === undefined || form === null) return core.call(method, argument, options);
      return formOf(form, glue, this.locale, method).call(core, method, argument, options);
    });
    const side = { options, locale: this.locale, call, act: (act) => this.enter(act) };
    this.box = new Box(side);
    this.diagnose = (options) => diagnose(side, options);
    this.outbox = new Outbox(this.box);
    const submit = (method, argument, options) => this.box.submit(method, argument, options);
    const follow = (panda, id, options) => track(side, panda, id, options);
    this.sides = {
      panda: new Panda(call, submit, follow, this.locale),
      center: new Center(call, submit, follow, this.locale, (data) => this.form(Form, data)),
    };
  }

  /** What center.form answered. A process without a form has nothing to fill in. */
  form(Form, data) {
    const options = { locale: this.locale, utcOffset: this.options.center.utcOffset };
    const form = data === null ? Form.define([], options) : Form.fromServer(data, options);
    // Compiled now: what is no form rejects the call.
    return form.fields && form;
  }

  side(name) {
    if (this.options && this.options[name]) return this.sides[name];
    const words = [`创建客户端时没有给出 ${name}`, `The client was made without ${name}`];
    throw ownError(this.locale, "config", words, { service: name, operation: name });
  }

  /** Runs `act` with the module's side of this client. */
  async use(act) {
    if (this.closed) throw ownError(this.locale, "config", CLOSED);
    return this.enter(act);
  }

  /** The same for what goes on after the client was closed. */
  async enter(act) {
    let instance;
    // Another call may have ended the instance in the very moment in which this one got it.
    do instance = await this.runtime.instance(this.locale);
    while (instance.trap);
    try {
      return await instance.run(this.locale, (glue) => {
        // The module checks the options; after a trap there is a new module, and so a new core.
        if (this.instance !== instance) {
          this.core = new glue.Core(this.options);
          this.instance = instance;
          // An earlier page may have left something in the queue.
          Promise.resolve().then(() => this.box.drain());
        }
        return act(this.core, glue);
      });
    } catch (thrown) {
      const error = toError(thrown);
      throw isWorkOrderError(error) ? error : ownError(this.locale, "internal", TRAPPED, { cause: error, executed: "unknown" });
    }
  }

  /** A token may lie in storage, of which only the module knows where. */
  signOut() {
    if (this.core && !this.instance.trap) this.core.signOut();
    else this.enter((core) => core.signOut()).catch(() => {});
  }

  close() {
    this.closed = true;
    this.box.close();
  }
}
