// Loads the module once, on first use, and replaces it when it has trapped.

import { ownError, toError } from "./errors.js";
import { within } from "./patience.js";

/** A module that takes longer will not come: the connection hangs. */
const PATIENCE_MS = 120_000;

const LOADING_FAILED = [
  "组件加载失败，请检查网络后再试",
  "The client's module could not be loaded; check the network and try again",
];
const BLOCKED = [
  "浏览器的内容安全策略（CSP）不允许 WebAssembly，请在 script-src 中加入 'wasm-unsafe-eval'（Chromium 103 之前为 'unsafe-eval'）",
  "The page's content security policy blocks WebAssembly; add 'wasm-unsafe-eval' to script-src ('unsafe-eval' before Chromium 103)",
];
export const TRAPPED = [
  "客户端内部错误，正在进行的操作已中止；请先核对结果，再重试",
  "The client has failed internally and ended what was under way; look at the result before trying again",
];

/** One per page and entry: all clients share the module. */
export class Runtime {
  /** @param {() => Promise<{ createGlue, imports, start, source }>} load gives the glue and where the module's bytes are */
  constructor(load) {
    this.load = load;
    this.current = undefined;
    this.live = undefined;
    this.parts = undefined;
  }

  /** The instance if it can be had at once: it is there, or the module is and a dead instance is replaced. */
  now() {
    if (!this.live && this.parts) {
      const made = this.make();
      try {
        made.begin(new WebAssembly.Instance(this.parts.module, made.imports));
        this.current = Promise.resolve(this.live);
      } catch (_) {
        // Chromium before 115 or so refuses that on a page. The next time it will be there.
        this.instance().catch(() => {});
      }
    }
    return this.live;
  }

  /** The instance, made if there is none. A failed attempt is not remembered. */
  instance(locale) {
    if (!this.current) {
      this.current = within(PATIENCE_MS, this.start()).catch((cause) => {
        this.current = undefined;
        const blocked = cause instanceof WebAssembly.CompileError && /Content Security Policy|unsafe-eval|disallowed/i.test(cause.message);
        throw blocked
          ? ownError(locale, "config", BLOCKED, { cause })
          : ownError(locale, "network", LOADING_FAILED, { cause, retryable: true });
      });
    }
    return this.current;
  }

  async start() {
    if (!this.parts) {
      const core = await this.load();
      this.parts = { core, module: await compile(await core.source()) };
    }
    const made = this.make();
    return made.begin(await WebAssembly.instantiate(this.parts.module, made.imports));
  }

  /** What a new instance needs, and how it begins. */
  make() {
    const { core } = this.parts;
    // Glue keeps views of the module's memory: a fresh instance needs fresh glue.
    const glue = core.createGlue();
    const instance = new Instance(glue, () => {
      this.current = this.live = undefined;
    });
    const begin = ({ exports }) => {
      core.start(glue, { exports: instance.guard(exports) });
      this.live = instance;
      return instance;
    };
    return { imports: core.imports(glue), begin };
  }
}

/** Never synchronously: Chromium before 110 refuses that on a page. */
async function compile(source) {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  if (typeof given === "string" || (typeof URL === "function" && given instanceof URL)) return compile(fetch(given));
  if (given && typeof given.arrayBuffer === "function") {
    if (given.ok === false) throw new Error(`HTTP ${given.status}`);
    // While it arrives, and from the browser's cache of compiled modules; only what is served as what it is.
    const type = given.headers && given.headers.get("Content-Type");
    if (WebAssembly.compileStreaming && type === "application/wasm") return WebAssembly.compileStreaming(given);
    return WebAssembly.compile(await given.arrayBuffer());
  }
  return WebAssembly.compile(given);
}

/** A running module, and the calls that wait for it. */
class Instance {
  constructor(glue, onTrap) {
    this.glue = glue;
    this.onTrap = onTrap;
    this.waiting = new Set();
    this.guarded = {};
    this.trap = undefined;
    this.depth = 0;
  }

  /** Starts a call; it settles even when the module traps in the middle of it. */
  run(locale, start) {
    return new Promise((resolve, reject) => {
      const end = (cause) => reject(ownError(locale, "internal", TRAPPED, { cause, executed: "unknown" }));
      this.waiting.add(end);
      const over = (settle) => (value) => {
        this.waiting.delete(end);
        settle(value);
      };
      try {
        Promise.resolve(start(this.glue)).then(over(resolve), over(reject));
      } catch (error) {
        over(reject)(error);
      }
    });
  }

  /** The same for what settles at once. */
  runNow(locale, act) {
    try {
      const result = act(this.glue);
      if (!this.trap) return result;
    } catch (thrown) {
      if (!this.trap) throw toError(thrown);
    }
    throw ownError(locale, "internal", TRAPPED, { cause: this.trap });
  }

  /** The exports, each watched for traps: a promise or a timer may be what enters the module, and nobody else would notice. */
  guard(exports) {
    this.guarded = {};
    for (const name of Object.keys(exports)) {
      const target = exports[name];
      this.guarded[name] = typeof target === "function" ? (...values) => this.enter(target, values) : target;
    }
    return this.guarded;
  }

  enter(target, values) {
    if (this.trap) return 0;
    this.depth += 1;
    try {
      return target(...values);
    } catch (error) {
      // What JavaScript threw passes through; a trap or an exhausted stack leaves the module in no state to go on.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) this.die(error);
      if (!this.trap || this.depth > 1) throw error;
      return 0;
    } finally {
      this.depth -= 1;
    }
  }

  die(error) {
    this.trap = error;
    this.onTrap();
    for (const end of this.waiting) end(error);
    this.waiting.clear();
    // Timers and promises of its last calls will still come in: they get zeros for every answer, and read zeros for every result.
    for (const name of Object.keys(this.guarded)) {
      const memory = this.guarded[name];
      if (memory instanceof WebAssembly.Memory) {
        this.guarded[name] = new WebAssembly.Memory({ initial: memory.buffer.byteLength / 65536 });
      }
    }
  }
}
