// The one error class. What it says comes from the module, except for the two things that can go wrong without it.

const BRAND = Symbol.for("work-order-client.error");

/** What a call failed with. See errors.d.ts. */
export class WorkOrderError extends Error {
  constructor(fields) {
    super(fields.message);
    Object.assign(this, fields);
    Object.defineProperty(this, "name", { value: "WorkOrderError", configurable: true });
    Object.defineProperty(this, BRAND, { value: true });
    // Set again, not enumerable: an error's message does not show up twice in a console.
    Object.defineProperty(this, "message", { value: fields.message, configurable: true, writable: true });
  }

  toJSON() {
    const { name, message } = this;
    const fields = Object.assign({ name, message }, this);
    delete fields.cause;
    return fields;
  }
}

/** True for our errors, also across two copies of the package in one page. */
export function isWorkOrderError(error) {
  return typeof error === "object" && error !== null && error[BRAND] === true;
}

/** The module rejects with plain fields. */
export function toError(thrown) {
  return isWorkOrderError(thrown) || !thrown || typeof thrown.kind !== "string" ? thrown : new WorkOrderError(thrown);
}

/** A submission of unknown outcome carries its error. */
export function withError(submission) {
  if (submission.error) submission.error = toError(submission.error);
  return submission;
}

/** An error of this layer: the module is not there to word it. */
export function ownError(locale, kind, [zh, en], more) {
  const fields = {
    kind,
    service: "panda",
    operation: "ready",
    executed: "no",
    retryable: false,
    attempts: 0,
    message: locale === "en" ? en : zh,
  };
  return new WorkOrderError(Object.assign(fields, more));
}
