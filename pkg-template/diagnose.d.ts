// What is wrong between the page and a service.

import type { WorkOrderError } from "./errors.js";

/**
 * One finding about one service, what `client.diagnose()` gives. The checks come in the order in which they rest upon each other; behind
 * one that fails, the others of that service cannot be told and are left out.
 *
 * - `network`: the device is online
 * - `mixed-content`: an https page may not call an http address
 * - `reachable`: something answers at `baseUrl`; `ms` is how long that took
 * - `cors`: and allows this page's origin
 * - `token`: the account or token is accepted, and may call
 * - `route`: the API is where it is expected, project and `routes` included
 * - `clock`: the device's clock is less than a minute off; `skewMs` is server minus device, 0 when the server's `Date` cannot be seen
 */
export interface Diagnosis {
  /** The back end. */
  service: "panda" | "center";
  /** What was looked at. */
  check: "network" | "mixed-content" | "reachable" | "cors" | "token" | "route" | "clock";
  /** Whether that is as it should be. */
  ok: boolean;
  /** A sentence for people, in the client's language: what is right, or what is wrong and what to do. */
  message: string;
  /** What the question failed with. */
  error?: WorkOrderError;
  /** Of `reachable`: how long the answer took, in milliseconds. */
  ms?: number;
  /** Of `clock`: the server's time minus the device's, in milliseconds; 0 when the server's cannot be seen. */
  skewMs?: number;
}
