import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptmx-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a data folder is made with those above it, and one that is there is taken', () => {
  const deep = join(folder, 'a', 'b', 'c');
  prepareDataFolder(deep);
  prepareDataFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test('one that cannot be made is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const place of [join(folder, 'file'), join(folder, 'file', 'below')]) expect(() => prepareDataFolder(place), place).toThrow('cannot be made');
});

test.skipIf(process.platform !== 'linux')('nor where nothing can be made, without trying for ever (Linux alone has /proc)', () => {
  expect(() => prepareDataFolder('/proc/ptmx/data')).toThrow('cannot be made');
});
