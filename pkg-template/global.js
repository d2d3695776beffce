// The <script> build: WorkOrderClient, Form, parseJsonText, WorkOrderError and isWorkOrderError become globals.

import { globalScope } from "../src/browser/env.js";
import { entry } from "./client.js";
import * as core from "./core.js";
import { WorkOrderError, isWorkOrderError } from "./errors.js";

const made = entry(async () => core);
Object.assign(globalScope(), made, { WorkOrderError, isWorkOrderError });
