/// <reference lib="es2018.asynciterable" />

/**
 * Submit and track work orders in 熊猫第三方工单对接 (panda) and 统一工单中心 (center), from any web page.
 *
 * @example
 * import { WorkOrderClient } from "work-order-client";
 *
 * export const client = new WorkOrderClient({
 *   panda: {
 *     baseUrl: "https://gd.example.cn",
 *     project: "熊猫水务",
 *     userId: 42,
 *     token: () => fetch("/my-backend/panda-token").then((answer) => answer.text()),
 *   },
 * });
 * const sent = await client.panda.submit({
 *   eventName: "用水户开阀",
 *   flows: [{ bizData: { 用户编号: "xx0021", 阀门当前状态: "开启" } }],
 * });
 * if (sent.outcome === "accepted") console.log(sent.receipt[0].caseNo);
 *
 * @module work-order-client
 */

export * from "./client.js";
export * from "./calls.js";
export * from "./errors.js";
export * from "./events.js";
export * from "./outbox.js";
export * from "./diagnose.js";
export * from "./track.js";
export * from "./panda.js";
export * from "./panda-answers.js";
export * from "./center.js";
export * from "./center-input.js";
export * from "./center-answers.js";
export * from "./form.js";
