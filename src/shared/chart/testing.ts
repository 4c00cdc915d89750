import type { MeasureInfo, MeasurePart, MeasureResult } from '../contract/index.ts';

type Shares = Extract<MeasurePart, { kind: 'shares' }>;
type Values = Extract<MeasurePart, { kind: 'values' }>;
type Lines = Extract<MeasurePart, { kind: 'lines' }>;
type Table = Extract<MeasurePart, { kind: 'table' }>;

const head = { key: 'shares', title: 'Models with a claim', denominator: { words: 'models with that task', count: null }, missing: [], reference: null, notes: [] } satisfies Partial<MeasurePart>;

/** What a test does not say of a row is 1 of 2 with a wide interval. */
export function testShare(row: Partial<Shares['rows'][number]> = {}): Shares['rows'][number] {
  return { key: row.label ?? 'a', label: 'a', count: 1, of: 2, low: 0.09, high: 0.91, role: 'value', packages: null, reference: null, ...row };
}

export function testShares(rows: readonly Shares['rows'][number][], rest: Partial<Shares> = {}): Shares {
  return { ...head, kind: 'shares', unit: 'packages', partition: false, rows: [...rows], ...rest };
}

export function testValue(row: Partial<Values['rows'][number]> = {}): Values['rows'][number] {
  return { key: row.label ?? 'a', label: 'a', value: 1, unit: 'packages', of: null, packages: null, reference: null, note: null, ...row };
}

export function testValues(rows: readonly Values['rows'][number][], rest: Partial<Values> = {}): Values {
  return { ...head, kind: 'values', rows: [...rows], ...rest };
}

/** Points by their heights, at 1, 2, 3 …; null is a gap. */
export function testLine(heights: readonly (number | null)[], rest: Partial<Lines['lines'][number]> = {}): Lines['lines'][number] {
  return { key: rest.label ?? 'own', label: 'own', published: false, points: heights.map((y, at) => ({ x: at + 1, y, label: null, packages: null })), ...rest };
}

export function testLines(lines: readonly Lines['lines'][number][], rest: Partial<Lines> = {}): Lines {
  return { ...head, kind: 'lines', x: { title: 'Rank', scale: 'linear', unit: 'rank' }, y: { title: 'Downloads', scale: 'linear', unit: 'count' }, lines: [...lines], ...rest };
}

export function testTable(columns: Table['columns'], rows: readonly (readonly (string | number | null)[])[], rest: Partial<Table> = {}): Table {
  return { ...head, kind: 'table', columns, rows: rows.map((cells, at) => ({ key: String(at), cells: [...cells], packages: null })), total: rows.length, ...rest };
}

export function testResult(parts: readonly MeasurePart[], rest: Partial<MeasureResult> = {}): MeasureResult {
  return {
    measure: 'claims', parameters: { rule: 'strict' }, selection: { query: '', packages: 12_401, ofAll: 12_401, notes: [] },
    index: { fingerprint: '3fa9c1b20011223344', builtAt: 1_700_000_000_000, mirror: 'Test' }, milliseconds: 12, parts: [...parts], ...rest,
  };
}

export const testInfo: MeasureInfo = {
  id: 'claims', title: 'Claims by task', group: 'claims', question: 'How many models state how good they are?', rule: 'A model claims something where its card’s model-index does', source: 'ICSE’23, Fig. 7',
  unit: 'packages', denominator: 'Models with that task.', missing: 'Models without a task.', references: [], sets: false,
  parameters: [{ kind: 'choice', id: 'rule', title: 'Rule', description: '', options: [{ value: 'strict', title: 'strict' }, { value: 'tolerant', title: 'tolerant' }], initial: 'strict' }],
};

/** A part of any kind and size: one row and hundreds, gaps, zero denominators, labels of any length and sort. */
export function randomPart(random: () => number, labels: readonly string[]): MeasurePart {
  const pick = <const Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const count = pick([0, 1, 1, 2, 5, 12, 40, 400]);
  const label = (): string => pick([...labels, 'bert', 'a model with a rather long name', 'x'.repeat(Math.floor(random() * 90))]);
  const size = (): number => Math.floor(10 ** (random() * 9)) - 1;
  const frame = { title: label(), denominator: { words: label(), count: pick([null, size()]) }, missing: random() < 0.5 ? [] : [{ words: label(), count: size(), packages: null }], reference: pick([null, label()]), notes: random() < 0.7 ? [] : [label()] };
  const rows = Array.from({ length: count }, (_, at) => ({ key: String(at), label: label() }));
  switch (pick(['shares', 'values', 'lines', 'table'] as const)) {
    case 'shares': {
      const one = size();
      const same = random() < 0.5;
      return testShares(
        rows.map((row) => {
          const of = same ? one : random() < 0.1 ? 0 : size();
          const part = Math.floor(random() ** 3 * of);
          const share = of === 0 ? 0 : part / of;
          return testShare({ ...row, of, count: part, low: of === 0 ? null : share * 0.8, high: of === 0 ? null : Math.min(1, share * 1.3), role: pick(['value', 'value', 'rest', 'none']), reference: random() < 0.3 ? { share: random(), count: null, of: null } : null });
        }),
        { ...frame, partition: random() < 0.5 },
      );
    }
    case 'values': {
      const units = random() < 0.5 ? ([pick(['packages', 'bytes', 'share', 'days', 'date', 'number'])] as const) : (['packages', 'bytes', 'share', 'days', 'date', 'number', 'count'] as const);
      return testValues(
        rows.map((row) => {
          const unit = pick(units);
          const value = random() < 0.2 ? null : unit === 'share' ? random() : unit === 'date' ? random() * 1.9e12 : size();
          return testValue({ ...row, unit, value, of: random() < 0.3 ? size() : null, reference: random() < 0.2 ? size() : null, note: random() < 0.2 ? label() : null });
        }),
        frame,
      );
    }
    case 'lines': {
      const unit = pick(['rank', 'year', 'date', 'number'] as const);
      const place = (at: number): number => (unit === 'year' ? 1990 + at : unit === 'date' ? 1.2e12 + at * 86_400_000 * 9 : at + (random() < 0.5 ? 0 : 1));
      return testLines(
        rows.slice(0, 40).map((row, at) => testLine([], { ...row, published: at % 5 === 4, points: Array.from({ length: pick([0, 1, 2, 30, 700]) }, (_, index) => ({ x: place(index), y: random() < 0.1 ? null : size(), label: null, packages: null })) })),
        { ...frame, x: { title: label(), scale: pick(['linear', 'log']), unit }, y: { title: label(), scale: pick(['linear', 'log']), unit: pick(['count', 'bytes', 'number', 'days', 'packages']) } },
      );
    }
    case 'table': {
      const columns = Array.from({ length: pick([1, 2, 4, 9, 30]) }, (_, at) => ({ key: String(at), title: label(), unit: pick(['text', 'packages', 'bytes', 'share', 'date']) }));
      return testTable(columns, rows.map(() => columns.map(({ unit }) => (random() < 0.1 ? null : unit === 'text' ? label() : unit === 'share' ? random() : size()))), { ...frame, total: count + pick([0, 5000]) });
    }
  }
}
