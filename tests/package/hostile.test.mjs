// What an app hands over may be broken in any way: every call still ends, with a WorkOrderError or with what was asked for.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { WorkOrderClient, isWorkOrderError, parseJsonText } from "../../pkg/index.js";

const SIGNED_IN = JSON.stringify({ errMsg: "", token: "the-token", expirationTime: "" });
const TYPES = JSON.stringify({ code: 0, data: [{ eventName: "用水户开阀" }] });
const DONE = JSON.stringify({ code: 0, data: [{ caseNo: "C1" }] });
const ORDER = { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "1" } }] };

const answer = (address) => (address.includes("GenerateToken") ? SIGNED_IN : address.includes("PostFlowNodeData") ? DONE : TYPES);
const server = async (address) => new Response(answer(address));

/** What nobody has caught. */
const unhandled = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
after(async () => {
  await pause(50);
  assert.deepEqual(unhandled, []);
});

function connect(fetch = server, more = {}, panda = {}) {
  return new WorkOrderClient({
    panda: { baseUrl: "http://127.0.0.1:1", project: "p", userId: 1, credentials: { username: "u", password: "p" }, ...panda },
    storage: "memory",
    locale: "en",
    retry: false,
    timeouts: { attemptMs: 300, bodyIdleMs: 300, totalMs: 1000 },
    fetch,
    ...more,
  });
}

/** What became of a call: "answered", or the kind of its error. */
async function outcome(call) {
  const ended = await Promise.race([
    call.then((given) => ({ given }), (thrown) => ({ thrown })),
    // Far longer than any time that the client was given.
    pause(20_000, undefined, { ref: false }).then(() => assert.fail("it hangs")),
  ]);
  if ("given" in ended) return ended.given && ended.given.outcome === "unknown" ? "unknown" : "answered";
  assert.ok(isWorkOrderError(ended.thrown), `not a WorkOrderError: ${ended.thrown && ended.thrown.stack}`);
  assert.ok(ended.thrown.message);
  return ended.thrown.kind;
}

const throws = () => {
  throw new Error("hostile");
};
/** An object of which nothing may be read. */
const untouchable = () => new Proxy({}, { get: throws, has: throws, ownKeys: throws, getPrototypeOf: throws });
const endless = () => new Promise(() => {});
const stream = (read) => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read }) } });

/** What may be there in place of a Response. */
const RESPONSES = {
  nothing: () => undefined,
  null: () => null,
  text: () => "text",
  "an empty object": () => ({}),
  "an untouchable object": untouchable,
  "a status that throws": () => ({ get status() { return throws(); }, headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) }),
  "a status that is a symbol": () => ({ status: Symbol("s"), headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) }),
  "headers that throw": () => ({ status: 200, headers: { get: throws }, arrayBuffer: throws }),
  "a body that throws": () => ({ status: 200, headers: new Headers(), get body() { return throws(); } }),
  "a reader that throws": () => ({ status: 200, headers: new Headers(), body: { getReader: throws } }),
  "a reader without a method": () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({}) } }),
  "a read that throws": () => stream(throws),
  "a read of nothing": () => stream(async () => undefined),
  "a read without a value": () => stream(async () => ({ done: false })),
  "a read of an untouchable object": () => stream(async () => untouchable()),
  "text for pieces, without end": () => stream(async () => ({ done: false, value: "" })),
  "lists for pieces, without end": () => stream(async () => ({ done: false, value: [1, 2, 3] })),
  "a read that never ends": () => stream(endless),
  "an arrayBuffer that never ends": () => ({ status: 200, headers: new Headers(), arrayBuffer: endless }),
  "an arrayBuffer of text": () => ({ status: 200, headers: new Headers(), arrayBuffer: async () => "text" }),
  "an arrayBuffer of nothing": () => ({ status: 200, headers: new Headers(), arrayBuffer: async () => undefined }),
  "a body that was read": async () => {
    const response = new Response(TYPES);
    await response.text();
    return response;
  },
};

