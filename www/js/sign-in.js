// Sign in: settings typed by a person become a client. Secrets go into the client's options and nowhere else.
import { demoPeople, demoToken } from "./center/sign-in.js";
import { connect, isWorkOrderError, settings } from "./client.js";
import { connectionCheck } from "./diagnosis.js";
import { readDraft, writeDraft } from "./drafts.js";
import { errorBox } from "./errors.js";
import { drawForm } from "./form.js";
import { fill, h } from "./h.js";
import { whileBusy } from "./loading.js";
import { go, href } from "./router.js";
import { centerFields, centerOptions, DECIDING, pandaFields, pandaOptions, SECRETS } from "./settings-fields.js";
import { t } from "./texts.js";

/** The account of the demo server: the fixed one of the vendor's document. */
const DEMO = { project: "熊猫智慧水务", userId: 42, signInWith: "account", username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" };

/** Per service: its fields, what the client is made of, where one begins, and how the demo fills the form in. */
const SERVICES = {
  panda: {
    fields: pandaFields,
    options: pandaOptions,
    defaults: { signInWith: "account" },
    start: ["report"],
    demo: (use) => h("button", { type: "button", id: "use-demo", onclick: () => use({ ...DEMO, baseUrl: location.origin }) }, t("signIn.demo")),
  },
  center: { fields: centerFields, options: (values) => centerOptions(values, demoToken), defaults: { requestType: "app" }, start: ["todo"], demo: demoPeople },
};

export function signInView({ path, query, needs, signal, redraw }) {
  const name = needs ?? (query.get("to") === "center" ? "center" : "panda");
  const service = SERVICES[name];
  const draft = `sign-in:${name}`;
  const values = { baseUrl: location.origin, ...service.defaults, ...readDraft(draft) };
  const area = h("div");
  const failure = h("div", { class: "outcome" });
  let form;
  let drawnFor;

  function drawFields() {
    drawnFor = decided();
    form = drawForm(service.fields(values), values, { change });
    fill(area, form.element);
  }

  const decided = () => DECIDING.map((field) => values[field]).join();

  function change() {
    remember();
    if (decided() === drawnFor) return;
    const focused = document.activeElement?.parentElement?.textContent;
    drawFields();
    [...area.querySelectorAll(".choice")].find((one) => one.textContent === focused)?.firstElementChild.focus();
  }

  function remember() {
    delete values.who; // typed over: no longer the person of the demo
    writeDraft(draft, Object.fromEntries(Object.entries(values).filter(([key]) => !SECRETS.includes(key))));
  }

  function use(given) {
    const { who, ...rest } = given;
    Object.assign(values, rest);
    remember();
    values.who = who;
    drawFields();
    submit.focus();
  }

  /** What the client is made of; null, and the fields marked, while something is missing. */
  function options() {
    fill(failure);
    form.clearIssues();
    const missing = service.fields(values).filter((field) => field.required && !values[field.name]);
    if (missing.length === 0) return service.options(values);
    form.showIssues(missing.map((field) => ({ path: [field.name], message: t("signIn.missing", { label: field.label }) })));
    return null;
  }

  async function signIn(event) {
    event.preventDefault();
    const part = options();
    if (!part) return;
    await whileBusy(submit, t("signIn.busy"), async () => {
      try {
        await connect(part, { signal });
      } catch (error) {
        if (signal.aborted) return;
        if (isWorkOrderError(error) && error.issues?.length) return form.showIssues(error.issues);
        fill(failure, errorBox(error, { note: t("signIn.kept"), link: false })).firstElementChild.focus();
        return;
      }
      if (path[0] === "sign-in") go(service.start);
      else redraw(); // the person was on the way to somewhere
    });
  }

  const submit = h("button", { type: "submit", class: "primary" }, t("signIn.submit"));
  const check = connectionCheck(options, signal);
  const connected = settings()[name];
  const other = (to) => h("a", { href: href(["sign-in"], { to: to === "panda" ? "" : to }), "aria-current": to === name ? "true" : false }, t(`service.${to}`));
  drawFields();
  return h("div", { class: "narrow stack" },
    h("h1", { tabindex: "-1" }, t("signIn.title")),
    h("nav", { class: "services", "aria-label": t("signIn.service") }, other("panda"), other("center")),
    h("p", { class: "muted" }, t(`signIn.lead.${name}`)),
    h("form", { class: "card stack", novalidate: true, onsubmit: signIn },
      failure,
      area,
      connected && h("p", { class: "notice info" }, t("signIn.connected")),
      h("div", { class: "actions top-aligned" }, submit, check.button, service.demo(use)),
      check.area,
      h("p", { class: "small muted" }, t("signIn.memory"))));
}
