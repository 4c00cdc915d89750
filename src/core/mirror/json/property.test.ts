import { describe, expect, test } from 'vitest';
import { fileOf, readAll } from '../testing-file.ts';
import { type Random, seededRandom } from '../../../../test/fixtures/random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';

const pieces = ['{', '}', '[', ']', '"', '\\', '\n', '\n    }', '\n    {', ',', ':', '{"id"', 'NaN', 'Infinity', 'é', '漢', '😀', '\u2028', '\u0000', '\ufffd', ' ', 'a', '0', '-1', 'null', '\\"', '//'];
const keys = ['id', 'a', 'b c', '__proto__', 'constructor', '', '{"id"', 'é'];

function textOf(random: Random): string {
  return Array.from({ length: random.below(6) }, () => pieces[random.below(pieces.length)]).join('');
}

function valueOf(random: Random, depth: number): unknown {
  const kind = random.below(depth > 4 ? 5 : 7);
  if (kind === 0) return textOf(random);
  if (kind === 1) return random.below(1000) - 500;
  if (kind === 2) return random.below(1e6) / 1e3;
  if (kind === 3) return random.chance(0.5);
  if (kind === 4) return null;
  if (kind === 5) return Array.from({ length: random.below(4) }, () => valueOf(random, depth + 1));
  return recordOf(random, depth + 1);
}

function recordOf(random: Random, depth: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: random.below(5) }, () => [keys[random.below(keys.length)] ?? 'id', valueOf(random, depth)]));
}

const layouts: readonly ((records: readonly unknown[], random: Random) => string)[] = [
  (records) => JSON.stringify(records),
  (records, random) => JSON.stringify(records, null, random.below(5)),
  (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  (records) => `[\n    ${records.map((record) => JSON.stringify(record)).join(',\n    ')}\n]\n`,
  (records) => JSON.stringify(records, null, 1).replaceAll(/\n +/g, '\n'),
];


describe(`seed ${seed}`, () => {
  test('arbitrary records in any layout and any chunks read as JSON.parse reads the whole', () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 600; round += 1) {
      const records = Array.from({ length: 1 + random.below(8) }, () => recordOf(random, 1));
      const layout = random.below(layouts.length);
      const text = layouts[layout]?.(records, random) ?? '';
      const bytes = Buffer.from(text);
      const found = readAll(fileOf(bytes, 1 + random.below(random.chance(0.5) ? 20 : bytes.length)));
      const whole: unknown = JSON.parse(layout === 2 ? `[${text.trim().replaceAll('\n', ',')}]` : text);
      const where = `round ${round}, layout ${layout}: ${text}`;
      expect(found.problems, where).toEqual([]);
      expect(found.values, where).toEqual(whole);
      for (const { value, offset, length } of found.records) expect(JSON.parse(bytes.toString('utf8', offset, offset + length)), where).toEqual(value);
    }
  });

  test('any bytes changed anywhere: nothing throws, each place lies in the file, and what is read was there', () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 600; round += 1) {
      const records = Array.from({ length: 1 + random.below(8) }, () => recordOf(random, 1));
      const bytes = Buffer.from(layouts[random.below(layouts.length)]?.(records, random) ?? '');
      for (let count = random.below(4); count >= 0; count -= 1) bytes[random.below(bytes.length)] = random.below(256);
      const chunk = 1 + random.below(bytes.length);
      const found = readAll(fileOf(bytes, chunk));
      for (const { offset, length } of found.records) {
        expect(offset >= 0 && offset + length <= bytes.length).toBe(true);
        expect(String.fromCharCode(bytes[offset] ?? 0, bytes[offset + length - 1] ?? 0)).toBe('{}');
      }
      for (const problem of found.problems) expect(problem.offset !== null && problem.offset >= 0 && problem.offset <= bytes.length).toBe(true);
    }
  });
});

