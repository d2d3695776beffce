// The <script> build: WorkOrderClient, Form, parseJsonText, WorkOrderError and isWorkOrderError become globals.

import { entry } from "./client.js";
import * as core from "./core.js";
import { WorkOrderError, isWorkOrderError } from "./errors.js";

const made = entry(async () => core);
Object.assign(typeof globalThis === "object" ? globalThis : self, made, { WorkOrderError, isWorkOrderError });
