// The app's client: made once, at module scope.

import { WorkOrderClient } from "work-order-client";
import { options } from "./story.js";

export const client = new WorkOrderClient(options());
