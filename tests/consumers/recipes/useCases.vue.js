import { shallowRef, toValue, watchEffect } from "vue";

/** `const { rows, loading, error } = useCases(client, () => ({ eventInfo: search.value }))`: a list that follows its query. */
export function useCases(client, query) {
  const rows = shallowRef([]);
  const loading = shallowRef(false);
  const error = shallowRef(null);
  watchEffect((onCleanup) => {
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    loading.value = true;
    client.panda.cases(toValue(query), { signal: controller.signal }).then(
      (page) => { rows.value = page.rows; error.value = null; loading.value = false; },
      (reason) => { if (!controller.signal.aborted) { error.value = reason; loading.value = false; } },
    );
  });
  return { rows, loading, error };
}
