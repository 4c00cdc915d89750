import { describe, expect, it } from 'vitest';
import { fileParts } from '../../shared/domain/index.ts';
import { formatOfFile } from './formats.ts';
import { partsOfFile } from './parts.ts';

const partsOf = (path: string): readonly string[] => {
  const bits = partsOfFile(path, formatOfFile(path) !== null);
  return fileParts.filter((_, at) => (bits & (1 << at)) !== 0);
};

describe('what a file’s name tells of its package', () => {
  const cases: readonly (readonly [path: string, part: string | null])[] = [
    ['pytorch_model.bin', 'weights'],
    ['onnx/model.onnx', 'weights'],
    ['config.json', 'configuration'],
    ['unet/config.json', 'configuration'],
    ['Model_Index.json', 'configuration'],
    ['LICENSE', 'licence'],
    ['LICENCE.md', 'licence'],
    ['COPYING', 'licence'],
    ['LICENSE-APACHE', 'licence'],
    ['license_plate.py', null],
    ['tests/run.sh', 'tests'],
    ['src/Tests/data.txt', 'tests'],
    ['test_model.py', 'tests'],
    ['model_test.py', 'tests'],
    ['test', 'tests'],
    ['test.csv', null],
    ['latest.txt', null],
    ['attestation.json', null],
    ['test_results.json', null],
    ['README.md', null],
    ['', null],
  ];
  it.each(cases)('%s: %s', (path, part) => expect(partsOf(path)).toEqual(part === null ? [] : [part]));
});
