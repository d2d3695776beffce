// `cargo xtask chaos`: plays, prints the account, and fails when a bound does not hold.
import { parseArgs } from "node:util";
import { LEGEND, table } from "./ledger.mjs";
import { play } from "./run.mjs";

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" }, orders: { type: "string", default: "1000" } } });
const began = Date.now();
const { ours, byHand, secrets } = await play({ seed: Number(values.seed), orders: Number(values.orders), log: (text) => console.error(`    chaos  ${text}`) });

console.log(`\n${table(ours, byHand)}\n${LEGEND}\n`);
for (const line of ours.wrong) console.log(JSON.stringify(line));
for (const found of new Set(secrets.found)) console.log(`secret: ${found}`);
console.log(`secrets looked for ${secrets.looks} times, found ${secrets.found.length}; seed ${values.seed}, ${Math.round((Date.now() - began) / 1000)} s`);
console.log(`lost ${ours.lost}, doubled and unreported ${ours.unreported}, hung ${ours.hung}`);
process.exitCode = ours.wrong.length === 0 && secrets.found.length === 0 && ours.open === 0 ? 0 : 1;
