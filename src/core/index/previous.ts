import Database from 'better-sqlite3';
import type { HubId } from '../../shared/domain/index.ts';
import { cloneStates, hubNumber, hubOfNumber, nameOf, problemStages, type ProblemStage } from './codes.ts';
import { unpackTexts, type ScannedClone } from './scan-clone.ts';

export interface PreviousRepository {
  readonly id: number;
  readonly hub: number;
  readonly path: string;
  readonly layout: string;
  readonly state: number;
  readonly reason: string | null;
  readonly head: string | null;
  readonly branch: string | null;
  readonly origin: string | null;
  readonly commits: number;
}

export interface PreviousFile {
  readonly id: number;
  readonly path: string;
  readonly archive: string | null;
  readonly bytes: number;
  readonly modified_ms: number;
  readonly sha256: string | null;
}

export type PreviousProblem = readonly [severity: number, code: string, hub: number | null, file: string | null, offset: number | null, record: string | null, message: string, stage: number];

type CommitRow = readonly [sha: Buffer, author: number, committer: number, authored: number, committed: number, parents: number, signature: number];

const repositoryColumns = 'id, hub, path, layout, state, reason, head, branch, origin, commits';

/** The index in force while its successor is built: what did not change in the mirror is taken from it. */
export class PreviousIndex {
  readonly path: string;
  readonly database: Database.Database;
  /** False where another version of the program built it, which may have understood the same files in another way. */
  readonly isReusable: boolean;
  readonly repositories: ReadonlyMap<string, PreviousRepository>;
  /** Numbers of the repositories that lie inside archives. */
  readonly archived: ReadonlySet<number>;
  /** When files on disk last changed, by path; nothing where an older program built it. */
  readonly fileChanges: ReadonlyMap<string, number>;
  private readonly people = new Map<number, readonly [name: string, email: string]>();

  private constructor(path: string, database: Database.Database, isReusable: boolean) {
    this.path = path;
    this.database = database;
    this.isReusable = isReusable;
    const rows = database.prepare<[], PreviousRepository>(`SELECT ${repositoryColumns} FROM repository`).all();
    this.repositories = new Map(rows.map((row) => [row.path, row]));
    this.fileChanges = new Map(Object.entries(JSON.parse(metaOf(database, 'file_changes') ?? '{}') as Record<string, number>));
    this.archived = new Set(database.prepare<[], number>('SELECT repository FROM archived_clone').pluck().all());
  }

  /** Null where it cannot be read: everything is then read from the mirror. */
  static open(path: string, appVersion: string): PreviousIndex | null {
    let database: Database.Database | null = null;
    try {
      database = new Database(path, { readonly: true, fileMustExist: true });
      return new PreviousIndex(path, database, metaOf(database, 'app_version') === appVersion);
    } catch {
      database?.close();
      return null;
    }
  }

  close(): void {
    this.database.close();
  }

  /** A text of its description. */
  meta(key: string): string | null {
    return metaOf(this.database, key);
  }

  hubs(): readonly HubId[] {
    return this.database.prepare<[], number>('SELECT hub FROM hub ORDER BY hub').pluck().all().map(hubOfNumber);
  }

  files(hub: HubId): readonly PreviousFile[] {
    return this.database.prepare<[number], PreviousFile>('SELECT id, path, archive, bytes, modified_ms, sha256 FROM source_file WHERE hub = ?').all(hubNumber(hub));
  }

  archives(): readonly { readonly path: string; readonly bytes: number; readonly modified_ms: number }[] {
    return this.database.prepare<[], { path: string; bytes: number; modified_ms: number }>('SELECT path, bytes, modified_ms FROM archive ORDER BY path').all();
  }

  /** Whether it knows all clones of an archive: not those that lay on disk too. */
  knowsClonesOf(archive: string): boolean {
    const known = this.database.prepare<[string], number>('SELECT count(*) FROM archived_clone WHERE archive = ?').pluck().get(archive);
    return known === this.database.prepare<[string], number>('SELECT total(clones) FROM archive_hub WHERE archive = ?').pluck().get(archive);
  }

  /** Problems of a stage, of one hub where one is named, in the order in which they were met. */
  problems(stage: ProblemStage, hub: HubId | null): readonly PreviousProblem[] {
    const condition = hub === null ? '' : 'AND hub = ?';
    const statement = this.database.prepare<number[]>(`SELECT severity, code, hub, file, offset, record, message, stage FROM problem WHERE stage = ? ${condition} ORDER BY id`);
    return statement.raw().all(problemStages.indexOf(stage), ...(hub === null ? [] : [hubNumber(hub)])) as unknown as readonly PreviousProblem[];
  }

  /** A clone as reading it gave it. */
  clone(row: PreviousRepository): ScannedClone {
    const rows = this.database
      .prepare<[number]>('SELECT sha, author, committer, authored, committed, parents, signature FROM commits WHERE repository = ? ORDER BY sha')
      .raw()
      .all(row.id) as unknown as readonly CommitRow[];
    const places = new Map<number, number>();
    const people: string[] = [];
    const place = (person: number): number => {
      const known = places.get(person);
      if (known !== undefined) return known;
      const made = places.size;
      places.set(person, made);
      people.push(...this.person(person));
      return made;
    };
    const texts = this.database.prepare<[number], Buffer>('SELECT data FROM clone_text WHERE repository = ?').pluck().get(row.id);
    return {
      facts: { state: nameOf(cloneStates, row.state) as ScannedClone['facts']['state'], reason: row.reason, head: row.head, branch: row.branch, origin: row.origin },
      commits: {
        count: rows.length, shaBytes: rows[0]?.[0].length ?? 20, shas: Buffer.concat(rows.map(([sha]) => sha)), people,
        authors: Uint32Array.from(rows, ([, author]) => place(author)), committers: Uint32Array.from(rows, ([, , committer]) => place(committer)),
        authored: Float64Array.from(rows, (commit) => commit[3]), committed: Float64Array.from(rows, (commit) => commit[4]),
        parents: Uint32Array.from(rows, (commit) => commit[5]), signatures: Uint8Array.from(rows, (commit) => commit[6]),
      },
      texts: texts && texts.length > 0 ? texts : null,
      cardDamage: texts && texts.length > 0 ? unpackTexts(texts).damage : null,
    };
  }

  private person(id: number): readonly [name: string, email: string] {
    const known = this.people.get(id);
    if (known) return known;
    const row = this.database.prepare<[number], { name: string; email: string }>('SELECT name, email FROM person WHERE id = ?').get(id);
    const person = [row?.name ?? '', row?.email ?? ''] as const;
    this.people.set(id, person);
    return person;
  }
}

function metaOf(database: Database.Database, key: string): string | null {
  return database.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key) ?? null;
}
