// An attachment: `client.panda.download()` with progress, a preview of images, and a link that saves the file.
import { current } from "../client.js";
import { errorBox } from "../errors.js";
import { bytes } from "../format.js";
import { fill, h } from "../h.js";
import { t } from "../texts.js";

const PATH = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}[\\/][^\\/]+\.\w{1,8}$/i;

/** The paths in a value such as `1547b546-…\原图测试.jpg,…`; none where the value is something else. */
export function filePaths(value) {
  const parts = String(value ?? "").split(/[,|;]/).map((part) => part.trim()).filter(Boolean);
  return parts.length > 0 && parts.every((part) => PATH.test(part)) ? parts : [];
}

export function attachment(path, signal) {
  const name = path.split(/[\\/]/).pop();
  const area = h("div", { class: "stack-small" });
  const start = h("button", { type: "button", class: "small", onclick: run, "aria-label": t("file.downloadNamed", { name }) }, t("file.download"));

  async function run() {
    const own = new AbortController();
    const stop = () => own.abort();
    signal.addEventListener("abort", stop);
    const bar = h("progress", { max: 1, "aria-label": t("file.progress", { name }) });
    const text = h("p", { class: "small muted", role: "status" }, t("file.starting"));
    fill(area, bar, text, h("button", { type: "button", class: "small", onclick: stop }, t("cancel")));
    start.disabled = true;
    try {
      const file = await current().panda.download(path, { signal: own.signal, onProgress });
      if (!signal.aborted) show(file);
    } catch (error) {
      if (!signal.aborted) fill(area, errorBox(error, { retry: run, heading: "h3" }));
    } finally {
      start.disabled = false;
      signal.removeEventListener("abort", stop);
    }

    function onProgress({ loaded, total }) {
      if (total) bar.value = loaded / total;
      text.textContent = total ? t("file.of", { loaded: bytes(loaded), total: bytes(total) }) : bytes(loaded);
    }
  }

  function show({ blob, name: saved, size }) {
    const address = URL.createObjectURL(blob);
    signal.addEventListener("abort", () => URL.revokeObjectURL(address));
    fill(area,
      blob.type.startsWith("image/") && h("img", { class: "preview", src: address, alt: saved }),
      h("p", { role: "status" }, h("a", { href: address, download: saved }, t("file.save", { name: saved, size: bytes(size) }))));
  }

  return h("div", { class: "file" }, h("div", { class: "file-line" }, h("span", {}, name), start), area);
}
