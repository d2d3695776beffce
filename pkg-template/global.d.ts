import type * as client from "./index.js";

declare global {
  const WorkOrderClient: typeof client.WorkOrderClient;
  const Form: typeof client.Form;
  const parseJsonText: typeof client.parseJsonText;
  const WorkOrderError: typeof client.WorkOrderError;
  const isWorkOrderError: typeof client.isWorkOrderError;
}
