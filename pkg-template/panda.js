// client.panda: the methods of panda.txt, each handed to the module.

import { Paged } from "./paged.js";

export class Panda {
  constructor(call, submit, track, locale) {
    this.call = call;
    this.follow = track;
    this.send = submit;
    this.locale = locale;
  }

  signIn(options) {
    return this.call("panda.signIn", undefined, options);
  }

  eventTypes(query, options) {
    return this.call("panda.eventTypes", query, options);
  }

  submit(order, options) {
    return this.send("panda.submit", order, options);
  }

  cases(query, options) {
    const fetchPage = (pageIndex) => this.call("panda.cases", pageIndex ? Object.assign({}, query, { pageIndex }) : query, options);
    return new Paged(fetchPage, this.locale);
  }

  caseDetails(caseNo, options) {
    return this.call("panda.caseDetails", caseNo, options);
  }

  processLog(orderNo, options) {
    return this.call("panda.processLog", orderNo, options);
  }

  track(caseNo, options) {
    return this.follow(true, caseNo, options);
  }

  download(filePath, options) {
    return this.call("panda.download", filePath, options);
  }
}
