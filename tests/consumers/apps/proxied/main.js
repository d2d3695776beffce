// Behind Vite's proxy, in development.

import { WorkOrderClient } from "work-order-client";
import { submitThroughProxy } from "./shared/proxied.js";
import { tell } from "./shared/story.js";

tell(submitThroughProxy(WorkOrderClient, "/"), submitThroughProxy(WorkOrderClient, "/water"));
