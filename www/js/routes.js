// Which address shows which view. A view's module is fetched when it is first shown, so that the first page is small.

/** `at` as in router.js; `needs`: the half of the client that the view uses; `load` gives `view({ query, path, signal }) → node`. */
export const routes = [
  { at: "report", title: "events.title", needs: "panda", load: async () => (await import("./panda/events.js")).eventsView },
  { at: "report/*", title: "report.title", needs: "panda", load: async () => (await import("./panda/report.js")).reportView },
  { at: "cases", title: "cases.title", needs: "panda", load: async () => (await import("./panda/cases.js")).casesView },
  { at: "cases/*", title: "case.title", needs: "panda", load: async () => (await import("./panda/case.js")).caseView },
  { at: "cases/*/print", title: "print.title", needs: "panda", load: async () => (await import("./print/case.js")).casePrintView },
  { at: "processes", title: "processes.title", needs: "center", load: async () => (await import("./center/processes.js")).processesView },
  { at: "processes/*", title: "start.title", needs: "center", load: async () => (await import("./center/start.js")).startView },
  ...["todo", "claimList", "finished", "own"].map((box) =>
    ({ at: box, title: `nav.${box}`, needs: "center", load: async () => (await import("./center/tasks.js")).tasksView })),
  { at: "process/*", title: "process.title", needs: "center", load: async () => (await import("./center/process.js")).processView },
  { at: "process/*/print", title: "print.title", needs: "center", load: async () => (await import("./print/process.js")).processPrintView },
  { at: "overview/panda", title: "overview.title", needs: "panda", load: async () => (await import("./overview/panda.js")).pandaOverview },
  { at: "overview/center", title: "overview.title", needs: "center", load: async () => (await import("./overview/center.js")).centerOverview },
  { at: "outbox", title: "outbox.title", load: async () => (await import("./outbox.js")).outboxView },
  { at: "sign-in", title: "signIn.title", load: async () => (await import("./sign-in.js")).signInView },
];

/** The tabs at the top: what people come for, in either service. `also` names the first parts of addresses that belong to it. */
export const tabs = [
  { label: "nav.submit", panda: ["report"], center: ["processes"], also: ["report", "processes"] },
  { label: "nav.track", panda: ["cases"], center: ["todo"], also: ["cases", "todo", "claimList", "finished", "own", "process"] },
  { label: "nav.overview", panda: ["overview", "panda"], center: ["overview", "center"], also: ["overview"] },
  { label: "nav.outbox", panda: ["outbox"], center: ["outbox"], also: ["outbox"] },
];
