import type { Claim, CloneState, Normalised, Package } from '../../shared/domain/index.ts';
import { fold, isAscii } from '../../shared/search/fold.ts';
import type { PackageEntry } from '../mirror/index.ts';
import { claimSources, cloneStates, hubNumber, lineageRelations, lineageSources, recordCommits, type RecordCommit, type TermKindNumber, termKinds } from './codes.ts';
import { PackageBlockWriter } from './package-blocks.ts';
import type { BulkWriter, RecordValue } from './pages/index.ts';
import type { TermWriter } from './terms.ts';
import { TextBlockWriter } from './text-blocks.ts';

/** The table's columns, in its order. */
export const packageColumns = [
  'id', 'hub', 'name', 'folded', 'ordinal', 'record_number', 'metadata_id', 'owner', 'task', 'architecture', 'license', 'library',
  'task_original', 'architecture_original', 'license_original', 'library_original', 'downloads', 'likes', 'stars', 'files', 'bytes',
  'parameters', 'created', 'modified', 'claims', 'claims_strict', 'has_card', 'card_items', 'gated', 'recovered', 'repository', 'clone',
  'record_commit', 'sha', 'url', 'owner_url', 'description', 'facts', 'unified_file', 'unified_offset', 'unified_length',
  'metadata_file', 'metadata_offset', 'metadata_length', 'parts',
] as const;

/** A package as an index has stored it, its numbers those of the index that is being built. */
export interface StoredPackage {
  readonly name: string;
  readonly folded: string | null;
  readonly columns: readonly RecordValue[];
  readonly terms: readonly number[];
  readonly lineage: readonly (readonly [base: number, relation: number, source: number])[];
  /** Without the package's number. */
  readonly claims: readonly (readonly RecordValue[])[];
}

export interface PackageLinks {
  /** The repository that holds the package's clone, null where there is none. */
  readonly repository: number | null;
  readonly clone: CloneState;
  readonly recordCommit: RecordCommit;
  /** Whether the clone holds a model card. */
  readonly hasCard: boolean;
  /** Which items the card has; null where there is none to read. */
  readonly cardItems: number | null;
  readonly recovered: boolean;
  /** The row of a source file by its path below the mirror. */
  fileId(path: string): number | null;
}

type AddRow = (row: readonly RecordValue[]) => void;

/** Writes packages with their terms, lineage and claims into an index that is being built. */
export class PackageWriter {
  private readonly terms: TermWriter;
  private readonly bulk: BulkWriter;
  private readonly addPackage: AddRow;
  private readonly addLineage: AddRow;
  private readonly addClaim: AddRow;
  private readonly names: TextBlockWriter;
  private readonly blocks: PackageBlockWriter;
  private last = 0;

  constructor(bulk: BulkWriter, terms: TermWriter) {
    this.terms = terms;
    this.bulk = bulk;
    this.addPackage = bulk.table('package');
    this.addLineage = bulk.table('lineage');
    this.addClaim = bulk.table('claim');
    this.names = new TextBlockWriter('name', bulk.table('text_block'));
    this.blocks = new PackageBlockWriter((column) => (packageColumns as readonly string[]).indexOf(column), bulk.table('package_block'));
  }

  get count(): number {
    return this.last;
  }

  /** Adds one package and returns its id: 1, 2, 3 … in the order of the records. */
  add(entry: PackageEntry, links: PackageLinks): number {
    this.last += 1;
    const id = this.last;
    const { package: found } = entry;
    const folded = fold(found.name);
    this.names.push(id, folded);
    const row = this.row(folded, entry, links);
    const terms = this.termsOf(found);
    this.addPackage(row);
    this.bulk.addPairs(terms);
    this.blocks.push(row, terms, {
      dataset: found.datasets.length > 0, paper: found.papers.length > 0, base: found.lineage.length > 0,
      language: found.languages.length > 0, tag: found.tags.length > 0, format: found.formats.length > 0,
    });
    if (found.lineage.length > 0) this.addBases(id, found);
    for (let position = 0; position < found.claims.length; position += 1) {
      const claim = found.claims[position] as Claim;
      this.addClaim([
        id, position, this.terms.idOrNull(termKinds.task, claim.task), this.terms.idOrNull(termKinds.dataset, claim.dataset), this.terms.id(termKinds.metric, claim.metric),
        claim.value, claim.number, claim.strict ? 1 : 0, claimSources.indexOf(claim.source),
      ]);
    }
    return id;
  }

  /** Adds a package that did not change since the index it is taken from was built. */
  addStored({ name, folded, columns, terms, lineage, claims }: StoredPackage): number {
    this.last += 1;
    const id = this.last;
    this.names.push(id, folded ?? asciiLowerCase(name));
    this.addPackage(columns);
    const distinct = sortedDistinct([...terms]);
    this.bulk.addPairs(distinct);
    const has = (kind: TermKindNumber): boolean => distinct.some((term) => this.terms.kindOf(term) === kind);
    this.blocks.push(columns, distinct, { dataset: has(termKinds.dataset), paper: has(termKinds.paper), base: lineage.length > 0, language: has(termKinds.language), tag: has(termKinds.tag), format: has(termKinds.format) });
    for (const step of [...lineage].sort((left, right) => left[0] - right[0] || left[1] - right[1])) this.addLineage([id, ...step, null]);
    for (const claim of claims) this.addClaim([id, ...claim]);
    return id;
  }

