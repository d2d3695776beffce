// Fill in and submit: `client.panda.submit()` and its three ends. Accepted: the numbers. Rejected: the server's words, beside
// the untouched form. Unknown: said to be unknown, with the way to find out.
import { current, Form } from "../client.js";
import { dropDraft, readDraft, writeDraft } from "../drafts.js";
import { drawForm } from "../form.js";
import { fill, h } from "../h.js";
import { loading } from "../loading.js";
import { used } from "../recent.js";
import { href } from "../router.js";
import { sendOnce } from "../send.js";
import { locale, t } from "../texts.js";
import { icon } from "./events.js";

export function reportView({ path, signal }) {
  const name = path[1];
  return h("div", { class: "stack" },
    h("p", { class: "small" }, h("a", { href: href(["report"]) }, t("report.back"))),
    loading(
      async (own) => (await current().panda.eventTypes({}, { signal: own })).find((event) => event.eventName === name) ?? null,
      (event) => (event ? reportForm(event) : unknownEvent(name)),
      { signal, what: t("report.loading") },
    ));
}

/** The event is not in the list: the server would say so too, so nothing is sent. */
function unknownEvent(name) {
  return h("div", { class: "notice warn", role: "alert" },
    h("h1", { class: "notice-title", tabindex: "-1" }, t("report.noEvent", { name })),
    h("p", {}, t("report.noEvent.advice")),
    h("div", { class: "actions" }, h("a", { class: "button", href: href(["report"]) }, t("report.choose"))));
}

/** The fields to draw. The document's servers tell names (`fieldGroup`) and no types, so every one is text. */
function textFields(form) {
  return form.fields.map((field) => ({
    ...field,
    type: /描述|备注|说明|内容|原因/.test(field.label) ? "textarea" : "text",
    ...(/照片|图片|附件|视频/.test(field.label) && { hint: t("report.upload") }),
  }));
}

/** What goes along with the order itself; an event that starts no flow ignores it. */
function handover() {
  return [
    { name: "toUserIds", label: t("report.toUserIds"), type: "text", hint: t("report.toUserIds.hint") },
    { name: "opinion", label: t("report.opinion"), type: "textarea" },
  ];
}

function reportForm(event) {
  const draftName = `report:${event.eventName}`;
  const draft = readDraft(draftName);
  const state = { bizData: {}, more: {}, ...draft };
  const keep = () => writeDraft(draftName, state);
  const table = Form.fromServer(event, { locale: locale() });
  const form = drawForm(textFields(table), state.bizData, { change: keep });
  const more = drawForm(handover(), state.more, { change: keep });
  const outcome = h("div", { class: "outcome" });
  const send = h("button", { type: "submit", class: "primary" }, t("report.submit"));
  const foot = h("div", { class: "actions sticky" }, send);
  const view = h("div", { class: "stack" });

  function startOver() {
    dropDraft(draftName);
    view.replaceWith(reportForm(event));
  }

  async function submit(domEvent) {
    domEvent.preventDefault();
    fill(outcome);
    form.clearIssues();
    const bizData = Object.fromEntries(Object.entries(state.bizData).filter(([, value]) => value !== ""));
    if (Object.keys(bizData).length === 0) {
      return form.showIssues([{ path: [table.fields[0]?.name ?? ""], message: t("report.empty") }]);
    }
    const toUserIds = (state.more.toUserIds ?? "").split(/[,，\s]+/).filter(Boolean);
    const flow = { bizData, ...(toUserIds.length > 0 && { toUserIds }), ...(state.more.opinion && { opinion: state.more.opinion }) };
    await sendOnce({
      submit: () => current().panda.submit({ eventName: event.eventName, flows: [flow] }, { form: table, queue: true }),
      service: "panda", drawn: form, send, foot, outcome, accepted, keep,
      draft: draftName,
    });
  }

  function accepted(receipts) {
    dropDraft(draftName);
    used("panda", event.eventName);
    const title = h("h1", { tabindex: "-1" }, t("report.accepted"));
    fill(view, h("div", { class: "card stack receipt" },
      title,
      receipts.map(({ eventCode, caseNo }) => h("dl", { class: "pairs" },
        h("dt", {}, t("eventCode")), h("dd", { class: "mono" }, eventCode),
        h("dt", {}, t("caseNo")), h("dd", {}, caseNo
          ? h("a", { class: "mono", href: href(["cases", caseNo]) }, caseNo)
          : h("span", { class: "muted" }, t("report.noCase"))))),
      h("div", { class: "actions" },
        receipts[0]?.caseNo && h("a", { class: "button primary", href: href(["cases", receipts[0].caseNo]) }, t("report.open")),
        h("button", { type: "button", onclick: startOver }, t("report.another")),
        h("a", { class: "button", href: href(["cases"]) }, t("nav.cases")))));
    title.focus();
  }

  fill(view,
    h("div", { class: "headline" }, icon(event), h("div", {},
      h("h1", { tabindex: "-1" }, event.eventName),
      h("p", { class: "small muted" }, [event.businessType, event.flowName, event.nodeAliasName ?? event.nodeName].filter(Boolean).join(" · ")))),
    h("form", { class: "card stack", novalidate: true, onsubmit: submit },
      draft && h("p", { class: "notice info" }, t("report.draft"), " ", h("button", { type: "button", class: "link", onclick: startOver }, t("report.clear"))),
      form.element,
      h("details", { class: "more", open: Boolean(state.more.toUserIds || state.more.opinion) }, h("summary", {}, t("report.more")), more.element),
      outcome,
      foot));
  return view;
}
