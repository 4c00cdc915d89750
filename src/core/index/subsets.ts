import type { Database } from 'better-sqlite3';
import type { SubsetVersion } from '../../shared/contract/index.ts';
import { foldSubsetName, freeSubsetName, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { changedElsewhere, refuseTaken } from './named.ts';
import type { PackageList } from './package-list.ts';
import { openLists } from './stored-lists.ts';
import { type DefinedSubset, refuseBadUses, type StoredDefinition, usesOf, withNames } from './subset-cycles.ts';
import { type KeptSearches, openSubsetNames, type SubsetNames } from './subset-names.ts';
import { newId, undoableMs, writerOf } from './writing.ts';

/** What a version held when it was made; all null where there was no index to ask. */
export interface SubsetContents {
  readonly fingerprint: string | null;
  readonly count: number | null;
  readonly hash: string | null;
  /** Null where they were too many. */
  readonly held: PackageList | null;
}

export interface StoredSubsetVersion extends Omit<SubsetContents, 'held'> {
  readonly version: number;
  readonly reason: SubsetVersion['reason'];
  readonly definition: StoredDefinition;
  readonly madeAt: number;
}

export interface StoredSubset {
  readonly id: string;
  readonly name: string;
  /** Names that it had, the latest last. */
  readonly formerNames: readonly string[];
  readonly note: string;
  readonly tags: readonly string[];
  readonly changedAt: number;
  readonly current: StoredSubsetVersion;
}

export interface NewSubset extends Pick<StoredSubset, 'name' | 'note' | 'tags'> {
  readonly id?: string;
  readonly definition: StoredDefinition;
  readonly reason: SubsetVersion['reason'];
  readonly contents: SubsetContents;
}

type SubsetTexts = Partial<Pick<StoredSubset, 'name' | 'note' | 'tags'>>;
type NewVersion = Pick<StoredSubsetVersion, 'definition' | 'reason'> & { readonly contents: SubsetContents };

/** A definition in its row; the packages of a list lie apart. */
type WrittenDefinition = Exclude<SubsetDefinition, { readonly kind: 'list' }> | { readonly kind: 'list'; readonly total: number; readonly sha256: string };

/** Subsets by mirror. All that writes does so whole or not at all, and refuses what would make a subset of itself. */
export interface SubsetStore {
  /** Differs after every change of any subset. */
  revision(): string;
  /** By folded name. */
  list(mirror: string): readonly StoredSubset[];
  /** Throws `not-found`. */
  get(mirror: string, id: string): StoredSubset;
  /** The latest first. */
  versions(mirror: string, id: string): readonly StoredSubsetVersion[];
  /** What a version kept of its packages. */
  held(version: StoredSubsetVersion): PackageList | null;
  /** Throws `refused` where a name is taken, or there are too many; with `renames` a taken name gets a number. */
  add(mirror: string, subsets: readonly NewSubset[], renames?: boolean): readonly string[];
  /** Throws `refused` where something in `was` is no longer so. */
  change(mirror: string, id: string, change: SubsetTexts, was: SubsetTexts & { readonly version?: number | undefined }, version: NewVersion | null, follow?: KeptSearches): void;
  /** Saved views and dashboards with the name of a subset in a search, and other mirrors that have one of this name. */
  namedIn(mirror: string, id: string): ReturnType<SubsetNames['namedIn']> & { readonly mirrors: readonly string[] };
  goToVersion(mirror: string, id: string, version: number, was: number | undefined): void;
  remove(mirror: string, ids: readonly string[]): void;
  restore(mirror: string, ids: readonly string[]): void;
}

interface SubsetRow {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly former: string;
  readonly note: string;
  readonly tags: string;
  readonly version: number;
  readonly changed_at: number;
}

interface VersionRow {
  readonly version: number;
  readonly reason: string;
  readonly definition: string;
  readonly made_at: number;
  readonly fingerprint: string | null;
  readonly count: number | null;
  readonly content_hash: string | null;
}

const revisionKey = 'subsets.revision';
const subsetColumns = 'number, id, name, former, note, tags, version, changed_at';
const versionColumns = 'version, reason, definition, made_at, fingerprint, count, content_hash';

export function openSubsets(database: Database): SubsetStore {
  const all = database.prepare<[string], SubsetRow>(`SELECT ${subsetColumns} FROM subset WHERE mirror = ? AND removed_at IS NULL ORDER BY folded, number`);
  const one = database.prepare<[string, string], SubsetRow>(`SELECT ${subsetColumns} FROM subset WHERE mirror = ? AND id = ? AND removed_at IS NULL`);
  const removedOne = database.prepare<[string, string], SubsetRow>(`SELECT ${subsetColumns} FROM subset WHERE mirror = ? AND id = ? AND removed_at IS NOT NULL`);
  const versionOf = database.prepare<[number, number], VersionRow>(`SELECT ${versionColumns} FROM subset_version WHERE subset = ? AND version = ?`);
  const versionsOf = database.prepare<[number], VersionRow>(`SELECT ${versionColumns} FROM subset_version WHERE subset = ? ORDER BY version DESC`);
  const lastVersion = database.prepare<[number], { version: number }>('SELECT max(version) AS version FROM subset_version WHERE subset = ?');
  const insert = database.prepare<[string, string, string, string, string, string, number, number]>(
    'INSERT INTO subset (id, mirror, name, folded, note, tags, version, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertVersion = database.prepare<[number | bigint, number, string, string, number, string | null, number | null, string | null]>(
    'INSERT INTO subset_version (subset, version, reason, definition, made_at, fingerprint, count, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const lists = openLists(database);
  const asking = database.prepare<[string], { subset: number; version: number; definition: string }>(
    `SELECT v.subset, v.version, v.definition FROM subset_version AS v JOIN subset AS s ON s.number = v.subset WHERE s.mirror = ? AND v.definition LIKE '%subset%'`,
  );
  const othersNamed = database.prepare<[string, string], { mirror: string }>('SELECT mirror FROM subset WHERE folded = ? AND mirror <> ? AND removed_at IS NULL');
  const names = openSubsetNames(database);
  const rewrite = database.prepare<[string, number, number]>('UPDATE subset_version SET definition = ? WHERE subset = ? AND version = ?');
  const update = database.prepare<[string, string, string, string, string, number, number, number]>('UPDATE subset SET name = ?, folded = ?, former = ?, note = ?, tags = ?, version = ?, changed_at = ? WHERE number = ?');
  const take = database.prepare<[number, number]>('UPDATE subset SET removed_at = ? WHERE number = ?');
  const putBack = database.prepare<[number]>('UPDATE subset SET removed_at = NULL WHERE number = ?');
  const drop = database.prepare<[number]>('DELETE FROM subset WHERE removed_at < ?');
  const readRevision = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const bump = database.prepare<[string]>(`INSERT INTO setting (key, value) VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`);

  const toSubset = (row: SubsetRow): StoredSubset => {
    const version = versionOf.get(row.number, row.version);
    if (!version) throw new Error(`The subset ${row.id} has no version ${row.version}`);
    return { id: row.id, name: row.name, formerNames: JSON.parse(row.former) as string[], note: row.note, tags: JSON.parse(row.tags) as string[], changedAt: row.changed_at, current: toVersion(version) };
  };
  const list = (mirror: string): readonly StoredSubset[] => all.all(mirror).map(toSubset);
  const rowOf = (mirror: string, id: string): SubsetRow => {
    const row = one.get(mirror, id);
    if (!row) throw new ExpectedError('not-found', 'This subset is not there any more.');
    return row;
  };
  const addVersion = (number: number | bigint, version: number, { definition, reason, contents }: NewVersion): void => {
    if (contents.held !== null) lists.keep(contents.held);
    if (definition.kind === 'list') lists.keep(definition.list);
    const written: WrittenDefinition = definition.kind === 'list' ? { kind: 'list', total: definition.list.total, sha256: definition.list.sha256 } : definition;
    insertVersion.run(number, version, reason, JSON.stringify(written), Date.now(), contents.fingerprint, contents.count, contents.hash);
  };
  const readDefinition = (text: string): StoredDefinition => {
    const written = JSON.parse(text) as WrittenDefinition;
    return written.kind === 'list' ? { kind: 'list', list: lists.open(written.sha256, written.total) } : written;
  };
  const toVersion = ({ version, reason, definition, made_at, fingerprint, count, content_hash }: VersionRow): StoredSubsetVersion => ({
    version, reason: reason as StoredSubsetVersion['reason'], definition: readDefinition(definition), madeAt: made_at, fingerprint, count, hash: content_hash,
  });
  /** Searches of other subsets, also of earlier versions, go on to mean a subset that is renamed. */
  const followName = (mirror: string, before: string, now: string): void => {
    const nameNow = new Map([[foldSubsetName(before), now]]);
    for (const { subset, version, definition } of asking.all(mirror)) {
      const written = JSON.parse(definition) as WrittenDefinition;
      if (written.kind === 'list') continue;
      const followed = JSON.stringify(withNames(written, nameNow));
      if (followed !== definition) rewrite.run(followed, subset, version);
    }
  };
  const refuseNameTaken = (mirror: string, name: string, own: string | null): void => refuseTaken('subset', name, all.all(mirror).filter(({ id }) => id !== own));
  const write = writerOf(database);
  const inOne = <Value>(mirror: string, run: () => Value): Value =>
    write(() => {
      const value = run();
      refuseBadUses(definedSubsets(list(mirror)));
      bump.run(revisionKey);
      return value;
    });
  return {
    revision: () => readRevision.get(revisionKey)?.value ?? '0',
    list,
    get: (mirror, id) => toSubset(rowOf(mirror, id)),
    versions: (mirror, id) => versionsOf.all(rowOf(mirror, id).number).map(toVersion),
    held: ({ hash, count }) => (hash === null || count === null || !lists.has(hash) ? null : lists.open(hash, count)),
    add: (mirror, subsets, renames = false) =>
      inOne(mirror, () => {
        drop.run(Date.now() - undoableMs);
        lists.prune();
        if (all.all(mirror).length + subsets.length > subsetLimits.subsets) throw new ExpectedError('refused', `There are ${subsetLimits.subsets} subsets at most.`, 'Remove one first.');
        return subsets.map((subset) => {
          const taken = new Set(all.all(mirror).map((row) => foldSubsetName(row.name)));
          const name = renames ? freeSubsetName(subset.name, (folded) => taken.has(folded)) : subset.name;
          refuseNameTaken(mirror, name, null);
          const id = subset.id ?? newId();
          const { lastInsertRowid } = insert.run(id, mirror, name, foldSubsetName(name), subset.note, JSON.stringify(subset.tags), 1, Date.now());
          addVersion(lastInsertRowid, 1, subset);
          return id;
        });
      }),
    change: (mirror, id, change, was, version, follow) =>
      inOne(mirror, () => {
        const row = rowOf(mirror, id);
        const before = toSubset(row);
        const isOther = (key: 'name' | 'note' | 'tags'): boolean => was[key] !== undefined && JSON.stringify(was[key]) !== JSON.stringify(before[key]);
        if (isOther('name') || isOther('note') || isOther('tags') || (was.version ?? row.version) !== row.version) throw changedElsewhere('subset', row.name);
        const { name, note, tags } = { name: change.name ?? before.name, note: change.note ?? before.note, tags: change.tags ?? before.tags };
        refuseNameTaken(mirror, name, id);
        const next = version === null ? row.version : (lastVersion.get(row.number)?.version ?? 0) + 1;
        if (version !== null) addVersion(row.number, next, version);
        update.run(name, foldSubsetName(name), JSON.stringify(formerAfter(before, name)), note, JSON.stringify(tags), next, Date.now(), row.number);
        if (foldSubsetName(name) !== foldSubsetName(row.name)) {
          followName(mirror, row.name, name);
          names.renameInDecisions(mirror, row.name, name);
          if (follow) names.rename(row.name, name, follow);
        }
      }),
    namedIn: (mirror, id) => {
      const { name } = rowOf(mirror, id);
      return { ...names.namedIn(name), mirrors: othersNamed.all(foldSubsetName(name), mirror).map((row) => row.mirror) };
    },
    goToVersion: (mirror, id, version, was) =>
      inOne(mirror, () => {
        const row = rowOf(mirror, id);
        if (was !== undefined && was !== row.version) throw changedElsewhere('subset', row.name);
        if (!versionOf.get(row.number, version)) throw noSuchVersion(version);
        update.run(row.name, foldSubsetName(row.name), row.former, row.note, row.tags, version, Date.now(), row.number);
      }),
    remove: (mirror, ids) =>
      inOne(mirror, () => {
        const uses = usesOf(definedSubsets(list(mirror)));
        for (const id of ids) {
          const row = rowOf(mirror, id);
          const user = [...uses].find(([other, used]) => !ids.includes(other) && used.includes(id))?.[0];
          if (user !== undefined) throw new ExpectedError('refused', `“${row.name}” cannot be removed: “${rowOf(mirror, user).name}” is made of it.`, 'Remove both, or change that one first.');
          take.run(Date.now(), row.number);
        }
      }),
    restore: (mirror, ids) =>
      inOne(mirror, () => {
        for (const id of ids) {
          const row = removedOne.get(mirror, id);
          if (!row) throw new ExpectedError('not-found', 'This subset is not there any more.');
          refuseNameTaken(mirror, row.name, null);
          putBack.run(row.number);
        }
      }),
  };
}

/** Names that a subset had are kept as far as links may have them. */
const mostFormer = 20;

function formerAfter({ name: before, formerNames }: StoredSubset, name: string): readonly string[] {
  if (foldSubsetName(name) === foldSubsetName(before)) return formerNames;
  return [...formerNames.filter((former) => ![before, name].some((other) => foldSubsetName(other) === foldSubsetName(former))), before].slice(-mostFormer);
}

/** As other subsets and searches see them. */
export function definedSubsets(subsets: readonly StoredSubset[]): readonly DefinedSubset[] {
  return subsets.map(({ id, name, formerNames, current }) => ({ id, name, formerNames, definition: current.definition }));
}

function noSuchVersion(version: number): ExpectedError {
  return new ExpectedError('not-found', `This subset has no version ${version}.`);
}