/** What may be there in place of `fetch`. */
const FETCHES = {
  "throws at once": throws,
  "throws nothing": () => {
    throw undefined;
  },
  "rejects with null": () => Promise.reject(null),
  "rejects with an untouchable object": () => Promise.reject(untouchable()),
  "never ends": endless,
  "a thenable that never ends": () => ({ then() {} }),
  "a thenable that throws": () => ({ then: throws }),
  "a thenable that may not be looked at": () => ({ get then() { return throws(); } }),
  ...Object.fromEntries(Object.entries(RESPONSES).map(([name, make]) => [`gives ${name}`, async () => make()])),
};

for (const [name, fetch] of Object.entries(FETCHES)) {
  test(`fetch ${name}: in a call, a submission, a download, and a sign-in, after which the next one is tried`, async () => {
    const signedIn = connect(async (address) => (address.includes("GenerateToken") ? server(address) : fetch()));
    const kinds = ["network", "timeout", "decode", "http", "service"];
    const read = await outcome(signedIn.panda.eventTypes());
    assert.ok(kinds.includes(read), read);
    assert.equal(await outcome(signedIn.panda.submit(ORDER)), "unknown");
    const file = await outcome(signedIn.panda.download("a\\b.jpg"));
    assert.ok([...kinds, "answered"].includes(file), file);

    let broken = true;
    const client = connect((address) => (broken ? fetch() : server(address)));
    const refused = await outcome(client.panda.eventTypes());
    assert.ok(["auth", ...kinds].includes(refused), refused);
    broken = false;
    client.signOut();
    assert.equal(await outcome(client.panda.eventTypes()), "answered");
  });
}

test("empty pieces without end, each there at once: the call's time ends it", async () => {
  const client = connect(async () => stream(async () => ({ done: false, value: new Uint8Array(0) })), {}, { credentials: undefined, token: () => "t" });
  assert.equal(await outcome(client.panda.eventTypes()), "timeout");
});

const LISTENERS = {
  "throw": { request: throws, response: throws, retry: throws, token: throws, settled: throws },
  "may not be looked at": untouchable(),
  "are no functions": { request: 1, response: "x", token: {} },
};

for (const [name, on] of Object.entries(LISTENERS)) {
  test(`listeners that ${name} change nothing`, async () => {
    const client = connect(server, { on });
    assert.equal(await outcome(client.panda.eventTypes()), "answered");
    assert.equal(await outcome(client.panda.submit(ORDER)), "answered");
  });
}

const SIGNALS = {
  "true": true,
  "an untouchable object": untouchable(),
  "addEventListener that throws": { addEventListener: throws, removeEventListener: throws },
  "addEventListener that is none": { addEventListener: 1, removeEventListener: 1 },
  "removeEventListener that throws": { addEventListener() {}, removeEventListener: throws },
  "aborted that throws": { get aborted() { return throws(); }, addEventListener() {} },
};

for (const [name, signal] of Object.entries(SIGNALS)) {
  test(`a signal with ${name}: the call ends`, async () => {
    const client = connect();
    await outcome(client.panda.eventTypes({}, { signal }));
    await outcome(client.panda.submit(ORDER, { signal }));
    assert.equal(await outcome(client.panda.eventTypes()), "answered");
  });
}

test("call options that may not be looked at: the call ends", async () => {
  const client = connect();
  assert.equal(await outcome(client.panda.eventTypes({}, untouchable())), "internal");
  assert.equal(await outcome(client.panda.eventTypes()), "answered");
});

test("null for options is as good as none", async () => {
  const client = connect();
  assert.equal(await outcome(client.panda.eventTypes(null, null)), "answered");
  assert.equal(await outcome(client.panda.submit(ORDER, null)), "answered");
  assert.equal(await outcome(client.outbox.resend("k", null)), "validation");
  assert.equal(await outcome(client.outbox.reconcile("k", null)), "validation");
  assert.equal(await outcome(client.diagnose(null)), "answered");
  assert.equal(await outcome(client.panda.track("C1", null).next()), "answered");
  assert.equal(await outcome(client.panda.cases().toArray(null)), "validation");
  assert.deepEqual(parseJsonText("[1]", null), [1]);
});

