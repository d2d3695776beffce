// A short run of `cargo xtask chaos`: the bounds that hold whatever the network and the server do.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { table } from "./ledger.mjs";
import { play } from "./run.mjs";

const ORDERS = Number(process.env.CHAOS_ORDERS ?? 130);
const SEED = Number(process.env.CHAOS_SEED ?? 1);

let run;
before(async () => {
  run = await play({ seed: SEED, orders: ORDERS });
  console.log(`\n${table(run.ours, run.byHand)}\n`);
}, { timeout: 600_000 });

/** Which orders, and what they met. */
const none = (count, what) => assert.equal(count, 0, JSON.stringify(run.ours.wrong.filter((one) => one.what.includes(what)), null, 1));

test("every order is accounted for, and the run had something to account for", () => {
  const { submitted, accepted, rejected, unknown, found, sentAgain, open, goneFirst, goneLast } = run.ours;
  assert.equal(submitted, ORDERS);
  assert.equal(accepted + rejected + unknown + goneFirst + goneLast, ORDERS);
  assert.equal(open, 0, "nothing stays unknown once the server is well again");
  assert.ok(accepted > ORDERS / 5 && found > 5 && sentAgain > 5, JSON.stringify(run.ours));
});

test("no order is lost", () => none(run.ours.lost, ""));

test("no order that was certainly not carried out was carried out", () => {
  none(run.ours.saidNo, "said no");
});

test("what a browser sent twice is reported", () => {
  none(run.ours.unreported, "doubled");
  assert.ok(run.ours.doubledReported > 0, "the run has no doubles: it shows nothing");
});

test("no call hangs", () => none(run.ours.hung, "hung"));

test("no secret lies in storage, events, errors, console or addresses; tokens in sessionStorage only", () => {
  assert.deepEqual([...new Set(run.secrets.found)], []);
  assert.ok(run.secrets.looks > 30 && run.secrets.tokens.size > 2, `${run.secrets.looks} looks for ${run.secrets.tokens.size} tokens`);
});

test("the same orders by axios and axios-retry are doubled, and said to have failed when they did not", () => {
  assert.ok(run.byHand.unreported > 0 && run.byHand.saidNo > 0, JSON.stringify(run.byHand));
});
