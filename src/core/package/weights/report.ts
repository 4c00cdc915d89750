import type { CallAnswer } from '../../../shared/contract/index.ts';
import type { PickleFindings } from './pickle/findings.ts';

export type WeightDetail = CallAnswer<'packages.weightFile'>;
export type Tensor = WeightDetail['tensors']['rows'][number];
export type Graph = NonNullable<WeightDetail['graph']>;

/** Tensors kept; more are counted. The largest models in use have some 100,000. */
const maxTensors = 100_000;
const maxMetadata = 1000;
const maxProblems = 200;
const maxFacts = 200;
const maxNotes = 50;
const maxDtypes = 100;
const maxValueLength = 2000;

/** What is found out about one file, filled while it is read: where reading ends early, what was found before stays. */
export class Report {
  readonly facts: { label: string; value: string }[] = [];
  readonly metadata = new CutList<{ key: string; value: string }>(maxMetadata);
  readonly problems = new CutList<string>(maxProblems);
  readonly notes: string[] = [];
  readonly tensors = new CutList<Tensor>(maxTensors);
  readonly dtypes = new Map<string, { parameters: number; tensors: number }>();
  graph: Graph | null = null;
  code: PickleFindings | null = null;
  /** Names what it is where the file holds code that is no pickle. */
  holdsCode: string | null = null;
  quantisation: string | null = null;
  /** Set by formats that are recognised and not looked into. */
  notExamined: string | null = null;
  /** Set where a part could not be read while the rest could. */
  partial: string | null = null;

  fact(label: string, value: string | number | null | undefined): void {
    if (value !== null && value !== undefined && value !== '' && this.facts.length < maxFacts) this.facts.push({ label, value: clipped(String(value), maxValueLength) });
  }

  meta(key: string, value: string): void {
    this.metadata.add({ key: clipped(key, 200), value: clipped(value, maxValueLength) });
  }

  problem(text: string): void {
    this.problems.add(text);
  }

  note(text: string): void {
    if (this.notes.length < maxNotes && !this.notes.includes(text)) this.notes.push(text);
  }

  /** Lists a tensor; its values count as parameters unless they were counted elsewhere. */
  tensor(tensor: Tensor, counts = true): void {
    this.tensors.add({ ...tensor, name: clipped(tensor.name, 500), shape: tensor.shape.slice(0, 64) });
    if (counts) this.count(tensor.dtype, elementCount(tensor.shape));
  }

  count(dtype: string, parameters: number): void {
    const key = this.dtypes.has(dtype) || this.dtypes.size < maxDtypes ? dtype : 'other';
    const known = this.dtypes.get(key);
    if (known) {
      known.parameters += parameters;
      known.tensors += 1;
    } else this.dtypes.set(clipped(key, 40), { parameters, tensors: 1 });
  }
}

/** A list that keeps its first entries and counts them all. */
export class CutList<Item> {
  readonly rows: Item[] = [];
  total = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: Item): void {
    this.total += 1;
    if (this.rows.length < this.#most) this.rows.push(item);
  }
}

/** 2^53 at most: what a file claims may go beyond any number. */
export function elementCount(shape: readonly number[]): number {
  return Math.min(Number.MAX_SAFE_INTEGER, shape.reduce((product, size) => product * size, 1));
}

/** A text of a file as users may see it. */
export function clipped(text: string, most = 200): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
