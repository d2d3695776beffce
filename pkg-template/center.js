// client.center: the methods of center.txt and those of real servers, each handed to the module.

import { Paged } from "./paged.js";

export class Center {
  constructor(call, submit, track, locale, makeForm) {
    this.call = call;
    this.follow = track;
    this.send = submit;
    this.locale = locale;
    this.makeForm = makeForm;
  }
}

/** Lists: a page when awaited, every row when iterated. */
for (const name of ["processes", "own", "todo", "finished", "claimList", "copyList"]) {
  method(name, function (query, options) {
    const fetchPage = (pageNum) => this.call(`center.${name}`, pageNum ? Object.assign({}, query, { pageNum }) : query, options);
    return new Paged(fetchPage, this.locale);
  });
}

/** Questions. */
for (const name of ["appTypes", "synthesisTypes", "detail", "bpmnXml", "processVariables", "returnTargets"]) {
  method(name, function (argument, options) {
    return this.call(`center.${name}`, argument, options);
  });
}

method("track", function (procInsId, options) {
  return this.follow(false, procInsId, options);
});

method("form", function (query, options) {
  return this.call("center.form", query, options).then(this.makeForm);
});

/** What changes something: accepted, unknown, or thrown. */
for (const name of [
  "createOrder", "start", "complete", "reject", "delegate", "transfer", "returnTask", "stopProcess", "deleteTask",
  "revoke", "claim", "unClaim",
]) {
  method(name, function (argument, options) {
    return this.send(`center.${name}`, argument, options);
  });
}

function method(name, value) {
  Object.defineProperty(Center.prototype, name, { value, configurable: true, writable: true });
}
