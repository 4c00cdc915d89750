import type { PackageRow } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import type { ExtraColumnId } from '../../shared/table/index.ts';
import { cloneStates, hubOfNumber, nameOf, type ReadDatabase } from '../index/index.ts';
import { extraColumns } from './extra-columns.ts';
import { hold } from './held.ts';
import { dependentsOf } from './joined-numbers.ts';
import { prepare } from './statements.ts';

/** Columns of a package row, with dictionary texts joined in. */
export interface StoredPackageRow {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly owner_text: string | null;
  readonly task_text: string | null;
  readonly architecture_text: string | null;
  readonly license_text: string | null;
  readonly library_text: string | null;
  readonly downloads: number | null;
  readonly likes: number | null;
  readonly stars: number | null;
  readonly files: number | null;
  readonly bytes: number | null;
  readonly parameters: number | null;
  readonly modified: number | null;
  readonly created: number | null;
  readonly claims: number;
  readonly has_card: number;
  readonly gated: number;
  readonly recovered: number;
  readonly clone: number;
  readonly commits: number | null;
  readonly signed_commits: number | null;
}

export const rowColumns = `
  p.id, p.hub, p.name, p.ordinal, p.downloads, p.likes, p.stars, p.files, p.bytes, p.parameters, p.modified, p.created, p.claims,
  p.has_card, p.gated, p.recovered, p.clone, commit_count.commits, commit_count.signed_commits, owner_term.text AS owner_text, task_term.text AS task_text,
  architecture_term.text AS architecture_text, license_term.text AS license_text, library_term.text AS library_text`;

export const rowJoins = `
  LEFT JOIN term AS owner_term ON owner_term.id = p.owner
  LEFT JOIN term AS task_term ON task_term.id = p.task
  LEFT JOIN term AS architecture_term ON architecture_term.id = p.architecture
  LEFT JOIN term AS license_term ON license_term.id = p.license
  LEFT JOIN term AS library_term ON library_term.id = p.library
  LEFT JOIN repository AS commit_count ON commit_count.id = p.repository AND commit_count.state <> ${cloneStates.indexOf('archived')}`;

/** Few texts stand in most rows: they are looked up once each, not row by row. */
const rowSql = `
  SELECT p.id, p.hub, p.name, p.ordinal, p.downloads, p.likes, p.stars, p.files, p.bytes, p.parameters, p.modified, p.created, p.claims,
    p.has_card, p.gated, p.recovered, p.clone, p.owner, p.task, p.architecture, p.license, p.library, r.commits, r.signed_commits
  FROM package AS p LEFT JOIN repository AS r ON r.id = p.repository AND r.state <> ${cloneStates.indexOf('archived')} WHERE p.id = ?`;

interface RowWithTerms extends Omit<StoredPackageRow, `${string}_text`> {
  readonly owner: number | null;
  readonly task: number | null;
  readonly architecture: number | null;
  readonly license: number | null;
  readonly library: number | null;
}

/** Texts kept between two pages. */
const mostTexts = 5000;

function termTexts(database: ReadDatabase): (term: number | null) => string | null {
  const known = hold(database, 'texts of terms', () => 100 * mostTexts, () => new Map<number, string | null>());
  const find = prepare<[number], string>(database, 'SELECT text FROM term WHERE id = ?').pluck();
  if (known.size > mostTexts) known.clear();
  return (term) => {
    if (term === null) return null;
    const text = known.get(term) ?? find.get(term) ?? null;
    known.set(term, text);
    return text;
  };
}

/** The rows of these packages, in the given order, with the extra columns asked for; an id that no package has is left out. */
export function packageRows(database: ReadDatabase, ids: readonly number[], extra: readonly ExtraColumnId[]): PackageRow[] {
  const statement = prepare<[number], RowWithTerms>(database, rowSql);
  const textOf = termTexts(database);
  const extraOf = extraColumns(database, extra);
  return ids.flatMap((id) => {
    const stored = statement.get(id);
    if (!stored) return [];
    const { owner, task, architecture, license, library } = stored;
    const texts = { owner_text: textOf(owner), task_text: textOf(task), architecture_text: textOf(architecture), license_text: textOf(license), library_text: textOf(library) };
    return [{ ...packageRowOf({ ...stored, ...texts }, dependentsOf(database, id)), extra: extraOf(id) }];
  });
}

export function packageRowOf(stored: StoredPackageRow, dependents: number | null): Omit<PackageRow, 'extra'> {
  return {
    hub: hubOfNumber(stored.hub),
    name: stored.name,
    ordinal: stored.ordinal,
    owner: stored.owner_text,
    task: stored.task_text,
    architecture: stored.architecture_text,
    license: stored.license_text,
    library: stored.library_text,
    downloads: stored.downloads,
    likes: stored.likes,
    stars: stored.stars,
    files: stored.files,
    bytes: stored.bytes,
    parameters: stored.parameters,
    modified: stored.modified,
    created: stored.created,
    claims: stored.claims,
    dependents,
    hasCard: stored.has_card !== 0,
    gated: stored.gated !== 0,
    recovered: stored.recovered !== 0,
    clone: nameOf(cloneStates, stored.clone),
    commits: stored.commits,
    signed: stored.signed_commits,
  };
}

export interface StoredKey {
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
}

export function packageKeyOf(stored: StoredKey): PackageKey {
  return { hub: hubOfNumber(stored.hub), name: stored.name, ordinal: stored.ordinal };
}
