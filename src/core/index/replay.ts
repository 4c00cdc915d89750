import type { HubId } from '../../shared/domain/index.ts';
import { groupBy } from '../../shared/group.ts';
import { hubNumber, termKinds } from './codes.ts';
import { packageColumns, type StoredPackage } from './package-writer.ts';
import type { RecordValue } from './pages/index.ts';
import type { PreviousIndex } from './previous.ts';
import type { TermWriter } from './terms.ts';

/** A package of the previous index, ready to be written into the next one, with what tells whether it still holds. */
export interface ReplayedPackage {
  readonly name: string;
  /** The row of its repository in the previous index. */
  readonly repository: number | null;
  readonly unified: ReplayedPlace | null;
  readonly metadata: ReplayedPlace | null;
  stored(): StoredPackage;
}

export interface ReplayedPlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

export interface ReplayOptions {
  readonly previous: PreviousIndex;
  readonly hub: HubId;
  readonly terms: TermWriter;
  /** New numbers for the rows that packages point to. */
  readonly fileId: (path: string) => number | null;
  readonly repositoryId: (before: number) => number | null;
}

const packagesAtOnce = 512;
const termColumns = ['owner', 'task', 'architecture', 'license', 'library', 'task_original', 'architecture_original', 'license_original', 'library_original'];
const kinds = Object.values(termKinds);
const at = (column: (typeof packageColumns)[number]): number => packageColumns.indexOf(column);

/** The packages of a hub as the previous index has them, in its order, without those that clones alone had given. */
export function* replayPackages({ previous, hub, terms, fileId, repositoryId }: ReplayOptions): Generator<ReplayedPackage> {
  const { database } = previous;
  const paths = new Map(previous.files(hub).map(({ id, path }) => [id, path]));
  const termOf = termTranslator(previous, terms);
  const page = database.prepare<[number, number, number]>(`SELECT ${packageColumns.join(', ')} FROM package WHERE hub = ? AND recovered = 0 AND id > ? ORDER BY id LIMIT ?`).raw();
  const pairs = database.prepare<[number, number], [number, number]>('SELECT package, term FROM package_term WHERE package BETWEEN ? AND ? ORDER BY package, term').raw();
  const bases = database.prepare<[number, number], number[]>('SELECT package, base, relation, source FROM lineage WHERE package BETWEEN ? AND ? ORDER BY package, base, relation').raw();
  const claims = database
    .prepare<[number, number]>('SELECT package, position, task, dataset, metric, value, number, strict, source FROM claim WHERE package BETWEEN ? AND ? ORDER BY package, position')
    .raw();
  for (let last = 0; ; ) {
    const rows = page.all(hubNumber(hub), last, packagesAtOnce) as RecordValue[][];
    const [first] = rows;
    if (!first) return;
    const from = Number(first[0]);
    last = Number(rows[rows.length - 1]?.[0]);
    const termsBy = byPackage(pairs.all(from, last) as unknown as RecordValue[][]);
    const basesBy = byPackage(bases.all(from, last) as unknown as RecordValue[][]);
    const claimsBy = byPackage(claims.all(from, last) as unknown as RecordValue[][]);
    for (const row of rows) {
      const id = Number(row[0]);
      const placeOf = (file: 'unified_file' | 'metadata_file'): ReplayedPlace | null => {
        const path = paths.get(Number(row[at(file)]));
        return path === undefined ? null : { path, offset: Number(row[at(file) + 1]), length: Number(row[at(file) + 2]) };
      };
      const unified = placeOf('unified_file');
      const metadata = placeOf('metadata_file');
      yield {
        name: String(row[at('name')]),
        repository: row[at('repository')] === null ? null : Number(row[at('repository')]),
        unified, metadata,
        stored: () => {
          const columns = [...row];
          columns[0] = null;
          columns[at('ordinal')] = 0;
          for (const column of termColumns) {
            const place = packageColumns.indexOf(column as (typeof packageColumns)[number]);
            columns[place] = termOf(columns[place] as number | null);
          }
          columns[at('repository')] = columns[at('repository')] === null ? null : repositoryId(Number(columns[at('repository')]));
          columns[at('unified_file')] = unified && fileId(unified.path);
          columns[at('metadata_file')] = metadata && fileId(metadata.path);
          return {
            name: String(row[at('name')]), folded: row[at('folded')] as string | null, columns,
            terms: (termsBy.get(id) ?? []).map((pair) => termOf(pair[1] as number) as number),
            lineage: (basesBy.get(id) ?? []).map((step) => [termOf(step[1] as number) as number, step[2] as number, step[3] as number] as const),
            claims: (claimsBy.get(id) ?? []).map((claim) => [claim[1], termOf(claim[2] as number | null), termOf(claim[3] as number | null), termOf(claim[4] as number), ...claim.slice(5)] as RecordValue[]),
          };
        },
      };
    }
  }
}

/** Gives each term of the previous dictionary its number in the next one. */
function termTranslator(previous: PreviousIndex, terms: TermWriter): (before: number | null) => number | null {
  const find = previous.database.prepare<[number], { kind: number; text: string }>('SELECT kind, text FROM term WHERE id = ?');
  const known = new Map<number, number>();
  return (before) => {
    if (before === null) return null;
    const id = known.get(before);
    if (id !== undefined) return id;
    const term = find.get(before);
    const kind = kinds.find((number) => number === term?.kind);
    if (!term || kind === undefined) throw new Error(`The previous index has no term ${before}`);
    const made = terms.id(kind, term.text);
    known.set(before, made);
    return made;
  };
}

function byPackage(rows: readonly RecordValue[][]): ReadonlyMap<number, readonly RecordValue[][]> {
  return groupBy(rows, ([id]) => Number(id));
}
