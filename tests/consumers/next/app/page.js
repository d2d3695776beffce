// Rendered by the server, where the package is imported and a client made, too.
import { WorkOrderClient } from "work-order-client";
import Orders from "./orders.js";

const client = new WorkOrderClient({ panda: { baseUrl: "http://127.0.0.1:1", project: "demo", userId: 42, token: () => "" } });

export default function Page() {
  return (
    <main>
      <p>rendered with {typeof client.panda.cases === "function" ? "the package" : "nothing"}</p>
      <Orders />
    </main>
  );
}
