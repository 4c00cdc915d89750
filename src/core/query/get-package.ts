import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { huggingFacePurl, type PackageKey, type Paper } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { hubNumber, lineageRelations, lineageSources, nameOf, type ReadDatabase, termKinds } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { packageKeyOf, packageRowOf, rowColumns, rowJoins, type StoredKey, type StoredPackageRow } from './package-rows.ts';
import { storedClaims } from './claims.ts';
import { cloneOf } from './clone.ts';
import { dependentsOf } from './joined-numbers.ts';
import { prepare } from './statements.ts';

type Detail = CallAnswer<'packages.get'>;

export interface StoredDetail extends StoredPackageRow {
  readonly record_number: number | null;
  readonly metadata_id: string | null;
  readonly url: string | null;
  readonly owner_url: string | null;
  readonly description: string | null;
  readonly sha: string | null;
  readonly facts: string | null;
  readonly repository: number | null;
  readonly record_commit: number;
  readonly task_original_text: string | null;
  readonly architecture_original_text: string | null;
  readonly license_original_text: string | null;
  readonly library_original_text: string | null;
}

const detailSql = `
  SELECT ${rowColumns}, p.record_number, p.metadata_id, p.url, p.owner_url, p.description, p.sha, p.facts, p.repository, p.record_commit,
    (SELECT text FROM term WHERE id = p.task_original) AS task_original_text,
    (SELECT text FROM term WHERE id = p.architecture_original) AS architecture_original_text,
    (SELECT text FROM term WHERE id = p.license_original) AS license_original_text,
    (SELECT text FROM term WHERE id = p.library_original) AS library_original_text
  FROM package AS p ${rowJoins}
  WHERE p.hub = ? AND p.name = ? AND p.ordinal = ?`;

/** Everything the index knows of one package; throws `not-found` where the mirror has none of that key. */
export function getPackage(context: ReadContext, args: CallArguments<'packages.get'>): Detail {
  const { database } = context;
  const stored = storedDetail(database, args.package);
  const terms = termsOf(database, stored.id);
  const ofKind = (kind: number): string[] => terms.filter((term) => term.kind === kind).map((term) => term.text);
  return {
    ...packageRowOf(stored, dependentsOf(database, stored.id)),
    recordNumber: stored.record_number,
    metadataId: stored.metadata_id,
    ...addressesOf(args.package, stored),
    description: stored.description,
    sha: stored.sha,
    normalised: {
      task: normalised(stored.task_text, stored.task_original_text),
      architecture: normalised(stored.architecture_text, stored.architecture_original_text),
      license: normalised(stored.license_text, stored.license_original_text),
      library: normalised(stored.library_text, stored.library_original_text),
    },
    tags: ofKind(termKinds.tag),
    datasets: ofKind(termKinds.dataset),
    languages: ofKind(termKinds.language),
    formats: ofKind(termKinds.format),
    papers: ofKind(termKinds.paper).map(paperOf),
    lineage: lineageOf(database, stored.id),
    derived: derivedFrom(database, stored.id),
    claimList: storedClaims(database, stored.id),
    facts: factsOf(stored.facts),
    repository: cloneOf(database, stored),
    downloadRank: downloadRank(database, stored),
  };
}

/** The stored row of one package; throws `not-found`. */
export function storedDetail(database: ReadDatabase, key: PackageKey): StoredDetail {
  const stored = prepare<[number, string, number], StoredDetail>(database, detailSql).get(hubNumber(key.hub), key.name, key.ordinal);
  if (stored) return stored;
  const gone = prepare<[number, string, number], { last_seen: number }>(database, 'SELECT last_seen FROM gone_package WHERE hub = ? AND name = ? AND ordinal = ?').get(hubNumber(key.hub), key.name, key.ordinal);
  if (gone) {
    const day = new Date(gone.last_seen).toISOString().slice(0, 10);
    throw new ExpectedError('not-found', `${key.hub}/${key.name} is gone: an index of ${day} had it, and the records, as they are now, do not name it.`, 'Notes and tags about it are kept.');
  }
  throw new ExpectedError(
    'not-found',
    `This mirror has no package ${key.hub}/${key.name}${key.ordinal === 0 ? '' : ` number ${key.ordinal + 1} of that name`}.`,
    'Names are compared letter by letter; a search finds other spellings.',
  );
}

