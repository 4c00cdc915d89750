import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hasPython, python, workFolder } from '../testing.ts';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { isLaidOut, layOut } from './python-json.ts';

const work = workFolder();
afterAll(() => work.remove());

const dumpProgram = 'import json,sys; sys.stdout.write(json.dumps(json.load(open(sys.argv[1], encoding="utf-8")), indent=4))';

function pythonDump(source: string): string {
  const file = join(work.path, 'source.json');
  writeFileSync(file, source);
  return python(dumpProgram, file);
}

const numbers = [
  '0', '-0', '-0.0', '1', '12345678901234567890123', '1.0', '1.50', '1e5', '1E+5', '1e15', '1e16', '123456789012345680.0', '0.0001', '0.00001', '1.5e-7', '1e-300',
  '5e-324', '1.7976931348623157e308', '1e400', '-1e400', '0.1', '100.25', '2.5e10', 'NaN', 'Infinity', '-Infinity', 'true', 'false', 'null',
];

describe.skipIf(!hasPython)('layOut gives what json.dump(indent=4) gives (skipped without python3)', () => {
  test.each([
    ['numbers', `[${numbers.join(', ')}]`],
    ['empty containers', '{"a": {}, "b": [ ], "c": [[], {}], "d": {"e": [{"f": []}]}}'],
    ['text', JSON.stringify(['', 'plain', 'é', '🤗', 'שלום\u202e', 'a"b\\c/d', '\b\f\n\r\t\0\u001f\u007f\u0080\u2028', '{not, json: [}'])],
    ['escapes of the source', String.raw`["\/", "\u00e9", "\ud83e\udd17", "\ud800", "\u0041"]`],
    ['spacing', ' {\r\n\t"a" :1 ,\n"b":[ 1,2 ] } '],
    ['keys that JavaScript would reorder', '{"b": 1, "10": 2, "9": 3, "__proto__": 4}'],
    ['one value', '"text"'],
  ])('%s', (_name, source) => {
    expect(layOut(source, 0)).toBe(pythonDump(source));
  });

  test('records inside an array stand one level deep', () => {
    const record = '{"a":[1,{"b":"é"}],"c":{}}';
    expect(`[\n    ${layOut(record, 1)},\n    ${layOut('{}', 1)}\n]`).toBe(pythonDump(`[${record},{}]`));
  });

  test('random values', () => {
    const source = JSON.stringify(Array.from({ length: 200 }, randomValue(seed)));
    expect(layOut(source, 0), `seed ${seed}`).toBe(pythonDump(source));
  });
});

function randomValue(seed: number): () => unknown {
  const { below: next } = seededRandom(seed);
  const value = (depth: number): unknown => {
    const kind = next(depth > 3 ? 4 : 6);
    if (kind === 0) return next(1e9) / 10 ** next(25);
    if (kind === 1) return next(2) === 0;
    if (kind === 2) return String.fromCharCode(...Array.from({ length: next(8) }, () => next(0x3000)));
    if (kind === 3) return -next(1e9) * 10 ** next(20);
    const items = Array.from({ length: next(4) }, () => value(depth + 1));
    return kind === 4 ? items : Object.fromEntries(items.map((item, index) => [`k${index}`, item]));
  };
  return () => value(0);
}

test('a record keeps its bytes only where it is laid out at its level', () => {
  const record = '{\n        "a": 1\n    }';
  expect(isLaidOut(Buffer.from(record), 1)).toBe(true);
  expect(isLaidOut(Buffer.from(record), 2)).toBe(false);
  expect(isLaidOut(Buffer.from('{"a": 1}'), 1)).toBe(false);
  expect(isLaidOut(Buffer.from(record.replaceAll('\n', '\r\n')), 1)).toBe(false);
  expect(isLaidOut(Buffer.from('{}'), 1)).toBe(true);
});

test('lays a deep and a long value out without recursion', () => {
  const deep = 2000;
  expect(layOut('['.repeat(deep) + ']'.repeat(deep), 0)).toContain('[]');
  const long = JSON.stringify('é'.repeat(1_000_000));
  expect(layOut(long, 0)).toHaveLength(6_000_002);
});
