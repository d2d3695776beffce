// The package in jsdom: imported, made, and used against the real server.
import { expect, test } from "vitest";
import { WorkOrderClient, WorkOrderError } from "work-order-client";
import { options, submitAndList } from "./shared/story.js";

const panda = { baseUrl: process.env.SERVER };

test("an order is sent and found", async () => {
  expect(typeof document).toBe("object");
  const caseNo = await submitAndList(new WorkOrderClient(options({ panda })), process.env.MARK);
  console.log(`case ${caseNo}`);
});

test("an error is a WorkOrderError here, too", async () => {
  const client = new WorkOrderClient(options({ panda: { ...panda, project: "" } }));
  await expect(client.panda.cases()).rejects.toBeInstanceOf(WorkOrderError);
});
