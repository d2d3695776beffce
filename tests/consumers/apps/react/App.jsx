// Sends an order, and shows the list that it is in.
import { useEffect, useRef, useState } from "react";
import { client } from "./shared/client.js";
import { shown, submitAndList, tell } from "./shared/story.js";
import { useCases } from "./recipes/useCases.react.js";

export function App() {
  const [query, setQuery] = useState({ caseState: "returned" });
  const { rows, loading, error } = useCases(client, query);
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    tell(submitAndList(client).then((caseNo) => {
      setQuery({ eventInfo: caseNo });
      return shown(caseNo);
    }));
  }, []);
  if (error) return <p>{error.message}</p>;
  return (
    <>
      {loading && <p>…</p>}
      <ul>{rows.map((row) => <li key={row.caseNo}>{row.caseNo} {row.eventName}</li>)}</ul>
    </>
  );
}
