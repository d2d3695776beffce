import { useEffect, useState } from "react";

/** `const { rows, loading, error } = useCases(client, { eventInfo: search })`: a list that follows its query. */
export function useCases(client, query) {
  const [state, setState] = useState({ rows: [], loading: true, error: null });
  const key = JSON.stringify(query);
  useEffect(() => {
    const controller = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    client.panda.cases(JSON.parse(key), { signal: controller.signal }).then(
      (page) => setState({ rows: page.rows, loading: false, error: null }),
      (error) => { if (!controller.signal.aborted) setState((before) => ({ ...before, loading: false, error })); },
    );
    return () => controller.abort();
  }, [client, key]);
  return state;
}
