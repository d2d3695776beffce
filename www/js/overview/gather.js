// All rows of a list, fetched page by page in the background: how far it is, a way to stop, and what has come so far.
import { errorBox } from "../errors.js";
import { fill, h } from "../h.js";
import { t } from "../texts.js";

/** Drawn anew while rows come in, but not more often than this. */
const REDRAW_MS = 700;

/**
 * `lists`: `[{ name, pages(signal) }]`, fetched one after the other. `draw({ name: rows, … })` is called with what is there, now and
 * then and at the end. Stopped or broken off, the numbers stand for what has come, and say so.
 */
export function gather(lists, draw, signal) {
  const rows = Object.fromEntries(lists.map(({ name }) => [name, []]));
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("overview.progress") });
  const text = h("p", { class: "small muted", role: "status" });
  const stop = h("button", { type: "button", class: "small", id: "overview-stop", onclick: () => own.abort() }, t("cancel"));
  const again = h("button", { type: "button", class: "small", id: "overview-again", onclick: run }, t("overview.again"));
  const box = h("div", { class: "gather no-print" });
  let own;

  async function run() {
    own = new AbortController();
    const leave = () => own.abort();
    signal.addEventListener("abort", leave);
    for (const name of Object.keys(rows)) rows[name] = [];
    let drawn = performance.now();
    let [have, all] = [0, 0];
    bar.removeAttribute("value"); // not known yet how much there is
    text.textContent = t("overview.asking");
    fill(box, bar, h("div", { class: "headline spread" }, text, stop));
    try {
      for (const { name, pages } of lists) {
        let known = 0; // `total` is not to be trusted on every server: it only paints the bar
        for await (const page of pages(own.signal)) {
          if (signal.aborted) return;
          all += Math.max(0, page.total - known);
          known = Math.max(known, page.total);
          for (const row of page.rows) rows[name].push(row);
          have += page.rows.length;
          bar.value = all > 0 ? Math.min(1, have / all) : 1;
          text.textContent = t("overview.have", { n: have, all: Math.max(all, have) });
          if (performance.now() - drawn > REDRAW_MS) {
            draw(rows);
            drawn = performance.now();
          }
        }
      }
      fill(box, h("div", { class: "headline spread" }, h("p", { class: "small muted", role: "status" }, t("overview.done", { n: have })), again));
      draw(rows);
    } catch (error) {
      if (signal.aborted) return;
      draw(rows);
      fill(box, own.signal.aborted
        ? h("div", { class: "headline spread" }, h("p", { role: "status" }, t("overview.stopped", { n: have })), again)
        : errorBox(error, { retry: run, note: have > 0 && t("overview.partly", { n: have }) }));
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  run();
  return box;
}
