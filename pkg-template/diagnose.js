// client.diagnose(): one harmless question for each service, one probe if that gets no answer; the module says what they show.

import { globalScope } from "../src/browser/env.js";
import { toError } from "./errors.js";
import { within } from "./patience.js";

/** A question that changes nothing. */
const QUESTIONS = { panda: ["panda.eventTypes", {}], center: ["center.processes", { pageNum: 1, pageSize: 1 }] };

/** @param {object} client { options, act, call } as in outbox.js */
export async function diagnose(client, options) {
  const findings = [];
  for (const service of Object.keys(QUESTIONS)) {
    if (!client.options || !client.options[service]) continue;
    const began = Date.now();
    let error;
    await client.call(...QUESTIONS[service], options).catch((thrown) => {
      error = toError(thrown);
    });
    const { signal } = options || {};
    // Of the call, not of the service.
    if (error && (error.kind === "validation" || (signal && signal.aborted))) throw error;
    const ms = Date.now() - began;
    const answers = error && error.kind === "network" ? await probe(client, service, signal) : undefined;
    const { kind, message } = error || {};
    const { skewMs, found } = await client.act((core) => JSON.parse(core.diagnose(service, kind, message, answers)));
    for (const [check, ok, words] of found) {
      const finding = { service, check, ok, message: words };
      if (check === "reachable") finding.ms = ms;
      if (check === "clock") finding.skewMs = skewMs;
      if (!ok && error && check !== "clock") finding.error = error;
      findings.push(finding);
    }
  }
  return findings;
}

/** Where something of the service's answers, if only that it does not know the path. */
const PATHS = { panda: "/pandaServer/", center: "/workflow/process/list" };

/** An answer that takes longer is none. */
const PATIENCE_MS = 10_000;

/** Whether anything answers there, readable or not. HEAD: browsers hide other origins' pages and JSON as if there was no answer. */
async function probe({ options }, service, signal) {
  const send = options.fetch || globalScope().fetch;
  try {
    const address = options[service].baseUrl.replace(/\/$/, "") + PATHS[service];
    await within(PATIENCE_MS, send(address, { method: "HEAD", mode: "no-cors", credentials: "omit", cache: "no-store", signal }));
    return true;
  } catch (_) {
    return false;
  }
}