  flush(): void {
    this.names.flush();
    this.blocks.flush();
  }

  /** In the order of the table's key, each once. */
  private addBases(id: number, found: Package): void {
    const steps = new Map<string, readonly [base: number, relation: number, source: number]>();
    for (const step of found.lineage) {
      const base = this.terms.id(termKinds.base, step.base);
      const relation = lineageRelations.indexOf(step.relation);
      const key = `${base} ${relation}`;
      if (!steps.has(key)) steps.set(key, [base, relation, lineageSources.indexOf(step.source)]);
    }
    for (const [base, relation, source] of [...steps.values()].sort((left, right) => left[0] - right[0] || left[1] - right[1])) {
      this.addLineage([id, base, relation, source, null]);
    }
  }

  /** Ids of the package's terms, ascending and each once. */
  private termsOf(found: Package): readonly number[] {
    const ids: number[] = [];
    this.addTerms(ids, termKinds.tag, found.tags);
    this.addTerms(ids, termKinds.dataset, found.datasets);
    this.addTerms(ids, termKinds.language, found.languages);
    this.addTerms(ids, termKinds.format, found.formats);
    for (const paper of found.papers) ids.push(this.terms.id(termKinds.paper, paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`));
    for (let at = 1; at < found.licenses.length; at += 1) ids.push(this.terms.id(termKinds.license, (found.licenses[at] as Normalised).value));
    return sortedDistinct(ids);
  }

  private addTerms(ids: number[], kind: TermKindNumber, values: readonly string[]): void {
    for (let at = 0; at < values.length; at += 1) ids.push(this.terms.id(kind, values[at] as string));
  }

  /** In the order of the table's columns; the first one is the rowid. `finish.ts` numbers repeated names. */
  private row(folded: string, { package: found, unified, metadata }: PackageEntry, links: PackageLinks): RecordValue[] {
    const { terms } = this;
    return [
      null, hubNumber(found.hub), found.name, foldsAsAscii(found.name, folded) ? null : folded, 0, found.recordNumber, found.metadataId,
      terms.idOrNull(termKinds.owner, found.owner), terms.idOrNull(termKinds.task, found.task?.value), terms.idOrNull(termKinds.architecture, found.architecture?.value),
      terms.idOrNull(termKinds.license, found.license?.value), terms.idOrNull(termKinds.library, found.library?.value),
      this.originalOf(termKinds.task, found.task), this.originalOf(termKinds.architecture, found.architecture), this.originalOf(termKinds.license, found.license),
      this.originalOf(termKinds.library, found.library), found.downloads, found.likes, found.stars, found.files, found.bytes, found.parameters,
      found.created, found.modified, found.claims.length, found.claimsStrict ? 1 : 0, found.hasCard || links.hasCard ? 1 : 0, links.cardItems, found.gated ? 1 : 0,
      links.recovered ? 1 : 0, links.repository, cloneStates.indexOf(links.clone), recordCommits.indexOf(links.recordCommit), found.sha,
      derivable(found) ? null : found.url, found.ownerUrl, found.description, found.facts.length === 0 ? null : JSON.stringify(found.facts),
      unified && links.fileId(unified.file), unified && unified.offset, unified && unified.length,
      metadata && links.fileId(metadata.file), metadata && metadata.offset, metadata && metadata.length, found.parts,
    ];
  }

  private originalOf(kind: TermKindNumber, value: Normalised | null): number | null {
    return value === null || value.value === value.original ? null : this.terms.id(kind, value.original);
  }
}

const upperCase = /[A-Z]+/g;

/** SQLite's lower() knows ASCII only. */
function asciiLowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.replaceAll(upperCase, (letters) => letters.toLowerCase());
}

/** Whether a folded name is what SQLite's lower() makes of the name, so that it need not be stored. */
function foldsAsAscii(name: string, folded: string): boolean {
  return isAscii(name) || folded === asciiLowerCase(name);
}

const insertionMost = 40;

/** Sorts in place. Most packages have some ten terms, for which nothing beats insertion. */
function sortedDistinct(ids: number[]): readonly number[] {
  if (ids.length > insertionMost) return [...new Set(ids)].sort((left, right) => left - right);
  let count = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] as number;
    let place = count;
    while (place > 0 && (ids[place - 1] as number) > id) place -= 1;
    if (place > 0 && ids[place - 1] === id) continue;
    for (let moved = count; moved > place; moved -= 1) ids[moved] = ids[moved - 1] as number;
    ids[place] = id;
    count += 1;
  }
  ids.length = count;
  return ids;
}

/** Hugging Face addresses follow from the name; storing two million of them would not tell more. */
function derivable(found: Package): boolean {
  return found.hub === 'huggingface';
}
