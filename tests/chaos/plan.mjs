// What is done to whom, and when: all of it follows from the seed.

/** Numbers 0 up to 1 from a seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { roll, below: (n) => Math.floor(roll() * n), pick: (list) => list[Math.floor(roll() * list.length)] };
}

/** A v4 UUID from dice: the same seed, the same keys. */
export function uuid({ below }) {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => below(16).toString(16));
}

const ALWAYS = { times: null, probability: 1 };

/** Each fault by itself, on the request that submits. `once`: only the first request meets it. */
const SUBMITTING = [
  { kind: "delay", delayMs: 300 }, { kind: "slow-answer", delayMs: 2500 },
  { kind: "refuse", delayMs: 900, times: 1 },
  { kind: "drop-before", times: 1 }, { kind: "drop-before" }, { kind: "drop-after", times: 1 }, { kind: "drop-after" },
  { kind: "stall" }, { kind: "stall-mid" }, { kind: "truncate" }, { kind: "cut" }, { kind: "trickle", delayMs: 50 }, { kind: "empty-body" },
  { kind: "big-body", times: 1 }, { kind: "wrong-content-type" }, { kind: "wrong-shape" }, { kind: "duplicate-keys" },
  { kind: "skew", skewMs: 5_400_000 }, { kind: "skew", skewMs: -5_400_000 },
  { kind: "unauthorized-page", times: 1 }, { kind: "unauthorized-page" }, { kind: "unauthorized-page", status: 200, times: 1 },
  { kind: "status", status: 500 }, { kind: "status", status: 500, executes: true },
  { kind: "status", status: 503, retryAfter: 1 }, { kind: "status", status: 429, retryAfter: 1 }, { kind: "html-502" },
  { kind: "html-502", executes: true }, { kind: "redirect" },
];

/** Faults on the way to a token. */
const SIGNING_IN = [
  { kind: "drop-before", times: 2 }, { kind: "stall", times: 1 }, { kind: "html-502", times: 1 }, { kind: "wrong-shape", times: 1 },
  { kind: "status", status: 503, retryAfter: 1, times: 1 }, { kind: "skew", skewMs: 10_800_000 }, { kind: "redirect", times: 1 },
];

/** Tokens as center refuses them. */
const BAD_TOKENS = [4004, 4444, 401].map((code) => ({ kind: "bad-token", code, times: 1 }));

/** What a mixture is made of: kind, and how likely. */
const MIXED = [
  ["delay", 0.05, { delayMs: 400 }], ["slow-answer", 0.03, { delayMs: 1200 }], ["refuse", 0.01, { delayMs: 500 }], ["drop-before", 0.05], ["drop-after", 0.06],
  ["stall", 0.03], ["stall-mid", 0.02], ["truncate", 0.03], ["cut", 0.03], ["trickle", 0.03, { delayMs: 50 }], ["empty-body", 0.02], ["wrong-shape", 0.02],
  ["duplicate-keys", 0.02], ["skew", 0.03, { skewMs: 7_200_000 }], ["unauthorized-page", 0.04], ["status", 0.03, { status: 503, retryAfter: 1 }],
  ["status", 0.02, { status: 500, executes: true }], ["html-502", 0.02], ["html-502", 0.02, { executes: true }], ["redirect", 0.02],
];

const MOST_ORDERS = 36;
const SUBMIT = "PandaWorkFlow/WorkFlow/api/PostFlowNodeData";

function rules(route, fault) {
  return [{ route, ...(fault.times ? {} : ALWAYS), ...fault }];
}

function mixture(route, { below }) {
  return MIXED.map(([kind, probability, more]) => ({ route, kind, probability, times: null, seed: below(2 ** 31), ...more }));
}

/**
 * The batches of each crew: `{ name, project, rules, expire, orders, interrupt, faultsStay }`. Crews 1 and up do panda, crew 0 center.
 * @param {{ seed: number, orders: number, crews: number, start: string, tasks: { taskId: string, procInsId: string }[] }} wanted
 */
