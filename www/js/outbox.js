// 发件箱: what was sent and has no known outcome, and what waits for the network: `client.outbox`. What may have arrived is never
// sent again by itself: a person has the lists looked through first, then decides.
import { current } from "./client.js";
import { errorBox } from "./errors.js";
import { moment } from "./format.js";
import { fill, h } from "./h.js";
import { loading, whileBusy } from "./loading.js";
import { href } from "./router.js";
import { t } from "./texts.js";

export function outboxView({ signal }) {
  return h("div", { class: "stack" },
    h("h1", { tabindex: "-1" }, t("outbox.title")),
    h("p", { class: "muted" }, t("outbox.lead")),
    current() ? entriesOf(signal) : h("p", { class: "empty" }, t("outbox.signIn")));
}

/** The list, kept as it changes. An entry that stands already stays as it is, with what was just found out about it. */
function entriesOf(signal) {
  const list = h("ul", { class: "stack" });
  const drawn = new Map();
  return loading(() => current().outbox.pending(), () => {
    const stop = current().outbox.subscribe((entries) => {
      for (const key of drawn.keys()) if (!entries.some((entry) => entry.key === key) && !drawn.get(key).settled) drawn.delete(key);
      for (const entry of entries) {
        const one = drawn.get(entry.key);
        if (one) one.update(entry);
        else drawn.set(entry.key, drawEntry(entry));
      }
      fill(list, drawn.size > 0 ? [...drawn.values()].map((one) => one.element) : h("li", { class: "empty" }, t("outbox.none")));
    });
    signal.addEventListener("abort", stop);
    return list;
  }, { signal });
}

function drawEntry(first) {
  const one = { element: h("li", { class: "card stack-small", id: `entry-${first.key}` }), settled: false };
  const facts = h("div", { class: "stack-small" });
  const decision = decide(first, (arrived) => {
    one.settled = true;
    fill(facts, heading(first));
    if (arrived === undefined) one.element.remove();
  });
  fill(one.element, facts, decision.element);
  one.update = (entry) => {
    fill(facts, heading(entry), pairs(entry));
    decision.update(entry);
  };
  one.update(first);
  return one;
}

const heading = ({ title, operation, service, state }) => h("div", {},
  h("div", { class: "headline spread" }, h("h2", {}, title ?? t(`operation.${operation}`)), h("span", { class: `badge entry-${state}` }, t(`outbox.state.${state}`))),
  h("p", { class: "small muted" }, `${t(`service.${service}`)} · ${t(`operation.${operation}`)}`));

function pairs({ createdAt, sentAt, expiresAt, attempts, error, keyField, key, found }) {
  const rows = [
    ["outbox.created", moment(createdAt)],
    sentAt && ["outbox.sent", moment(sentAt)],
    attempts > 1 && ["outbox.attempts", attempts],
    ["outbox.expires", moment(expiresAt)],
    keyField && ["outbox.keyField", `${keyField} = ${key}`],
    error && ["outbox.error", error.message],
    found.length > 0 && ["outbox.found", h("ul", {}, found.map(({ id, title }) => h("li", {}, [id, title].filter(Boolean).join(" · "))))],
  ].filter(Boolean);
  return h("dl", { class: "pairs small" }, rows.map(([name, value]) => [h("dt", {}, t(name)), h("dd", {}, value)]));
}

/** What stands under a form when its submission got no answer. `settled(arrived)` is called once that is decided. */
export function unknownBox({ key, error }, service, settled) {
  const decision = decide({ key, service, state: "unknown" }, settled);
  return h("div", { class: "notice warn", role: "alert", tabindex: "-1" },
    h("h2", { class: "notice-title" }, t("unknown.title")),
    h("p", {}, error?.message ?? ""),
    decision.element);
}

const LISTS = { panda: ["cases"], center: ["own"] };

/**
 * Look, and then: it is there / send again / forget it. Sending again is offered only after a look.
 * `settled(true)`: it arrived; `settled(false)`: it was dropped or did not arrive, and may be submitted anew.
 */
function decide(entry, settled = () => {}) {
  const { key, service } = entry;
  const said = h("p", { role: "status" });
  const area = h("div", { class: "stack-small" });
  const look = h("button", { type: "button", class: "primary", onclick: reconcile }, t("unknown.look"));
  const list = h("a", { class: "button", href: href(LISTS[service]) }, t(`unknown.list.${service}`));
  const resend = h("button", { type: "button", onclick: sendAgain }, t("unknown.resend"));
  const forget = h("button", { type: "button", class: "danger", onclick: discard }, t("unknown.discard"));
  const advice = h("p", {});
  const actions = h("div", { class: "actions" });

  async function attempt(button, busy, work) {
    fill(area, said);
    said.textContent = busy;
    try {
      await whileBusy(button, busy, work);
    } catch (error) {
      fill(area, errorBox(error, { retry: () => button.click() }));
    }
  }
  function reconcile() {
    return attempt(look, t("unknown.looking"), async () => {
      const found = await current().outbox.reconcile(key);
      said.textContent = t(`unknown.${found}`);
      if (found === "accepted") settle(true);
      else fill(area, said, h("div", { class: "actions" }, resend, forget));
    });
  }
  function sendAgain() {
    return attempt(resend, t("report.sending"), async () => {
      const { outcome } = await current().outbox.resend(key);
      said.textContent = t(outcome === "accepted" ? "unknown.resent" : "unknown.still");
      if (outcome === "accepted") settle(true);
    });
  }
  function discard() {
    return attempt(forget, t("unknown.discarding"), async () => {
      await current().outbox.discard(key);
      said.textContent = t("unknown.discarded");
      settle(false);
    });
  }
  function settle(arrived) {
    advice.remove();
    actions.remove();
    fill(area, said, arrived && h("div", { class: "actions" }, list));
    settled(arrived);
  }
  function update({ state }) {
    advice.textContent = t(`outbox.advice.${state}`);
    if (state === "unknown") fill(actions, look, list);
    else fill(actions, state === "queued" && forget);
  }
  update(entry);
  return { element: h("div", { class: "stack-small" }, advice, actions, area), update };
}
