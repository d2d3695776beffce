// The types of forms; index.d.ts exports them.

import type { Center } from "./center.js";
import type { FieldValidation, Issue, IssueRule } from "./errors.js";

/**
 * A compiled form: what getProcessForm answers in its three shapes (form-generator, VForm, VForm in its wrapping), a panda table,
 * or fields declared by hand. It says what to draw, what to start with, what is wrong with the values, and how they are written.
 *
 * **No part of a form is ever run or put into the page.** Scripts (`onValidate`, `onChange`, `functions`, `cssCode`, …) are left
 * where they are; patterns are parsed, not evaluated, and matched by an engine that cannot hang; labels and hints are plain text:
 * set them with `textContent`. All of it works under a content security policy without `unsafe-eval`.
 *
 * A form can be made at any time, at module scope too. Everything but making it needs the loaded module: after
 * `await client.ready()`, or any call of a client. Before that it throws a `WorkOrderError` of kind `config` that says so. It is
 * compiled on first use, and throws `config` (declared) or `decode` (from a server) with every issue when it cannot be.
 *
 * @example
 * const { rows: [report] } = await client.center.processes({ processName: "报修" });
 * const form = await client.center.form({ definitionId: report.definitionId!, deployId: report.deploymentId! });
 * const values = form.defaults(); // draw form.fields, and let the user change them
 * for (const { path, message } of form.check(values)) console.log(path, message);
 * await client.center.start({ processDefId: report.definitionId!, variables: values }, { form });
 */
export declare class Form {
  private constructor();

  /**
   * Declares a form by hand. Unlike a server's form, it takes `minLength` and `maxLength` for rules, not for advice, and has names
   * that look like a slip of one of its fields' reported.
   *
   * @example
   * const form = Form.define([
   *   { name: "用户编号", required: true, pattern: /^\w{6,}$/, validationHint: "户号至少六位" },
   *   { name: "欠费金额", type: "money", min: 0, precision: 2, unit: "元" },
   *   { name: "阀门状态", type: "radio", options: ["开启", "关闭"] },
   *   { name: "明细", type: "items", children: [{ name: "数量", type: "number", min: 1 }] },
   * ]);
   */
  static define(fields: readonly FieldSpec[], options?: FormOptions): Form;

  /**
   * Compiles what a server sent, with or without the `{code, msg, data}` around it: `data` of getProcessForm, a form or a list of
   * forms out of `client.center.detail()` (they become one), an event type of `client.panda.eventTypes()` (the names in its `fieldGroup`), or what
   * `client.panda.caseDetails()` gives (the `groups` of its tables; in the work order model without the first one).
   *
   * @example
   * const [event] = await client.panda.eventTypes();
   * const form = Form.fromServer(event);
   * await client.panda.submit({ eventName: event.eventName!, flows: [{ bizData: form.defaults() }] }, { form });
   */
  static fromServer(data: unknown, options?: FormOptions): Form;

  /** What it was made from, untouched: for a page that draws VForm's forms with VForm. Don't change it. */
  readonly source: unknown;
  /** What a page needs to draw the form, in display order; always the same list. {@link Form.define} takes it again. */
  readonly fields: Field[];
  /** What the form asks for that cannot be done, by field: patterns that were not understood and are not checked (`pattern`), names used twice (`duplicate`). */
  readonly warnings: Issue[];
  /**
   * A fresh object of the values that an untouched form has, as the server's own page would send them.
   *
   * @example
   * const values = { ...Form.define([{ name: "用户编号" }]).defaults(), 用户编号: "xx0021" };
   */
  defaults(): Record<string, unknown>;
  /**
   * Everything that is wrong, with row indexes in the paths: `["明细", 1, "数量"]`. Messages are the form's own where it has some.
   * Rules: see {@link IssueRule}.
   *
   * @example
   * const form = Form.define([{ name: "电话", validation: "mobilePhone", required: true }]);
   * for (const { path, label, message } of form.check({ 电话: "12" })) console.log(path.join("."), label, message);
   */
  check(values: object): Issue[];
  /**
   * The values as JSON, as the server wants them: key order and every digit kept, dates in the field's format, money as text,
   * what belongs into a string of JSON given as an object or as text, hidden fields with the value that they keep. Throws
   * `validation` for what JSON cannot hold (NaN, a function, a cycle, a file); for the rest, {@link Form.check} first.
   *
   * @example
   * const text = Form.define([{ name: "欠费金额", type: "money" }]).serialize({ 欠费金额: 12.5 }); // {"欠费金额":"12.5"}
   */
  serialize(values: object): string;
}

/** What {@link Form.define} and {@link Form.fromServer} take besides. */
export interface FormOptions {
  /** Of messages; default `zh-CN`. Forms of {@link Center.form} have the client's. */
  locale?: "zh-CN" | "en";
  /** Of the server's zone-less times, into which a `Date` is put; default `+08:00`. */
  utcOffset?: string;
}

