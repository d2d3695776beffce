// 分析 of panda's cases, out of the list alone: states, events, periods, how long orders take and wait, the slowest, the late.
import { current } from "../client.js";
import { span } from "../format.js";
import { h } from "../h.js";
import { timeLimit } from "../panda/limits.js";
import { href } from "../router.js";
import { t } from "../texts.js";
import { chartPart, numbers } from "./chart.js";
import { counted, timed } from "./columns.js";
import { byPeriod, durations, slowest, tally } from "./counts.js";
import { figures, overview } from "./frame.js";

const STATES = ["processing", "finished", "returned"];

export function pandaOverview({ query, signal }) {
  return overview({ service: "panda", query, signal, lists, parts });
}

function lists({ from, to }) {
  const asked = { pageSize: 1000, ...(from && { dateFrom: `${from} 00:00:00` }), ...(to && { dateTo: `${to} 23:59:59` }) };
  return [{ name: "cases", pages: (signal) => current().panda.cases(asked, { signal }).pages() }];
}

/** An ended order took from its report to its last operation; an open one has been where it is since its last operation. */
const took = ({ state, reportTimeMs, finishTimeMs }) => (state !== "processing" && reportTimeMs !== null && finishTimeMs !== null ? finishTimeMs - reportTimeMs : null);
const waits = (now) => ({ state, finishTimeMs }) => (state === "processing" && finishTimeMs !== null ? Math.max(0, now - finishTimeMs) : null);

function parts({ cases }, unit) {
  const states = tally(cases, (row) => row.state);
  const count = (state) => states.find(({ key }) => key === state)?.n ?? 0;
  const late = cases.filter((row) => timeLimit(row).level === "late");
  const lateOpen = late.filter((row) => row.state === "processing");
  const waiting = waits(Date.now());
  return [
    figures([
      { label: t("overview.all"), value: cases.length },
      ...STATES.map((state) => ({ label: t(`state.${state}`), value: count(state), href: href(["cases"], { caseState: state }) })),
      { label: t("overview.late"), value: lateOpen.length, kind: lateOpen.length > 0 ? "late" : "", href: href(["cases"], { caseState: "processing", isOutTime: 1 }) },
    ]),
    chartPart({ id: "by-period", title: t(`overview.by.${unit}`), ...counted(byPeriod(cases, unit, (row) => row.reportTime), t(`overview.unit.${unit}`)) }),
    chartPart({ id: "by-state", title: t("overview.byState"), ...counted(states.map(({ key, n }) => ({ key: key && t(`state.${key}`), n })), t("cases.col.state")), lying: true }),
    chartPart({ id: "by-event", title: t("overview.byEvent"), ...counted(tally(cases, (row) => row.eventName), t("overview.event")), lying: true }),
    chartPart({ id: "by-flow", title: t("overview.flowTimes"), ...timed(durations(cases, (row) => row.flowName, took), t("case.flowName")) }),
    chartPart({ id: "by-node", title: t("overview.nodeWaits"), ...timed(durations(cases, (row) => row.activeAliasName || row.activeName, waiting), t("case.activeName")) }),
    orders("slowest", t("overview.slowest"), slowest(cases, took, 20)),
    orders("waiting", t("overview.longestWaits"), slowest(cases, waiting, 20)),
    lateOrders(lateOpen),
  ];
}

const link = (caseNo) => h("a", { href: href(["cases", caseNo]) }, caseNo);
const linked = (value, at) => (at === 0 && value ? link(value) : value);

function orders(id, title, list) {
  const columns = [t("caseNo"), t("overview.event"), t("case.activeName"), t("overview.duration")];
  const rows = list.map(({ row, ms }) => [row.caseNo ?? "", row.eventName ?? "", row.activeAliasName || row.activeName || "", span(ms)]);
  return list.length > 0 && h("section", { class: "card stack", id }, h("h2", {}, title), numbers({ id, title, columns, rows, cell: linked, open: true }));
}

function lateOrders(rows) {
  const title = t("overview.lateOrders");
  const columns = [t("caseNo"), t("overview.event"), t("case.activeName"), t("overview.limit")];
  const worst = rows.map((row) => ({ row, minutes: timeLimit(row).minutes ?? 0 })).sort((a, b) => b.minutes - a.minutes).map(({ row }) => row);
  return rows.length > 0 && h("section", { class: "card stack", id: "late" }, h("h2", {}, title),
    numbers({ id: "late", title, columns, rows: worst.map((row) => [row.caseNo ?? "", row.eventName ?? "", row.activeAliasName || row.activeName || "", row.overtTimeInfoShort]), cell: linked, open: true }));
}
