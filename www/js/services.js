// The switch between the two services, on top of the views that each of them has.
import { h } from "./h.js";
import { href } from "./router.js";
import { t } from "./texts.js";

/** `paths` is where the view is found: `{ panda: ["cases"], center: ["todo"] }`. */
export function serviceSwitch(now, paths) {
  return h("nav", { class: "services no-print", "aria-label": t("services.label") }, Object.entries(paths).map(([service, path]) =>
    h("a", { href: href(path), "aria-current": service === now ? "true" : false }, t(`service.${service}`))));
}
