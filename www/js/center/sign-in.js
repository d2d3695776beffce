// The demo server's stand-in for the user centre. A real app signs its user in there and hands the token to the client.
import { fill, h } from "../h.js";
import { t } from "../texts.js";

/** The caller that the demo server knows: the document's own example. */
const DEMO = { requestType: "app", appId: "12345678", secretKey: "123456" };

/** The demo server's people; choosing one calls `use(values)`. */
export function demoPeople(use) {
  const list = h("div", { class: "actions" });
  const failed = () => fill(list, h("p", { class: "issue", role: "alert" }, t("center.noDemo")));
  async function show() {
    const people = await (await fetch("/_sandbox/center/users")).json();
    fill(list, people.filter((one) => !one.disabled).map((one) => h("button", { type: "button", class: "small", onclick: () => choose(one).catch(failed) }, `${one.nickName} · ${one.deptName}`)));
    list.firstElementChild?.focus();
  }
  async function choose(who) {
    use({ ...DEMO, baseUrl: location.origin, accessToken: await demoToken(who.username), userId: who.username, who });
  }
  return h("div", { class: "stack-small" },
    h("button", { type: "button", id: "use-demo", onclick: () => show().catch(failed) }, t("center.demo")),
    list);
}

/** What the user centre does for a real app: a token for a person, asked for again when the old one has run out. */
export async function demoToken(username) {
  const response = await fetch("/_sandbox/center/login", { method: "POST", body: JSON.stringify({ username }) });
  return (await response.json()).accessToken;
}
