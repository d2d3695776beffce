// What every project of the matrix does with the package: submit an order, find it in the list, and report to whoever runs it.
// Syntax of 2017, as an app for old phones would be written.

const query = new URLSearchParams(typeof location === "object" ? location.search : "");

/** The options of a client: the sandbox as the address names it, `more` on top. */
export function options(more) {
  const panda = {
    baseUrl: query.get("server"),
    project: "demo",
    userId: 42,
    credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
  };
  return Object.assign({ locale: "en" }, more, { panda: Object.assign(panda, more && more.panda) });
}

/** An order that nobody else sends. */
export function order(mark = "") {
  return { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021", 阀门当前状态: "开启", 用户地址: (query.get("mark") || "") + mark } }] };
}

/** Submits, and finds the order in the list. Returns its number. */
export async function submitAndList(client, mark) {
  const sent = await client.panda.submit(order(mark));
  if (sent.outcome !== "accepted") throw new Error(`the outcome is ${sent.outcome}: ${sent.error && sent.error.message}`);
  const { caseNo } = sent.receipt[0];
  const { rows, total } = await client.panda.cases({ caseState: "processing", pageSize: 50 });
  if (!rows.some((row) => row.caseNo === caseNo)) throw new Error(`${caseNo} is not among the first ${rows.length} of ${total}`);
  const open = await client.outbox.pending();
  if (open.some(({ key }) => key === sent.key)) throw new Error(`still in the outbox: ${JSON.stringify(open)}`);
  return caseNo;
}

/** Waits until the page shows a text. */
export async function shown(text) {
  for (let tries = 0; tries < 400; tries++) {
    if (document.body.textContent.includes(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the page never showed ${text}: ${document.body.textContent}`);
}

/** Reports how it went, with the numbers of the orders that were sent. */
export async function tell(...stories) {
  let result;
  try {
    result = { pass: true, cases: await Promise.all(stories) };
  } catch (error) {
    result = { pass: false, error: described(error) };
  }
  result.agent = navigator.userAgent;
  document.title = result.pass ? "passed" : "failed";
  await fetch(query.get("report"), { method: "POST", body: JSON.stringify(result) });
}

/** Old engines leave the message out of the stack. */
function described(error) {
  const { kind, message, cause, stack } = error || {};
  const issues = error && error.issues && JSON.stringify(error.issues);
  return [issues, `${kind || "error"}: ${message || error}`, stack, cause && `caused by ${described(cause)}`].filter(Boolean).join("\n");
}