const STORAGES = {
  "throws": { getItem: throws, setItem: throws, removeItem: throws },
  "may not be looked at": untouchable(),
  "has no methods": {},
  "never answers": { getItem: endless, setItem: endless, removeItem: endless },
  "gives something else": { getItem: () => 5, setItem: () => 5, removeItem: () => 5 },
  "rejects": { getItem: async () => throws(), setItem: async () => throws(), removeItem: async () => throws() },
  "gives a thenable that throws": { getItem: () => ({ then: throws }), setItem: () => ({ then: throws }), removeItem() {} },
  "gives a thenable that may be looked at once": {
    getItem: () => {
      let looks = 0;
      return { get then() { return looks++ ? throws() : () => {}; } };
    },
    setItem() {},
    removeItem() {},
  },
};

for (const [name, storage] of Object.entries(STORAGES)) {
  test(`storage that ${name}: the call ends`, async () => {
    const client = connect(server, { storage });
    const ended = await outcome(client.panda.eventTypes());
    assert.equal(ended, name === "never answers" ? "timeout" : "answered");
  });
}

const PROVIDERS = {
  "throws": throws,
  "rejects": async () => throws(),
  "gives nothing": () => undefined,
  "gives an untouchable object": async () => untouchable(),
  "gives a number": () => 5,
  "gives a token that is no header": () => "a\nb",
  "never answers": endless,
  "gives a token that throws": async () => ({ get token() { return throws(); } }),
};

for (const [name, token] of Object.entries(PROVIDERS)) {
  test(`a token's function that ${name}: the call ends, and the next one asks again`, async () => {
    let broken = true;
    const client = connect(server, {}, { credentials: undefined, token: () => (broken ? token() : "good") });
    const ended = await outcome(client.panda.eventTypes());
    assert.ok(["auth", "timeout", "config"].includes(ended), ended);
    broken = false;
    client.signOut();
    assert.equal(await outcome(client.panda.eventTypes()), "answered");
  });
}

test("a key that is no text is refused: it would join nothing, and be found by nobody", async () => {
  const sent = [];
  const client = connect((address) => (sent.push(address), server(address)));
  for (const key of [42, true, {}, ["k"], 7n]) {
    await assert.rejects(client.panda.submit(ORDER, { key }), { kind: "validation", service: "panda", operation: "submit", executed: "no", message: /options\.key: should be a string/ });
  }
  assert.deepEqual(sent, []);
  for (const key of [undefined, null, "k"]) assert.equal(await outcome(client.panda.submit(ORDER, { key })), "answered");
});

/** What headers may hold that are not text. */
for (const [name, value] of Object.entries({ "a number": 5, "a list": ["application/json"], "an object": {}, "a symbol": Symbol("x"), "true": true, "an untouchable object": untouchable() })) {
  test(`headers that hold ${name}: the answer is read all the same`, async () => {
    const client = connect(async (address) => ({
      status: 200,
      headers: { get: () => value },
      arrayBuffer: async () => new TextEncoder().encode(answer(address)).buffer,
    }));
    assert.equal(await outcome(client.panda.eventTypes()), "answered");
  });
}

test("what a fetch rejects with is the error's cause, and nowhere stored", async () => {
  // As axios does it: what was sent, token and all.
  const config = { headers: { "panda-token": "the-token" } };
  const chatty = Object.assign(new Error("Network Error"), { config, toJSON: () => ({ config }) });
  const endlessly = Object.assign(new Error("Network Error"), { config });
  endlessly.request = { error: endlessly };
  for (const cause of [chatty, endlessly]) {
    const client = connect((address) => (address.includes("PostFlowNodeData") ? Promise.reject(cause) : server(address)));
    // For the second one the first one's result is stored.
    const [sent] = await Promise.all([client.panda.submit(ORDER, { key: "k" }), client.panda.submit(ORDER, { key: "k" })]);
    assert.equal(sent.outcome, "unknown");
    assert.equal(sent.error.cause, cause);
    const { records } = await client.outbox._box.open();
    assert.equal(records.size, 1);
    assert.ok(!JSON.stringify([sent, ...records.values()]).includes("the-token"));
  }
});

