import type { Database, Statement } from 'better-sqlite3';
import type { CloneState, Normalised, Package, RecordPlace } from '../../shared/domain/index.ts';
import { fold, tokensOf } from '../../shared/search/fold.ts';
import type { PackageEntry } from '../mirror/index.ts';
import { claimSources, cloneStates, hubNumber, lineageRelations, lineageSources, recordCommits, type RecordCommit, type TermKind } from './codes.ts';
import type { TermWriter } from './terms.ts';

const packageColumns = [
  'id', 'hub', 'name', 'folded', 'ordinal', 'record_number', 'metadata_id', 'owner', 'task', 'architecture', 'license', 'library',
  'task_original', 'architecture_original', 'license_original', 'library_original', 'downloads', 'likes', 'stars', 'files', 'bytes',
  'parameters', 'created', 'modified', 'claims', 'claims_strict', 'has_card', 'gated', 'recovered', 'repository', 'clone',
  'record_commit', 'sha', 'url', 'owner_url', 'description', 'facts', 'unified_file', 'unified_offset', 'unified_length',
  'metadata_file', 'metadata_offset', 'metadata_length',
] as const;

type Value = string | number | null;

export interface PackageLinks {
  /** The repository that holds the package's clone, null where there is none. */
  readonly repository: number | null;
  readonly clone: CloneState;
  readonly recordCommit: RecordCommit;
  /** The model card's text in the clone, for full text; empty where there is none. */
  readonly card: string;
  readonly recovered: boolean;
  /** The row of a source file by its path below the mirror. */
  fileId(path: string): number | null;
}

/** Rows of one INSERT of terms. */
const pairsPerStatement = 128;

/** Writes packages with their terms, lineage, claims and full text into an index that is being built. */
export class PackageWriter {
  private readonly terms: TermWriter;
  private readonly insertPackage: Statement<Value[]>;
  private readonly insertTerm: Statement<[number, number]>;
  private readonly insertTerms: Statement<number[]>;
  /** Pairs of package and term that wait to be written together. */
  private readonly pairs: number[] = [];
  private readonly insertLineage: Statement<[number, number, number, number]>;
  private readonly insertClaim: Statement<Value[]>;
  private readonly insertText: Statement<[number, string, string, string, string, string]>;
  private last = 0;

  constructor(database: Database, terms: TermWriter) {
    this.terms = terms;
    this.insertPackage = database.prepare(`INSERT INTO package (${packageColumns.join(', ')}) VALUES (${packageColumns.map(() => '?').join(', ')})`);
    this.insertTerm = database.prepare('INSERT INTO package_term (package, term) VALUES (?, ?)');
    this.insertTerms = database.prepare(`INSERT INTO package_term (package, term) VALUES ${Array(pairsPerStatement).fill('(?, ?)').join(', ')}`);
    this.insertLineage = database.prepare('INSERT OR IGNORE INTO lineage (package, base, relation, source) VALUES (?, ?, ?, ?)');
    this.insertClaim = database.prepare('INSERT INTO claim (package, position, task, dataset, metric, value, number, strict, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.insertText = database.prepare('INSERT INTO package_fts (rowid, name, owner, tags, description, card) VALUES (?, ?, ?, ?, ?, ?)');
  }

  get count(): number {
    return this.last;
  }

  /** Adds one package; some of it is written only by `flush`. */
  add(entry: PackageEntry, links: PackageLinks): number {
    this.last += 1;
    const id = this.last;
    const { package: found } = entry;
    this.insertPackage.run(...this.row(id, entry, links));
    this.addTerms(id, found);
    for (const step of found.lineage) {
      this.insertLineage.run(id, this.terms.id('base', step.base), lineageRelations.indexOf(step.relation), lineageSources.indexOf(step.source));
    }
    found.claims.forEach((claim, position) => {
      this.insertClaim.run(
        id, position, this.terms.idOrNull('task', claim.task), this.terms.idOrNull('dataset', claim.dataset), this.terms.id('metric', claim.metric),
        claim.value, claim.number, claim.strict ? 1 : 0, claimSources.indexOf(claim.source),
      );
    });
    this.insertText.run(
      id, tokenText(found.name), tokenText(found.owner ?? ''), tokenText(found.tags.join(' ')), tokenText(found.description ?? ''), tokenText(links.card),
    );
    return id;
  }

  /** Writes what waits. Called once after the last package. */
  flush(): void {
    for (let at = 0; at < this.pairs.length; at += 2) this.insertTerm.run(this.pairs[at] ?? 0, this.pairs[at + 1] ?? 0);
    this.pairs.length = 0;
  }

  /** Terms go in sorted and many at a time, which is twice as fast as one by one. */
  private addTerms(id: number, found: Package): void {
    const ids = new Set<number>();
    const add = (kind: TermKind, values: readonly string[]): void => {
      for (const value of values) ids.add(this.terms.id(kind, value));
    };
    add('tag', found.tags);
    add('dataset', found.datasets);
    add('language', found.languages);
    add('format', found.formats);
    for (const paper of found.papers) ids.add(this.terms.id('paper', paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`));
    for (const term of [...ids].sort((left, right) => left - right)) this.pairs.push(id, term);
    while (this.pairs.length >= 2 * pairsPerStatement) this.insertTerms.run(...this.pairs.splice(0, 2 * pairsPerStatement));
  }

  private row(id: number, { package: found, unified, metadata }: PackageEntry, links: PackageLinks): Value[] {
    const { terms } = this;
    const folded = fold(found.name);
    return [
      id, hubNumber(found.hub), found.name, folded === asciiLowerCase(found.name) ? null : folded, 0, found.recordNumber, found.metadataId,
      terms.idOrNull('owner', found.owner), terms.idOrNull('task', found.task?.value), terms.idOrNull('architecture', found.architecture?.value),
      terms.idOrNull('license', found.license?.value), terms.idOrNull('library', found.library?.value),
      this.originalOf('task', found.task), this.originalOf('architecture', found.architecture), this.originalOf('license', found.license),
      this.originalOf('library', found.library), found.downloads, found.likes, found.stars, found.files, found.bytes, found.parameters,
      found.created, found.modified, found.claims.length, found.claimsStrict ? 1 : 0, found.hasCard || links.card !== '' ? 1 : 0, found.gated ? 1 : 0,
      links.recovered ? 1 : 0, links.repository, cloneStates.indexOf(links.clone), recordCommits.indexOf(links.recordCommit), found.sha,
      derivable(found) ? null : found.url, found.ownerUrl, found.description, found.facts.length === 0 ? null : JSON.stringify(found.facts),
      ...placeColumns(unified, links), ...placeColumns(metadata, links),
    ];
  }

  private originalOf(kind: TermKind, value: Normalised | null): number | null {
    return value === null || value.value === value.original ? null : this.terms.id(kind, value.original);
  }
}

/** SQLite's lower() knows ASCII only. */
function asciiLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const ascii = /^[\0-\x7f]*$/;

/** SQLite's Unicode tables are older than ours: outside ASCII the text is cut into words here, so that both agree. */
function tokenText(text: string): string {
  return ascii.test(text) ? text : tokensOf(text).join(' ');
}

/** Hugging Face addresses follow from the name; storing two million of them would not tell more. */
function derivable(found: Package): boolean {
  return found.hub === 'huggingface';
}

function placeColumns(place: RecordPlace | null, links: PackageLinks): Value[] {
  return place === null ? [null, null, null] : [links.fileId(place.file), place.offset, place.length];
}
