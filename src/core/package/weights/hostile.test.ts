import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostileFiles } from '../../../../test/fixtures/weights/hostile.ts';
import { contract } from '../../../shared/contract/index.ts';
import { detailOf, examine, rowOf } from './examine.ts';
import { type ByteSource, weightLimits } from './bytes.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const around = (path: string) => ({ path, has: (relative: string) => (relative.startsWith('..') ? null : false) });

/** Counts what is taken from a file in all and at once. */
function counted(source: ByteSource): ByteSource & { all: number; most: number } {
  const counter = {
    size: source.size,
    all: 0,
    most: 0,
    read(offset: number, length: number) {
      counter.all += length;
      counter.most = Math.max(counter.most, length);
      return source.read(offset, length);
    },
  };
  return counter;
}

/** Everything that writes what users read of weights. */
const sources = ['src/core/package/weights', 'src/renderer/src/features/package/weights', 'src/cli/show'];

test('nothing that users read of weights vouches for a file', () => {
  const files = sources.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name))).filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'));
  expect(files.length).toBeGreaterThan(30);
  for (const path of files) expect(readFileSync(path, 'utf8').match(/\b(un)?safe(ly|ty)?\b/gi), path).toBeNull();
});

describe('hostile weight files', () => {
  test.each(hostileFiles().map((file) => [file.name, file] as const))('%s ends in a stated result, within the limits', (_name, file) => {
    const source = counted(file.source);
    const examined = examine(source, around(file.path));
    const row = rowOf(examined, { path: file.path, size: source.size, oid: null });
    const detail = contract['packages.weightFile'].answer.parse(detailOf(examined, row, { offset: 0, limit: 100 }));
    expect({ outcome: row.outcome, verdict: row.verdict.kind }).toEqual({ outcome: file.outcome, verdict: file.verdict });
    expect([row.reason, row.mismatch, row.verdict.text, ...detail.problems.rows].join('\n')).toMatch(file.says);
    expect(source.all).toBeLessThanOrEqual(weightLimits.maxBytesRead);
    expect(source.most).toBeLessThanOrEqual(weightLimits.maxBytesHeld);
    // What users read of a file never vouches for it; "safetensors" is a name.
    expect(JSON.stringify({ ...detail, metadata: null }).replace(/safetensors/gi, '')).not.toMatch(/\bsafe/i);
  });
});
