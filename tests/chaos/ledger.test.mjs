// The account notices what it is for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "./ledger.mjs";
import { dice, plan } from "./plan.mjs";
import { Secrets } from "./secrets.mjs";

const ORDER = { id: 1, key: "k", marker: "0b54ad8e-3c5f-4b7e-9d0a-6f1c2e3d4b5a", keyField: "编号", service: "panda", method: "submit", name: "x" };

function account(executed, ...happened) {
  return accountOf([], executed, ...happened);
}

function accountOf(requests, executed, ...happened) {
  const ledger = new Ledger();
  ledger.submitted(ORDER);
  for (const act of happened) act(ledger);
  return ledger.account(executed ? [{ keys: ["k", ORDER.marker], count: executed }] : [], requests.map((one) => ({ keys: [ORDER.marker], ...one })));
}

const told = (outcome, executed) => (ledger) => ledger.told({ id: 1, outcome, error: executed && { executed } });
const ended = (fate) => (ledger) => ledger.ended("k", fate);
const taken = (ledger) => ledger.interrupted([1]);
const event = (name) => (ledger) => ledger.told({ event: name, key: "k", outcome: "accepted" });
const inOutbox = (found) => (ledger) => ledger.pending({ key: "k", state: "unknown", found });

for (const [what, field, executed, ...happened] of [
  ["accepted and never carried out", "lost", 0, told("accepted")],
  ["found and never carried out", "lost", 0, told("unknown"), ended("found")],
  ["forgotten with its page", "lost", 1, taken],
  ["stored, and forgotten with its page before it left", "lost", 0, event("stored"), taken],
  ["without an answer in a page that was there", "hung", 1],
  ["rejected and carried out", "saidNo", 1, told("error", "no")],
  ["refused when it was sent again, and carried out", "saidNo", 1, told("unknown"), ended("refused")],
  ["carried out twice in silence", "unreported", 2, told("accepted")],
]) {
  test(`an order ${what} is noticed`, () => {
    const sum = account(executed, ...happened);
    assert.equal(sum[field], 1);
    assert.equal(sum.wrong.length, 1);
  });
}

for (const [what, field, executed, ...happened] of [
  ["accepted and carried out", "accepted", 1, told("accepted")],
  ["unknown and found", "found", 1, told("unknown"), ended("found")],
  ["kept by the outbox when its page went", "unknown", 1, taken, inOutbox([]), ended("found")],
  ["settled as its page went, and asked for", "accepted", 1, taken, ended("found")],
  ["whose page went before it was stored", "goneFirst", 0, taken],
  ["rejected and not carried out", "rejected", 0, told("error", "no")],
  ["carried out twice and reported by an event", "doubledReported", 2, told("accepted"), event("duplicate")],
  ["carried out twice and found twice", "doubledReported", 2, told("unknown"), inOutbox([1, 2]), ended("several")],
]) {
  test(`an order ${what} is right`, () => {
    const sum = account(executed, ...happened);
    assert.equal(sum[field], 1);
    assert.deepEqual(sum.wrong, []);
  });
}

const lost = { served: [200, 0], hungUp: true };
const refusedByPage = { served: null, hungUp: false };
const fetched = (ledger) => ledger.fetched(`{"x":"${ORDER.marker}"}`);

test("what a browser sent twice by itself, and of which the second was refused, is a class of its own", () => {
  const sum = accountOf([lost, refusedByPage], 1, fetched, told("error", "no"));
  assert.deepEqual([sum.ofSecond, sum.saidNo, sum.wrong], [1, 0, []]);
});

for (const [what, requests, ...happened] of [
  ["the page itself sent twice", [lost, refusedByPage], fetched, fetched],
  ["was answered when it was carried out", [{ served: [200, 0], hungUp: false }, refusedByPage], fetched],
  ["was carried out by the last request", [refusedByPage, lost], fetched],
  ["nobody saw arrive", [], fetched],
]) {
  test(`what ${what} is not in it`, () => {
    const sum = accountOf(requests, 1, ...happened, told("error", "no"));
    assert.deepEqual([sum.ofSecond, sum.saidNo, sum.wrong.length], [0, 1, 1]);
  });
}

test("secrets are found where they must not be, and not inside longer numbers", () => {
  const secrets = new Secrets({ secretKey: "123456" });
  secrets.learn({ "panda-token": "abc.def" });
  secrets.look("here", { session: "abc.def", local: "91234567", console: [] });
  assert.deepEqual(secrets.found, []);
  secrets.look("there", { session: '{"k":"123456"}', urls: "http://x/?token=abc.def" });
  assert.deepEqual(secrets.found, ["secretKey in session, there", "a token in urls, there"]);
});

test("the same seed is the same plan, and every order is in it", () => {
  const of = (seed) => plan({ seed, orders: 200, crews: 4, start: "p:1:x", tasks: [{ taskId: "t", procInsId: "i" }] });
  assert.deepEqual(of(3), of(3));
  assert.notDeepEqual(of(3), of(4));
  assert.equal(of(3).flat().flatMap(({ orders }) => orders).length, 200);
  const { roll } = dice(1);
  assert.ok(Array.from({ length: 100 }, roll).every((value) => value >= 0 && value < 1));
});
