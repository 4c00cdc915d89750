import type { Database } from 'better-sqlite3';
import { inflateRawSync } from 'node:zlib';
import { packSorted, type PackageList } from './package-list.ts';
import { openLists } from './stored-lists.ts';

/** Moves what versions of subsets name out of their rows, where it lay as one deflated text, to lists of its own: the step of the user database from 10 to 11. */
export function moveLists(database: Database): void {
  const lists = openLists(database);
  const versions = database.prepare<[], { subset: number; version: number }>('SELECT subset, version FROM subset_version').all();
  const read = database.prepare<[number, number], { definition: string; listed: Buffer | null; held: Buffer | null }>('SELECT definition, listed, held FROM subset_version WHERE subset = ? AND version = ?');
  const define = database.prepare<[string, number, number]>('UPDATE subset_version SET definition = ? WHERE subset = ? AND version = ?');
  for (const { subset, version } of versions) {
    const { definition, listed, held } = read.get(subset, version) as { definition: string; listed: Buffer | null; held: Buffer | null };
    if (held !== null) lists.keep(unpacked(held));
    if (listed === null) continue;
    const list = unpacked(listed);
    lists.keep(list);
    define.run(JSON.stringify({ ...(JSON.parse(definition) as object), total: list.total, sha256: list.sha256 }), subset, version);
  }
  database.exec('ALTER TABLE subset_version DROP COLUMN listed; ALTER TABLE subset_version DROP COLUMN held');
}

function unpacked(data: Buffer): PackageList {
  const text = inflateRawSync(data).toString('utf8');
  return packSorted(text === '' ? [] : [...new Set(text.split('\n'))].sort());
}
