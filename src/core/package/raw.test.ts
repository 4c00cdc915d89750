import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../shared/result.ts';
import { readRaw } from './index.ts';

const path = 'data/modelhub/json/modelhub.json';

function fileOf(text: string): { path: string; read: (offset: number, length: number) => Buffer } {
  const bytes = Buffer.from(text);
  return { path, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

describe('a raw record', () => {
  it('is the bytes at its place', () => {
    expect(readRaw(fileOf('[{"a": "é"}, {}]'), { file: path, offset: 1, length: 11 })).toEqual({ file: path, offset: 1, length: 11, text: '{"a": "é"}', truncated: false });
  });

  it('is cut at a limit, between characters', () => {
    expect(readRaw(fileOf('{"a": "éé"}'), { file: path, offset: 0, length: 13 }, 10)).toMatchObject({ text: '{"a": "é', length: 13, truncated: true });
    const large = readRaw(fileOf('x'.repeat(3_000_000)), { file: path, offset: 10, length: 2_900_000 });
    expect(large).toMatchObject({ truncated: true, length: 2_900_000 });
    expect(large.text.length).toBe(1 << 20);
  });

  it('shows bytes that are no text, and keeps a byte order mark', () => {
    const file = { path, read: () => Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff, 0x22]) };
    expect(readRaw(file, { file: path, offset: 0, length: 6 }).text).toBe('\uFEFF"\uFFFD"');
  });

  it('says that a file has changed or is gone', () => {
    expect(() => readRaw(fileOf('[{}]'), { file: path, offset: 1, length: 9 })).toThrow(/modelhub\.json ends before the record does/);
    const gone = { path, read: (): Buffer => { throw new Error('ENOENT'); } };
    expect(() => readRaw(gone, { file: path, offset: 0, length: 9 })).toThrow(ExpectedError);
  });
});
