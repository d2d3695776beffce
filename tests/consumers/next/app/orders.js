"use client";
// On the page: the same import, and the story. The server renders this component once, too.

import { WorkOrderClient } from "work-order-client";
import { useEffect, useState } from "react";
import { options, shown, submitAndList, tell } from "../shared/story.js";

const client = new WorkOrderClient(options());

export default function Orders() {
  const [caseNo, setCaseNo] = useState("…");
  useEffect(() => {
    tell(submitAndList(client).then((sent) => {
      setCaseNo(sent);
      return shown(sent);
    }).then((sent) => shown("rendered with the package").then(() => sent)));
  }, []);
  return <p>{caseNo}</p>;
}
