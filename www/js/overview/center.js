// 分析 of center, out of the lists that a user may see: the processes that they started, and the tasks that they have done and have to do.
import { current } from "../client.js";
import { span } from "../format.js";
import { h } from "../h.js";
import { href } from "../router.js";
import { has, t } from "../texts.js";
import { chartPart, numbers } from "./chart.js";
import { counted, timed } from "./columns.js";
import { byPeriod, durations, slowest, tally } from "./counts.js";
import { figures, overview } from "./frame.js";

export function centerOverview({ query, signal }) {
  return overview({ service: "center", query, signal, lists, parts });
}

function lists({ from, to }) {
  const asked = { pageSize: 500, ...(from && { proStartBeginTime: `${from} 00:00:00` }), ...(to && { proStartEndTime: `${to} 23:59:59` }) };
  return ["own", "todo", "finished"].map((name) => ({ name, pages: (signal) => current().center[name](asked, { signal }).pages() }));
}

const process = (row) => row.procDefName;

function parts({ own, todo, finished }, unit) {
  const waits = (row) => (row.createTimeMs === null ? null : Math.max(0, Date.now() - row.createTimeMs));
  const state = (key) => (has(`status.${key}`) ? t(`status.${key}`) : t("overview.unnamed"));
  return [
    figures([
      { label: t("nav.own"), value: own.length, href: href(["own"]) },
      { label: t("nav.todo"), value: todo.length, href: href(["todo"]) },
      { label: t("nav.finished"), value: finished.length, href: href(["finished"]) },
    ]),
    chartPart({ id: "by-period", title: t(`overview.by.${unit}`), ...counted(byPeriod(own, unit, (row) => row.createTime), t(`overview.unit.${unit}`)) }),
    chartPart({ id: "by-state", title: t("overview.byState"), ...counted(tally(own, (row) => row.state).map(({ key, n }) => ({ key: state(key), n })), t("tasks.col.state")), lying: true }),
    chartPart({ id: "by-process", title: t("overview.byProcess"), ...counted(tally(own, process), t("tasks.col.process")), lying: true }),
    chartPart({ id: "process-times", title: t("overview.processTimes"), ...timed(durations(own.filter((row) => row.state !== "running"), process, (row) => row.durationMs), t("tasks.col.process")) }),
    chartPart({ id: "task-times", title: t("overview.taskTimes"), ...timed(durations(finished, (row) => [row.taskName, process(row)].filter(Boolean).join(" · "), (row) => row.durationMs), t("tasks.col.task")) }),
    rowsPart("slowest", t("overview.slowestTasks"), slowest(finished, (row) => row.durationMs, 20)),
    rowsPart("waiting", t("overview.longestTodo"), slowest(todo, waits, 20)),
  ];
}

function rowsPart(id, title, list) {
  const columns = [t("tasks.col.process"), t("tasks.col.task"), t("tasks.col.starter"), t("overview.duration")];
  const rows = list.map(({ row, ms }) => [process(row) ?? row.procInsId ?? "", row.taskName ?? "", row.startUserName ?? "", span(ms)]);
  const to = (at) => list[at].row.procInsId;
  const cell = (value, at, row) => (at === 0 ? h("a", { href: href(["process", to(rows.indexOf(row))]) }, value) : value);
  return list.length > 0 && h("section", { class: "card stack", id }, h("h2", {}, title), numbers({ id, title, columns, rows, cell, open: true }));
}
