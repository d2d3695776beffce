// The first call of a page, up to where its request leaves.

/** Notes in `startedMs` how long after `began` the client calls `fetch`. */
export function first(WorkOrderClient, began) {
  const client = new WorkOrderClient({
    fetch: async () => {
      globalThis.startedMs = performance.now() - began;
      return new Response("{\"total\":0,\"rows\":[],\"code\":200,\"msg\":\"查询成功\"}", { headers: { "Content-Type": "application/json" } });
    },
    center: { baseUrl: location.origin, requestType: "app", appId: "12345678", secretKey: "123456", accessToken: "token" },
  });
  return client.center.todo().then((page) => page.rows);
}
