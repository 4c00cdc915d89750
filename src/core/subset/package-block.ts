import { copyShort } from './byte-runs.ts';
import { cloneStates, type HubId, hubs } from '../../shared/domain/index.ts';
import { claimSources, hubNumber, hubOfNumber, lineageRelations, lineageSources, nameOf, noNumber, type ReadDatabase, type TermKind, termKinds } from './stored.ts';
import { type ClaimOfPackage, type Field, type FlagField, type LineageStep, type ListField, type NumberField, type TermField, termFields, type TextField, type TimeField } from './package-fields.ts';
import { packageScan, type Scanned, type TextRuns } from './package-scan.ts';
import { Pages } from './pages/pages.ts';
import { Scratch } from './scratch.ts';
import { TermDictionary } from './term-dictionary.ts';

/** Lists of several packages, one after the other: those of package `at` from `starts[at]` to `starts[at + 1]`. */
export interface TermLists {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
}

/** Hugging Face addresses follow from names; the index leaves them out. */
const huggingFace = Buffer.from('https://huggingface.co/');
const huggingFaceNumber = hubNumber('huggingface');

/** Some packages in a row, field by field; only fields that were asked for may be read, and only until the next block is. */
export class PackageBlock {
  readonly count: number;
  readonly terms: TermDictionary;
  private readonly scanned: Scanned;
  private readonly ids = new Map<TermField, Uint32Array>();
  /** By package, where a PeaTMOSS database is joined; `noNumber` where it says nothing. */
  private readonly dependents: ArrayLike<number> | null;

  private readonly scratch: Scratch;

  constructor(scanned: Scanned, terms: TermDictionary, dependents: ArrayLike<number> | null, scratch: Scratch) {
    this.scratch = scratch;
    this.dependents = dependents;
    this.count = scanned.count;
    this.scanned = scanned;
    this.terms = terms;
  }

  /** Ids of the dictionary; 0 is none. */
  term(field: TermField): Uint32Array {
    const known = this.ids.get(field);
    if (known !== undefined) return known;
    // What is no number becomes 0.
    const ids = this.scratch.array(Uint32Array, `ids of ${field}`, this.count);
    ids.set(this.scanned.number(field));
    // The hub's own spelling is kept only where it differs.
    if (field === 'licenseOriginal') putWhereNone(ids, this.term('license'));
    this.ids.set(field, ids);
    return ids;
  }

  /** Adds how many packages each hub has here. */
  countHubs(counts: Map<HubId, number>): void {
    const numbers = this.scanned.number('hub');
    // Those of one hub mostly come after each other.
    for (let at = 0; at < numbers.length; ) {
      const first = at;
      while (at < numbers.length && numbers[at] === numbers[first]) at += 1;
      const id = hubOfNumber(numbers[first] as number);
      counts.set(id, (counts.get(id) ?? 0) + at - first);
    }
  }

  text(field: TextField): TextRuns {
    switch (field) {
      case 'hub':
        return this.namesOf(hubIds, field);
      case 'clone':
        return this.namesOf(clones, field);
      case 'url':
        return this.withAddress(field, this.scanned.text('name'));
      case 'ownerUrl':
        return this.withAddress(field, this.ownerRuns());
      default:
        return this.scanned.text(field);
    }
  }

  /** A number of each package; NaN is none. */
  number(field: NumberField | TimeField | FlagField): Float64Array {
    if (field !== 'dependents') return this.scanned.number(field);
    const numbers = new Float64Array(this.count).fill(NaN);
    if (this.dependents !== null) for (let at = 0; at < this.count; at += 1) numbers[at] = this.dependents[at] === noNumber ? NaN : (this.dependents[at] as number);
    return numbers;
  }

