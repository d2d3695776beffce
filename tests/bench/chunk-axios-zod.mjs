// What a page writes by itself: axios and a schema of zod's.
import axios from "axios";
import { z } from "zod";

/** Notes in `startedMs` how long after `began` axios hands its request on. */
export function first(began) {
  z.object({ total: z.number(), rows: z.array(z.looseObject({ taskId: z.string().nullable(), taskName: z.string().nullable() })) });
  const adapter = async (config) => {
    globalThis.startedMs = performance.now() - began;
    return { data: {}, status: 200, statusText: "", headers: {}, config };
  };
  axios.get("/workflow/process/todoList", { adapter, headers: { accessToken: "token" } });
}
