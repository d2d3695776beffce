// Sign in to 统一工单中心. A real app gets its access token from the user centre and hands it to the client; the page takes it typed,
// or, on the demo server, from the demo server's stand-in for the user centre.
import { fill, h } from "../h.js";
import { t } from "../texts.js";

/** The caller that the demo server knows: the document's own example. */
const DEMO = { appId: "12345678", secretKey: "123456" };

export const centerFields = () => [
  { name: "baseUrl", label: t("signIn.baseUrl"), type: "url", required: true, wide: true, autocomplete: "url" },
  { name: "appId", label: t("center.appId"), type: "text", required: true },
  { name: "secretKey", label: t("center.secretKey"), type: "password", required: true },
  { name: "tenantId", label: t("center.tenantId"), type: "text" },
  { name: "accessToken", label: t("center.accessToken"), type: "password", required: true },
];

/** What the client is made with. */
export function centerOptions({ baseUrl, appId, secretKey, tenantId, accessToken, who }) {
  return { center: { baseUrl, requestType: "app", appId, secretKey, ...(tenantId && { tenantId }), accessToken: who ? () => demoToken(who.username) : accessToken } };
}

/** The demo server's people; choosing one calls `use(values)`. */
export function demoPeople(use) {
  const list = h("div", { class: "actions" });
  async function show() {
    const people = await (await fetch("/_sandbox/center/users")).json();
    fill(list, people.filter((one) => !one.disabled).map((one) => h("button", { type: "button", class: "small", onclick: () => choose(one) }, `${one.nickName} · ${one.deptName}`)));
    list.firstElementChild?.focus();
  }
  async function choose(who) {
    use({ ...DEMO, baseUrl: location.origin, accessToken: await demoToken(who.username), who });
  }
  return h("div", { class: "stack-small" },
    h("button", { type: "button", id: "use-demo", onclick: () => show().catch(() => fill(list, h("p", { class: "issue" }, t("center.noDemo")))) }, t("center.demo")),
    list);
}

/** What the user centre does for a real app: a token for a person, asked for again when the old one has run out. */
async function demoToken(username) {
  const response = await fetch("/_sandbox/center/login", { method: "POST", body: JSON.stringify({ username }) });
  return (await response.json()).accessToken;
}
