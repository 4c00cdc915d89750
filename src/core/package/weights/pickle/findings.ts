import { clipped, CutList } from '../report.ts';
import { isKnownImport } from './known-imports.ts';

export interface FoundImport {
  readonly name: string;
  readonly known: boolean;
  count: number;
  /** Byte of the opcode, in the file or in the member that `where` names. */
  readonly offset: number;
  readonly where: string | null;
}

export interface FoundCall {
  readonly operation: string;
  readonly callee: string;
  count: number;
  readonly offset: number;
  readonly where: string | null;
  /** Of the first such call, as far as they stand in the pickle. */
  readonly arguments: string;
}

const maxListed = 2000;
const maxProblems = 50;

/** What the pickles of one file import and call: each once, with how often and where first. */
export class PickleFindings {
  readonly #imports = new Map<string, FoundImport>();
  readonly #calls = new Map<string, FoundCall>();
  readonly problems = new CutList<string>(maxProblems);
  pickles = 0;
  /** Imports and calls that came when the lists were full. */
  moreImports = 0;
  moreCalls = 0;
  /** An import outside the allow-list came when the list was full. */
  hasMoreOther = false;
  /** Why the walk did not reach the end: then the verdict is never good. */
  partial: string | null = null;

  get imports(): readonly FoundImport[] {
    return [...this.#imports.values()];
  }

  get calls(): readonly FoundCall[] {
    return [...this.#calls.values()];
  }

  /** Null stands for a name that only running the pickle would tell. */
  addImport(module: string | null, name: string | null, offset: number, where: string | null): string {
    const shown = `${module === null ? '(computed)' : clipped(module, 300)}.${name === null ? '(computed)' : clipped(name, 300)}`;
    const known = isKnownImport(module, name);
    // A module "a" with a name "b.c" is another import than "a.b" with "c".
    const key = `${module ?? ''}\n${name ?? ''}\n${where ?? ''}`;
    const before = this.#imports.get(key);
    if (before) before.count += 1;
    else if (this.#imports.size < maxListed) this.#imports.set(key, { name: shown, known, count: 1, offset, where });
    else {
      this.moreImports += 1;
      if (!known) this.hasMoreOther = true;
    }
    return shown;
  }

  addCall(operation: string, callee: string, offset: number, where: string | null, describe: () => string): void {
    const key = `${operation}\n${callee}\n${where ?? ''}`;
    const before = this.#calls.get(key);
    if (before) before.count += 1;
    else if (this.#calls.size < maxListed) this.#calls.set(key, { operation, callee, count: 1, offset, where, arguments: clipped(describe(), 300) });
    else this.moreCalls += 1;
  }

  /** The first reason stays: it stands nearest to the cause. */
  stopEarly(reason: string): void {
    this.partial ??= reason;
  }

  /** A fault that a loader would stop at; the walk goes on, so that what comes behind it is listed. */
  fault(text: string): void {
    this.problems.add(text);
    this.stopEarly(text);
  }

  take(other: PickleFindings): void {
    for (const found of other.#imports.values()) this.#merge(this.#imports, `${found.name}\n${found.where ?? ''}\n${found.known}`, found);
    for (const found of other.#calls.values()) this.#merge(this.#calls, `${found.operation}\n${found.callee}\n${found.where ?? ''}`, found);
    this.moreImports += other.moreImports;
    this.moreCalls += other.moreCalls;
    this.hasMoreOther ||= other.hasMoreOther;
    this.pickles += other.pickles;
    for (const problem of other.problems.rows) this.problems.add(problem);
    if (other.partial !== null) this.stopEarly(other.partial);
  }

  #merge<Found extends { count: number }>(into: Map<string, Found>, key: string, found: Found): void {
    const before = into.get(key);
    if (before) before.count += found.count;
    else into.set(key, found);
  }
}
