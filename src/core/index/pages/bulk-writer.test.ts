import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import { hireHere } from '../../jobs/index.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { BulkWriter } from './bulk-writer.ts';
import { planOf } from './plan.ts';

const hire = hireHere(fileURLToPath(new URL('../../engine/worker.ts', import.meta.url)));
const control = { isCancelled: () => false, progress: () => undefined };

let folder = '';
let bulk: BulkWriter;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-bulk-'));
  const path = join(folder, 'filled.db');
  const empty = new Database(path);
  empty.pragma('page_size = 8192');
  empty.exec('CREATE TABLE pair (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID; CREATE INDEX pair_by_b ON pair (b, a)');
  bulk = new BulkWriter({ hire, path, plan: planOf(empty, ['pair']), pairs: 'pair' });
  empty.close();
});
afterEach(async () => {
  await bulk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes that differ from place to place. */
function written(name: string, length: number): { readonly absolute: string; readonly bytes: Buffer } {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at >>> 8) ^ at;
  writeFileSync(join(folder, name), bytes);
  return { absolute: join(folder, name), bytes };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('files that the other thread reads', () => {
  it('come whole and in order, however many are read in turns, with their SHA-256', async () => {
    const files = [0, 1, 512 * 1024, 512 * 1024 + 1, 5_000_003].map((length, number) => ({ name: `data/${number}.json`, ...written(`${number}.json`, length) }));
    const readers = files.map(({ name, absolute }) => ({ chunks: bulk.chunks(name, absolute), read: [] as Buffer[] }));
    for (let open = readers; open.length > 0; ) {
      open = open.filter(({ chunks, read }) => {
        const step = chunks.next();
        if (step.done !== true) read.push(Buffer.from(step.value.bytes));
        return step.done !== true;
      });
    }
    expect(readers.map(({ read }, number) => Buffer.concat(read).equals(files[number]?.bytes ?? Buffer.from('none')))).toEqual(files.map(() => true));
    const { hashes } = await bulk.finish(control);
    expect(Object.fromEntries(hashes)).toEqual(Object.fromEntries(files.map(({ name, bytes }) => [name, sha256(bytes)])));
  });

  it('are read here until the other thread has started, and from then on told of', async () => {
    const { absolute, bytes } = written('long.json', 6_000_000);
    const told: boolean[] = [];
    for (let round = 0; !told.includes(true); round += 1) {
      const read: Buffer[] = [];
      for (const chunk of bulk.chunks(`${round}`, absolute, { kind: 'file-lists', numbers: 64 })) {
        read.push(Buffer.from(chunk.bytes));
        told.push(chunk.told !== null);
        // Slower than the other thread hashes, as parsing is.
        for (let times = 0; times < 5; times += 1) sha256(chunk.bytes);
      }
      expect(Buffer.concat(read).equals(bytes), `round ${round}`).toBe(true);
    }
    expect(told[0]).toBe(false);
    for (const [, hash] of (await bulk.finish(control)).hashes) expect(hash).toBe(sha256(bytes));
  });

  it('are hashed to their end where nobody reads so far', async () => {
    const { absolute, bytes } = written('long.json', 9_000_000);
    for (const { bytes: chunk } of bulk.chunks('long.json', absolute)) {
      expect(chunk.equals(bytes.subarray(0, chunk.length))).toBe(true);
      break;
    }
    expect((await bulk.finish(control)).hashes.get('long.json')).toBe(sha256(bytes));
  });

  it('fail with the reason of the system where they are away', () => {
    expect(() => [...bulk.chunks('gone.json', join(folder, 'gone.json'))]).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('pairs', () => {
  it('stand in the table and turned round, more of them than are held or put in order at once', async () => {
    const random = seededRandom(seed);
    let count = 0;
    let sum = 0;
    for (let first = 1; first <= 320_000; first += 1) {
      const seconds = Array.from({ length: random.below(15) }, (_, place) => 1000 * place + random.below(place === 3 ? 1000 : 5));
      bulk.addPairs(seconds);
      count += seconds.length;
      for (const second of seconds) sum += first * (second + 1);
    }
    await bulk.finish(control);
    const database = new Database(join(folder, 'filled.db'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true }), `seed ${seed}`).toBe('ok');
    for (const from of ['pair NOT INDEXED', 'pair INDEXED BY pair_by_b WHERE b >= 0']) expect(database.prepare(`SELECT count(*) AS count, sum(a * (b + 1)) AS sum FROM ${from}`).get(), `seed ${seed}`).toEqual({ count, sum });
    database.close();
  }, 30_000);
});
