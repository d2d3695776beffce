// The arithmetic behind the overview and the time limits, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byPeriod, csv, durations, quantile, slowest, tally } from "../../www/js/overview/counts.js";
import { timeLimit } from "../../www/js/panda/limits.js";

const at = (text) => ({ text });
const periods = (unit, ...texts) => byPeriod(texts.map(at), unit, (row) => row.text).map(({ key, n }) => `${key}:${n}`).join(" ");

test("rows are counted by key, most first, those without one too", () => {
  assert.deepEqual(tally([{ k: "a" }, { k: "b" }, { k: "b" }, { k: null }], (row) => row.k), [{ key: "b", n: 2 }, { key: "", n: 1 }, { key: "a", n: 1 }]);
  assert.deepEqual(tally([], (row) => row.k), []);
});

test("weeks are those of ISO 8601, also around New Year", () => {
  // 2024-12-30 is a Monday and belongs to 2025-W01; 2027-01-03 is a Sunday and belongs to 2026-W53.
  assert.equal(periods("week", "2024-12-29 23:59:59", "2024-12-30 00:00:00", "2025-01-05 12:00:00"), "2024-W52:1 2025-W01:2");
  assert.equal(periods("week", "2027-01-03 08:00:00", "2027-01-04 08:00:00"), "2026-W53:1 2027-W01:1");
});

test("months, quarters and years without rows are there, with nothing in them", () => {
  assert.equal(periods("month", "2025-11-30 10:00:00", "2026-02-01 00:00:00"), "2025-11:1 2025-12:0 2026-01:0 2026-02:1");
  assert.equal(periods("quarter", "2025-03-31 23:00:00", "2025-10-01 00:00:00"), "2025-Q1:1 2025-Q2:0 2025-Q3:0 2025-Q4:1");
  assert.equal(periods("year", "2023-05-01 00:00:00", "2025-01-01 00:00:00"), "2023:1 2024:0 2025:1");
});

test("a text that is no day is left out", () => {
  assert.equal(periods("month", "", "昨天", "2025-02-30 00:00:00", "2025-02-28"), "2025-02:1");
  assert.deepEqual(byPeriod([], "week", (row) => row.text), []);
});

test("medians and the rest, the slowest kind first; what has no length is not counted", () => {
  const rows = [["a", 10], ["a", 30], ["a", 20], ["b", 100], ["b", null], ["b", Number.NaN], ["b", -1]].map(([k, ms]) => ({ k, ms }));
  assert.deepEqual(durations(rows, (row) => row.k, (row) => row.ms), [
    { key: "b", n: 1, median: 100, p90: 100, max: 100 },
    { key: "a", n: 3, median: 20, p90: 28, max: 30 },
  ]);
  assert.equal(quantile([1, 2], 0.5), 1.5);
  assert.deepEqual(slowest(rows, (row) => row.ms, 2).map(({ ms }) => ms), [100, 30]);
});

test("a table for spreadsheets: quoted where it must be, and never a formula", () => {
  assert.equal(csv(["名称", "数量"], [["a,\"b\"", 1], ["=SUM(A1)", -2], ["两\n行", 3]]),
    "\ufeff名称,数量\r\n\"a,\"\"b\"\"\",1\r\n'=SUM(A1),-2\r\n\"两\n行\",3\r\n");
});

test("time limits are read from the server's words", () => {
  const level = (text, state = "processing") => timeLimit({ overtTimeInfoShort: text, state }).level;
  assert.deepEqual(["超时3天2小时", "已超时10分", "逾期1天"].map((text) => level(text)), ["late", "late", "late"]);
  assert.deepEqual(["剩余1小时59分", "剩余不足1分", "剩余2小时1分", "剩余1天", "按时完成", "", null].map((text) => level(text)), ["near", "near", "", "", "", "", ""]);
  assert.equal(level("剩余10分", "finished"), "", "what has ended can no longer be late");
  assert.equal(timeLimit({ overtTimeInfoShort: "超时1天3小时20分" }).minutes, 1440 + 180 + 20);
});