export function plan({ seed, orders, crews, start, tasks }) {
  const random = dice(seed);
  const batches = Array.from({ length: crews }, () => []);
  let made = 0;
  const given = [...tasks];
  const districts = Array.from({ length: crews }, () => ({ number: 0, orders: 0 }));

  /** Each crew reports to one project after the other: a person's list of a quarter of an hour holds some dozens of orders. */
  function projectOf(crew, orders) {
    const district = districts[crew];
    if (district.orders + orders > MOST_ORDERS) Object.assign(district, { number: district.number + 1, orders: 0 });
    district.orders += orders;
    return `chaos-${crew}-${district.number}`;
  }

  function panda(project) {
    const key = uuid(random);
    const marker = uuid(random);
    // One in eight carries no key of its own: it is looked for by what it says.
    const keyField = random.roll() < 0.125 ? undefined : "用户编号";
    const bizData = { 用户名称: "张三", 用户地址: marker, 阀门当前状态: "开启" };
    const body = { eventName: "用水户开阀", userId: 42, FlowDatas: [{ toUserIds: "", opinion: "", BizData: JSON.stringify({ ...bizData, 用户编号: key }) }] };
    return {
      id: ++made, key, marker, keyField, service: "panda", method: "submit", argument: { eventName: "用水户开阀", flows: [{ bizData }] },
      url: `/pandaServer/${project}/${SUBMIT}`, body,
    };
  }

  function center() {
    const key = uuid(random);
    if (random.roll() < 0.4 && given.length > 0) {
      const task = given.pop();
      const argument = { ...task, comment: "已处理" };
      return { id: ++made, key, marker: task.taskId, service: "center", method: "complete", argument, url: "/workflow/task/complete", body: argument };
    }
    const marker = uuid(random);
    const variables = { textarea79127: marker, input58922: "13800138000", input64189: "A1-1" };
    return {
      id: ++made, key, marker, keyField: "submissionKey", service: "center", method: "start", argument: { processDefId: start, variables },
      url: "/workflow/process/start/", body: { processDefId: start, variables: { ...variables, submissionKey: key } },
    };
  }

  /** Where the page is taken away from under its orders. */
  function interruption() {
    const chance = random.roll();
    if (chance < 0.2) return { how: "reload", after: random.below(1500) };
    return chance < 0.3 ? { how: "close", after: random.below(1500) } : null;
  }

  const single = [
    ...SUBMITTING.map((fault) => ({ on: "submit", fault })),
    ...SIGNING_IN.map((fault) => ({ on: "token", fault })),
    ...[...BAD_TOKENS, ...SUBMITTING.filter((fault) => /drop|stall|truncate|500|502|refuse/.test(`${fault.kind}${fault.status ?? ""}`))].map((fault) => ({ on: "center", fault })),
  ];
  const each = Math.max(1, Math.round((orders * 0.55) / single.length));
  single.forEach(({ on, fault }, at) => {
    const crew = on === "center" ? 0 : 1 + (at % (crews - 1));
    const project = projectOf(crew, each);
    const route = { submit: `${project}/${SUBMIT}`, token: `${project}/GenerateToken`, center: "/workflow/" }[on];
    const { kind, ...more } = fault;
    batches[crew].push({
      name: `${on}: ${kind} ${JSON.stringify(more)}`, project, rules: rules(route, fault), expire: on === "token",
      orders: Array.from({ length: each }, () => (on === "center" ? center() : panda(project))), interrupt: interruption(),
    });
  });
  for (let at = 0; made < orders; at += 1) {
    const crew = at % crews;
    const size = Math.min(6, orders - made);
    const project = projectOf(crew, size);
    batches[crew].push({
      name: `mixture ${at}`, project, rules: mixture(crew === 0 ? "/workflow/" : `${project}/`, random), expire: random.roll() < 0.3, faultsStay: random.roll() < 0.5,
      orders: Array.from({ length: size }, () => (crew === 0 ? center() : panda(project))), interrupt: interruption(),
    });
  }
  return batches;
}
