import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { damageMarkOf } from './damage.ts';
import { indexFolder } from './pointer.ts';
import { earlierIndexes, removeStates, stateLimits } from './states.ts';
import { acquireWriter, currentIndex, removeAbandoned } from './store.ts';

const mirror = 'a'.repeat(16);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-states-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts an index of that content in force; a number makes a fingerprint. */
function install(content: number): void {
  const right = acquireWriter(folder, mirror);
  writeFileSync(right.buildingFile, `index ${content}`);
  right.install({ packages: content, fingerprint: printOf(content) });
  right.release();
}

const printOf = (content: number): string => String(content).padStart(16, '0').padEnd(64, 'f');
const kept = (): readonly number[] => earlierIndexes(folder, mirror).map(({ packages }) => packages);
const filesKept = (): number => readdirSync(indexFolder(folder, mirror)).length;

it('an index of other content leaves the one before as a state; the same content leaves none', () => {
  for (const content of [1, 2, 2, 3]) install(content);
  expect(kept().toSorted()).toEqual([1, 2]);
  expect(currentIndex(folder, mirror)?.packages).toBe(3);
  removeAbandoned(folder, mirror);
  expect(filesKept(), 'two files of each').toBe(6);
  removeStates(folder, mirror, [printOf(1).slice(0, 16)]);
  expect([kept(), filesKept()]).toEqual([[2], 4]);
});

it('content that comes back is kept once, and what is damaged never', () => {
  for (const content of [1, 2, 1, 3]) install(content);
  expect(kept().toSorted()).toEqual([1, 2]);
  writeFileSync(damageMarkOf(currentIndex(folder, mirror)?.path ?? ''), 'damaged');
  install(4);
  expect(kept().toSorted()).toEqual([1, 2]);
});

it('no more are kept than the limits say', () => {
  for (let content = 1; content <= stateLimits.states + 3; content += 1) install(content);
  expect(kept()).toHaveLength(stateLimits.states);
  expect(filesKept()).toBe(2 * (stateLimits.states + 1));
});

it('half a state that a crash left goes at the next start', () => {
  install(1);
  const at = indexFolder(folder, mirror);
  writeFileSync(join(at, 'state-00.json.part'), '{');
  writeFileSync(join(at, currentIndex(folder, mirror)?.file.replace(/^index-(.*)\.db$/, 'state-$1.json') ?? ''), JSON.stringify({ ...currentIndex(folder, mirror), path: undefined }));
  expect(kept()).toEqual([]);
  removeAbandoned(folder, mirror);
  expect(currentIndex(folder, mirror)?.packages).toBe(1);
  expect(readdirSync(at)).not.toContain('state-00.json.part');
});
