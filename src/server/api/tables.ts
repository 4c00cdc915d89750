import { z } from 'zod';
import { partTable } from '../../shared/chart/index.ts';
import { contract, type CallAnswer, type CallName, type PackageRow } from '../../shared/contract/index.ts';
import type { facetFields } from '../../shared/contract/facets.ts';
import { ExpectedError } from '../../shared/result.ts';
import { columnIds, columnOf, columnValue, csvCell, isExtraColumn, packageColumns, timeText, type CellValue, type ColumnId } from '../../shared/table/index.ts';
import type { JsonSchema } from './parameters.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What of an answer is wanted: columns of packages in their order, a part of a measure; null for what is usual. */
export interface Choice {
  readonly columns: readonly string[] | null;
  readonly part: string | null;
}

/** How an answer is a list of rows. */
export interface Table {
  /** The member of the answer, of the call's and of ours, that holds the rows. */
  readonly key: string;
  /** Whether it is to be had page by page. */
  readonly isPaged: boolean;
  /** The schema of the `columns` parameter, where columns can be chosen. */
  readonly columns?: JsonSchema;
  /** What the call is asked for besides. */
  readonly ask?: (choice: Choice) => Record<string, unknown>;
  /** The answer as JSON has it, where it is not the call's own. */
  readonly narrow?: (answer: Row, choice: Choice) => Row;
  /** Rows as JSON has them. */
  rowsOf(answer: Row, choice: Choice): readonly Row[];
  /** Names of a CSV's columns; `answer` is the first page. */
  head(call: CallName, choice: Choice, answer: Row): readonly string[];
  /** Cells of a CSV's row, without separators. */
  cells(row: Row, head: readonly string[]): readonly string[];
  /** The schema of a row of ours; the contract's where it is left out. */
  readonly rowSchema?: () => JsonSchema;
}

const rowsAt = (answer: Row, key: string): readonly Row[] => answer[key] as readonly Row[];

interface PlainForm {
  readonly isPaged?: boolean;
  /** Members that a CSV leaves out. */
  readonly left?: readonly string[];
  /** Members that are times, and what they count since 1970. A CSV has them in ISO 8601. */
  readonly times?: Readonly<Record<string, 'seconds' | 'milliseconds'>>;
}

/** Rows as the call has them. */
export function plainTable(key: string, { isPaged = true, left = [], times = {} }: PlainForm = {}): Table {
  return {
    key,
    isPaged,
    rowsOf: (answer) => rowsAt(answer, key),
    head: (call) => leavesOf(rowSchemaOf(call, key)).filter((name) => !left.includes(name.split('.')[0] ?? name)),
    cells: (row, head) => {
      const flat = flatten(row);
      return head.map((name) => csvCell(name in times ? inWords(flat.get(name), times[name]) : cellOf(flat.get(name))));
    },
  };
}

function inWords(value: unknown, unit: 'seconds' | 'milliseconds' | undefined): CellValue {
  return typeof value === 'number' ? timeText(unit === 'milliseconds' ? Math.floor(value / 1000) : value) : null;
}

/** The schema of a row of a call's answer. */
function rowSchemaOf(call: CallName, key: string): JsonSchema {
  const answer = z.toJSONSchema(contract[call].answer, { io: 'output' }) as JsonSchema;
  return answer.properties?.[key]?.items ?? {};
}

/** A package's hub, name and ordinal stand by themselves; members of other objects have a dot. */
function nameIn(prefix: string, key: string): string {
  return prefix === '' || prefix === 'package' ? key : `${prefix}.${key}`;
}

function leavesOf(schema: JsonSchema, prefix = ''): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = nameIn(prefix, key);
    return member.properties ? leavesOf(member, name) : [name];
  });
}

function flatten(row: Row, prefix = '', into = new Map<string, unknown>()): ReadonlyMap<string, unknown> {
  for (const [key, value] of Object.entries(row)) {
    const name = nameIn(prefix, key);
    into.set(name, value);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) flatten(value as Row, name, into);
  }
  return into;
}

function cellOf(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  return JSON.stringify(value);
}

