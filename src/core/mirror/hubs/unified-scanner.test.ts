import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import type { Problem } from '../../../shared/domain/index.ts';
import { scannedValues, type KnownValues } from '../json/known-values.ts';
import { readRecords } from '../json/records.ts';
import { fileOf } from '../testing-file.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { readUnified } from './adapter.ts';
import { scannerOf, tellerOf } from './scans.ts';

const { below, pick } = seededRandom(seed);

const strange = [null, 7, '', ' blank ', 'N/A', 'a "quoted" name', 'é', 'back\\slash', '\n    {\n', true, [], {}, ['x'], '0'.repeat(40)] as const;
const keys = ['id', 'LatestGitCommitSHA', 'ModelHub', 'ModelName', 'ModelOwner', 'ModelTask', 'ModelArchitecture', 'Datasets', 'Other', '__proto__'] as const;

function recordOf(id: number): string {
  const hub = { MetadataFilePath: 'data/x.json', MetadataObjectID: `owner/model-${id}`, ModelHubName: 'Hugging Face' };
  const entries: [string, unknown][] = Object.entries({
    id, LatestGitCommitSHA: 'a1'.repeat(20), ModelHub: hub, ModelName: `owner/model-${id}`, ModelOwner: 'owner', ModelURL: 'https://huggingface.co/', ...pick<object>([{}, { ModelTask: 'fill-mask' }, { ModelArchitecture: 'bert' }]),
  });
  for (let count = pick([0, 0, 0, 1, 2]); count > 0; count -= 1) {
    const value = pick<unknown>([...strange, hub, 12, 1.5, -1, 123_456_789_012]);
    const key = pick(keys);
    if (below(3) === 0) entries.splice(below(entries.length), 1);
    // Also a second time under the same key, as only text can have it.
    entries.splice(below(entries.length + 1), 0, [key, value]);
  }
  const members = entries.map(([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value, null, 4).replaceAll('\n', '\n        ')}`);
  return `    {\n${members.join(',\n')}\n    }`;
}

function read(bytes: Buffer, chunk: number, known: KnownValues | null): unknown {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const file = fileOf(bytes, chunk);
  const unified = [...readRecords(file, report, known)].map((record) => {
    const found = readUnified(record, file, { file: () => null, records: () => [], isDamaged: () => false, report });
    // What the reading of Hugging Face does not ask for.
    return found && { ...found, owner: null, url: null, ownerUrl: null };
  });
  return [unified, problems];
}

describe(`unified records read by their bytes, seed ${seed}`, () => {
  test.each([['whole', 0], ['damaged', 3]])('are what parsing them makes of them, %s files', (_name, damages) => {
    let told = 0;
    const counted = (): KnownValues => {
      const known = scannedValues(scannerOf('unified'), tellerOf('unified'));
      return { ...known, tell: (...args) => ((told += 1), known.tell(...args)) };
    };
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(`[\n${Array.from({ length: 1 + below(30) }, (_, id) => recordOf(id)).join(',\n')}\n]`);
      for (let count = damages && below(damages + 1); count > 0; count -= 1) bytes[below(bytes.length)] = pick([0x22, 0x5b, 0x5d, 0x7b, 0x7d, 0x2c, 0x0a, 0x5c, 0x61, 0x30, 0xff]);
      const chunk = 1 + below(2 * bytes.length);
      expect(read(bytes, chunk, counted()), bytes.toString('latin1')).toEqual(read(bytes, chunk, null));
    }
    expect(told).toBeGreaterThan(500);
  });
});
