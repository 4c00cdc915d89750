import type { HubId } from '../../shared/domain/index.ts';
import { claimSources, cloneStates, hubOfNumber, lineageRelations, lineageSources, nameOf, noNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import type { ClaimOfPackage, Field, FlagField, LineageStep, ListField, NumberField, TermField, TextField, TimeField } from './package-fields.ts';
import { dependentNumbers } from '../query/index.ts';
import { packageScan, type Row, type Scanned } from './package-scan.ts';
import { TermDictionary } from './term-dictionary.ts';

/** Lists of several packages, one after the other: those of package `at` from `starts[at]` to `starts[at + 1]`. */
export interface TermLists {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
}

/** Some packages in a row, field by field; only fields that were asked for may be read. */
export class PackageBlock {
  readonly count: number;
  readonly terms: TermDictionary;
  private readonly scanned: Scanned;
  /** By package id, where a PeaTMOSS database is joined; `noNumber` where it says nothing. */
  private readonly dependents: ArrayLike<number> | null;

  constructor(scanned: Scanned, terms: TermDictionary, dependents: ArrayLike<number> | null) {
    this.dependents = dependents;
    this.count = scanned.rows.length;
    this.scanned = scanned;
    this.terms = terms;
  }

  /** Ids of the dictionary; 0 is none. */
  term(field: TermField): Uint32Array {
    const { rows, placeOf } = this.scanned;
    const place = placeOf(field);
    // The hub's own spelling is kept only where it differs.
    const other = field === 'licenseOriginal' ? placeOf('license') : place;
    const ids = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as Row;
      ids[at] = (row[place] ?? row[other] ?? 0) as number;
    }
    return ids;
  }

  /** Adds how many packages each hub has here. */
  countHubs(counts: Map<HubId, number>): void {
    const { rows, placeOf } = this.scanned;
    const place = placeOf('hub');
    // Those of one hub mostly come after each other.
    for (let at = 0; at < rows.length; ) {
      const first = at;
      const hub = (rows[at] as Row)[place];
      while (at < rows.length && (rows[at] as Row)[place] === hub) at += 1;
      const id = hubOfNumber(hub as number);
      counts.set(id, (counts.get(id) ?? 0) + at - first);
    }
  }

  text(field: TextField): readonly (string | null)[] {
    const { rows, placeOf } = this.scanned;
    const place = placeOf(field);
    const hub = placeOf('hub');
    switch (field) {
      case 'hub':
        return rows.map((row) => hubOfNumber(row[place] as number));
      case 'clone':
        return rows.map((row) => nameOf(cloneStates, row[place] as number));
      case 'url': {
        // Hugging Face addresses follow from the name; the index leaves them out.
        const name = placeOf('name');
        return rows.map((row) => (row[place] as string | null) ?? (hubOfNumber(row[hub] as number) === 'huggingface' ? `https://huggingface.co/${row[name] as string}` : null));
      }
      case 'ownerUrl': {
        const owner = placeOf('owner');
        return rows.map((row) => (row[place] as string | null) ?? (hubOfNumber(row[hub] as number) === 'huggingface' && row[owner] !== null ? `https://huggingface.co/${this.terms.text(row[owner] as number)}` : null));
      }
      default:
        return rows.map((row) => row[place] as string | null);
    }
  }

  number(field: NumberField | TimeField | FlagField): readonly (number | null)[] {
    const { rows, placeOf } = this.scanned;
    if (field === 'dependents') {
      return rows.map((row) => {
        const found = this.dependents?.[row[0] as number] ?? noNumber;
        return found === noNumber ? null : found;
      });
    }
    const place = placeOf(field);
    return rows.map((row) => row[place] as number | null);
  }

  list(field: ListField): TermLists {
    const { kinds } = this.terms;
    const { pairs } = this.scanned;
    const wanted = kindOfList[field];
    const starts = new Uint32Array(this.count + 1);
    const ids = new Uint32Array(pairs.terms.length);
    let end = 0;
    for (let at = 0, pair = 0; at < this.count; at += 1) {
      for (const stop = pairs.starts[at + 1] as number; pair < stop; pair += 1) {
        const id = pairs.terms[pair] as number;
        if (kinds[id] === wanted) {
          ids[end] = id;
          end += 1;
        }
      }
      starts[at + 1] = end;
    }
    return { starts, ids: ids.subarray(0, end) };
  }

  lineage(): readonly (readonly LineageStep[])[] {
    return this.scanned.lineage.map((steps) =>
      steps.map(([, source, base, relation, known]) => ({ base: this.terms.text(base), relation: nameOf(lineageRelations, relation), source: nameOf(lineageSources, source), in_mirror: known !== 0 })),
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
}

const kindOfList: Readonly<Record<ListField, (typeof termKinds)[TermKind]>> = {
  datasets: termKinds.dataset, languages: termKinds.language, tags: termKinds.tag, formats: termKinds.format, papers: termKinds.paper,
};

/** Packages of a block: some milliseconds of work, between which an export can be stopped. */
const blockSize = 1000;

/** The packages of these ids in their order, with these fields. */
export function* readBlocks(database: ReadDatabase, ids: Uint32Array, fields: ReadonlySet<Field>): Generator<PackageBlock> {
  const terms = new TermDictionary(database);
  const scan = packageScan(database, fields);
  const dependents = fields.has('dependents') ? dependentNumbers(database) : null;
  for (let start = 0; start < ids.length; start += blockSize) {
    const scanned = scan(ids.subarray(start, start + blockSize));
    const used = scanned.termPlaces.map((place) => scanned.rows.map((row) => (row[place] ?? 0) as number));
    terms.load(...used, scanned.pairs.terms, scanned.lineage.flatMap((steps) => steps.map((step) => step[2])), scanned.claims.flatMap((claims) => claims.flatMap(([, task, dataset, metric]) => [task ?? 0, dataset ?? 0, metric])));
    yield new PackageBlock(scanned, terms, dependents);
  }
}
