import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { cancelledError } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import type { JoinedSource } from '../query/index.ts';
import { hashPeatmoss, type PeatmossContent } from './read-peatmoss.ts';

const attachedSchema = z.object({
  version: z.literal(1),
  /** Beside the pointer. */
  file: z.string().regex(/^[0-9a-f-]{1,64}\.db$/),
  path: z.string(),
  title: z.string(),
  /** Of the file as it was read; another size or date means that it has changed. */
  bytes: z.number(),
  modifiedMs: z.number(),
  sha256: z.string().nullable().default(null),
  readAt: z.number(),
  tables: z.string(),
  columns: z.array(z.string()).default([]),
  models: z.number(),
  used: z.number(),
  repositories: z.number(),
  uses: z.number(),
  leftOut: z.object({ models: z.number(), uses: z.number(), twice: z.number() }),
});

/** A PeaTMOSS database that was joined to a mirror, as it was read. */
export type AttachedPeatmoss = z.output<typeof attachedSchema>;

const folderOf = (dataDir: string): string => join(dataDir, 'peatmoss');
const pointerOf = (dataDir: string, mirror: string): string => join(folderOf(dataDir), `${mirror}.json`);

/** What is joined to a mirror; null where nothing is, or nothing that this version reads. */
export function attachedTo(dataDir: string, mirror: string): AttachedPeatmoss | null {
  try {
    const parsed = attachedSchema.safeParse(JSON.parse(readFileSync(pointerOf(dataDir, mirror), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function joinedFile(dataDir: string, { file }: AttachedPeatmoss): string {
  return join(folderOf(dataDir), file);
}

/** All that are joined to mirrors. */
export function allAttached(dataDir: string): readonly AttachedPeatmoss[] {
  const names = existsSync(folderOf(dataDir)) ? readdirSync(folderOf(dataDir)) : [];
  return names.flatMap((name) => (name.endsWith('.json') ? (attachedTo(dataDir, name.slice(0, -'.json'.length)) ?? []) : []));
}

/** As manifests name it: by its content, wherever it lay. */
export function sourceOf({ title, bytes, sha256, columns }: AttachedPeatmoss): JoinedSource {
  return { file: title, bytes, sha256, columns };
}

/** Whether the file that was read is there, and still the same. */
export function sourceState({ path, bytes, modifiedMs }: AttachedPeatmoss): 'same' | 'changed' | 'gone' {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'gone' : stat.size === bytes && stat.mtimeMs === modifiedMs ? 'same' : 'changed';
}

const tables = `
CREATE TABLE model (id INTEGER PRIMARY KEY, hub TEXT NOT NULL, name TEXT NOT NULL, uses INTEGER NOT NULL, UNIQUE (hub, name)) STRICT;
CREATE TABLE repository (id INTEGER PRIMARY KEY, title TEXT NOT NULL, url TEXT) STRICT;
CREATE TABLE use (model INTEGER NOT NULL, repository INTEGER NOT NULL, PRIMARY KEY (model, repository)) STRICT, WITHOUT ROWID;`;

/** Keeps what was read for a mirror, in the place of what was kept before: whole or not at all. Names stand for packages, so that no new index of the mirror outdates it. */
export function writeJoined(dataDir: string, mirror: string, path: string, content: PeatmossContent, control: WorkControl): AttachedPeatmoss {
  mkdirSync(folderOf(dataDir), { recursive: true });
  const source = statSync(path);
  const sha256 = hashPeatmoss(path, source.size, control);
  const file = `${mirror}-${randomBytes(6).toString('hex')}.db`;
  const part = join(folderOf(dataDir), `${file}.part`);
  try {
    const used = fill(part, content, control);
    const attached: AttachedPeatmoss = {
      version: 1, file, path, title: basename(path), bytes: source.size, modifiedMs: source.mtimeMs, sha256, readAt: Date.now(), tables: content.tables, columns: [...content.columns], models: content.models.length, used,
      repositories: content.repositories.length, uses: content.uses.length, leftOut: content.leftOut,
    };
    renameSync(part, join(folderOf(dataDir), file));
    const pointer = pointerOf(dataDir, mirror);
    writeFileSync(`${pointer}.part`, JSON.stringify(attached, null, 2), { flush: true });
    renameSync(`${pointer}.part`, pointer);
    removeFiles(dataDir, mirror, file);
    return attached;
  } finally {
    rmSync(part, { force: true });
  }
}

function fill(path: string, { models, repositories, uses }: PeatmossContent, control: WorkControl): number {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = OFF');
    database.exec(tables);
    database.exec('BEGIN');
    const counts = new Uint32Array(models.length);
    for (const [model] of uses) counts[model] = (counts[model] ?? 0) + 1;
    const total = models.length + repositories.length + uses.length;
    let done = 0;
    const step = (): void => {
      if (done % 5000 === 0) {
        if (control.isCancelled()) throw cancelledError();
        control.progress({ phase: 'Keeping what was read', done, total, unit: 'records' });
      }
      done += 1;
    };
    const addModel = database.prepare('INSERT INTO model VALUES (?, ?, ?, ?)');
    const addRepository = database.prepare('INSERT INTO repository VALUES (?, ?, ?)');
    const addUse = database.prepare('INSERT INTO use VALUES (?, ?)');
    for (const [at, { hub, name }] of models.entries()) {
      step();
      addModel.run(at, hub ?? '', name, counts[at]);
    }
    for (const [at, { title, url }] of repositories.entries()) {
      step();
      addRepository.run(at, title, url);
    }
    for (const [model, repository] of uses) {
      step();
      addUse.run(model, repository);
    }
    database.exec('COMMIT');
    return counts.reduce((sum, count) => sum + Number(count > 0), 0);
  } finally {
    database.close();
  }
}

/** Takes away what was joined to a mirror; the PeaTMOSS database itself is not touched. */
export function detach(dataDir: string, mirror: string): void {
  rmSync(pointerOf(dataDir, mirror), { force: true });
  removeFiles(dataDir, mirror, null);
}

/** On Windows a file that a reader still has open stays; the next time removes it. */
function removeFiles(dataDir: string, mirror: string, keep: string | null): void {
  try {
    for (const name of readdirSync(folderOf(dataDir))) if (name.startsWith(`${mirror}-`) && name !== keep) rmSync(join(folderOf(dataDir), name), { force: true });
  } catch {
    // Tried again next time.
  }
}
