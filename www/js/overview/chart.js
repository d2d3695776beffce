// Bars, drawn by uPlot (fetched when the first chart is shown), in the page's own colours, with the numbers behind them as a table
// that can be opened, and saved as CSV.
import { script, stylesheet } from "../assets.js";
import { fill, h } from "../h.js";
import { t } from "../texts.js";
import { csv } from "./counts.js";

const MOST_BARS = 14;

/**
 * A part of the overview. `columns`: titles of the table; `rows`: its cells, the first the name of a bar, and numbers as numbers;
 * `value(row)` is the bar's length, `word(number)` how it is written. `lying`: bars to the right, for names that are long.
 */
export function chartPart({ id, title, columns, rows, value, word = String, lying = false, cell = (text) => text }) {
  const shown = lying ? rows.slice(0, MOST_BARS) : rows;
  const canvas = h("div", { class: "chart" });
  const part = h("section", { class: "card stack", id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title));
  if (rows.length === 0) {
    part.append(h("p", { class: "empty" }, t("overview.nothing")));
    return part;
  }
  const names = shown.map((row) => String(row[0]));
  const values = shown.map(value);
  const most = values.indexOf(Math.max(...values));
  part.append(
    h("figure", { role: "img", "aria-label": t("overview.chartSays", { title, n: rows.length, most: names[most], value: word(values[most]) }) }, canvas),
    rows.length > shown.length && h("p", { class: "small muted" }, t("overview.onlyMost", { n: shown.length, all: rows.length })) || "",
    numbers({ id, title, columns, rows, cell }));
  bars(canvas, { names, values, word, lying }).catch(() => fill(canvas, h("p", { class: "muted small" }, t("overview.noChart"))));
  return part;
}

/** The table behind a chart, folded, and the button that saves it. */
export function numbers({ id, title, columns, rows, cell = (text) => text, open = false }) {
  return h("details", { class: "more", open },
    h("summary", {}, t("overview.table", { n: rows.length })),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
      h("table", { class: "numbers" },
        h("caption", { class: "visually-hidden" }, title),
        h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.slice(0, 500).map((row) => h("tr", {}, row.map((value, at) =>
          h(at === 0 ? "th" : "td", { class: typeof value === "number" ? "number" : "", ...(at === 0 && { scope: "row" }) }, cell(value, at, row)))))))),
    h("button", { type: "button", class: "small", id: `${id}-csv`, onclick: () => save(`${title}.csv`, csv(columns, rows)) }, t("overview.csv")));
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function bars(holder, { names, values, word, lying }) {
  await Promise.all([script("/vendor/uplot/uPlot.js"), stylesheet("/vendor/uplot/uPlot.css")]);
  const UPlot = window.uPlot;
  const height = lying ? Math.max(120, names.length * 30 + 44) : 260;
  let plot;

  function draw() {
    const width = holder.clientWidth;
    if (width === 0) return;
    // Names get up to a third of the width, by what Chinese letters take.
    const letters = Math.min(Math.max(...names.map(widthOf)), Math.floor(width / 3 / 13));
    const room = lying ? 16 + 13 * letters : 56;
    const label = (at) => (Number.isInteger(at) && names[at] !== undefined ? shorten(names[at], lying ? letters : 12) : "");
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: colour("--muted"), font, grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
    const every = lying ? 1 : Math.max(1, Math.ceil(names.length / Math.max(1, Math.floor(width / 84))));
    const ofNames = {
      ...axis,
      grid: { show: false },
      side: lying ? 3 : 2,
      size: lying ? room : 34,
      splits: () => names.map((_, at) => at).filter((at) => at % every === 0),
      values: (_, splits) => splits.map(label),
    };
    const ofValues = { ...axis, side: lying ? 2 : 3, size: lying ? 34 : room, values: (_, splits) => splits.map((one) => word(one)), space: lying ? 90 : 40 };
    plot?.destroy();
    plot = new UPlot({
      width,
      height,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, ori: lying ? 1 : 0, dir: lying ? -1 : 1, range: [-0.6, names.length - 0.4] },
        y: { ori: lying ? 0 : 1, range: (_, __, most) => [0, Math.max(1, most * 1.06)] },
      },
      axes: [ofNames, ofValues],
      series: [{}, { fill: colour("--accent"), width: 0, points: { show: false }, paths: UPlot.paths.bars({ size: [0.66, 56] }) }],
    }, [names.map((_, at) => at), values], holder);
  }

  draw();
  // It follows the window and the theme; not while the browser still lays the page out, as drawing changes that.
  let drawnAt = holder.clientWidth;
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (holder.clientWidth === drawnAt) return;
    drawnAt = holder.clientWidth;
    draw();
  })).observe(holder);
  const theme = new MutationObserver(() => (holder.isConnected ? draw() : theme.disconnect()));
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/** In Chinese letters; two Latin ones are as wide as one. */
function widthOf(text) {
  return [...text].reduce((sum, letter) => sum + (letter < "\u2000" ? 0.56 : 1), 0);
}

function shorten(text, most) {
  if (widthOf(text) <= most) return text;
  let kept = "";
  for (const letter of text) {
    if (widthOf(kept + letter) > most - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}