test("rows that are none: pages are turned all the same", async () => {
  for (const getMe of [[null, 5, "x", [], { caseNo: "C1" }], [[]], {}, "text", 5, true]) {
    const client = connect(async (address) =>
      new Response(address.includes("GenerateToken") ? SIGNED_IN : JSON.stringify({ code: 0, data: { totalRcdNum: 100, getMe } })));
    assert.equal(await outcome(client.panda.cases({ pageSize: 5 })), "answered");
    assert.equal(await outcome(client.panda.cases({ pageSize: 5 }).toArray({ limit: 20 })), "answered", JSON.stringify(getMe));
  }
});

test("no name that a server gives a member reaches a prototype", async () => {
  const nasty = "{\"__proto__\":{\"reached\":1},\"constructor\":{\"prototype\":{\"reached\":1}},\"taskId\":\"t\",\"procInsId\":\"p\"}";
  const body = `{"code":200,"__proto__":{"reached":1},"rows":[${nasty}],"total":1,"data":${nasty}}`;
  const center = { baseUrl: "http://127.0.0.1:1", requestType: "app", accessToken: "t" };
  const client = connect(async () => new Response(body), { center });
  const sent = await client.center.start({ processDefId: "d", variables: {} });
  const [row] = (await client.center.todo()).rows;
  const detail = await client.center.detail("p");
  for (const made of [sent, sent.receipt, row, detail]) {
    assert.equal(Object.getPrototypeOf(made), Object.prototype);
    assert.equal(made.reached, undefined);
  }
  assert.deepEqual(Object.getOwnPropertyDescriptor(sent.receipt, "__proto__").value, { reached: 1 }, "kept, as a member like any other");
  assert.equal({}.reached, undefined);
});

test("a submission of unknown outcome carries a WorkOrderError, whoever sent it", async () => {
  const settled = [];
  const client = connect((address) => (address.includes("PostFlowNodeData") ? throws() : server(address)), { on: { settled: (event) => settled.push(event) } });
  const [first, joined] = await Promise.all([client.panda.submit(ORDER, { key: "k" }), client.panda.submit(ORDER, { key: "k" })]);
  const again = await client.outbox.resend("k");
  for (const { outcome, error } of [first, joined, again]) {
    assert.equal(outcome, "unknown");
    assert.ok(isWorkOrderError(error), "not a WorkOrderError");
  }
});

test("what a token's function or a sign-in's fetch throws is the cause of every call's error that waited for it", async () => {
  const thrown = new Error("no session");
  const asking = connect(server, {}, { credentials: undefined, token: async () => { throw thrown; } });
  const unreachable = connect((address) => (address.includes("GenerateToken") ? Promise.reject(thrown) : server(address)));
  for (const [client, kind] of [[asking, "auth"], [unreachable, "network"]]) {
    const calls = await Promise.allSettled([client.panda.eventTypes(), client.panda.cases(), client.panda.submit(ORDER)]);
    // And of the one that is refused without another try.
    calls.push(...(await Promise.allSettled([client.panda.eventTypes()])));
    assert.deepEqual(calls.map(({ reason }) => [reason.kind, reason.cause]), Array(4).fill([kind, thrown]));
  }
  const refused = connect(async () => new Response(JSON.stringify({ errMsg: "no such account", token: "", expirationTime: "" })));
  await assert.rejects(refused.panda.eventTypes(), (error) => error.kind === "auth" && !("cause" in error));
});

test("an AbortController that throws: calls end, and a sign-in that it broke is tried again", async () => {
  const Real = globalThis.AbortController;
  try {
    for (const broken of [
      class { constructor() { throws(); } },
      class { get signal() { return throws(); } abort() { throws(); } },
      class { abort() { throws(); } },
    ]) {
      globalThis.AbortController = broken;
      const client = connect(throws);
      assert.ok(["network", "internal"].includes(await outcome(client.panda.eventTypes())));
      globalThis.AbortController = Real;
      client.signOut();
      assert.equal(await outcome(client.panda.eventTypes()), "network", "it was asked again");
    }
  } finally {
    globalThis.AbortController = Real;
  }
});
