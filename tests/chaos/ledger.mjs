// What each order's app was told, what the server did, and whether the two agree.

/** What the words in the account mean. */
export const LEGEND = `
  submitted            orders handed to the client: panda orders, center's starts and completed tasks
  accepted             the app was told so when it submitted (or its outbox told it after a reload)
  rejected             the app was told that it was certainly not carried out
  unknown              the app was told that nobody knows, or found it so in the outbox after its page was taken away
  after reconcile      what became of those: found in the server's lists, or not found and sent again by a person's decision (and taken, or
                       certainly refused), or several found, for a person to judge
  carried out          by the server's own count
  lost                 told as accepted, found or sent again, and never carried out; or its page was taken away, and the outbox, asked for
                       its key, knows nothing of it, though it was stored or carried out
  page gone first      its page was taken away before it was stored; nothing had left (the server's count says so), the form is sent anew
  page gone last       its page was taken away in the moment between the server's answer and the app's being told; without a key in the
                       payload the outbox keeps nothing of it then, and a person has to look
  said no, was done    rejected as certainly not carried out, and carried out all the same
  of a second sending  the same, where the browser's own second sending is what was refused, after the first had been carried out and lost
                       its answer: more requests arrived at the server than the page made, and the one that was carried out ended with a
                       closed connection and was not the last. The page sees one request and one answer
  doubled              carried out more than once; reported: the client says so (by an event, or several found); a browser sends a POST again
                       by itself when a used connection breaks
  unreported           doubled, with a key in the payload, and not reported (without a key nobody can tell one's orders apart)
  hung                 neither told nor failed 5 s after the call's own deadline, in a page that was still there`;

