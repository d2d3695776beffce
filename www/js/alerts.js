// Orders near or past their time limit: looked for while the page is open, and each announced once. The lists mark them anyway.
import { current, settings, watch } from "./client.js";
import { timeLimit } from "./panda/limits.js";
import { href } from "./router.js";
import { t } from "./texts.js";
import { say } from "./toast.js";

const EVERY_MS = 5 * 60_000;
/** Orders in work, those that wait longest first: limits run out there. */
const OLDEST = { caseState: "processing", sortFields: "承办时间", direction: "asc", pageSize: 200 };

const announced = new Set(); // `late FMZT00000075`: near and late are two things to say
let timer;

export function watchLimits() {
  watch(({ type }) => {
    if (type !== "client") return;
    clearInterval(timer);
    if (!settings().panda) return announced.clear();
    timer = setInterval(look, EVERY_MS);
    look();
  });
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && settings().panda && announceLater());
}

let last = 0;
/** Back at the page after a while: look at once rather than at the next turn. */
function announceLater() {
  if (Date.now() - last > EVERY_MS) look();
}

async function look() {
  if (document.visibilityState === "hidden") return;
  last = Date.now();
  try {
    const [late, oldest] = await Promise.all([
      current().panda.cases({ ...OLDEST, isOutTime: true }),
      current().panda.cases(OLDEST),
    ]);
    announce([...late.rows, ...oldest.rows]);
  } catch { /* a list that a person asks for says what is wrong; this one only helps */ }
}

/** One sentence for all that is new. */
export function announce(rows) {
  const fresh = { late: 0, near: 0 };
  for (const row of rows) {
    const { level } = timeLimit(row);
    const name = `${level} ${row.caseNo}`;
    if (!level || row.state !== "processing" || announced.has(name)) continue;
    announced.add(name);
    fresh[level] += 1;
  }
  const parts = ["late", "near"].filter((level) => fresh[level] > 0).map((level) => t(`alerts.${level}`, { n: fresh[level] }));
  if (parts.length === 0) return;
  say(parts.join(t("alerts.and")), { label: t("alerts.open"), href: href(["cases"], { caseState: "processing", ...(fresh.late ? { isOutTime: 1 } : { direction: "asc" }) }) });
}
