// What has to be known of a real server, per service: the fields of the sign-in page, and what the client is made of.
import { t } from "./texts.js";

const choice = (name, values) => ({ name, label: t(`signIn.${name}`), type: "radio", required: true, wide: true, options: values.map((value) => ({ value, label: t(`signIn.${name}.${value}`) })) });
const baseUrl = (hint) => ({ name: "baseUrl", label: t("signIn.baseUrl"), type: "url", required: true, hint, wide: true, autocomplete: "url" });
const secret = (name, more = {}) => ({ name, label: t(`signIn.${name}`), type: "password", required: true, autocomplete: "off", ...more });
const text = (name, more = {}) => ({ name, label: t(`signIn.${name}`), type: "text", required: true, ...more });

/** Names of fields whose change decides which other fields there are. */
export const DECIDING = ["signInWith", "requestType"];

/** Never written anywhere, also while their fields are not on the screen. */
export const SECRETS = ["password", "token", "secretKey", "accessToken"];

/** 熊猫: the fixed account of the document, or a token that the app's own server got. */
export function pandaFields({ signInWith }) {
  return [
    baseUrl(t("signIn.baseUrl.panda")),
    text("project"),
    { name: "userId", label: t("signIn.userId"), type: "number", required: true },
    choice("signInWith", ["account", "token"]),
    ...(signInWith === "token"
      ? [secret("token", { hint: t("signIn.token.hint"), wide: true })]
      : [text("username", { autocomplete: "username" }), secret("password", { autocomplete: "current-password" })]),
  ];
}

export function pandaOptions({ baseUrl, project, userId, signInWith, username, password, token }) {
  return { panda: { baseUrl, project, userId, ...(signInWith === "token" ? { token: () => token } : { credentials: { username, password } }) } };
}

/** 统一工单中心: who calls (an app or a service), and the user's token. Id and key may be added by a proxy instead. */
export function centerFields({ requestType }) {
  return [
    baseUrl(t("signIn.baseUrl.center")),
    choice("requestType", ["app", "service"]),
    text(requestType === "service" ? "serverId" : "appId", { required: false, hint: t("signIn.caller.hint") }),
    secret("secretKey", { required: false, hint: t("signIn.caller.hint") }),
    text("tenantId", { required: false }),
    secret("accessToken"),
    text("userId", { required: false, hint: t("signIn.userId.hint") }),
  ];
}

/** `who` is a person of the demo server: their token is asked for anew whenever it has run out. */
export function centerOptions({ baseUrl, requestType, appId, serverId, secretKey, tenantId, accessToken, userId, who }, demoToken) {
  const caller = requestType === "service" ? { serverId } : { appId };
  const given = Object.entries({ ...caller, secretKey, tenantId, userId }).filter(([, value]) => value);
  return { center: { baseUrl, requestType, ...Object.fromEntries(given), accessToken: who ? () => demoToken(who.username) : accessToken } };
}
