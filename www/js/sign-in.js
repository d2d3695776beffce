// Sign in: settings typed by a person become a client. Secrets go into the client's options and nowhere else.
import { centerFields, centerOptions, demoPeople } from "./center/sign-in.js";
import { connect, isWorkOrderError } from "./client.js";
import { readDraft, writeDraft } from "./drafts.js";
import { errorBox } from "./errors.js";
import { drawForm } from "./form.js";
import { fill, h } from "./h.js";
import { whileBusy } from "./loading.js";
import { go, href } from "./router.js";
import { t } from "./texts.js";

/** The account of the demo server: the fixed one of the vendor's document. */
const DEMO = { project: "熊猫智慧水务", userId: 42, username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" };

/** Per service: its fields, what the client is made of, where one begins, and how the demo fills the form in. */
const SERVICES = {
  panda: {
    fields: () => [
      { name: "baseUrl", label: t("signIn.baseUrl"), type: "url", required: true, hint: t("signIn.baseUrl.hint"), wide: true, autocomplete: "url" },
      { name: "project", label: t("signIn.project"), type: "text", required: true },
      { name: "userId", label: t("signIn.userId"), type: "number", required: true },
      { name: "username", label: t("signIn.username"), type: "text", required: true, autocomplete: "username" },
      { name: "password", label: t("signIn.password"), type: "password", required: true, autocomplete: "current-password" },
    ],
    options: ({ baseUrl, project, userId, username, password }) => ({ panda: { baseUrl, project, userId, credentials: { username, password } } }),
    start: ["report"],
    demo: (use) => h("button", { type: "button", id: "use-demo", onclick: () => use({ ...DEMO, baseUrl: location.origin }) }, t("signIn.demo")),
  },
  center: { fields: centerFields, options: centerOptions, start: ["todo"], demo: demoPeople },
};

export function signInView({ path, query, needs, signal, redraw }) {
  const name = needs ?? (query.get("to") === "center" ? "center" : "panda");
  const service = SERVICES[name];
  const draft = `sign-in:${name}`;
  const values = { baseUrl: location.origin, ...readDraft(draft) };
  const area = h("div");
  const failure = h("div", { class: "outcome" });
  let form;

  function drawFields() {
    form = drawForm(service.fields(), values, { change: remember });
    fill(area, form.element);
  }

  function remember() {
    delete values.who; // typed over: no longer the person of the demo
    const secret = new Set(service.fields().filter((field) => field.type === "password").map((field) => field.name));
    writeDraft(draft, Object.fromEntries(Object.entries(values).filter(([key]) => !secret.has(key))));
  }

  function use(given) {
    const { who, ...rest } = given;
    Object.assign(values, rest);
    remember();
    values.who = who;
    drawFields();
    submit.focus();
  }

  async function signIn(event) {
    event.preventDefault();
    fill(failure);
    form.clearIssues();
    const missing = service.fields().filter((field) => field.required && !values[field.name]);
    if (missing.length > 0) {
      return form.showIssues(missing.map((field) => ({ path: [field.name], message: t("signIn.missing", { label: field.label }) })));
    }
    await whileBusy(submit, t("signIn.busy"), async () => {
      try {
        await connect(service.options(values), { signal });
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
  const other = (to) => h("a", { class: "segment-link", href: href(["sign-in"], { to: to === "panda" ? "" : to }), "aria-current": to === name ? "true" : false }, t(`service.${to}`));
  drawFields();
  return h("div", { class: "narrow stack" },
    h("h1", { tabindex: "-1" }, t("signIn.title")),
    h("nav", { class: "segments", "aria-label": t("signIn.service") }, other("panda"), other("center")),
    h("p", { class: "muted" }, t(`signIn.lead.${name}`)),
    h("form", { class: "card stack", novalidate: true, onsubmit: signIn },
      failure,
      area,
      h("div", { class: "actions top-aligned" }, submit, service.demo(use)),
      h("p", { class: "small muted" }, t("signIn.memory"))));
}
