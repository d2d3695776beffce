// Sign in: settings typed by a person become a client. The password goes into the client's options and nowhere else.
import { connect, isWorkOrderError, settings } from "./client.js";
import { readDraft, writeDraft } from "./drafts.js";
import { errorBox } from "./errors.js";
import { drawForm } from "./form.js";
import { fill, h } from "./h.js";
import { whileBusy } from "./loading.js";
import { go } from "./router.js";
import { t } from "./texts.js";

/** The account of the local demo server: the fixed one of the vendor's document. */
const DEMO = { project: "熊猫智慧水务", userId: 42, username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" };

const DRAFT = "sign-in";

export function signInView({ path, signal, redraw }) {
  const { panda } = settings();
  const known = panda && { baseUrl: panda.baseUrl, project: panda.project, userId: panda.userId, username: panda.credentials.username };
  const values = { baseUrl: location.origin, ...known, ...readDraft(DRAFT) };
  const area = h("div");
  const failure = h("div");
  let form;

  function drawFields() {
    form = drawForm(fields(), values, { change: remember });
    fill(area, form.element);
  }

  function remember() {
    const { password, ...rest } = values;
    writeDraft(DRAFT, rest);
  }

  function useDemo() {
    Object.assign(values, DEMO, { baseUrl: location.origin });
    remember();
    drawFields();
    submit.focus();
  }

  async function signIn(event) {
    event.preventDefault();
    fill(failure);
    form.clearIssues();
    const missing = fields().filter((field) => field.required && !values[field.name]);
    if (missing.length > 0) {
      return form.showIssues(missing.map((field) => ({ path: [field.name], message: t("signIn.missing", { label: field.label }) })));
    }
    const { baseUrl, project, userId, username, password } = values;
    await whileBusy(submit, t("signIn.busy"), async () => {
      try {
        await connect({ panda: { baseUrl, project, userId: userId ?? undefined, credentials: { username, password } } }, { signal });
      } catch (error) {
        if (signal.aborted) return;
        if (isWorkOrderError(error) && error.issues?.length) return form.showIssues(error.issues);
        const box = errorBox(error, { note: t("signIn.kept") });
        fill(failure, box);
        return box.focus();
      }
      if (path[0] === "sign-in") go(["report"]);
      else redraw(); // the person was on the way to somewhere
    });
  }

  const submit = h("button", { type: "submit", class: "primary" }, t("signIn.submit"));
  drawFields();
  return h("div", { class: "narrow stack" },
    h("h1", { tabindex: "-1" }, t("signIn.title")),
    h("p", { class: "muted" }, t("signIn.lead")),
    h("form", { class: "card stack", novalidate: true, onsubmit: signIn },
      failure,
      area,
      h("div", { class: "actions" },
        submit,
        h("button", { type: "button", id: "use-demo", onclick: useDemo }, t("signIn.demo"))),
      h("p", { class: "small muted" }, t("signIn.memory"))));
}

function fields() {
  return [
    { name: "baseUrl", label: t("signIn.baseUrl"), type: "url", required: true, hint: t("signIn.baseUrl.hint"), wide: true, autocomplete: "url" },
    { name: "project", label: t("signIn.project"), type: "text", required: true },
    { name: "userId", label: t("signIn.userId"), type: "number", required: true },
    { name: "username", label: t("signIn.username"), type: "text", required: true, autocomplete: "username" },
    { name: "password", label: t("signIn.password"), type: "password", required: true, autocomplete: "current-password" },
  ];
}
