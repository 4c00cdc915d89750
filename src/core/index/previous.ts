import Database from 'better-sqlite3';
import type { CloneLayout } from '../mirror/index.ts';
import { cloneStates, nameOf } from './codes.ts';
import type { RepositoryFacts, ScannedClone } from './scan-clone.ts';

interface RepositoryRow {
  readonly id: number;
  readonly path: string;
  readonly layout: string;
  readonly state: number;
  readonly reason: string | null;
  readonly head: string | null;
  readonly branch: string | null;
  readonly origin: string | null;
}

type CommitRow = readonly [sha: Buffer, author: number, committer: number, authored: number, committed: number, parents: number, signature: number];

const repositoryColumns = 'id, path, layout, state, reason, head, branch, origin';

/** The index in force while its successor is built: what did not change in the mirror is taken from it. */
export class PreviousIndex {
  readonly database: Database.Database;
  private readonly whole = new Map<string, RepositoryRow>();
  private readonly people = new Map<number, readonly [name: string, email: string]>();

  private constructor(database: Database.Database) {
    this.database = database;
    const rows = database.prepare<[number], RepositoryRow>(`SELECT ${repositoryColumns} FROM repository WHERE state = ?`);
    for (const row of rows.iterate(cloneStates.indexOf('whole'))) this.whole.set(row.path, row);
  }

  /** Null where another version of the program built it: it may have understood the same files in another way. */
  static open(path: string, appVersion: string): PreviousIndex | null {
    let database: Database.Database | null = null;
    try {
      database = new Database(path, { readonly: true, fileMustExist: true });
      const version = database.prepare<[], { value: string }>(`SELECT value FROM meta WHERE key = 'app_version'`).get();
      if (version?.value === appVersion) return new PreviousIndex(database);
      database.close();
      return null;
    } catch {
      // What cannot be read is of no help; everything is read from the mirror.
      database?.close();
      return null;
    }
  }

  close(): void {
    this.database.close();
  }

  /** A clone that could be read whole; one that could not may have been mended without its HEAD moving. */
  wholeClone(path: string, layout: CloneLayout): (Pick<RepositoryFacts, 'head' | 'branch' | 'origin'> & { readonly id: number }) | null {
    const row = this.whole.get(path);
    return row && row.layout === layout ? row : null;
  }

  /** Paths of the clones that it has, whole or not. */
  clonePaths(): ReadonlySet<string> {
    return new Set(this.database.prepare<[], string>('SELECT path FROM repository').pluck().all());
  }

  /** A clone as reading it gave it. */
  clone(id: number): ScannedClone {
    const row = this.database.prepare<[number], RepositoryRow>(`SELECT ${repositoryColumns} FROM repository WHERE id = ?`).get(id);
    if (!row) throw new Error(`The previous index has no repository ${id}`);
    const rows = this.database
      .prepare<[number], CommitRow>('SELECT sha, author, committer, authored, committed, parents, signature FROM commits WHERE repository = ? ORDER BY sha')
      .raw()
      .all(id) as unknown as readonly CommitRow[];
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
    const shaBytes = rows[0]?.[0].length ?? 20;
    const texts = this.database.prepare<[number], Buffer>('SELECT data FROM clone_text WHERE repository = ?').pluck().get(id);
    return {
      facts: { state: nameOf(['whole', 'empty', 'broken'] as const, row.state), reason: row.reason, head: row.head, branch: row.branch, origin: row.origin },
      commits: {
        count: rows.length, shaBytes, shas: Buffer.concat(rows.map(([sha]) => sha)), people,
        authors: Uint32Array.from(rows, ([, author]) => place(author)), committers: Uint32Array.from(rows, ([, , committer]) => place(committer)),
        authored: Float64Array.from(rows, (commit) => commit[3]), committed: Float64Array.from(rows, (commit) => commit[4]),
        parents: Uint32Array.from(rows, (commit) => commit[5]), signatures: Uint8Array.from(rows, (commit) => commit[6]),
      },
      texts: texts && texts.length > 0 ? texts : null,
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