/** The ways in which the records of real files are damaged. */
const damages: readonly (readonly [name: string, damage: (record: string, random: Random) => string | Buffer])[] = [
  ['cut inside a string', (record) => record.slice(0, record.indexOf('tail') + 2)],
  ['cut after a value', (record) => record.slice(0, record.indexOf(',', record.indexOf('"list"')))],
  ['cut at any place', (record, random) => record.slice(0, 12 + random.below(record.length - 14))],
  ['a word that is no JSON', (record) => record.replace('"number": 7', '"number": oops')],
  ['a quote is missing', (record) => record.replace('"name": "', '"name": ')],
  ['a quote too many', (record) => record.replace('"name": "', '"name": ""')],
  ['a bracket is missing', (record) => record.replace('[', '')],
  ['a bracket too many', (record) => record.replace('[', '[[')],
  ['deep nesting', (record) => record.replace('"number": 7', `"number": ${'['.repeat(3000)}${']'.repeat(3000)}`)],
  ['nesting that never ends', (record) => record.replace('"number": 7', `"number": ${'['.repeat(3000)}`)],
  ['a raw line break in a string', (record) => record.replace('tail', 'ta\nil')],
];

describe(`one record in a hundred of 5,000 damaged, seed ${seed}`, () => {
  const write: Readonly<Record<string, (id: number) => string>> = {
    indented: (id) => JSON.stringify(modelOf(id), null, 4).replaceAll('\n', '\n    '),
    compact: (id) => spaced(modelOf(id)),
    lines: (id) => spaced(modelOf(id)),
  };
  const join: Readonly<Record<string, (records: readonly Buffer[]) => Buffer>> = {
    indented: (records) => Buffer.concat([Buffer.from('[\n    '), ...between(records, ',\n    '), Buffer.from('\n]')]),
    compact: (records) => Buffer.concat([Buffer.from('['), ...between(records, ', '), Buffer.from(']')]),
    lines: (records) => Buffer.concat(between(records, '\n')),
  };

  test.each(Object.keys(write))('%s: every good record is there, every bad one is a problem where it stands', (layout) => {
    const random = seededRandom(seed);
    const bad = new Set<number>();
    while (bad.size < 50) bad.add(1 + random.below(4998));
    const parts = Array.from({ length: 5000 }, (_, id) => {
      const record = write[layout]?.(id) ?? '';
      const damage = damages[random.below(damages.length)]?.[1] ?? ((whole: string) => whole);
      return Buffer.from(bad.has(id) ? damage(record, random) : record);
    });
    const file = join[layout]?.(parts) ?? Buffer.alloc(0);
    const { values, problems } = readAll(fileOf(file, 1 << (8 + random.below(12))));
    const ids = new Set(values.map((value) => (value as { id: number }).id));
    const lost = Array.from({ length: 5000 }, (_, id) => id).filter((id) => !ids.has(id) && !bad.has(id));
    expect(lost).toEqual([]);
    expect(values.filter((value) => !bad.has((value as { id: number }).id))).toEqual(Array.from({ length: 5000 }, (_, id) => id).filter((id) => !bad.has(id)).map(modelOf));
    expect(values.filter((value) => bad.has((value as { id: number }).id))).toEqual([]);
    let offset = layout === 'indented' ? 6 : layout === 'compact' ? 1 : 0;
    const gap = layout === 'indented' ? 6 : layout === 'compact' ? 2 : 1;
    const told = new Set(problems.map((problem) => problem.offset));
    const untold: string[] = [];
    parts.forEach((part, id) => {
      if (bad.has(id) && !told.has(offset)) untold.push(`${id} at ${offset}: ${part.toString('latin1', 0, 200)}`);
      offset += part.length + gap;
    });
    expect(untold).toEqual([]);
  });
});

function modelOf(id: number): Record<string, unknown> {
  return { id, name: `owner/model-${id}`, list: [{ file: 'a.bin', size: id }, { file: 'b "c".bin', size: null }], number: 7, text: '{x} [y] \\ tail' };
}

/** As `json.dump` without indentation writes it. */
function spaced(value: Record<string, unknown>): string {
  return JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ').replaceAll(/([[{]) | ([\]}])/g, '$1$2');
}

function between(records: readonly Buffer[], gap: string): Buffer[] {
  return records.flatMap((record, index) => (index === 0 ? [record] : [Buffer.from(gap), record]));
}
