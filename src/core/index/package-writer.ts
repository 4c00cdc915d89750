import type { Database, Statement } from 'better-sqlite3';
import type { Normalised, Package, RecordPlace } from '../../shared/domain/index.ts';
import { fold, tokensOf } from '../../shared/search/fold.ts';
import type { PackageEntry } from '../mirror/index.ts';
import { claimSources, cloneStates, hubNumber, lineageRelations, lineageSources, recordCommits, type TermKind } from './codes.ts';
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
  readonly recovered: boolean;
  /** The row of a source file by its path below the mirror. */
  fileId(path: string): number | null;
}

/** Writes packages with their terms, lineage, claims and full text into an index that is being built. */
export class PackageWriter {
  private readonly terms: TermWriter;
  private readonly insertPackage: Statement<Value[]>;
  private readonly insertTerm: Statement<[number, number]>;
  private readonly insertLineage: Statement<[number, number, number, number]>;
  private readonly insertClaim: Statement<Value[]>;
  private readonly insertText: Statement<[number, string, string, string, string, string]>;
  private last = 0;

  constructor(database: Database, terms: TermWriter) {
    this.terms = terms;
    this.insertPackage = database.prepare(`INSERT INTO package (${packageColumns.join(', ')}) VALUES (${packageColumns.map(() => '?').join(', ')})`);
    this.insertTerm = database.prepare('INSERT OR IGNORE INTO package_term (package, term) VALUES (?, ?)');
    this.insertLineage = database.prepare('INSERT OR IGNORE INTO lineage (package, base, relation, source) VALUES (?, ?, ?, ?)');
    this.insertClaim = database.prepare('INSERT INTO claim (package, position, task, dataset, metric, value, number, strict, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.insertText = database.prepare('INSERT INTO package_fts (rowid, name, owner, tags, description, card) VALUES (?, ?, ?, ?, ?, ?)');
  }

  get count(): number {
    return this.last;
  }

  /** Adds one package. Full text of a package with a clone waits for its card: `addText` is then called later. */
  add(entry: PackageEntry, links: PackageLinks): number {
    this.last += 1;
    const id = this.last;
    const { package: found } = entry;
    this.insertPackage.run(...this.row(id, entry, links));
    this.addTerms(id, 'tag', found.tags);
    this.addTerms(id, 'dataset', found.datasets);
    this.addTerms(id, 'language', found.languages);
    this.addTerms(id, 'format', found.formats);
    this.addTerms(id, 'paper', found.papers.map((paper) => (paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`)));
    for (const step of found.lineage) {
      this.insertLineage.run(id, this.terms.id('base', step.base), lineageRelations.indexOf(step.relation), lineageSources.indexOf(step.source));
    }
    found.claims.forEach((claim, position) => {
      this.insertClaim.run(
        id, position, this.terms.idOrNull('task', claim.task), this.terms.idOrNull('dataset', claim.dataset), this.terms.id('metric', claim.metric),
        claim.value, claim.number, claim.strict ? 1 : 0, claimSources.indexOf(claim.source),
      );
    });
    if (links.repository === null) this.addText(id, found.name, found.owner ?? '', found.tags.join(' '), found.description ?? '', '');
    return id;
  }

  addText(id: number, name: string, owner: string, tags: string, description: string, card: string): void {
    this.insertText.run(id, tokenText(name), tokenText(owner), tokenText(tags), tokenText(description), tokenText(card));
  }

  private addTerms(id: number, kind: TermKind, values: readonly string[]): void {
    for (const value of values) this.insertTerm.run(id, this.terms.id(kind, value));
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
      found.created, found.modified, found.claims.length, found.claimsStrict ? 1 : 0, found.hasCard ? 1 : 0, found.gated ? 1 : 0,
      links.recovered ? 1 : 0, links.repository, cloneStates.indexOf('missing'), recordCommits.indexOf('not-stated'), found.sha,
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
