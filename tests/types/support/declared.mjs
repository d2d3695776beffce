// The published types, as TypeScript understands them.
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const options = { strict: true, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], types: [], noEmit: true };

/** What one of the package's files declares: `{ types, values, type(name) }`. */
export function declared(file) {
  const path = `${ROOT}pkg/${file}`;
  const program = ts.createProgram([path], options);
  const checker = program.getTypeChecker();
  const problems = ts.getPreEmitDiagnostics(program).map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)));
  const byName = new Map(exported.map((symbol) => [symbol.name, resolved(checker, symbol)]));
  const having = (flag) => exported.filter((symbol) => resolved(checker, symbol).flags & flag).map(({ name }) => name);
  return {
    /** Names of everything that is there at run time, too. */
    values: having(ts.SymbolFlags.Value),
    /** Names of classes, interfaces and aliases. */
    types: having(ts.SymbolFlags.Type),
    type: (name) => {
      const symbol = byName.get(name);
      if (!symbol) throw new Error(`${file} declares no ${name}`);
      return new Declared(checker, checker.getDeclaredTypeOfSymbol(symbol), symbol);
    },
    statics: (name) => new Declared(checker, checker.getTypeOfSymbol(byName.get(name)), byName.get(name)),
  };
}

/** One type. */
class Declared {
  constructor(checker, type, symbol) {
    Object.assign(this, { checker, type, symbol });
  }

  /** Its members by name, inherited ones too unless they come from TypeScript's own library. */
  get members() {
    const own = this.checker.getPropertiesOfType(this.type).filter(({ declarations = [] }) =>
      declarations.some((one) => one.getSourceFile().fileName.includes("/pkg/")));
    return new Map(own.map((symbol) => [symbol.name, new Declared(this.checker, this.checker.getTypeOfSymbol(symbol), symbol)]));
  }

  get names() {
    return [...this.members.keys()].sort();
  }

  get text() {
    return this.checker.typeToString(this.type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
  }

  /** Of a method: what it returns. */
  get returns() {
    const [signature] = this.type.getCallSignatures();
    return this.checker.typeToString(signature.getReturnType(), undefined, ts.TypeFormatFlags.NoTruncation);
  }

  get isMethod() {
    return (this.symbol.flags & ts.SymbolFlags.Method) !== 0;
  }

  get isInterface() {
    return (this.symbol.flags & ts.SymbolFlags.Interface) !== 0;
  }

  /** Whether anything may be added to it. */
  get isOpen() {
    return this.type.getStringIndexType() !== undefined;
  }

  get examples() {
    return this.symbol.getJsDocTags(this.checker).filter(({ name }) => name === "example").length;
  }

  /** Of a union: its words, sorted; `null` is left out. */
  get words() {
    const types = this.type.isUnion() ? this.type.types : [this.type];
    return types.filter((one) => one.isStringLiteral()).map((one) => one.value).sort();
  }

  /** Of a union: its other parts. */
  get parts() {
    const types = this.type.isUnion() ? this.type.types : [this.type];
    return [...new Set(types.map((one) => this.checker.typeToString(this.checker.getBaseTypeOfLiteralType(one))))].sort();
  }
}

const resolved = (checker, symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
