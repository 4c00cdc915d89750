import type { PackageKey } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { packageKeyOf } from './package-rows.ts';
import { prepare } from './statements.ts';

interface NamedProblem {
  readonly hub: number | null;
  readonly file: string | null;
  readonly offset: number | null;
  readonly record: string | null;
}

interface StoredNamesake {
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly unified: string | null;
  readonly unified_offset: number | null;
  readonly metadata: string | null;
  readonly metadata_offset: number | null;
  readonly repository: string | null;
}

/** A hostile mirror may give a million records one name; so many of them are looked at. */
const mostNamesakes = 500;

const namesakeSql = `
  SELECT p.hub, p.name, p.ordinal, u.path AS unified, p.unified_offset, m.path AS metadata, p.metadata_offset, r.path AS repository
  FROM package AS p
    LEFT JOIN source_file AS u ON u.id = p.unified_file
    LEFT JOIN source_file AS m ON m.id = p.metadata_file
    LEFT JOIN repository AS r ON r.id = p.repository
  WHERE p.hub = ? AND p.name = ? ORDER BY p.ordinal LIMIT ${mostNamesakes}`;

/**
 * The package that a problem's record names: the namesake whose record or clone lies at the problem's place, else the only
 * package of that name; null where the mirror has none, or several and none of them lies there.
 */
export function packageOfProblem(database: ReadDatabase, { hub, file, offset, record }: NamedProblem): PackageKey | null {
  if (hub === null || record === null || record === '') return null;
  const namesakes = prepare<[number, string], StoredNamesake>(database, namesakeSql).all(hub, record);
  const there = namesakes.find((namesake) =>
    offset === null
      ? file !== null && namesake.repository === file
      : (namesake.unified === file && namesake.unified_offset === offset) || (namesake.metadata === file && namesake.metadata_offset === offset),
  );
  const found = there ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  return found === undefined ? null : packageKeyOf(found);
}
