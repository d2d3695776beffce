// A part of the page that waits for the server: says so, says when it takes long, can be given up, and shows what went wrong.
import { errorBox } from "./errors.js";
import { fill, h } from "./h.js";
import { t } from "./texts.js";

const SLOW_MS = 4000;

/**
 * A region that shows `draw(await work(signal))`.
 * `signal` aborts when the view is left or the person gives up; the client also has deadlines of its own, so a wait always ends.
 */
export function loading(work, draw, { signal, what = t("loading") } = {}) {
  const region = h("div", { class: "region" });

  async function run() {
    const own = new AbortController();
    const leave = () => own.abort();
    signal?.addEventListener("abort", leave);
    const text = h("p", { class: "waiting", role: "status" }, what);
    const stop = h("button", { type: "button", class: "small", hidden: true, onclick: leave }, t("cancel"));
    const slow = setTimeout(() => {
      text.textContent = t("loading.slow");
      stop.hidden = false;
    }, SLOW_MS);
    const held = region.contains(document.activeElement);
    region.setAttribute("aria-busy", "true");
    fill(region, text, stop);
    try {
      const result = await work(own.signal);
      if (!signal?.aborted) fill(region, draw(result));
    } catch (error) {
      if (signal?.aborted) return;
      const box = errorBox(error, { retry: run });
      fill(region, box);
      if (held) box.focus();
    } finally {
      clearTimeout(slow);
      signal?.removeEventListener("abort", leave);
      region.removeAttribute("aria-busy");
    }
  }

  run();
  region.reload = run;
  return region;
}

/** A button's click that may take a while: disabled meanwhile, so that a double click is one, and worded `busy`. */
export async function whileBusy(button, busy, work) {
  const label = button.textContent;
  button.disabled = true;
  button.textContent = busy;
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.textContent = label;
  }
}
