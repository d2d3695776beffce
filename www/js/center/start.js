// Start a process: `client.center.form()` gives the fields, `form.check()` all that is wrong with what was typed, and
// `client.center.start()` sends it.
import { current } from "../client.js";
import { dropDraft, readDraft, writeDraft } from "../drafts.js";
import { drawForm } from "../form.js";
import { fill, h } from "../h.js";
import { loading } from "../loading.js";
import { used } from "../recent.js";
import { href } from "../router.js";
import { sendOnce } from "../send.js";
import { t } from "../texts.js";

/** A variable that no form shows: by it, a start without an answer is found again in the lists. */
const KEY_FIELD = "submissionKey";

export function startView({ path, query, signal }) {
  const definitionId = path[1];
  return h("div", { class: "stack" },
    h("p", { class: "small" }, h("a", { href: href(["processes"]) }, t("start.back"))),
    h("h1", { tabindex: "-1" }, query.get("name") ?? t("start.title")),
    loading(
      (own) => current().center.form({ definitionId, deployId: query.get("deployId") ?? "" }, { signal: own }),
      (form) => startForm(definitionId, query.get("name") ?? "", form),
      { signal, what: t("report.loading") },
    ));
}

function startForm(processDefId, name, form) {
  const draftName = `start:${processDefId}`;
  const draft = readDraft(draftName);
  const variables = { ...form.defaults(), ...draft };
  const keep = () => writeDraft(draftName, variables);
  const drawn = drawForm(form.fields, variables, { change: keep });
  const outcome = h("div", { class: "outcome" });
  const send = h("button", { type: "submit", class: "primary" }, t("start.submit"));
  const foot = h("div", { class: "actions sticky" }, send);
  const view = h("div", { class: "stack" });

  function startOver() {
    dropDraft(draftName);
    view.replaceWith(startForm(processDefId, name, form));
  }

  async function start(event) {
    event.preventDefault();
    fill(outcome);
    drawn.clearIssues();
    const issues = form.check(variables);
    if (issues.length > 0) return drawn.showIssues(issues);
    await sendOnce({
      submit: () => current().center.start({ processDefId, variables }, { form, queue: true, keyField: KEY_FIELD }),
      service: "center", drawn, send, foot, outcome, accepted, keep,
      draft: draftName,
    });
  }

  function accepted(receipt) {
    dropDraft(draftName);
    used("center", name);
    const procInsId = receipt.procInsId;
    const title = h("h2", { tabindex: "-1" }, t("start.accepted"));
    fill(view, h("div", { class: "card stack receipt" },
      title,
      h("div", { class: "actions" },
        procInsId && h("a", { class: "button primary", href: href(["process", procInsId]) }, t("report.open")),
        h("button", { type: "button", onclick: startOver }, t("start.another")),
        h("a", { class: "button", href: href(["own"]) }, t("nav.own")))));
    title.focus();
  }

  fill(view, h("form", { class: "card stack", novalidate: true, onsubmit: start },
    draft && h("p", { class: "notice info" }, t("report.draft"), " ", h("button", { type: "button", class: "link", onclick: startOver }, t("report.clear"))),
    form.fields.length === 0 && h("p", { class: "muted" }, t("start.noFields")),
    drawn.element,
    outcome,
    foot));
  return view;
}
