// Times functions side by side: in turn, in every round in another order, so that whatever else the machine does falls on all of them.

const now = () => performance.now();

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** A subject that times itself returns one of these: what it is asked for is only a part of what it has to do. */
export class Span {
  constructor(ms) {
    this.ms = ms;
  }
}

/**
 * Microseconds for one of `count` runs. Garbage of the others is not among them where the browser collects on demand. Such a collection
 * gives memory back to the system, so the subject runs for a while first, until it has its own again.
 */
async function sample(run, count, settleMs) {
  if (globalThis.gc) globalThis.gc();
  const settled = now() + settleMs;
  while (now() < settled) await run();
  const began = now();
  let own = 0;
  let spans = 0;
  for (let i = 0; i < count; i++) {
    const result = await run();
    if (result instanceof Span) {
      own += result.ms;
      spans += 1;
    }
  }
  return ((spans > 0 ? own : now() - began) * 1000) / count;
}

/** How often `run` goes into a sample, after the browser's compilers have seen it work. */
async function calibrate(run, { warmMs, sampleMs }) {
  let count = 0;
  const began = now();
  do {
    await run();
    count += 1;
  } while (now() - began < warmMs);
  const again = now();
  const some = Math.max(1, count >> 2);
  for (let i = 0; i < some; i++) await run();
  return Math.max(1, Math.round((sampleMs * some) / Math.max(now() - again, 0.01)));
}

/**
 * @param {Record<string, () => unknown>} subjects what is compared; the first one is the baseline
 * @param {{ rounds: number, warmMs: number, settleMs: number, sampleMs: number }} effort
 * @returns {Promise<{ subject: string, median_us: number, ratio: number, samples: number[] }[]>} `ratio` is the median of the rounds' ratios
 */
export async function compare(subjects, effort) {
  const names = Object.keys(subjects);
  const counts = {};
  const times = {};
  for (const name of names) {
    counts[name] = await calibrate(subjects[name], effort);
    times[name] = [];
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i * (round % 2 ? 1 : names.length - 1) + round) % names.length];
      times[name].push(await sample(subjects[name], counts[name], effort.settleMs));
    }
  }
  const baseline = times[names[0]];
  return names.map((subject) => ({
    subject,
    median_us: median(times[subject]),
    ratio: median(times[subject].map((time, round) => time / baseline[round])),
    samples: times[subject],
  }));
}