/** The columns of a package's row, and its number among packages of one hub and name, which its address needs. */
const rowColumns = ['hub', 'name', 'ordinal', ...columnIds.filter((id) => id !== 'hub' && id !== 'name')] as const;
const usualColumns: readonly string[] = rowColumns.filter((id) => id === 'ordinal' || !isExtraColumn(id));

const valueOf = (row: PackageRow, id: string): CellValue => (id === 'ordinal' ? row.ordinal : columnValue(row, id as ColumnId));

const columnSchemas: Readonly<Record<(typeof packageColumns)[number]['kind'], JsonSchema>> = {
  text: { type: ['string', 'null'] },
  list: { type: 'array', items: { type: 'string' } },
  count: { type: ['number', 'null'] },
  bytes: { type: ['number', 'null'] },
  date: { type: ['number', 'null'] },
  flag: { type: 'boolean' },
  clone: { type: 'string' },
};

/** Packages by the columns of the window's table. */
export const packageTable: Table = {
  key: 'rows',
  isPaged: true,
  columns: { type: 'array', items: { type: 'string', enum: rowColumns } },
  ask: ({ columns }) => ({ extra: (columns ?? []).filter((id): id is ColumnId => id !== 'ordinal' && isExtraColumn(id as ColumnId)) }),
  rowsOf: (answer, { columns }) => (answer['rows'] as readonly PackageRow[]).map((row) => Object.fromEntries((columns ?? usualColumns).map((id) => [id, valueOf(row, id)]))),
  head: (_call, { columns }) => columns ?? usualColumns,
  cells: (row, head) => head.map((id) => csvCell(id !== 'ordinal' && columnOf(id as ColumnId).kind === 'date' ? timeText(row[id] as number | null) : (row[id] as CellValue))),
  rowSchema: () => ({
    type: 'object',
    description: 'The columns that were asked for. Dates are seconds since 1970, sizes bytes; null means that the mirror does not say.',
    properties: {
      ...Object.fromEntries(packageColumns.map(({ id, kind, description }) => [id, { ...columnSchemas[kind], description }])),
      ordinal: { type: 'integer', description: 'Tells apart packages of one hub and name, 0 being the first' },
    },
  }),
};

/** Values of facets; in CSV and JSON lines a row for each, and one without a value for the packages that have none. */
export const facetTable: Table = {
  key: 'facets',
  isPaged: false,
  rowsOf: (answer) =>
    (answer['facets'] as readonly { field: (typeof facetFields)[number]; values: readonly { value: string; count: number }[]; missing: number }[]).flatMap(({ field, values, missing }) => [
      ...values.map(({ value, count }) => ({ field, value, count })),
      ...(missing > 0 ? [{ field, value: null, count: missing }] : []),
    ]),
  head: () => ['field', 'value', 'count'],
  cells: (row, head) => head.map((name) => csvCell(cellOf(row[name]))),
};

type Part = CallAnswer<'measures.run'>['parts'][number];

/** The part that was asked for, or the first. Throws `not-found` where the measure has none of that name. */
function partOf(answer: Row, part: string | null): Part {
  const parts = answer['parts'] as readonly Part[];
  const found = part === null ? parts[0] : parts.find(({ key }) => key === part);
  if (found) return found;
  throw new ExpectedError('not-found', `The measure has no part ${part?.slice(0, 100) ?? ''}.`, `Its parts are ${parts.map(({ key }) => key).join(', ')}.`);
}

/** A measure's part as the table that the window shows of it. */
export const measureTable: Table = {
  key: 'parts',
  isPaged: false,
  narrow: (answer, { part }) => (part === null ? answer : { ...answer, parts: [partOf(answer, part)] }),
  rowsOf(answer, { part }) {
    const { columns, rows } = partTable(partOf(answer, part));
    return rows.map(({ cells }) => Object.fromEntries(columns.map(({ key }, at) => [key, cells[at] ?? null])));
  },
  head: (_call, { part }, answer) => partTable(partOf(answer, part)).columns.map(({ key }) => key),
  cells: (row, head) => head.map((name) => csvCell(cellOf(row[name]))),
};
