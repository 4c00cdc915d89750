import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PackageClone } from './clone.ts';
import { checkLfs } from './lfs-check.ts';
import { createPlayground, missingGitReason, type Playground } from './repository/testing-git.ts';
import { makeClone, pointerText } from './testing-clone.ts';

const names = ['kept.bin', 'smudged.bin', 'both.bin', 'tampered.bin', 'cut.bin', 'broken-store.bin', 'pointer.bin', 'away.bin', 'linked.bin'] as const;
type Name = (typeof names)[number];
const content = (name: Name): Buffer => Buffer.alloc(5_000_000, name);
const oidOf = (name: Name): string => createHash('sha256').update(content(name)).digest('hex');
const running = { progress: () => undefined, isCancelled: () => false };

describe.skipIf(missingGitReason !== null)(`Checking LFS files${missingGitReason === null ? '' : ` (${missingGitReason})`}`, () => {
  let playground: Playground;
  let clone: PackageClone;

  const ask = (path: string | null = null) => ({ hub: 'huggingface', clone, folder: null, path }) as const;
  const put = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };

  beforeAll(() => {
    playground = createPlayground();
    clone = makeClone(playground, 'lfs', { 'README.md': 'no pointer', ...Object.fromEntries(names.map((name) => [`weights/${name}`, pointerText(oidOf(name), content(name).length)])) }, []);
    const tree = (name: Name): string => join(clone.absolute, 'weights', name);
    const store = (name: Name): string => join(clone.absolute, '.git/lfs/objects', oidOf(name).slice(0, 2), oidOf(name).slice(2, 4), oidOf(name));
    put(store('kept.bin'), content('kept.bin'));
    put(tree('smudged.bin'), content('smudged.bin'));
    put(tree('both.bin'), content('both.bin'));
    put(store('both.bin'), content('both.bin'));
    const changed = content('tampered.bin');
    changed[4_999_999] = 0;
    put(tree('tampered.bin'), changed);
    put(store('tampered.bin'), content('tampered.bin'));
    put(tree('cut.bin'), content('cut.bin').subarray(0, 4_000_000));
    put(store('broken-store.bin'), 'error: not found');
    put(tree('pointer.bin'), pointerText(oidOf('pointer.bin'), content('pointer.bin').length));
    put(join(playground.outside, 'linked.bin'), content('linked.bin'));
    symlinkSync(join(playground.outside, 'linked.bin'), tree('linked.bin'));
  });

  afterAll(() => playground.remove());

  test('compares every copy that is here with its pointer', () => {
    const seen: number[] = [];
    const found = checkLfs(ask(), { ...running, progress: (done, total) => void seen.push(done, total) });
    expect(found).toMatchObject({ files: 9, good: 3, notHere: 3, failed: 3, path: null, note: null, bytes: 30_000_000 });
    expect(found.failures.map(({ path, place, reason }) => [path, place, reason.replace(/[0-9a-f]{64}/g, '…')])).toEqual([
      ['weights/broken-store.bin', 'LFS store', 'It has 16 bytes; its pointer says 5,000,000.'],
      ['weights/cut.bin', 'work tree', 'It has 4,000,000 bytes; its pointer says 5,000,000.'],
      ['weights/tampered.bin', 'work tree', 'Its SHA-256 is …; its pointer says ….'],
    ]);
    expect(seen.slice(-2)).toEqual([30_000_000, 30_000_000]);
  });

  test('compares one file, and says which paths are none of Git LFS', () => {
    expect(checkLfs(ask('weights/both.bin'), running)).toMatchObject({ files: 1, good: 1, failed: 0, bytes: 10_000_000 });
    expect(() => checkLfs(ask('README.md'), running)).toThrow('README.md is no file of Git LFS at HEAD.');
  });

  test('stops between two pieces of a file', () => {
    let reads = 0;
    expect(() => checkLfs(ask('weights/kept.bin'), { progress: () => void (reads += 1), isCancelled: () => reads > 0 })).toThrow('Cancelled.');
    expect(reads).toBe(1);
  });

  test('says that there is no clone', () => {
    expect(() => checkLfs({ ...ask(), clone: null }, running)).toThrow('This mirror has no clone of the package.');
  });
});
