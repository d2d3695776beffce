// <script type="module">, straight from node_modules.

import { WorkOrderClient } from "./node_modules/work-order-client/index.js";
import { options, submitAndList, tell } from "./shared/story.js";

const client = new WorkOrderClient(options());
tell(submitAndList(client));
