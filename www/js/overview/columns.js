// What a chart shows, as the table behind it: groups and how many there are of each, or how long those of each take.
import { t } from "../texts.js";

const named = (key) => key || t("overview.unnamed");
const hours = (ms) => Math.round(ms / 360_000) / 10;

/** `list` as `tally` and `byPeriod` make it; `title` is what the groups are. */
export function counted(list, title) {
  return { columns: [title, t("overview.count")], rows: list.map(({ key, n }) => [named(key), n]), value: (row) => row[1] };
}

/** `list` as `durations` makes it. */
export function timed(list, title) {
  return {
    columns: [title, t("overview.count"), t("overview.median"), t("overview.p90"), t("overview.max")],
    rows: list.map(({ key, n, median, p90, max }) => [named(key), n, hours(median), hours(p90), hours(max)]),
    value: (row) => row[2],
    word: (value) => t("overview.hours", { n: value.toLocaleString() }),
    lying: true,
  };
}