/** Whether a browser sent again by itself what the server had carried out, so that the page saw the answer to the second sending alone. */
function secondWasRefused(arrivals, fetches) {
  const took = ({ served }) => served !== null && served[0] === 200 && [0, 200].includes(served[1]);
  return arrivals.length > fetches.length && arrivals.slice(0, -1).some((one) => took(one) && one.hungUp);
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The account of one run. */
export class Ledger {
  constructor() {
    this.orders = new Map();
    this.byKey = new Map();
    this.byMarker = new Map();
  }

  submitted(order) {
    const line = { ...order, told: null, fate: null, reported: false, fetches: [], trail: [] };
    line.say = (what) => line.trail.push(`${Date.now() % 1_000_000} ${what}`);
    this.orders.set(order.id, line);
    this.byKey.set(order.key, line);
    this.byMarker.set(order.marker, line);
  }

  /** From the page: by `id` what a call came to, by `key` an event. */
  told({ id, key, event, outcome, error, found }) {
    const line = id ? this.orders.get(id) : this.byKey.get(key);
    if (!line) return;
    if (event === "stored") {
      line.stored = true;
      return;
    }
    line.say([event, outcome, error?.kind, error?.executed, found?.length].filter((part) => part !== undefined).join(" "));
    if (event === "duplicate") line.reported = true;
    else if (!line.told || line.told.outcome === "unknown" || line.told.outcome === "queued") line.told = { outcome, error };
    if (found && found.length > 1) line.reported = true;
  }

  /** A page has called `fetch` with this body, as the browser itself tells: once, however often it sends it. */
  fetched(body) {
    for (const [marker] of body.matchAll(UUID)) {
      const line = this.byMarker.get(marker);
      if (!line) continue;
      line.fetches.push(Date.now());
      line.say("fetch");
    }
  }

  /** The page under it was taken away. */
  interrupted(ids) {
    for (const id of ids) {
      const line = this.orders.get(id);
      line.say("interrupted");
      if (!line.told) line.interrupted = true;
    }
  }

  /** The outbox has it, after a reload. */
  pending(entry) {
    const line = this.byKey.get(entry.key);
    if (!line) return;
    if (!line.told || line.told.outcome === "queued") line.told = { outcome: entry.state === "queued" ? "queued" : "unknown", error: null };
    if (entry.found.length > 1) line.reported = true;
  }

  /** Something that was done about it, for whoever wants to know how it came to be wrong. */
  noted(key, what) {
    this.byKey.get(key)?.say(what);
  }

  /** How an unknown one ended: "found", "sent again", "refused" (when it was sent again; what comes later counts), "several". */
  ended(key, fate) {
    const line = this.byKey.get(key);
    if (line) line.fate = fate;
  }

  /**
   * @param {{ keys: string[], count: number, operation: string }[]} executions the server's own count
   * @param {{ keys: string[], served: [number, number | null] | null, hungUp: boolean }[]} [requests] its own list of requests
   */
  account(executions, requests = []) {
    const counted = new Map();
    const of = new Map();
    for (const one of requests) for (const key of one.keys) of.set(key, [...(of.get(key) ?? []), one]);
    for (const { keys, count } of executions) for (const key of keys) counted.set(key, (counted.get(key) ?? 0) + count);
    const sum = {
      submitted: 0, accepted: 0, rejected: 0, unknown: 0, found: 0, sentAgain: 0, refused: 0, several: 0, open: 0, carriedOut: 0, executions: 0, lost: 0,
      saidNo: 0, ofSecond: 0, doubled: 0, doubledReported: 0, doubledWithoutKey: 0, unreported: 0, hung: 0, goneFirst: 0, goneLast: 0,
    };
    const wrong = [];
    for (const line of this.orders.values()) {
      const times = counted.get(line.marker) ?? 0;
      const arrivals = of.get(line.marker) ?? [];
      const outcome = line.told?.outcome === "error" ? { no: "rejected", yes: "accepted" }[line.told.error.executed] ?? "unknown" : line.told?.outcome;
      const note = (what) => wrong.push({
        what, id: line.id, name: line.name, key: line.key, method: line.method, keyField: line.keyField, outcome, fate: line.fate, times,
        error: line.told?.error?.message, trail: line.trail.join("; "), fetches: line.fetches,
        arrivals: arrivals.map(({ at, connection, nth, fault, served, hungUp }) => [at, `${connection}:${nth}`, fault, served, hungUp]),
      });
      sum.submitted += 1;
      sum.executions += times;
      if (times > 0) sum.carriedOut += 1;
      const certain = outcome === "accepted" || ["found", "sent again"].includes(line.fate);
      if (outcome === "accepted") sum.accepted += 1;
      else if (outcome === "rejected") sum.rejected += 1;
      else if (outcome) sum.unknown += 1;
      if (line.fate === "found") sum.found += 1;
      if (line.fate === "sent again") sum.sentAgain += 1;
      if (line.fate === "refused") sum.refused += 1;
      if (line.fate === "several") sum.several += 1;
      if (outcome && outcome !== "accepted" && outcome !== "rejected" && !line.fate) sum.open += 1;
      if (!outcome && !line.interrupted) {
        sum.hung += 1;
        note("hung");
      } else if (!outcome && line.fate === "found" && times > 0) {
        sum.accepted += 1;
        sum.found -= 1;
      } else if (!outcome && !line.stored && times === 0) {
        sum.goneFirst += 1;
      } else if (!outcome && !line.keyField && times > 0) {
        sum.goneLast += 1;
      } else if (!outcome || (certain && times === 0)) {
        sum.lost += 1;
        note(outcome ? "told as done, never carried out" : "forgotten");
      }
      const saidNo = outcome === "rejected" || line.fate === "refused";
      if (saidNo && times > 0 && secondWasRefused(arrivals, line.fetches)) {
        sum.ofSecond += 1;
      } else if (saidNo && times > 0) {
        sum.saidNo += 1;
        note("said no, was done");
      }
      if (times > 1) {
        sum.doubled += 1;
        if (line.reported) sum.doubledReported += 1;
        else if (!line.keyField && line.method !== "complete") sum.doubledWithoutKey += 1;
        else {
          sum.unreported += 1;
          note("doubled, unreported");
        }
      }
    }
    return { ...sum, wrong };
  }
}

/** The same as text, both side by side. */
export function table(ours, byHand) {
  const rows = [
    ["submitted", "submitted"], ["accepted", "accepted"], ["rejected", "rejected"], ["unknown", "unknown"], ["  after reconcile: found", "found"],
    ["  after reconcile: not found, sent again", "sentAgain"], ["  after reconcile: not found, refused when sent", "refused"],
    ["  after reconcile: several, for a person", "several"], ["  still open", "open"], ["page gone first", "goneFirst"], ["page gone last", "goneLast"],
    ["carried out", "carriedOut"], ["executions", "executions"], ["doubled", "doubled"], ["  reported", "doubledReported"], ["  without a key", "doubledWithoutKey"],
    ["lost", "lost"], ["said no, was done", "saidNo"], ["  of a second sending by the browser itself", "ofSecond"], ["doubled and unreported", "unreported"], ["hung", "hung"],
  ];
  const line = (name, a, b) => `${name.padEnd(48)} ${String(a).padStart(14)} ${String(b).padStart(22)}`;
  return [line("", "this package", "axios + axios-retry"), ...rows.map(([name, field]) => line(name, ours[field], byHand[field]))].join("\n");
}
