// 工单时限: `overtTimeInfoShort` is a text for people (超时3小时20分, 剩余45分, 按时完成). This reads how late an order is, or how near.
const LATE = /^(?:已?超时|超期|已?逾期)/;
const LEFT = /^(?:剩余|还剩)/;
const UNITS = { 天: 1440, 日: 1440, 小时: 60, 时: 60, 分钟: 1, 分: 1 };
/** Less than this is left: near. */
const NEAR_MINUTES = 120;

/** `{ text, level, minutes }`: level is `late`, `near` or `""`; minutes past the limit or left, null where the text says neither. */
export function timeLimit({ overtTimeInfoShort, state } = {}) {
  const text = String(overtTimeInfoShort ?? "").trim();
  const late = LATE.test(text);
  const left = LEFT.test(text);
  const minutes = late || left ? minutesIn(text) : null;
  const open = state === undefined || state === null || state === "processing";
  const near = open && left && minutes !== null && minutes <= NEAR_MINUTES;
  return { text, minutes, level: late ? "late" : near ? "near" : "" };
}

/** Minutes in `1天3小时20分`; 0 in 不足1分; null where no number stands. */
function minutesIn(text) {
  if (text.includes("不足")) return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(天|日|小时|时|分钟|分)/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
}
