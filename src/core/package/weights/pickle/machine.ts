import type { PickleFindings } from './findings.ts';
import { calleeOf, describeValue, type Value } from './values.ts';

/** What a format on top of pickle learns while it is walked. */
export interface PickleHooks {
  readonly onItem?: (key: string, value: Value) => void;
  readonly onPersistent?: (id: Value) => void;
}

const emptyTuple: Value = { kind: 'tuple', items: [] };
/** Dictionaries up to this size are remembered whole: the states of array wrappers have six entries. */
const maxDictKept = 16;
const maxTupleKept = 64;
/** Loaders in C make room for every index below the one written. */
const hugeMemoIndex = 50_000_000;
const maxOddMemo = 100_000;

/**
 * The stack and memo of an unpickler that runs nothing: imports and results of calls stand on it as what they are called. Values go
 * through DUP and the memo as in a real one, so that a name put together from there is found. A fault is noted and the walk goes on.
 */
export class PickleMachine {
  readonly #stack: Value[] = [];
  readonly #marks: number[] = [];
  /** Picklers number what they remember from 0 on; other indexes stand apart. */
  readonly #memo: Value[] = [];
  readonly #oddMemo = new Map<number, Value>();
  readonly findings: PickleFindings;
  readonly where: string | null;
  readonly hooks: PickleHooks;

  constructor(findings: PickleFindings, where: string | null, hooks: PickleHooks) {
    this.findings = findings;
    this.where = where;
    this.hooks = hooks;
  }

  push(value: Value): void {
    this.#stack.push(value);
  }

  pop(place: number): Value {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) {
      this.findings.fault(`The opcode at byte ${place} takes more than there is.`);
      return null;
    }
    return this.#stack.pop() ?? null;
  }

  top(): Value {
    return this.#stack.at(-1) ?? null;
  }

  /** POP takes a mark off where nothing stands above it. */
  popOrMark(place: number): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop(place);
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  /** What stands above the last mark; the mark goes too. */
  takeMarked(place: number): Value[] {
    const from = this.#marks.pop();
    if (from !== undefined) return this.#stack.splice(from);
    this.findings.fault(`The opcode at byte ${place} needs a mark, and there is none.`);
    return this.#stack.splice(0);
  }

  tuple(items: readonly Value[]): void {
    this.push(items.length === 0 ? emptyTuple : { kind: 'tuple', items: items.slice(0, maxTupleKept) });
  }

  tupleOf(count: number, place: number): void {
    const items: Value[] = [];
    for (let index = 0; index < count; index += 1) items.unshift(this.pop(place));
    this.tuple(items);
  }

  /** Adds keys and values, in turns, to the dictionary on top. */
  setItems(pairs: readonly Value[], place: number): void {
    const before = this.pop(place);
    const items = new Map<string, Value>(before !== null && typeof before === 'object' && before.kind === 'dict' ? before.items : []);
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const key = pairs[at] ?? null;
      const value = pairs[at + 1] ?? null;
      if (typeof key !== 'string') continue;
      this.hooks.onItem?.(key, value);
      if (items.size < maxDictKept) items.set(key, value);
    }
    // Items of an instance (OrderedDict and its kin) leave it what it is.
    const isInstance = before !== null && typeof before === 'object' && before.kind === 'call';
    this.push(isInstance || items.size === 0 ? before : { kind: 'dict', items });
  }

  put(index: number, place: number): void {
    if (index > hugeMemoIndex) this.findings.problems.add(`The memo index ${index} at byte ${place} makes loaders set aside memory for all below it.`);
    if (index <= this.#memo.length) {
      this.#memo[index] = this.top();
      // MEMOIZE counts what is remembered: an index must not stand in both.
      if (this.#oddMemo.size > 0) this.#oddMemo.delete(index);
    }
    else if (this.#oddMemo.size < maxOddMemo) this.#oddMemo.set(index, this.top());
    else this.findings.stopEarly(`It remembers more than ${maxOddMemo} values out of order.`);
  }

  memoize(place: number): void {
    this.put(this.#memo.length + this.#oddMemo.size, place);
  }

  get(index: number, place: number): void {
    const value = index < this.#memo.length ? this.#memo[index] : this.#oddMemo.get(index);
    if (value === undefined) this.findings.fault(`The opcode at byte ${place} asks for memo ${index}, which was never set.`);
    this.push(value ?? null);
  }

  import(module: Value, name: Value, place: number): void {
    const text = (value: Value): string | null => (typeof value === 'string' ? value : null);
    this.push({ kind: 'import', name: this.findings.addImport(text(module), text(name), place, this.where) });
  }

  /** Notes a call and leaves its result on the stack. */
  call(operation: string, callee: Value, args: Value, place: number): void {
    const name = calleeOf(callee);
    this.findings.addCall(operation, name, place, this.where, () => describeValue(args));
    this.push({ kind: 'call', callee: name, arguments: args });
  }

  /** BUILD calls __setstate__ of the object below, or sets its attributes. Returns object and state. */
  build(place: number): { readonly object: Value; readonly state: Value } {
    const state = this.pop(place);
    const object = this.top();
    if (object !== null && typeof object === 'object' && (object.kind === 'call' || object.kind === 'import')) {
      const name = object.kind === 'call' ? object.callee : object.name;
      this.findings.addCall('BUILD', name, place, this.where, () => describeValue(state));
    }
    return { object, state };
  }

  persistent(id: Value): void {
    this.hooks.onPersistent?.(id);
    this.push({ kind: 'persistent', id });
  }
}
