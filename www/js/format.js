// Small things that people read: times, sizes, states. The client has already parsed; this only words.
import { locale, t } from "./texts.js";

/** `2.4 MB` */
export function bytes(count) {
  if (count < 1024) return `${count} B`;
  const units = ["KB", "MB", "GB"];
  let size = count;
  let unit = -1;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toLocaleString(locale(), { maximumFractionDigits: 1 })} ${units[unit]}`;
}

/** `12:30:05`, of the reader's own clock. */
export function clock(date) {
  return date.toLocaleTimeString(locale(), { hour12: false });
}

/** A dash where the server left a value out, so that a gap is seen to be one. */
export function orDash(value) {
  return value === null || value === undefined || value === "" ? t("none") : String(value);
}

/** `用` for 用水户开阀: a quiet stand-in for a missing icon. */
export function initial(name) {
  return [...String(name ?? "").trim()][0] ?? "·";
}

/** `2025/6/1 12:30`, of the reader's own clock, from epoch milliseconds. */
export function moment(ms) {
  return new Date(ms).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
}

/** `3天4小时`, `25分钟`: a length of time in the two largest units that matter. */
export function span(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return t("none");
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const parts = [["unit.d", Math.floor(minutes / 1440)], ["unit.h", Math.floor(minutes / 60) % 24], ["unit.m", minutes % 60]];
  const first = parts.findIndex(([, count]) => count > 0);
  if (first < 0) return t("unit.less");
  return parts.slice(first, first + 2).filter(([, count]) => count > 0).map(([name, n]) => t(name, { n })).join(t("unit.join"));
}
