import { copyRun, type Room, roomOf } from './byte-runs.ts';
import { endOfRun } from './byte-table.ts';
import { cloneStates, type HubId, hubs } from '../../shared/domain/index.ts';
import { claimSources, hubNumber, hubOfNumber, lineageRelations, lineageSources, nameOf, noNumber, type ReadDatabase, type TermKind, termKinds } from './stored.ts';
import { type ClaimOfPackage, type Field, type FlagField, type LineageStep, type ListField, listFields, type NumberField, type TermField, termFields, type TextField, type TimeField } from './package-fields.ts';
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
const huggingFaceAddress = 'https://huggingface.co/';
const huggingFace = roomOf(huggingFaceAddress);
const huggingFaceNumber = hubNumber('huggingface');

/** Some packages in a row, field by field; only fields that were asked for may be read, and only until the next block is. */
export class PackageBlock {
  readonly count: number;
  readonly terms: TermDictionary;
  private readonly scanned: Scanned;
  private readonly ids = new Map<TermField, Uint32Array>();
  /** By package, where a PeaTMOSS database is joined; `noNumber` where it says nothing. */
  private readonly dependents: ArrayLike<number> | null;

  private readonly lists: WantedLists;
  private readonly scratch: Scratch;

  constructor(scanned: Scanned, terms: TermDictionary, lists: WantedLists, dependents: ArrayLike<number> | null, scratch: Scratch) {
    this.lists = lists;
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
    const lists = this.lists[field];
    if (lists === undefined) throw new Error(`Nobody asked for ${field}`);
    return lists;
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

  private namesOf({ room, places }: Names, field: 'hub' | 'clone'): TextRuns {
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
    return { room, starts, ends };
  }

  private ownerRuns(): TextRuns {
    const { room, starts: places } = this.terms.table;
    const ids = this.term('owner');
    const starts = this.scratch.array(Int32Array, 'starts of owners', ids.length).fill(-1);
    const ends = this.scratch.array(Int32Array, 'ends of owners', ids.length);
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      if (id === 0) continue;
      const start = places[id] as number;
      starts[at] = start;
      ends[at] = endOfRun(room, start);
    }
    return { room, starts, ends };
  }

  /** Addresses as they are kept, those of Hugging Face made of what they end with. */
  private withAddress(field: 'url' | 'ownerUrl', made: TextRuns): TextRuns {
    const kept = this.scanned.text(field);
    const hub = this.scanned.number('hub');
    let length = 0;
    for (let at = 0; at < this.count; at += 1) length += (kept.starts[at] === -1 ? huggingFaceAddress.length + (made.ends[at] as number) - (made.starts[at] as number) : (kept.ends[at] as number) - (kept.starts[at] as number));
    const room = this.scratch.room(`addresses: ${field}`, length);
    const starts = this.scratch.array(Int32Array, `starts of addresses: ${field}`, this.count).fill(-1);
    const ends = this.scratch.array(Int32Array, `ends of addresses: ${field}`, this.count);
    let end = 0;
    for (let at = 0; at < this.count; at += 1) {
      const start = end;
      if (kept.starts[at] !== -1) end = copyRun(room, end, kept.room, kept.starts[at] as number, kept.ends[at] as number);
      else if (hub[at] === huggingFaceNumber && made.starts[at] !== -1) end = copyRun(room, copyRun(room, end, huggingFace, 0, huggingFaceAddress.length), made.room, made.starts[at] as number, made.ends[at] as number);
      else continue;
      starts[at] = start;
      ends[at] = end;
    }
    return { room, starts, ends };
  }
}

type WantedLists = Partial<Readonly<Record<ListField, TermLists>>>;

/** The kind of what the dictionary lacks. */
const noKind = 0xff;

/** The lists of some fields, from terms of all kinds. */
function listsIn({ starts, terms }: Scanned['pairs'], kinds: Uint8Array, fields: readonly ListField[], scratch: Scratch): WantedLists {
  const count = starts.length - 1;
  const lists = fields.map((field) => ({ starts: scratch.array(Uint32Array, `lists of ${field}`, count + 1), ids: scratch.array(Uint32Array, `terms of ${field}`, terms.length) }));
  /** By kind: which list its terms are in, else -1. */
  const listOf = new Int8Array(0x100).fill(-1);
  for (const [number, field] of fields.entries()) listOf[kindOfList[field]] = number;
  const ends = new Uint32Array(fields.length);
  for (let at = 0; at < count; at += 1) {
    for (let list = 0; list < lists.length; list += 1) (lists[list] as TermLists).starts[at] = ends[list] as number;
    for (let pair = starts[at] as number; pair < (starts[at + 1] as number); pair += 1) {
      const id = terms[pair] as number;
      const list = listOf[kinds[id] ?? noKind] as number;
      if (list === -1) continue;
      (lists[list] as TermLists).ids[ends[list] as number] = id;
      ends[list] = (ends[list] as number) + 1;
    }
  }
  return Object.fromEntries(lists.map((list, number) => {
    const end = ends[number] as number;
    list.starts[count] = end;
    return [fields[number], { starts: list.starts, ids: list.ids.subarray(0, end) }];
  }));
}

function putWhereNone(ids: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < ids.length; at += 1) if (ids[at] === 0) ids[at] = others[at] as number;
}

const kindOfList: Readonly<Record<ListField, (typeof termKinds)[TermKind]>> = {
  datasets: termKinds.dataset, languages: termKinds.language, tags: termKinds.tag, formats: termKinds.format, papers: termKinds.paper,
};

/** Names that the index has numbers for, one after the other. */
interface Names {
  readonly room: Room;
  readonly places: readonly number[];
}

function namesInRow(names: readonly string[]): Names {
  const places = [0];
  for (const name of names) places.push((places.at(-1) as number) + name.length);
  return { room: roomOf(names.join('')), places };
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
  private readonly listFields: readonly ListField[];
  private readonly dependents: ArrayLike<number> | null;

  private readonly pages: Pages;
  private readonly termPages: Pages;

  constructor(database: ReadDatabase, fields: ReadonlySet<Field>, dependents: ArrayLike<number> | null) {
    this.pages = new Pages(database.name, inOrder);
    this.termPages = new Pages(database.name, inNoOrder);
    this.terms = new TermDictionary(database, this.termPages);
    this.scan = packageScan(database, this.pages, fields, this.scratch);
    this.termFields = termFields.filter((field) => fields.has(field) || (field === 'owner' && fields.has('ownerUrl')));
    this.listFields = listFields.filter((field) => fields.has(field));
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
    terms.learnKinds(scanned.pairs.terms);
    const lists = listsIn(scanned.pairs, terms.kinds, this.listFields, this.scratch);
    const block = new PackageBlock(scanned, terms, lists, dependents === null ? null : Array.from(ids, (id) => dependents[id] ?? noNumber), this.scratch);
    for (const field of this.termFields) terms.load(block.term(field));
    for (const list of Object.values(lists)) terms.load(list.ids);
    if (scanned.lineage.length > 0) terms.load(block.list('lineage').ids);
    if (scanned.claims.length > 0) terms.load(scanned.claims.flatMap((claims) => claims.flatMap(([, task, dataset, metric]) => [task ?? 0, dataset ?? 0, metric])));
    return block;
  }
}
