import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../../test/fixtures/random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { PageFile } from './page-file.ts';
import { planOf } from './plan.ts';
import { RowBuffer, type RecordValue } from './record.ts';
import { ScratchFile } from './scratch-file.ts';
import { TableWriter } from './table-writer.ts';

const schema = `
  CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER, rating REAL, note TEXT, data BLOB) STRICT;
  CREATE TABLE pair (a INTEGER NOT NULL, b INTEGER NOT NULL, mark INTEGER, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
  CREATE INDEX thing_name ON thing (size, name);
  CREATE INDEX thing_size ON thing (size DESC, id);
  CREATE INDEX thing_note ON thing (note) WHERE note IS NOT NULL;
  CREATE INDEX pair_by_b ON pair (b, a);
  CREATE INDEX pair_mark ON pair (mark);`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Fills a database page by page; SQLite reads it afterwards. */
function fill(things: readonly RecordValue[][], pairs: readonly RecordValue[][]): Database.Database {
  const path = join(folder, 'filled.db');
  const empty = new Database(path);
  empty.pragma('page_size = 8192');
  empty.exec(schema);
  const plan = planOf(empty, ['thing', 'pair']);
  empty.close();
  const file = new PageFile(path);
  const scratch = new ScratchFile(`${path}.scratch`);
  for (const table of plan) {
    const writer = new TableWriter(file, scratch, table);
    const buffer = new RowBuffer(10_000);
    for (const row of table.name === 'thing' ? things : pairs) {
      buffer.add(row);
      if (buffer.isFull) writer.addAll(buffer.take());
    }
    writer.addAll(buffer.take());
    writer.finishRows();
    writer.finishIndexes(() => undefined);
  }
  file.finish();
  file.close();
  scratch.close();
  return new Database(path);
}

function expectSound(database: Database.Database): void {
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}

const thing = (name: string, size: number | null = null, note: string | null = null): RecordValue[] => [null, name, size, null, note, null];

describe('a database filled page by page', () => {
  it('is sound when it is empty', () => {
    const database = fill([], []);
    expectSound(database);
    expect(database.prepare('SELECT count(*) AS n FROM thing').get()).toEqual({ n: 0 });
    database.close();
  });

  it('holds values of every kind and size as SQLite itself stores them', () => {
    const numbers = [0, 1, -1, 127, 128, -128, -129, 32767, 32768, -32769, 8388607, 8388608, -8388609, 2147483647, 2147483648, -2147483649, 2 ** 47 - 1, 2 ** 47, -(2 ** 47) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const texts = ['', 'a', 'ü', '文言文', '😀', 'x'.repeat(57), 'x'.repeat(58), 'x'.repeat(8156), 'x'.repeat(8157), 'y'.repeat(8158), 'z'.repeat(100_000), 'a\u0000b', 'ü'.repeat(50)];
    const rows = [
      ...numbers.map((size) => thing('n', size)),
      ...texts.map((note) => thing('t', null, note)),
      [null, 'r', null, 1.5, null, Buffer.from([0, 255, 1])], [null, 'r', null, -2, null, Buffer.alloc(20_000, 7)], [null, 'r', null, 1e300, null, Buffer.alloc(0)],
    ];
    const database = fill(rows, []);
    expectSound(database);
    const stored = database.prepare('SELECT name, size, rating, note, data FROM thing ORDER BY id').raw().all();
    expect(stored).toEqual(rows.map((row) => row.slice(1)));
    database.close();
  });

  it.each([1, 2, 40, 700, 70_000])('is sound and finds everything with %i rows', (count) => {
    console.log(`pages seed ${seed}`);
    const random = seededRandom(seed);
    const things = Array.from({ length: count }, () => thing(textOf(random), random.chance(0.2) ? null : random.below(random.chance(0.5) ? 10 : 1e9) - 500, random.chance(0.7) ? null : textOf(random)));
    const pairs = Array.from({ length: count }, (_, a) => Array.from({ length: random.below(4) }, (__, b) => [a, b * 3 + random.below(3), random.chance(0.5) ? null : random.below(5)])).flat();
    const database = fill(things, pairs);
    expectSound(database);
    const twin = new Database(':memory:');
    twin.exec(schema);
    const insertThing = twin.prepare('INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)');
    const insertPair = twin.prepare('INSERT INTO pair VALUES (?, ?, ?)');
    twin.transaction(() => {
      for (const row of things) insertThing.run(...row);
      for (const row of pairs) insertPair.run(...row);
    })();
    for (const sql of [
      'SELECT * FROM thing ORDER BY id', 'SELECT id FROM thing INDEXED BY thing_name ORDER BY size, name, id', 'SELECT id, size FROM thing INDEXED BY thing_size ORDER BY size DESC, id',
      'SELECT id, note FROM thing INDEXED BY thing_note WHERE note IS NOT NULL ORDER BY note, id', 'SELECT * FROM pair', 'SELECT a, b FROM pair INDEXED BY pair_by_b ORDER BY b, a',
      'SELECT a, b, mark FROM pair INDEXED BY pair_mark ORDER BY mark, a, b',
    ]) expect(database.prepare(sql).raw().all(), `seed ${seed}: ${sql}`).toEqual(twin.prepare(sql).raw().all());
    twin.close();
    database.exec(`INSERT INTO thing (name, size) VALUES ('later', 5); UPDATE pair SET mark = 9 WHERE a % 7 = 0; DELETE FROM thing WHERE id % 3 = 0`);
    expectSound(database);
    database.close();
  });

  it('keeps texts with long common beginnings apart', () => {
    const names = Array.from({ length: 300 }, (_, number) => `${'p'.repeat(number % 7 === 0 ? 3000 : 500)}${number % 50}`);
    const database = fill(names.map((name) => thing(name, 1, name)), []);
    expectSound(database);
    expect(database.prepare('SELECT note FROM thing INDEXED BY thing_note WHERE note IS NOT NULL ORDER BY note').pluck().all()).toEqual([...names].sort());
    database.close();
  });
});

describe('a file that grows beyond a gigabyte', () => {
  it('leaves out the page that SQLite locks', () => {
    const path = join(folder, 'large.db');
    const database = new Database(path);
    database.pragma('page_size = 8192');
    database.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY)');
    database.close();
    // As if it had grown: nothing is written in between, so that the disk holds next to nothing of it.
    const locked = 0x40000000 / 8192 + 1;
    const bytes = openSync(path, 'r+');
    const size = Buffer.alloc(4);
    size.writeUInt32BE(locked - 2);
    writeSync(bytes, size, 0, 4, 28);
    ftruncateSync(bytes, (locked - 2) * 8192);
    closeSync(bytes);
    const file = new PageFile(path);
    expect([1, 2, 3].map((mark) => file.append(Buffer.alloc(8192, mark)))).toEqual([locked - 1, locked + 1, locked + 2]);
    file.finish();
    file.close();
    const grown = new Database(path);
    expect(grown.pragma('page_count', { simple: true })).toBe(locked + 2);
    expect(grown.prepare('SELECT count(*) AS n FROM thing').get()).toEqual({ n: 0 });
    grown.close();
    expect(statSync(path).size).toBe((locked + 2) * 8192);
  });
});

function textOf(random: Random): string {
  if (random.chance(0.005)) return 'long '.repeat(random.below(3000));
  const letters = random.chance(0.1) ? 'aé文😀' : 'abc';
  return `${random.chance(0.5) ? 'owner/' : ''}${Array.from({ length: random.below(12) }, () => [...letters][random.below([...letters].length)]).join('')}`;
}