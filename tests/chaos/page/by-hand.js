// The same app as it is usually written: axios, an interceptor for the token, another that signs in after a 401, and axios-retry.
import axios from "axios";
import axiosRetry from "axios-retry";

let http;
let settings;
let pandaToken = "";
let centerToken = "";

const tell = (what) => globalThis.tell(what);

async function signIn(service) {
  if (service === "panda") {
    const { data } = await axios.post(`/pandaServer/${settings.project}/GenerateToken`, new URLSearchParams(settings.credentials), { timeout: settings.timeouts.attemptMs });
    pandaToken = data.token;
  } else {
    const { data } = await axios.post("/_sandbox/center/login", { username: settings.center.username }, { timeout: settings.timeouts.attemptMs });
    centerToken = data.accessToken;
  }
}

function saysSignIn({ status, data }) {
  return status === 401 || [401, 4004, 4444].includes(data && data.code) || (typeof data === "string" && data.includes("token"));
}

/** What such an app says of any error: 提交失败. */
const failed = (kind, message) => ({ kind, message, executed: "no" });

globalThis.chaos = {
  async start(given) {
    settings = given;
    http = axios.create({ baseURL: location.origin, timeout: settings.timeouts.attemptMs });
    axiosRetry(http, { retries: 3 });
    http.interceptors.request.use((config) => {
      const { appId, secretKey } = settings.center;
      if (config.service === "panda") config.headers.set("panda-token", pandaToken);
      else config.headers.set({ requestType: "app", appID: appId, secretKey, accessToken: centerToken, Authorization: centerToken });
      return config;
    });
    const signInAndRepeat = async (config) => {
      await signIn(config.service);
      return http.request({ ...config, signedIn: true });
    };
    http.interceptors.response.use(
      (response) => (saysSignIn(response) && !response.config.signedIn ? signInAndRepeat(response.config) : response),
      (error) => (error.response && saysSignIn(error.response) && !error.config.signedIn ? signInAndRepeat(error.config) : Promise.reject(error)),
    );
    await Promise.all([signIn("panda"), signIn("center")]).catch(() => {});
    return { outbox: false };
  },

  async look() {
    const params = { userId: 42, pageSize: 5, pageIndex: 1, sortFields: "承办时间", direction: "desc", isInternal: 0 };
    const list = `/pandaServer/${settings.project}/PandaWorkFlow/WorkFlow/CaseManage/GetCaseOverviewBoxWithPaging`;
    await Promise.all([0, 1].map(() => http.get(list, { params, service: "panda" }).catch(() => {})));
  },

  submit({ id, service, url, body }) {
    const began = performance.now();
    http.post(url, body, { service }).then(
      ({ data }) => {
        const well = service === "panda" ? data.code === 0 : data.code === 0 || data.code === 200;
        tell({ id, outcome: well ? "accepted" : "error", error: failed("service", data.msg), ms: performance.now() - began });
      },
      (error) => tell({ id, outcome: "error", error: failed(error.code, error.message), ms: performance.now() - began }),
    );
  },

  pending: () => [],
};
