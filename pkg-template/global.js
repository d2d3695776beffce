// The <script> build: WorkOrderClient, WorkOrderError and isWorkOrderError become globals.

import { clientClass } from "./client.js";
import * as core from "./core.js";
import { WorkOrderError, isWorkOrderError } from "./errors.js";

Object.assign(typeof globalThis === "object" ? globalThis : self, {
  WorkOrderClient: clientClass(async () => core),
  WorkOrderError,
  isWorkOrderError,
});
