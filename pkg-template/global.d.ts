import type * as client from "./index";

declare global {
  const WorkOrderClient: typeof client.WorkOrderClient;
  const WorkOrderError: typeof client.WorkOrderError;
  const isWorkOrderError: typeof client.isWorkOrderError;
}
