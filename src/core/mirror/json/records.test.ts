import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileOf, readAll, streamedFile } from '../testing-file.ts';
import { readRecords } from './records.ts';

const models = [
  { id: 'a/one', tags: ['x', '{"id"', '}\n    {'], nested: { list: [{ id: 1 }, { id: 2 }] } },
  { id: 'b/two', text: 'quote " backslash \\ brace } bracket ] é 漢 😀', none: null, empty: {}, list: [] },
  { id: 'c/three' },
];

/** The layouts in which tools write the same records. */
const layouts: Readonly<Record<string, (records: readonly unknown[]) => string>> = {
  'indent=4': (records) => JSON.stringify(records, null, 4),
  'indent=2': (records) => JSON.stringify(records, null, 2),
  'indent=tab': (records) => JSON.stringify(records, null, '\t'),
  // Python's indent=0 breaks lines and sets nothing in, so that nested values begin and end as records do.
  'indent=0': (records) => JSON.stringify(records, null, 1).replaceAll(/\n +/g, '\n'),
  'indent=4, CRLF': (records) => JSON.stringify(records, null, 4).replaceAll('\n', '\r\n'),
  compact: (records) => JSON.stringify(records),
  'compact with spaces': (records) => `[ ${records.map((record) => JSON.stringify(record)).join(' , ')} ]\n`,
  'one line each in an array': (records) => `[\n    ${records.map((record) => JSON.stringify(record)).join(',\n    ')}\n]`,
  'JSON lines': (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  'JSON lines without a last line end': (records) => records.map((record) => JSON.stringify(record)).join('\n'),
  'JSON lines, CRLF': (records) => records.map((record) => `${JSON.stringify(record)}\r\n`).join(''),
  'objects one after the other': (records) => records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
  'ASCII escapes': (records) => JSON.stringify(records, null, 4).replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

describe('every layout', () => {
  test.each(Object.keys(layouts))('%s reads the same, wherever a chunk ends', (name) => {
    const text = layouts[name]?.(models) ?? '';
    const bytes = Buffer.from(text);
    for (let chunk = 1; chunk <= bytes.length; chunk += 1) {
      const { records, values, problems } = readAll(fileOf(bytes, chunk));
      expect(problems, `chunks of ${chunk}`).toEqual([]);
      expect(values, `chunks of ${chunk}`).toEqual(models);
      for (const { value, offset, length } of records) expect(JSON.parse(bytes.toString('utf8', offset, offset + length))).toEqual(value);
    }
  });

  test.each(Object.keys(layouts))('%s with a byte order mark', (name) => {
    const { values, problems } = readAll(fileOf(`\uFEFF${layouts[name]?.(models) ?? ''}`, 2));
    expect({ values, problems }).toEqual({ values: models, problems: [] });
  });

  test.each(Object.keys(layouts))('%s with a record that is not JSON in the middle keeps the others', (name) => {
    const text = (layouts[name]?.(models) ?? '').replace(/"b\/two"/, '"b/two" oops');
    for (const chunk of [1, 7, 50, 1 << 20]) {
      const { values, problems } = readAll(fileOf(text, chunk));
      expect(values, `chunks of ${chunk}`).toEqual([models[0], models[2]]);
      expect(problems.map((problem) => problem.code), `chunks of ${chunk}`).toEqual(['bad-json']);
      expect(Buffer.from(text).toString('latin1', problems[0]?.offset ?? 0)).toMatch(/^\{\s*"id"\s*:\s*"b\/two" oops/);
    }
  });
});

describe('shapes', () => {
  test('one object alone, indented or not', () => {
    for (const text of [JSON.stringify(models[0]), JSON.stringify(models[0], null, 4), `\n ${JSON.stringify(models[0])}`]) {
      const { values, problems } = readAll(fileOf(text, 5));
      expect({ values, problems }).toEqual({ values: [models[0]], problems: [] });
    }
  });

  test.each([['', 'truncated-file@0'], [' \n', 'truncated-file@0'], ['[', 'truncated-file@1']])('%j holds nothing and says so', (text, place) => {
    const { values, places } = readAll(fileOf(text));
    expect({ values, places }).toEqual({ values: [], places: [place] });
  });

  test('an empty array is whole', () => {
    expect(readAll(fileOf('[ ]\n')).problems).toEqual([]);
  });

  test('nested values that begin and end like records', () => {
    const text = '[\n    {"a": {\n    "b": 1\n    }, "c": 2},\n    {\n        "a": [\n    {"x": 1\n    }], "d": "}"\n    },\n    {"a": 3}\n]';
    expect(readAll(fileOf(text)).values).toEqual(JSON.parse(text));
  });

  test('many records that each break the layout of the first', () => {
    const odd = Array.from({ length: 50 }, (_, index) => `{\n        "id": ${index}, "deep": {\n    "x": 1\n    }}`);
    const text = `[\n    {\n        "id": -1\n    },\n    ${odd.join(',\n    ')}\n]`;
    const { values, problems } = readAll(fileOf(text, 100));
    expect(problems).toEqual([]);
    expect(values).toEqual(JSON.parse(text));
  });

  test('what Python writes for numbers that are none reads as missing, and stays in text', () => {
    const text = '[\n    {\n        "a": NaN, "b": [Infinity, -Infinity], "c": "NaN \\" Infinity", "d": "\\\\"\n    }\n]';
    expect(readAll(fileOf(text)).values).toEqual([{ a: null, b: [null, null], c: 'NaN " Infinity', d: '\\' }]);
  });

  test('values that are no objects are told one by one, up to a hundred in a row', () => {
    const { values, places } = readAll(fileOf('[{"a": 1}, 42, "text", null, ["list"], {"a": 2}]'));
    expect(values).toEqual([{ a: 1 }, { a: 2 }]);
    expect(places).toEqual(['not-a-record@11', 'not-a-record@15', 'not-a-record@23', 'not-a-record@29']);
    const many = readAll(fileOf(`[${'1,'.repeat(5000)}{"a": 2}]`));
    expect(many.values).toEqual([{ a: 2 }]);
    expect(many.problems).toHaveLength(101);
    expect(many.problems[100]?.message).toContain('4900 more');
  });

  test('bytes that are no JSON at all make few problems', () => {
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff));
    const { records, problems } = readAll(fileOf(noise, 4096));
    expect(records).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
  });
});

describe('what stands before and behind the records', () => {
  test.each([
    ['a comment', '// from the hub\n'],
    ['a line of a log', 'INFO 12:04 wrote models.json\n'],
    ['a word', 'models = '],
  ])('%s before the first bracket is told, and every record is read', (_what, before) => {
    for (const [name, write] of Object.entries(layouts)) {
      const { values, problems } = readAll(fileOf(`${before}${write(models)}`, 7));
      expect(values, name).toEqual(models);
      expect(problems.map(({ code }) => code), name).toContain('bad-json');
      expect(problems[0]?.offset, name).toBe(0);
    }
  });

  test('byte order marks are passed over wherever files were put together', () => {
    const [first, ...others] = models.map((record) => JSON.stringify(record));
    for (const text of [`\uFEFF\uFEFF[${first},\uFEFF${others.join(',')}]`, [first, ...others].map((line) => `\uFEFF${line}`).join('\n')]) {
      for (const chunk of [1, 2, 3, 1000]) expect(readAll(fileOf(text, chunk)), `chunks of ${chunk}`).toMatchObject({ values: models, problems: [] });
    }
  });

  test('records behind the end of an array are read, and told once', () => {
    const [first, ...others] = models.map((record) => JSON.stringify(record));
    const { values, places } = readAll(fileOf(`[${first}]\n${others.join('\n')}`));
    expect({ values, places }).toEqual({ values: models, places: [`bad-json@${(first ?? '').length + 3}`] });
  });

  test.each([
    ['in UTF-16', Buffer.from(`\uFEFF${JSON.stringify(models)}`, 'utf16le')],
    ['in UTF-16', Buffer.from(JSON.stringify(models), 'utf16le')],
    ['in UTF-16', Buffer.from(`\uFEFF${JSON.stringify(models)}`, 'utf16le').swap16()],
    ['in UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x5b, 0, 0, 0])],
    ['compressed with gzip', gzipSync(JSON.stringify(models))],
  ])('a file %s is one problem that says so', (form, bytes) => {
    expect(readAll(fileOf(bytes, 64))).toMatchObject({ values: [], problems: [{ code: 'bad-json', offset: 0, message: `The file is ${form}; only JSON in UTF-8 is read.` }] });
    expect(readAll(fileOf(bytes, 64)).problems).toHaveLength(1);
  });
});

describe('damage', () => {
  const two = JSON.stringify(models.slice(0, 2), null, 4);

  test('the file ends inside a record, after one, or before the bracket', () => {
    expect(readAll(fileOf(two.slice(0, -30), 11))).toMatchObject({ values: [models[0]], places: [`truncated-file@${two.indexOf('{', two.indexOf('}\n    },') + 4)}`] });
    expect(readAll(fileOf(two.slice(0, -1)))).toMatchObject({ values: models.slice(0, 2), problems: [{ code: 'truncated-file' }] });
    const line = JSON.stringify(models[0]);
    expect(readAll(fileOf(`${line}\n${line.slice(0, 20)}`))).toMatchObject({ values: [models[0]], places: [`bad-json@${line.length + 1}`] });
  });

  test('bytes that are no UTF-8 are replaced and told, a replacement character of the text itself is not', () => {
    const bytes = Buffer.from('[{"id": "caf#"}, {"id": "\ufffd"}]');
    bytes[bytes.indexOf('#')] = 0xff;
    expect(readAll(fileOf(bytes))).toMatchObject({ values: [{ id: 'caf\ufffd' }, { id: '\ufffd' }], places: ['invalid-utf8@1'] });
  });

  test.each(['[', '{"a":'])('100,000 levels of %s are refused in every layout, also where they never end', (open) => {
    const close = open === '[' ? ']' : '}';
    for (const end of [close.repeat(100_000), '']) {
      const deep = `{"id": "deep", "x": ${open.repeat(100_000)}${end === '' ? '' : `1${end}`}}`;
      for (const text of [
        `[{"id": 1},${deep},{"id": 2}]`,
        `[\n    {\n        "id": 1\n    },\n    ${deep.replace('{', '{\n        ')},\n    {\n        "id": 2\n    }\n]`,
        `{"id": 1}\n${deep}\n{"id": 2}\n`,
      ]) {
        const { values, problems } = readAll(fileOf(text, 1000));
        expect(values).toEqual([{ id: 1 }, { id: 2 }]);
        expect(problems.length).toBe(1);
        expect(problems[0]?.offset).toBe(text.indexOf(deep.slice(0, 1), 8));
      }
    }
  });

  test('2,048 levels are read, 2,049 are not', () => {
    const nested = (levels: number): string => `{"id": ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    for (const wrap of [(text: string) => `${text}\n{}\n`, (text: string) => `[{"id": 0}, ${text}, {"id": 0}]`]) {
      expect(readAll(fileOf(wrap(nested(2048)))).problems).toEqual([]);
      expect(readAll(fileOf(wrap(nested(2049)))).problems).toMatchObject([{ code: 'record-too-large' }]);
    }
  });

  test('text after the end of the array is read and told', () => {
    expect(readAll(fileOf('[{"id": 1}], {"id": 2}]\n'))).toMatchObject({ values: [{ id: 1 }, { id: 2 }], problems: [{ code: 'bad-json' }] });
    expect(readAll(fileOf('[{"id": 1}]\n[{"id": 2}]'))).toMatchObject({ values: [{ id: 1 }, { id: 2 }], problems: [{ code: 'bad-json' }] });
  });

  test('a file is read to its end, so that its hash is that of the whole', () => {
    let handed = 0;
    const chunks = function* (): Generator<Buffer> {
      for (const part of ['[{"id": 1}]', ' ', '\n']) {
        handed += part.length;
        yield Buffer.from(part);
      }
    };
    expect([...readRecords(streamedFile(chunks), () => undefined)]).toHaveLength(1);
    expect(handed).toBe(13);
  });
});

describe('a record too large to hold', () => {
  const megabyte = Buffer.alloc(1 << 20, 'x');

  /** 300 MB between two small records, made chunk by chunk. */
  function* huge(head: string, open: string, fill: Buffer, close: string, tail: string): Generator<Buffer> {
    yield Buffer.from(head + open);
    for (let count = 0; count < 300; count += 1) yield fill;
    yield Buffer.from(close + tail);
  }

  const siblings = Buffer.from('{"file": "a", "size": [1, 2]}, '.repeat(Math.floor((1 << 20) / 31)));

  test.each([
    ['one string, indented', '[\n    {\n        "id": 1\n    },\n    ', '{\n        "id": "', megabyte, '"\n    }', ',\n    {\n        "id": 2\n    }\n]'],
    ['one string, compact', '[{"id": 1}, ', '{"id": "', megabyte, '"}', ', {"id": 2}]'],
    ['many parts, compact', '[{"id": 1}, ', '{"id": [', siblings, '{"file": 0}]}', ', {"id": 2}]'],
    ['one line', '{"id": 1}\n', '{"id": "', megabyte, '"}', '\n{"id": 2}\n'],
    ['one word', '[{"id": 1}, ', '', megabyte, '', ', {"id": 2}]'],
  ])('%s: refused, with memory flat, and reading goes on', (_name, head, open, fill, close, tail) => {
    const before = process.memoryUsage().rss;
    let peak = 0;
    const chunks = function* (): Generator<Buffer> {
      for (const chunk of huge(head, open, fill, close, tail)) {
        yield chunk;
        peak = Math.max(peak, process.memoryUsage().rss);
      }
    };
    const { values, problems } = readAll(streamedFile(chunks));
    expect(values).toEqual([{ id: 1 }, { id: 2 }]);
    expect(problems.map((problem) => [problem.code, problem.offset])).toEqual([[open === '' ? 'bad-json' : 'record-too-large', head.length]]);
    expect(peak - before).toBeLessThan(200 << 20);
  });

  test('a record of 20 MB in small chunks is read', () => {
    const text = 'y'.repeat(20 << 20);
    const { values, problems } = readAll(fileOf(`[{"id": 1}, {"id": "${text}"}, {"id": 2}]`, 64 << 10));
    expect(problems).toEqual([]);
    expect(values.map((value) => (value as { id: unknown }).id)).toEqual([1, text, 2]);
  });
});