/** VForm's names, and `any` (whatever the server takes) and `json` (JSON in a string, which may be given as an object). */
export type FieldType =
  | "input" | "textarea" | "number" | "radio" | "checkbox" | "select" | "cascader" | "time" | "time-range" | "date" | "datetime"
  | "date-range" | "switch" | "rate" | "slider" | "color" | "picture-upload" | "file-upload" | "rich-editor" | "sub-form" | "items"
  | "cascader-area" | "money" | "numberComp" | "serial-number" | "basic-data" | "address-book" | "json" | "any";

/** One field, as declared; all but the name may be left out. */
export interface FieldSpec {
  /** The key of its value. */
  name: string;
  /** For people; default: the name. */
  label?: string;
  /** Default `input`. */
  type?: FieldType;
  /** Whether it must be filled in: 0 and false are, an empty text or list is not. */
  required?: boolean;
  /** Where it stands; default: where it is declared. */
  order?: number;
  /** The value that a fresh form starts with. */
  default?: unknown;
  /** The least, of numbers and money; text for what a JS number cannot hold. */
  min?: number | bigint | string;
  /** The most. */
  max?: number | bigint | string;
  /** Digits after the point, at most. */
  precision?: number;
  /** A number has to be a multiple of it. */
  step?: number | string;
  /** Of text, at least, as `.length` counts. */
  minLength?: number;
  /** At most. */
  maxLength?: number;
  /** A RegExp, or its literal as text: `/^\d+$/i`. Without lookbehind and backreferences. */
  pattern?: RegExp | string;
  /** VForm's named rules. */
  validation?: FieldValidation;
  /** What radio, checkbox, select and cascader choose from: `{label, value}`, or plain values. */
  options?: readonly (FieldOption | string | number | bigint | boolean)[];
  /** The value is a list. */
  multiple?: boolean;
  /** Values beside the options are fine. */
  open?: boolean;
  /** The value is a pair. */
  range?: boolean;
  /** The most files. */
  limit?: number;
  /** Endings of file names. */
  fileTypes?: readonly string[];
  /** The fields of a row, of `sub-form` and `items`. */
  children?: readonly FieldSpec[];
  /** Of dates and times, made of `yyyy MM dd HH mm ss`. */
  format?: string;
  /** For people: `元`. */
  unit?: string;
  /** Columns: of 24 in center, of the row's 3 to 5 in panda. */
  span?: number;
  /** The heading that it stands under. */
  group?: string;
  /** A word of help beside it. */
  hint?: string;
  /** What an empty field shows. */
  placeholder?: string;
  /** Shown, and not to be changed. */
  readonly?: boolean;
  /** Not shown; keeps its default value, and is never asked for. */
  hidden?: boolean;
  /** Shown, and not to be used. */
  disabled?: boolean;
  /** What `required` says, in the form's own words. */
  requiredHint?: string;
  /** What `pattern` or `validation` says, in the form's own words. */
  validationHint?: string;
}

/** One field, as {@link Form.fields} has it: what was declared, and what follows from it. */
export interface Field extends FieldSpec {
  /** For people; the name where there is none. */
  label: string;
  /** A {@link FieldType}, or a server's own name for a type that is not known here; it then holds anything. */
  type: any;
  /** Whether it must be filled in. */
  required: boolean;
  /** Where it stands, from 0. */
  order: number;
  /** The least; text for what a JS number cannot hold. */
  min?: number | string;
  /** The most; text for what a JS number cannot hold. */
  max?: number | string;
  /** A literal as text: `/^\d+$/i`. */
  pattern?: string;
  /** What it chooses from. */
  options?: FieldOption[];
  /** Endings of file names. */
  fileTypes?: string[];
  /** The fields of a row. */
  children?: Field[];
}

/** One of a field's options. */
export interface FieldOption {
  /** For people. */
  label: string;
  /** For the server. Whole numbers beyond ±(2^53-1) are text in {@link Form.fields}. */
  value: any;
  /** Of a cascader: the options below, of the same shape. */
  children?: any;
}

/**
 * Reads the JSON that an answer holds in a text (`values[].fieldValue` of a panda case, an address' `center`), digit for digit:
 * whole numbers beyond ±(2^53-1) are text. What is no object or list in JSON (ordinary text, null) comes back as it is. Needs the
 * loaded module, as {@link Form} does.
 *
 * @example
 * const { flowTableInfos } = await client.panda.caseDetails("CCSS-2023-0000021");
 * const value = parseJsonText(flowTableInfos[0].tableMetaDatas[0].flowNodeMeta!.values[0].fieldValue);
 */
export declare function parseJsonText(text: unknown, options?: { locale?: "zh-CN" | "en" }): unknown;
