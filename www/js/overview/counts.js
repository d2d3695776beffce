// The arithmetic of the overview: rows of the lists in, small tables out. Knows neither the page nor the package, so it is tested alone.

/** How many rows have each key, most first: `[{ key, n }]`. */
export function tally(rows, keyOf) {
  const counts = new Map();
  for (const row of rows) {
    const key = keyOf(row) || "";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, n]) => ({ key, n })).sort((a, b) => b.n - a.n || String(a.key).localeCompare(String(b.key)));
}

/** `week`, `month`, `quarter`, `year`. */
export const UNITS = ["week", "month", "quarter", "year"];

/**
 * How many rows fall into each period, gaps included, so that a quiet month is seen to be one. `textOf` gives the server's own
 * `2025-06-01 12:30:00`: its calendar counts, not the reader's.
 */
export function byPeriod(rows, unit, textOf) {
  const counts = new Map();
  for (const row of rows) {
    const day = dayOf(textOf(row));
    if (!day) continue;
    const start = startOf(day, unit);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const starts = [...counts.keys()].sort((a, b) => a - b);
  const all = [];
  for (let at = starts[0]; at <= starts.at(-1); at = next(at, unit)) all.push({ key: nameOf(at, unit), n: counts.get(at) ?? 0 });
  return all;
}

const DAY = 86_400_000;

/** The day in a server's text, as UTC midnight: arithmetic on days without anybody's summer time. */
function dayOf(text) {
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day] = found.map(Number);
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCMonth() === month - 1 ? at : null;
}

function startOf(day, unit) {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "week": return day - ((date.getUTCDay() + 6) % 7) * DAY; // weeks begin on Monday
    case "month": return Date.UTC(year, month, 1);
    case "quarter": return Date.UTC(year, month - (month % 3), 1);
    default: return Date.UTC(year, 0, 1);
  }
}

function next(start, unit) {
  if (unit === "week") return start + 7 * DAY;
  const date = new Date(start);
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** `2025-W07` (ISO 8601), `2025-02`, `2025-Q1`, `2025`. */
function nameOf(start, unit) {
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "week") {
    const thursday = start + 3 * DAY;
    const ofYear = new Date(thursday).getUTCFullYear();
    const week = Math.floor((thursday - Date.UTC(ofYear, 0, 1)) / DAY / 7) + 1;
    return `${ofYear}-W${String(week).padStart(2, "0")}`;
  }
  if (unit === "month") return `${year}-${String(month + 1).padStart(2, "0")}`;
  return unit === "quarter" ? `${year}-Q${month / 3 + 1}` : String(year);
}

/** Lengths of time by key, the slowest kind first: `[{ key, n, median, p90, max }]`, in milliseconds. Rows without a length don't count. */
export function durations(rows, keyOf, msOf) {
  const lists = new Map();
  for (const row of rows) {
    const ms = msOf(row);
    if (typeof ms !== "number" || !(ms >= 0)) continue;
    const key = keyOf(row) || "";
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(ms);
  }
  return [...lists].map(([key, list]) => {
    list.sort((a, b) => a - b);
    return { key, n: list.length, median: quantile(list, 0.5), p90: quantile(list, 0.9), max: list.at(-1) };
  }).sort((a, b) => b.median - a.median);
}

/** The value that a share of the sorted list does not exceed; between two values, the way between them. */
export function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** The `count` rows with the largest `msOf`, without sorting the rest. */
export function slowest(rows, msOf, count) {
  return rows.map((row) => ({ row, ms: msOf(row) })).filter(({ ms }) => typeof ms === "number" && ms >= 0)
    .sort((a, b) => b.ms - a.ms).slice(0, count);
}

/** A table as CSV (RFC 4180) that spreadsheets open as it is: with a mark for UTF-8, and no cell that they would run as a formula. */
export function csv(columns, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
  };
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
