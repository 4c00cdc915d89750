import type { Database } from 'better-sqlite3';
import { blocksOf, type PackageList } from './package-list.ts';

/** Lists of packages by what they hold, so that versions with the same packages share one. */
export interface ListStore {
  /** To be called by what writes. */
  keep(list: PackageList): void;
  /** One that was kept; its blocks are read when they are asked for. */
  open(sha256: string, total: number): PackageList;
  has(sha256: string): boolean;
  /** Drops those that no version has; to be called by what writes. */
  prune(): void;
}

export function openLists(database: Database): ListStore {
  const find = database.prepare<[string], { number: number }>('SELECT number FROM package_list WHERE sha256 = ?');
  const insert = database.prepare<[string, number]>('INSERT INTO package_list (sha256, total) VALUES (?, ?)');
  const insertBlock = database.prepare<[number | bigint, number, Uint8Array]>('INSERT INTO package_list_block (list, block, data) VALUES (?, ?, ?)');
  const block = database.prepare<[string, number], { data: Buffer }>('SELECT b.data FROM package_list AS l JOIN package_list_block AS b ON b.list = l.number WHERE l.sha256 = ? AND b.block = ?');
  const drop = database.prepare<[]>(
    `DELETE FROM package_list WHERE sha256 NOT IN (
       SELECT content_hash FROM subset_version WHERE content_hash IS NOT NULL
       UNION SELECT json_extract(definition, '$.sha256') FROM subset_version WHERE json_extract(definition, '$.sha256') IS NOT NULL)`,
  );
  return {
    keep(list) {
      if (find.get(list.sha256)) return;
      const { lastInsertRowid } = insert.run(list.sha256, list.total);
      for (let at = 0; at < blocksOf(list); at += 1) insertBlock.run(lastInsertRowid, at, list.packed(at));
    },
    open: (sha256, total) => ({
      sha256, total,
      packed(at) {
        const row = block.get(sha256, at);
        if (!row) throw new Error(`The list ${sha256} has no block ${at}`);
        return row.data;
      },
    }),
    has: (sha256) => find.get(sha256) !== undefined,
    prune: () => void drop.run(),
  };
}
