import Database from 'better-sqlite3';
import type { PackageKey } from '../../shared/domain/index.ts';
import { isHubId } from '../../shared/domain/index.ts';
import { hubNumber, noNumber, type ReadDatabase } from '../index/index.ts';
import { lastPackage, prepare, setDependents, stopIfUnwanted } from '../query/index.ts';
import { attachedTo, joinedFile, sourceOf, type AttachedPeatmoss } from './joined-file.ts';

/** Says, before an index is asked, how many repositories use its packages by what is joined to the mirror. */
export function bindPeatmoss(dataDir: string, mirror: string, database: ReadDatabase): void {
  const attached = attachedTo(dataDir, mirror);
  setDependents(database, attached === null ? { revision: '', numbers: () => new Int32Array() } : { revision: attached.file, numbers: () => readNumbers(dataDir, attached, database), source: sourceOf(attached) });
}

/** Package by package of the mirror, by hub and name; a model whose hub is not known is the one package of that name, if there is one alone. */
function readNumbers(dataDir: string, attached: AttachedPeatmoss, database: ReadDatabase): Int32Array {
  const numbers = new Int32Array(lastPackage(database) + 1).fill(noNumber);
  const inHub = prepare<[number, string], number>(database, 'SELECT id FROM package WHERE hub = ? AND name = ?').pluck();
  const hubs = prepare<[], number>(database, 'SELECT DISTINCT hub FROM package').pluck().all();
  const joined = new Database(joinedFile(dataDir, attached), { readonly: true, fileMustExist: true });
  try {
    let row = 0;
    for (const { hub, name, uses } of joined.prepare<[], { hub: string; name: string; uses: number }>('SELECT hub, name, uses FROM model ORDER BY hub').iterate()) {
      if (row % 1024 === 0) stopIfUnwanted(database);
      row += 1;
      const ids = isHubId(hub) ? inHub.all(hubNumber(hub), name) : hub !== '' ? [] : inOneHub(hubs.map((number) => inHub.all(number, name)));
      for (const id of ids) numbers[id] = uses;
    }
  } finally {
    joined.close();
  }
  return numbers;
}

function inOneHub(found: readonly (readonly number[])[]): readonly number[] {
  const listing = found.filter((ids) => ids.length > 0);
  return listing.length === 1 ? (listing[0] ?? []) : [];
}

export interface Dependents {
  /** Whether the joined database knows the package. */
  readonly known: boolean;
  readonly total: number;
  readonly rows: readonly { readonly title: string; readonly url: string | null }[];
}

/** The repositories that use a package, by name. */
export function dependentsOf(dataDir: string, attached: AttachedPeatmoss, { hub, name }: PackageKey, { offset, limit }: { readonly offset: number; readonly limit: number }): Dependents {
  const joined = new Database(joinedFile(dataDir, attached), { readonly: true, fileMustExist: true });
  try {
    const model = joined.prepare<[string, string], { id: number; uses: number }>(`SELECT id, uses FROM model WHERE hub IN (?, '') AND name = ? ORDER BY hub DESC LIMIT 1`).get(hub, name);
    if (!model) return { known: false, total: 0, rows: [] };
    const rows = joined
      .prepare<[number, number, number], { title: string; url: string | null }>('SELECT r.title, r.url FROM use AS u JOIN repository AS r ON r.id = u.repository WHERE u.model = ? ORDER BY r.title COLLATE NOCASE, r.id LIMIT ? OFFSET ?')
      .all(model.id, limit, offset);
    return { known: true, total: model.uses, rows };
  } finally {
    joined.close();
  }
}
