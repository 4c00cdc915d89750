import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import type { Problem } from '../../../shared/domain/index.ts';
import { scannedValues, type KnownValues } from '../json/known-values.ts';
import { readRecords } from '../json/records.ts';
import { fileOf } from '../testing-file.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { FileList, filesOf } from './file-list.ts';
import { scannerOf, tellerOf } from './scans.ts';

const { below, pick } = seededRandom(seed);

function knownLists(): KnownValues {
  return scannedValues(scannerOf('file-lists'), tellerOf('file-lists'));
}

const names = ['README.md', 'config.json', 'pytorch_model.bin', 'model.safetensors', 'tests/a.py', 'LICENSE', 'N/A', '', ' blank ', 'a "quoted".bin', 'é.onnx', 'back\\slash.h5', 'x'.repeat(70), '"siblings": [', ']', '}'] as const;
const usual = 4;

/** Most lists are alike, as in real listings; the others differ in one way or another. */
function listOf(): unknown {
  const size = pick([null, null, null, null, 7]);
  const item = (): unknown => {
    const rfilename = below(8) === 0 ? pick<unknown>([...names, 7, null]) : names[below(usual)];
    return pick([true, true, true, false]) ? { rfilename, size, blob_id: null, lfs: null } : pick<unknown>([{ rfilename }, { size: 3, rfilename }, { path: 'model.onnx' }, { rfilename, lfs: { siblings: [] } }, 'text', null]);
  };
  const alike = (): unknown => ({ rfilename: names[below(below(9) === 0 ? names.length : usual)], size: null, blob_id: null, lfs: null });
  return pick<unknown>([null, 'text', [], Array.from({ length: below(9) }, item), ...Array.from({ length: 8 }, () => Array.from({ length: 1 + below(9) }, alike))]);
}

function recordOf(id: number): Record<string, unknown> {
  return { id, ...pick<object>([{}, { siblings: listOf() }, { tags: ['"siblings": ['] }, { nested: { siblings: listOf() } }]), ...pick<object>([{}, { siblings: listOf() }, { siblings: listOf() }, { siblings: listOf() }]), end: '\\"siblings": [' };
}

/** With the same key once more, as only text can have it. */
function twice(text: string): string {
  return text.replace('"end"', '"siblings": [{"rfilename": "a.gguf"}], "end"');
}

const layouts = [
  (records) => JSON.stringify(records, null, 4),
  (records) => JSON.stringify(records),
  (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  (records) => JSON.stringify(records, null, 1).replaceAll(/\n */g, ' '),
] as const satisfies readonly ((records: readonly unknown[]) => string)[];

function shownFiles(value: unknown): unknown {
  const files = filesOf(value);
  return files && [files.count, files.totalBytes, files.formats, files.hasReadme, files.parts];
}

describe(`lists of files read by their bytes, seed ${seed}`, () => {
  test('tell what parsing them tells, and leave the rest of the record as it is', () => {
    let told = 0;
    for (let round = 0; round < 400; round += 1) {
      const layout = below(layouts.length);
      const plain = layouts[layout]?.(Array.from({ length: 1 + below(30) }, (_, id) => recordOf(id))) ?? '';
      const text = below(4) === 0 ? twice(plain) : plain;
      const bytes = Buffer.from(text);
      const expected = JSON.parse(layout === 2 ? `[${text.trim().replaceAll('\n', ',')}]` : text) as readonly Record<string, unknown>[];
      const found = [...readRecords(fileOf(bytes, 1 + below(below(2) === 0 ? 300 : 2 * bytes.length)), (problem) => expect.unreachable(`${problem.message} in ${text}`), knownLists())];
      const rest = ({ siblings: _siblings, ...others }: Readonly<Record<string, unknown>>): unknown => others;
      expect(found.map(({ value }) => rest(value)), text).toEqual(expected.map(rest));
      expect(found.map(({ value }) => shownFiles(value['siblings'])), text).toEqual(expected.map(({ siblings }) => shownFiles(siblings)));
      told += found.filter(({ value }) => value['siblings'] instanceof FileList).length;
    }
    expect(told).toBeGreaterThan(500);
  });

  test('change nothing in what is found, and reported, of damaged files', () => {
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(pick(layouts)(Array.from({ length: 1 + below(30) }, (_, id) => recordOf(id))));
      for (let count = below(4); count >= 0; count -= 1) bytes[below(bytes.length)] = pick([0x22, 0x5b, 0x5d, 0x7b, 0x7d, 0x2c, 0x0a, 0x5c, 0x61, 0xff]);
      const chunk = 1 + below(2 * bytes.length);
      const read = (lists: KnownValues | null): unknown => {
        const problems: Problem[] = [];
        const records = [...readRecords(fileOf(bytes, chunk), (problem) => problems.push(problem), lists)];
        return [records.map(({ value, ...place }) => ({ ...value, siblings: shownFiles(value['siblings']), place })), problems];
      };
      expect(read(knownLists()), bytes.toString('latin1')).toEqual(read(null));
    }
  });
});