function addressesOf(key: PackageKey, stored: StoredDetail): Pick<Detail, 'url' | 'ownerUrl' | 'purl'> {
  if (key.hub !== 'huggingface') return { url: stored.url, ownerUrl: stored.owner_url, purl: null };
  const owner = stored.owner_text;
  return {
    url: stored.url ?? `https://huggingface.co/${stored.name}`,
    ownerUrl: stored.owner_url ?? (owner === null ? null : `https://huggingface.co/${owner}`),
    purl: huggingFacePurl(stored.name, stored.sha),
  };
}

function normalised(value: string | null, original: string | null): { value: string; original: string } | null {
  return value === null ? null : { value, original: original ?? value };
}

interface StoredTerm {
  readonly kind: number;
  readonly text: string;
}

function termsOf(database: ReadDatabase, id: number): StoredTerm[] {
  return prepare<[number], StoredTerm>(
    database,
    `SELECT t.kind, t.text FROM package_term AS pt JOIN term AS t ON t.id = pt.term WHERE pt.package = ? ORDER BY t.kind, t.id`,
  ).all(id);
}

function paperOf(text: string): Paper {
  if (text.startsWith('arxiv:')) return { kind: 'arxiv', id: text.slice('arxiv:'.length) };
  if (text.startsWith('doi:')) return { kind: 'doi', id: text.slice('doi:'.length) };
  return { kind: 'url', id: text };
}

interface StoredLineage {
  readonly base: string;
  readonly relation: number;
  readonly source: number;
  readonly hub: number | null;
  readonly name: string | null;
  readonly ordinal: number | null;
}

function lineageOf(database: ReadDatabase, id: number): Detail['lineage'] {
  return prepare<[number], StoredLineage>(
    database,
    `SELECT t.text AS base, l.relation, l.source, b.hub, b.name, b.ordinal
     FROM lineage AS l JOIN term AS t ON t.id = l.base LEFT JOIN package AS b ON b.id = l.target
     WHERE l.package = ? ORDER BY l.source, t.text, l.relation`,
  )
    .all(id)
    .map(({ base, relation, source, hub, name, ordinal }) => ({
      base,
      relation: nameOf(lineageRelations, relation),
      source: nameOf(lineageSources, source),
      inMirror: hub === null || name === null || ordinal === null ? null : packageKeyOf({ hub, name, ordinal }),
    }));
}

const derivedShown = 100;

/** Packages that name this one as their base, most downloaded first. Where one names several relations, the closest counts. */
function derivedFrom(database: ReadDatabase, id: number): Detail['derived'] {
  const total = prepare<[number], { count: number }>(
    database,
    `SELECT count(DISTINCT package) AS count FROM lineage WHERE target = ? AND live()`,
  ).get(id);
  const rows = prepare<[number, number], StoredKey & { readonly relation: number }>(
    database,
    `SELECT p.hub, p.name, p.ordinal, max(l.relation) AS relation FROM lineage AS l JOIN package AS p ON p.id = l.package
     WHERE l.target = ? AND live() GROUP BY p.id ORDER BY p.downloads DESC, p.id LIMIT ?`,
  ).all(id, derivedShown);
  return {
    total: total?.count ?? 0,
    rows: rows.map((row) => ({ package: packageKeyOf(row), relation: nameOf(lineageRelations, row.relation) })),
  };
}

function factsOf(json: string | null): Detail['facts'] {
  if (json === null) return [];
  const facts: unknown = JSON.parse(json);
  if (!Array.isArray(facts)) return [];
  return facts.flatMap((fact: unknown): [string, string][] => (Array.isArray(fact) ? [[String(fact[0]), String(fact[1])]] : []));
}

/** 1 + the number of packages of the hub with more downloads. */
function downloadRank(database: ReadDatabase, stored: StoredDetail): number | null {
  if (stored.downloads === null) return null;
  const above = prepare<[number, number], { count: number }>(
    database,
    `SELECT count(*) AS count FROM package WHERE hub = ? AND downloads > ? AND live()`,
  ).get(stored.hub, stored.downloads);
  return (above?.count ?? 0) + 1;
}
