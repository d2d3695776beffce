// One page in a browser profile of its own, and what is done with it: orders, faults, reloads, looking up what is unknown.

/** Short, so that much happens in little time. */
export const TIMEOUTS = { attemptMs: 1500, bodyIdleMs: 800, totalMs: 4000 };
const HUNG_AFTER = TIMEOUTS.totalMs + 5000;
const ROUNDS = 20;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries again while the server is down. */
export async function insist(act) {
  for (let left = 40; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (left === 0) throw error;
      await pause(250);
    }
  }
}

export class Crew {
  /** @param {{ context, sandbox, ledger, secrets, settings, page: string, log: (text: string) => void }} of */
  constructor(of) {
    Object.assign(this, of);
    this.console = [];
    this.urls = new Set();
  }

  async begin() {
    await this.context.exposeBinding("tell", (_, what) => {
      this.ledger.told(what);
      if (what.error?.all) this.errors.push(what.error.all);
      delete what.error?.all;
    });
    this.errors = [];
    await this.open();
  }

  async open() {
    this.view = await this.context.newPage();
    this.view.on("console", (message) => this.console.push(message.text()));
    this.view.on("pageerror", (error) => this.console.push(`${error.message} ${error.stack}`));
    this.view.on("request", (request) => {
      this.secrets?.learn(request.headers());
      this.urls.add(request.url());
      if (request.method() !== "GET") this.ledger.fetched(request.postData() ?? "");
    });
    await this.load(() => this.view.goto(this.page));
  }

  /** The page can only be had while its server is up. */
  async load(go) {
    this.has = await insist(async () => {
      await go();
      await this.view.waitForFunction(() => globalThis.chaos, undefined, { timeout: 5000 });
      return this.view.evaluate((settings) => globalThis.chaos.start(settings), this.settings);
    });
  }

  do(method, ...values) {
    return this.view.evaluate(([method, values]) => globalThis.chaos[method](...values), [method, values]);
  }

  async play(batch) {
    const { name, rules, orders, expire, interrupt, faultsStay } = batch;
    if (batch.project !== this.settings.project) await this.moveTo(batch.project);
    await this.do("look");
    if (expire) await this.expireTokens();
    for (const rule of rules) await insist(() => this.sandbox.fault(rule));
    for (const order of orders) this.ledger.submitted({ ...order, name, project: batch.project });
    // Four at a time: a browser opens six connections, and those that stall must not starve the others.
    const sets = [];
    for (let at = 0; at < orders.length; at += 4) sets.push(orders.slice(at, at + 4));
    for (const [at, set] of sets.entries()) {
      await this.view.evaluate((set) => set.forEach((order) => globalThis.chaos.submit(order)), set);
      if (interrupt && at === 0) await this.interrupt(interrupt, set);
      await this.untilTold(set);
    }
    if (faultsStay && this.has.outbox) await this.lookUp(1);
    for (const route of new Set(rules.map(({ route }) => route))) await insist(() => this.sandbox.clearFaults(route));
    // Until nothing that was slow can still arrive: then "not found" means that it never will.
    await pause(rules.some(({ delayMs }) => delayMs > 1000) ? 2500 : 200);
    if (this.has.outbox) {
      await this.lookUp(ROUNDS);
      await this.askForTheUntold(orders);
    }
    if (this.secrets) await this.checkSecrets(name);
  }

  /** On to the next project, after a last look at this one. */
  async moveTo(project) {
    await this.lookForDoubles();
    this.settings = { ...this.settings, project };
    await this.load(() => this.view.reload());
  }

  async interrupt({ how, after }, orders) {
    await pause(after);
    this.ledger.interrupted(orders.map(({ id }) => id));
    if (how === "reload") {
      await this.load(() => this.view.reload());
    } else {
      await this.view.close();
      await this.open();
    }
  }

  async untilTold(orders) {
    const deadline = Date.now() + HUNG_AFTER;
    const waits = ({ id }) => {
      const line = this.ledger.orders.get(id);
      return !line.told && !line.interrupted;
    };
    while (orders.some(waits) && Date.now() < deadline) await pause(25);
  }

  async expireTokens() {
    await insist(() => this.sandbox.operate("panda/tokens/expire"));
    await insist(() => this.sandbox.operate("center/tokens/expire"));
  }

  /** What a person does with the outbox: looks for what is unknown, and decides. */
  async lookUp(rounds) {
    const final = rounds > 1;
    for (let round = 0; round < rounds; round += 1) {
      const entries = await this.do("pending");
      entries.forEach((entry) => this.ledger.pending(entry));
      if (entries.length === 0) return;
      const idle = entries.filter(({ state }) => state === "unknown" || (state === "queued" && round > 3));
      let wait = idle.length < entries.length;
      for (const entry of idle) wait = !(await this.decide(entry, final && round + 1 === rounds)) || wait;
      // What is being sent, or waits to be, needs time; and after a sign-in that failed nothing goes on for five seconds.
      if (wait) await pause(700);
    }
  }

  /** The app knows its keys: what its page was taken away from, and what the outbox does not show as open, it asks for. */
  async askForTheUntold(orders) {
    for (const { id, key } of orders) {
      const line = this.ledger.orders.get(id);
      if (line.interrupted && !line.told && !line.fate && (await this.ask(key)) === "accepted") this.ledger.ended(key, "found");
    }
  }

  /** Looks for one in the lists, also when it is settled; undefined when the outbox does not know it. */
  async ask(key) {
    for (let left = ROUNDS; left > 0; left -= 1) {
      const { answer, error } = await this.do("reconcile", key);
      this.ledger.noted(key, `asked: ${answer ?? error.message}`);
      if (answer || error.kind === "validation") return answer;
      await pause(700);
    }
    return undefined;
  }

  /** False: it could not even be looked for. */
  async decide({ key, state }, last) {
    const { answer, error } = state === "unknown" ? await this.do("reconcile", key) : { answer: "not-found" };
    this.ledger.noted(key, `reconcile: ${answer ?? `${error.kind} ${error.message}`}`);
    if (error) this.errors.push(error.all);
    if (answer === "accepted") this.ledger.ended(key, "found");
    else if (answer === "not-found") {
      const { outcome, error } = await this.do("resend", key);
      this.ledger.noted(key, `resend: ${outcome} ${error?.executed ?? ""}`);
      if (error) this.errors.push(error.all);
      if (outcome === "accepted") this.ledger.ended(key, "sent again");
      else if (outcome === "error" && error.executed === "no") this.ledger.ended(key, "refused");
    } else if (answer === "ambiguous") {
      const entry = (await this.do("pending")).find((entry) => entry.key === key);
      if (entry) this.ledger.pending(entry);
      this.ledger.ended(key, "several");
      await this.do("discard", key);
    } else if (last) this.log(`${key} stays open: ${error?.message}`);
    return !error;
  }

  /** The lists are searched for doubles of what was accepted: nobody else would notice that the browser sent it twice. */
  async lookForDoubles() {
    if (!this.has.outbox) return;
    for (const line of this.ledger.orders.values()) {
      const taken = line.told?.outcome === "accepted" || line.fate === "sent again";
      if (!taken || !line.keyField || !this.mine(line)) continue;
      await this.ask(line.key);
    }
  }

  mine(line) {
    return line.project === this.settings.project;
  }

  async checkSecrets(where) {
    const belongings = await this.do("belongings");
    const urls = [...this.urls].join(" ");
    this.secrets.look(where, { ...belongings, console: this.console.join("\n"), errors: this.errors.join("\n"), urls });
  }
}
