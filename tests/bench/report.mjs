// What the bench found, for people: a line a row, and the tables of the READMEs.

/** One row of the results as a line. */
export function line(row) {
  const { bench, engine, subject, median_us: us, ratio, heap_bytes: heap, wasm_bytes: wasm, ...given } = row;
  const what = [engine, bench, ...Object.values(given)].join(" ");
  const found = heap === undefined ? `${us.toFixed(1).padStart(11)} µs ${ratio.toFixed(2).padStart(7)}` : `${Math.round(heap)} B heap${wasm === undefined ? "" : `, ${wasm} B wasm`}`;
  return `${what.padEnd(48)} ${subject.padEnd(28)} ${found}`;
}

const WORDS = {
  en: {
    decode: "an answer's rows, decoded and checked; `res.json()` = 1", rows: "rows", ours: "this package", then: { read: "… and every field read", stringify: "… and `JSON.stringify` of them", clone: "… and `structuredClone`" },
    call: "a whole list call, local; `fetch` + `res.json()` = 1", slow: "the same at 50 Mbit/s, 20 ms away", encode: "forms checked and written; two `JSON.stringify` = 1", submit: "this package … and sent, by way of the outbox", items: "forms",
    start: "from import to the first request, warm", memory: "kept after 10,000 calls", kept: "kept by two texts of a page of 1000 rows",
  },
  zh: {
    decode: "列表解码并检查；`res.json()` = 1", rows: "行", ours: "本包", then: { read: "……再读每个字段", stringify: "……再 `JSON.stringify`", clone: "……再 `structuredClone`" },
    call: "一次完整的列表调用（本机）；`fetch` + `res.json()` = 1", slow: "同上，50 Mbit/s、20 ms", encode: "检查并写出表单；两次 `JSON.stringify` = 1", submit: "本包……并经发件箱发出", items: "份表单",
    start: "从 import 到发出第一个请求（有缓存）", memory: "10,000 次调用后留下的内存", kept: "保留 1000 行页面中的两个文本所占内存",
  },
};
const START = "<!-- bench -->";
const END = "<!-- /bench -->";

/** `text`, its part between the two marks written anew. */
export function renew(text, results, chinese) {
  const [before, rest] = text.split(START);
  if (rest === undefined || !rest.includes(END)) throw new Error(`no ${START} … ${END}`);
  const engines = ["chromium", "firefox"].filter((engine) => results.some((row) => row.engine === engine));
  const tables = engines.map((engine) => table(engine, results.filter((row) => row.engine === engine), chinese ? WORDS.zh : WORDS.en));
  return `${before}${START}\n${tables.join("\n\n")}\n${END}${rest.split(END)[1]}`;
}

function table(engine, results, words) {
  const of = (wanted) => results.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
  const name = { chromium: "Chromium", firefox: "Firefox" }[engine];
  const head = `| ${name} | 20 ${words.rows} | 1000 | 10,000 |\n|---|---|---|---|`;
  /** The ratios of a subject over all types of answer. */
  const ratios = (label, wanted) => `| ${label} | ${[20, 1000, 10000].map((rows) => range(of({ ...wanted, rows }))).join(" | ")} |`;
  const lines = [head];
  const add = (title, subjects, wanted) => {
    lines.push(`| **${title}** | | | |`);
    for (const subject of subjects) lines.push(ratios(subject === "ours" ? words.ours : subject, { ...wanted, subject }));
  };
  add(words.decode, ["ours", "res.json() + zod", "res.json() + ajv", "res.json() + valibot", "json-bigint"], { bench: "decode" });
  for (const then of ["read", "stringify", "clone"]) lines.push(ratios(`${words.ours} ${words.then[then]}`, { bench: "afterwards", then, subject: "ours" }));
  add(words.call, ["ours", "axios", "axios + zod"], { bench: "call", speed: "loopback" });
  add(words.slow, ["ours", "axios", "axios + zod"], { bench: "call", speed: "throttled" });
  lines.push(`\n| ${words.encode} | 1 | 20 | 1000 ${words.items} |\n|---|---|---|---|`);
  const writes = (label, bench, subject) => lines.push(`| ${label} | ${[1, 20, 1000].map((items) => range(of({ bench, subject, items }))).join(" | ")} |`);
  for (const subject of ["ours", "JSON.stringify twice + zod", "JSON.stringify twice + ajv"]) writes(subject === "ours" ? words.ours : subject, "encode", subject);
  writes(words.submit, "submit", "ours");
  const ms = (subject) => of({ bench: "start", subject }).map((row) => `${(row.median_us / 1000).toFixed(0)} ms`)[0] ?? "–";
  lines.push(`\n${words.start}: ${words.ours} ${ms("ours")}, slim ${ms("ours, slim")}, axios + zod ${ms("axios + zod")}.`);
  const [calls] = of({ bench: "memory", case: "10000 calls" });
  if (calls) lines[lines.length - 1] += ` ${words.memory}: ${Math.round((calls.heap_bytes + calls.wasm_bytes) / 1024)} KB.`;
  const kept = ["ours", "res.json()"].map((subject) => of({ bench: "memory", case: "two texts kept of each page of 1000 rows", subject })[0]);
  if (kept[0]) lines[lines.length - 1] += ` ${words.kept}: ${kept.map((row, i) => `${i ? "`res.json()`" : words.ours} ${Math.max(0, Math.round(row.heap_bytes / 1024))} KB`).join(", ")}.`;
  return lines.join("\n");
}

function range(rows) {
  const found = rows.map((row) => row.ratio).sort((a, b) => a - b);
  if (found.length === 0) return "–";
  const [low, high] = [found[0], found[found.length - 1]].map((ratio) => ratio.toFixed(ratio < 10 ? 2 : 0));
  return low === high ? low : `${low}–${high}`;
}