  /** Terms of each package; of lineage the bases. */
  list(field: ListField | 'lineage'): TermLists {
    if (field === 'lineage') return this.bases();
    const { kinds } = this.terms;
    const { pairs } = this.scanned;
    const wanted = kindOfList[field];
    const starts = this.scratch.array(Uint32Array, `lists of ${field}`, this.count + 1);
    const ids = this.scratch.array(Uint32Array, `terms of ${field}`, pairs.terms.length);
    starts[0] = 0;
    let end = 0;
    for (let at = 0, pair = 0; at < this.count; at += 1) {
      const stop = pairs.starts[at + 1] as number;
      end = putOfKind(ids, end, pairs.terms, pair, stop, kinds, wanted);
      pair = stop;
      starts[at + 1] = end;
    }
    return { starts, ids: ids.subarray(0, end) };
  }

  lineage(): readonly (readonly LineageStep[])[] {
    return this.scanned.lineage.map((steps) =>
      steps.map(({ base, relation, source, isKnown }) => ({ base: this.terms.text(base), relation: nameOf(lineageRelations, relation), source: nameOf(lineageSources, source), in_mirror: isKnown })),
    );
  }

  claims(): readonly (readonly ClaimOfPackage[])[] {
    return this.scanned.claims.map((claims) =>
      claims.map(([, task, dataset, metric, value, number, strict, source]) => ({
        task: task === null ? null : this.terms.text(task), dataset: dataset === null ? null : this.terms.text(dataset), metric: this.terms.text(metric),
        value, number, strict: strict !== 0, source: nameOf(claimSources, source),
      })),
    );
  }

  private bases(): TermLists {
    const starts = new Uint32Array(this.count + 1);
    this.scanned.lineage.forEach((steps, at) => (starts[at + 1] = (starts[at] as number) + steps.length));
    return { starts, ids: Uint32Array.from(this.scanned.lineage.flatMap((steps) => steps.map(({ base }) => base))) };
  }

  private namesOf({ bytes, places }: Names, field: 'hub' | 'clone'): TextRuns {
    const numbers = this.scanned.number(field);
    const starts = this.scratch.array(Int32Array, `starts of names: ${field}`, this.count);
    const ends = this.scratch.array(Int32Array, `ends of names: ${field}`, this.count);
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] as number;
      const end = places[number + 1];
      if (end === undefined) throw new Error(`No name has the number ${number}`);
      starts[at] = places[number] as number;
      ends[at] = end;
    }
    return { bytes, starts, ends };
  }

  private ownerRuns(): TextRuns {
    const { table } = this.terms;
    const ids = this.term('owner');
    const starts = this.scratch.array(Int32Array, 'starts of owners', ids.length).fill(-1);
    const ends = this.scratch.array(Int32Array, 'ends of owners', ids.length);
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      if (id === 0) continue;
      starts[at] = table.starts[id] as number;
      ends[at] = table.ends[id] as number;
    }
    return { bytes: table.bytes, starts, ends };
  }

  /** Addresses as they are kept, those of Hugging Face made of what they end with. */
  private withAddress(field: 'url' | 'ownerUrl', made: TextRuns): TextRuns {
    const kept = this.scanned.text(field);
    const hub = this.scanned.number('hub');
    let length = 0;
    for (let at = 0; at < this.count; at += 1) length += (kept.starts[at] === -1 ? huggingFace.length + (made.ends[at] as number) - (made.starts[at] as number) : (kept.ends[at] as number) - (kept.starts[at] as number));
    const bytes = this.scratch.bytes(`addresses: ${field}`, length);
    const starts = this.scratch.array(Int32Array, `starts of addresses: ${field}`, this.count).fill(-1);
    const ends = this.scratch.array(Int32Array, `ends of addresses: ${field}`, this.count);
    let end = 0;
    for (let at = 0; at < this.count; at += 1) {
      const start = end;
      if (kept.starts[at] !== -1) end = copyShort(bytes, end, kept.bytes, kept.starts[at] as number, kept.ends[at] as number);
      else if (hub[at] === huggingFaceNumber && made.starts[at] !== -1) end = copyShort(bytes, copyShort(bytes, end, huggingFace, 0, huggingFace.length), made.bytes, made.starts[at] as number, made.ends[at] as number);
      else continue;
      starts[at] = start;
      ends[at] = end;
    }
    return { bytes, starts, ends };
  }
}

