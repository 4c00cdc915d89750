import type { CloneState, PackageKey, RecordPlace } from '../../shared/domain/index.ts';
import { cloneStates, hubNumber, nameOf, type ReadDatabase } from '../index/index.ts';
import { storedDetail } from './get-package.ts';
import { prepare } from './statements.ts';

/** Where a package's records and its clone lie, as paths below the mirror. */
export interface PackagePlaces {
  readonly unified: RecordPlace | null;
  readonly metadata: RecordPlace | null;
  readonly repository: { readonly id: number; readonly path: string; readonly head: string | null; readonly state: CloneState; readonly reason: string | null } | null;
}

interface StoredPlaces {
  readonly unified_path: string | null;
  readonly unified_offset: number | null;
  readonly unified_length: number | null;
  readonly metadata_path: string | null;
  readonly metadata_offset: number | null;
  readonly metadata_length: number | null;
  readonly repository: number | null;
  readonly repository_path: string | null;
  readonly state: number | null;
  readonly head: string | null;
  readonly reason: string | null;
}

const placesSql = `
  SELECT u.path AS unified_path, p.unified_offset, p.unified_length, m.path AS metadata_path, p.metadata_offset, p.metadata_length,
         p.repository, r.path AS repository_path, r.state, r.head, r.reason
  FROM package p
    LEFT JOIN source_file u ON u.id = p.unified_file
    LEFT JOIN source_file m ON m.id = p.metadata_file
    LEFT JOIN repository r ON r.id = p.repository`;

/** Throws `not-found` where the mirror has no package of that key. */
export function packagePlaces(database: ReadDatabase, key: PackageKey): PackagePlaces {
  const row = prepare<[number, string, number], StoredPlaces>(database, `${placesSql} WHERE p.hub = ? AND p.name = ? AND p.ordinal = ?`).get(hubNumber(key.hub), key.name, key.ordinal);
  if (!row) {
    storedDetail(database, key);
    throw new Error('A package that has a row has places');
  }
  return placesOf(row);
}

/** Packages whose places are read together. */
const idsAtOnce = 500;

/** The same for many packages by their ids, in their order. */
export function* placesOfIds(database: ReadDatabase, ids: Uint32Array): Generator<PackagePlaces> {
  const find = prepare<[string], StoredPlaces>(database, placesSql.replace('FROM package p', 'FROM json_each(?) w CROSS JOIN package p ON p.id = w.value'));
  for (let start = 0; start < ids.length; start += idsAtOnce) yield* find.all(`[${ids.subarray(start, start + idsAtOnce).join(',')}]`).map(placesOf);
}

function placesOf(row: StoredPlaces): PackagePlaces {
  return {
    unified: placeOf(row.unified_path, row.unified_offset, row.unified_length),
    metadata: placeOf(row.metadata_path, row.metadata_offset, row.metadata_length),
    repository:
      row.repository === null || row.repository_path === null || row.state === null
        ? null
        : { id: row.repository, path: row.repository_path, head: row.head, state: nameOf(cloneStates, row.state), reason: row.reason },
  };
}

function placeOf(file: string | null, offset: number | null, length: number | null): RecordPlace | null {
  return file === null || offset === null || length === null ? null : { file, offset, length };
}
