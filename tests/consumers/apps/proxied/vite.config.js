// vite.config.js, in development
const server = "http://10.0.0.8:8787";

/** What our own server does later: a token for the page, without the password that it is made with. */
const pandaToken = {
  name: "panda-token",
  configureServer({ middlewares }) {
    middlewares.use("/api/panda-token", async (request, response) => {
      const body = new URLSearchParams({ username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" });
      const answer = await fetch(`${server}/pandaServer/demo/GenerateToken`, { method: "POST", body });
      response.end(await answer.text());
    });
  },
};

export default {
  plugins: [pandaToken],
  server: {
    proxy: {
      "/pandaServer": server,
      "^/(workflow|WorkOrder|synthesis|workorder|apaas-userdefine)/": { target: server, headers: { appID: "12345678", secretKey: "123456" } },
      "/water": { target: server, rewrite: (path) => path.replace(/^\/water/, "") },
    },
  },
};