/** Puts terms of one kind behind those that are there; where they end. */
function putOfKind(into: Uint32Array, place: number, terms: Uint32Array, from: number, to: number, kinds: Uint8Array, wanted: number): number {
  let end = place;
  for (let at = from; at < to; at += 1) {
    const id = terms[at] as number;
    if (kinds[id] !== wanted) continue;
    into[end] = id;
    end += 1;
  }
  return end;
}

function putWhereNone(ids: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < ids.length; at += 1) if (ids[at] === 0) ids[at] = others[at] as number;
}

const kindOfList: Readonly<Record<ListField, (typeof termKinds)[TermKind]>> = {
  datasets: termKinds.dataset, languages: termKinds.language, tags: termKinds.tag, formats: termKinds.format, papers: termKinds.paper,
};

/** Names that the index has numbers for, one after the other. */
interface Names {
  readonly bytes: Buffer;
  readonly places: readonly number[];
}

function namesInRow(names: readonly string[]): Names {
  const places = [0];
  for (const name of names) places.push((places.at(-1) as number) + name.length);
  return { bytes: Buffer.from(names.join('')), places };
}

const hubIds = namesInRow(hubs.map(({ id }) => id));
const clones = namesInRow(cloneStates);

/** Rows of packages and what belongs to them lie near each other, and are mostly asked for one after the other. Some more than a megabyte. */
const inOrder = { pieces: 5, ahead: 32 };
/** Terms are asked for here and there, and again and again. Half a megabyte. */
const inNoOrder = { pieces: 64, ahead: 1 };

/** Packages of a block: some milliseconds of work, between which an export can be stopped. */
const blockSize = 1000;

/** The packages of these ids in their order, with these fields. */
export class PackageReader {
  readonly terms: TermDictionary;
  private readonly scan: (ids: Uint32Array) => Scanned;
  private readonly scratch = new Scratch();
  private readonly termFields: readonly TermField[];
  private readonly dependents: ArrayLike<number> | null;

  private readonly pages: Pages;
  private readonly termPages: Pages;

  constructor(database: ReadDatabase, fields: ReadonlySet<Field>, dependents: ArrayLike<number> | null) {
    this.pages = new Pages(database.name, inOrder);
    this.termPages = new Pages(database.name, inNoOrder);
    this.terms = new TermDictionary(database, this.termPages);
    this.scan = packageScan(database, this.pages, fields, this.scratch);
    this.termFields = termFields.filter((field) => fields.has(field) || (field === 'owner' && fields.has('ownerUrl')));
    this.dependents = dependents;
  }

  /** Texts of the dictionary that a block refers to are held until this is called anew. */
  *read(ids: Uint32Array): Generator<PackageBlock> {
    this.terms.trim();
    for (let start = 0; start < ids.length; start += blockSize) yield this.block(ids.subarray(start, start + blockSize));
  }

  close(): void {
    this.pages.close();
    this.termPages.close();
  }

  private block(ids: Uint32Array): PackageBlock {
    const { terms, dependents } = this;
    const scanned = this.scan(ids);
    const block = new PackageBlock(scanned, terms, dependents === null ? null : Array.from(ids, (id) => dependents[id] ?? noNumber), this.scratch);
    terms.load(...this.termFields.map((field) => block.term(field)), scanned.pairs.terms, ...(scanned.lineage.length === 0 ? [] : [block.list('lineage').ids]));
    if (scanned.claims.length > 0) terms.load(scanned.claims.flatMap((claims) => claims.flatMap(([, task, dataset, metric]) => [task ?? 0, dataset ?? 0, metric])));
    return block;
  }
}
