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
