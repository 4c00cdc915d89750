import { describe, expect, test } from 'vitest';
import { readCsv } from './csv-table.ts';
import { decodeText, guessEncoding } from './decode-text.ts';
import { imageFacts } from './image-size.ts';
import { magicOf } from './magic.ts';
import { prettyJson } from './pretty-json.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from('Größe 漢字')],
    ['UTF-8', Buffer.from('plain')],
    ['UTF-8', Buffer.from('')],
    ['UTF-8', Buffer.from('cut at the end: 漢').subarray(0, -1)],
    ['UTF-16LE', Buffer.from('\uFEFFtext', 'utf16le')],
    ['UTF-16LE', Buffer.from('no mark at all', 'utf16le')],
    ['UTF-16BE', Buffer.from('\uFEFFtext', 'utf16le').swap16()],
    ['UTF-16BE', Buffer.from('no mark at all', 'utf16le').swap16()],
    ['Windows-1252', bytes('Gr\xf6\xdfe \x93quoted\x94')],
    [null, bytes('text with a \0 in it')],
    [null, bytes('\x80\x02\x01\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\xff')],
  ])('%s', (encoding, content) => {
    expect(guessEncoding(content)).toBe(encoding);
  });

  test('text that goes on ends behind a line, and never within a character', () => {
    expect(decodeText(Buffer.from('one\ntwo\nthr'), 'UTF-8', true)).toEqual({ text: 'one\ntwo\n', used: 8 });
    expect(decodeText(Buffer.from('äää').subarray(0, 5), 'UTF-8', true)).toEqual({ text: 'ää', used: 4 });
    expect(decodeText(Buffer.from('x😀').subarray(0, 4), 'UTF-8', true)).toEqual({ text: 'x', used: 1 });
    expect(decodeText(Buffer.from('x😀', 'utf16le').subarray(0, 4), 'UTF-16LE', true)).toEqual({ text: 'x', used: 2 });
    expect(decodeText(bytes('\xff\xfe\xff'), 'UTF-8', false).text).toBe('\uFFFD\uFFFD\uFFFD');
  });
});

describe('JSON laid out anew', () => {
  test('lines and steps', () => {
    expect(prettyJson('{"a":[1,{"b":null}],"c":{},"d":[ ],"e":"x{,}\\""}')).toBe('{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": [],\n  "e": "x{,}\\""\n}');
  });

  test('values stand as they are written, repeated keys too', () => {
    expect(prettyJson('{"a":12345678901234567890,"a":1e400,"b":NaN}')).toBe('{\n  "a": 12345678901234567890,\n  "a": 1e400,\n  "b": NaN\n}');
  });

  test.each(['{"a":1', '[1}', ']', '[[[', '{"a": "open'])('no JSON: %s', (json) => {
    expect(prettyJson(json)).toBeNull();
  });

  test('half a million brackets', () => {
    expect(prettyJson('['.repeat(500_000))).toBeNull();
    expect(prettyJson('['.repeat(20_000) + ']'.repeat(20_000))?.split('\n')).toHaveLength(39_999);
  });
});

describe('tables', () => {
  const rows = (text: string, goesOn = false): readonly (readonly string[])[] => readCsv(text, ',', goesOn).rows;

  test('quotes, empty cells and line ends', () => {
    expect(rows('a,b\r\n1,"x, ""y""\nz"\n,\n\n2,')).toEqual([['a', 'b'], ['1', 'x, "y"\nz'], ['', ''], ['2', '']]);
  });

  test('formulas are text', () => {
    expect(rows(`=1+1,+2,@SUM(A1),"=HYPERLINK(""https://example.org"",""x"")"`)).toEqual([['=1+1', '+2', '@SUM(A1)', '=HYPERLINK("https://example.org","x")']]);
  });

  test('a row that goes on is left for the next stretch', () => {
    expect(readCsv('a,b\n1,"2', ',', true)).toMatchObject({ rows: [['a', 'b']], used: 4 });
    expect(readCsv('a,"b', ',', true)).toMatchObject({ rows: [['a', 'b']], used: 4 });
    expect(rows('a,b\n1,"2')).toEqual([['a', 'b'], ['1', '2']]);
  });

  test('cells, columns and rows are bounded', () => {
    const { rows: found, cut, columns } = readCsv(`${'x'.repeat(2000)},${'y,'.repeat(300)}\n`, ',', false);
    expect([found[0]?.[0]?.length, found[0]?.length, columns, cut]).toEqual([501, 100, 100, true]);
    expect(readCsv('a\n'.repeat(20_000), ',', false)).toMatchObject({ used: 10_000 });
    expect(readCsv('"'.repeat(200_000), ',', false).rows).toHaveLength(1);
  });
});

describe('images', () => {
  const png = Buffer.concat([bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), bytes('\0\0\x01\0\0\0\0\x80')]);

  test('say their size', () => {
    expect(imageFacts(png)).toEqual({ mediaType: 'image/png', width: 256, height: 128 });
    expect(imageFacts(bytes('GIF89a\x10\0\x20\0'))).toEqual({ mediaType: 'image/gif', width: 16, height: 32 });
    expect(imageFacts(bytes(`\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x20\0\x40\x03`))).toEqual({ mediaType: 'image/jpeg', width: 64, height: 32 });
    expect(imageFacts(bytes(`RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x07\0\0`))).toEqual({ mediaType: 'image/webp', width: 16, height: 8 });
  });

  test('cut ones do not', () => {
    for (let length = 0; length < png.length; length += 1) expect(imageFacts(png.subarray(0, length))).toBeNull();
    expect(imageFacts(bytes(`\xff\xd8${'\xff\xe0\0\0'.repeat(1000)}`))).toBeNull();
    expect(imageFacts(bytes('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeNull();
  });
});

test.each([
  ['Zip archive', 'PK\x03\x04...'],
  ['GGUF weights', 'GGUF\x03\0\0\0'],
  ['safetensors weights', '\x88\0\0\0\0\0\0\0{"a"'],
  ['Python pickle', '\x80\x02}q\0.'],
  ['WebP image', 'RIFF\x01\x02\x03\x04WEBP'],
  ['Windows program', 'MZ\x90\0'],
  [null, 'MZ is how this text begins'],
  [null, ''],
])('what begins so is a %s', (name, head) => {
  expect(magicOf(bytes(head))).toBe(name);
});
