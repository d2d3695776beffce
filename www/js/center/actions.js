// What can be done with a task: each asks for confirmation in a dialog, says what it will do, and sends once.
import { current, Form } from "../client.js";
import { dropDraft, readDraft, writeDraft } from "../drafts.js";
import { errorBox } from "../errors.js";
import { drawForm } from "../form.js";
import { fill, h } from "../h.js";
import { whileBusy } from "../loading.js";
import { unknownBox } from "../outbox.js";
import { go } from "../router.js";
import { t } from "../texts.js";

const comment = () => ({ name: "comment", label: t("action.comment"), type: "textarea", required: true });
const person = () => ({ name: "userId", label: t("action.person"), type: "text", required: true, hint: t("action.person.hint") });

/** Name, the fields it asks for, and whether it ends something for good. */
const WITH_TASK = [
  { name: "complete", fields: completeFields, main: true },
  { name: "reject", fields: () => [comment()], ends: true },
  { name: "returnTask", fields: returnFields },
  { name: "delegate", fields: () => [person(), comment()] },
  { name: "transfer", fields: () => [person(), comment()] },
  { name: "unClaim", fields: () => [] },
  { name: "deleteTask", fields: () => [comment()], ends: true },
];
const TO_CLAIM = [{ name: "claim", fields: () => [], main: true }];
const OF_PROCESS = [
  { name: "revoke", fields: () => [comment()] },
  { name: "stopProcess", fields: () => [comment()], ends: true },
];

/** The buttons for a task of one's own (`taskId`), for one that is to be claimed first (`toClaim`), or for a process that one started. */
export function actions(task, signal, toClaim = false) {
  const list = toClaim ? TO_CLAIM : task.taskId ? WITH_TASK : OF_PROCESS;
  return h("div", { class: "actions no-print" }, list.map((action) => h("button", {
    type: "button",
    id: `action-${action.name}`,
    class: action.main ? "primary" : action.ends ? "danger" : "",
    onclick: (event) => ask(action, task, signal, event.target),
  }, t(`action.${action.name}`))));
}

/** 通过 sends the task's own form along, where it has one: its values become the process' variables. */
async function completeFields({ procInsId, taskId }, signal) {
  const { taskFormData } = await current().center.detail(procInsId, { taskId, signal });
  const forms = [taskFormData].flat().filter(Boolean).map((data) => Form.fromServer(data));
  return [...forms.flatMap((form) => form.fields.map((field) => ({ ...field, of: form }))), comment()];
}

/** The values of the fields that a condition holds for. */
function valuesOf({ fields, values }, condition) {
  return Object.fromEntries(fields.filter(condition).map(({ name }) => [name, values[name]]));
}

/** What the action is called with: variables apart from the rest. */
function argument(task, drawn) {
  const variables = valuesOf(drawn, (field) => field.of);
  return { ...withoutEmpty(task), ...valuesOf(drawn, (field) => !field.of), ...(Object.keys(variables).length > 0 && { variables }) };
}

/** All that is wrong: with the task's forms, as they say, and with what the action itself asks for. */
function issuesOf(drawn) {
  const forms = [...new Set(drawn.fields.map((field) => field.of).filter(Boolean))];
  const missing = drawn.fields.filter((field) => !field.of && field.required && isEmpty(drawn.values[field.name]));
  return [
    ...forms.flatMap((form) => form.check(valuesOf(drawn, (field) => field.of === form))),
    ...missing.map((field) => ({ path: [field.name], message: t("signIn.missing", { label: field.label }) })),
  ];
}

/** 退回 goes to an earlier step: which ones there are, the server says. */
async function returnFields({ taskId }, signal) {
  const targets = await current().center.returnTargets(taskId, { signal });
  const options = targets.map(({ id, name }) => ({ label: name, value: id }));
  return [{ name: "targetKey", label: t("action.target"), type: "select", required: true, options }, comment()];
}

async function ask(action, task, signal, opener) {
  const outcome = h("div", { class: "outcome" });
  const send = h("button", { type: "submit", class: action.ends ? "danger" : "primary" }, t(`action.${action.name}`));
  const cancel = h("button", { type: "button", onclick: () => dialog.close() }, t("cancel"));
  const area = h("div", {}, h("p", { class: "waiting", role: "status" }, t("loading")));
  const buttons = h("div", { class: "actions" }, send, cancel);
  const title = h("h2", { id: "dialog-title" }, t(`action.${action.name}`));
  const draft = `action:${action.name}:${task.taskId || task.procInsId}`;
  let form;

  async function submit(event) {
    event.preventDefault();
    fill(outcome);
    const issues = issuesOf(form);
    if (issues.length > 0) return form.showIssues(issues);
    await whileBusy(send, t("report.sending"), async () => {
      try {
        // Claiming takes nothing but the task.
        const given = /claim/i.test(action.name) ? task.taskId : argument(task, form);
        const submission = await current().center[action.name](given);
        if (submission.outcome === "accepted") done();
        else {
          buttons.hidden = true;
          fill(outcome, unknownBox(submission, "center", (arrived) => (arrived ? done() : (buttons.hidden = false)))).firstElementChild.focus();
        }
      } catch (error) {
        if (error.issues?.length) return form.showIssues(error.issues);
        fill(outcome, errorBox(error)).firstElementChild.focus();
      }
    });
  }

  function done() {
    dropDraft(draft);
    dialog.close();
    go(task.taskId ? ["todo"] : ["process", task.procInsId]);
  }

  const dialog = h("dialog", { "aria-labelledby": "dialog-title", onclose: () => { dialog.remove(); opener.focus(); } },
    h("form", { class: "stack", novalidate: true, onsubmit: submit },
      title,
      h("p", { class: "muted" }, t(`action.${action.name}.says`)),
      area,
      outcome,
      buttons));
  document.body.append(dialog);
  dialog.showModal();
  signal.addEventListener("abort", () => dialog.close());
  try {
    const fields = await action.fields(task, signal);
    const values = { ...Object.fromEntries(fields.map((field) => [field.name, field.default])), ...readDraft(draft) };
    form = { ...drawForm(fields, values, { change: () => writeDraft(draft, values) }), fields };
    fill(area, form.element);
    area.querySelector("input, select, textarea")?.focus();
  } catch (error) {
    fill(area, errorBox(error));
    send.hidden = true;
  }
}

const isEmpty = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
const withoutEmpty = (task) => Object.fromEntries(Object.entries(task).filter(([, value]) => value !== ""));
