// What must not compile, in every supported TypeScript: slips that the compiler is to find before a server does.
import { Form, WorkOrderClient, WorkOrderError, isWorkOrderError, parseJsonText } from "work-order-client";
import type { Issue, Submission } from "work-order-client";
import { setWasm } from "work-order-client/slim";

// @ts-expect-error options are needed
new WorkOrderClient();
// @ts-expect-error a slip in a name
new WorkOrderClient({ pandas: { baseUrl: "/", project: "p" } });
// @ts-expect-error project is needed
new WorkOrderClient({ panda: { baseUrl: "/" } });
// @ts-expect-error accessToken is needed
new WorkOrderClient({ center: { baseUrl: "/", requestType: "app" } });
// @ts-expect-error no such caller
new WorkOrderClient({ center: { baseUrl: "/", requestType: "web", accessToken: "t" } });
// @ts-expect-error no such language
new WorkOrderClient({ locale: "de" });
// @ts-expect-error true says nothing
new WorkOrderClient({ retry: true });
// @ts-expect-error a route of no method
new WorkOrderClient({ panda: { baseUrl: "/", project: "p", routes: { list: "x" } } });
// @ts-expect-error password is needed
new WorkOrderClient({ panda: { baseUrl: "/", project: "p", credentials: { username: "u" } } });
// @ts-expect-error no event of this name
new WorkOrderClient({ on: { answer: () => undefined } });

export async function calls(client: WorkOrderClient): Promise<void> {
  // @ts-expect-error read-only
  client.panda = client.panda;
  // @ts-expect-error flows are needed
  client.panda.submit({ eventName: "e" });
  // @ts-expect-error as an object, not as JSON
  client.panda.submit({ eventName: "e", flows: [{ bizData: "{}" }] });
  // @ts-expect-error the document's name for a list of flows is not ours
  client.panda.submit({ eventName: "e", FlowDatas: [] });
  // @ts-expect-error a word, not the document's number
  client.panda.cases({ caseState: 0 });
  // @ts-expect-error no such filter
  client.panda.cases({ pageNum: 1 });
  // @ts-expect-error no such device
  client.panda.eventTypes({ type: "tablet" });
  // @ts-expect-error the case's number is needed
  client.panda.caseDetails();
  // @ts-expect-error limit is needed
  client.panda.cases().toArray({});
  // @ts-expect-error every row may lack any field
  const upper: string = (await client.panda.cases()).rows[0].summary.toUpperCase();
  // @ts-expect-error a submission is looked at before its receipt is
  const receipt: unknown = (await client.panda.submit({ eventName: "e", flows: [] })).receipt;
  // @ts-expect-error complete needs the process and a comment
  client.center.complete({ taskId: "t" });
  // @ts-expect-error delegate needs a user
  client.center.delegate({ taskId: "t" });
  // @ts-expect-error returnTask needs a target
  client.center.returnTask({ taskId: "t", comment: "c" });
  // @ts-expect-error own's filters are not todo's
  client.center.todo({ category: "x" });
  // @ts-expect-error title is needed
  client.center.createOrder({ processKey: "k" });
  // @ts-expect-error variables are needed
  client.center.start({ processDefId: "p" });
  // @ts-expect-error claim takes the id alone
  client.center.claim({ taskId: "t" });
  // @ts-expect-error a Form, not what it is made of
  client.center.start({ processDefId: "p", variables: {} }, { form: { fields: [] } });
  // @ts-expect-error no such state
  if ((await client.center.own()).rows[0].state === "done") return;
  // @ts-expect-error unknown until it is looked at
  (await client.panda.cases()).rows[0].somethingElse.length;
  // @ts-expect-error a process is no case
  for await (const update of client.center.track("p")) console.log(update.log);
  console.log(upper, receipt);
}

export function outcome(sent: Submission<string>): string {
  if (sent.outcome === "accepted") return sent.receipt;
  // @ts-expect-error nothing was received
  return sent.receipt;
}

// @ts-expect-error made by the package only
new WorkOrderError({ message: "x" });
// @ts-expect-error made by define and fromServer only
new Form([]);
// @ts-expect-error name is needed
Form.define([{ label: "x" }]);
// @ts-expect-error no such type
Form.define([{ name: "x", type: "text" }]);
// @ts-expect-error no such validation
Form.define([{ name: "x", validation: "phone" }]);
// @ts-expect-error values are an object
Form.define([]).check("x");
// @ts-expect-error no such rule
export const wrong = (issue: Issue): boolean => issue.rule === "requierd";
// @ts-expect-error nothing is known of what was thrown before it was looked at
export const kind = (error: unknown): string => error.kind;
// @ts-expect-error no such kind
export const never = (error: unknown): boolean => isWorkOrderError(error) && error.kind === "server";
// @ts-expect-error it may be anything
export const length: number = parseJsonText("[]").length;
// @ts-expect-error it has to be somewhere
setWasm();
// @ts-expect-error and a number is nowhere
setWasm(1);
// @ts-expect-error nor is true
setWasm(true);
// @ts-expect-error a token is text
new WorkOrderClient({ center: { baseUrl: "/", requestType: "app", accessToken: async () => ({ token: 1 }) } });
// @ts-expect-error the center's token under the name that the user centre gives it
new WorkOrderClient({ center: { baseUrl: "/", requestType: "app", accessToken: async () => ({ accessToken: "t" }) } });
