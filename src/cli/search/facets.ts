import type { CallAnswer } from '../../shared/contract/index.ts';
import { facetFields } from '../../shared/contract/facets.ts';
import { assertNever } from '../../shared/result.ts';
import { fieldNamed } from '../../shared/search/index.ts';
import { csvCell } from '../../shared/table/index.ts';
import { UsageError } from '../arguments.ts';
import { shown, textTable } from '../table.ts';
import type { VerbContext } from '../verb.ts';
import { suggestion } from './columns.ts';
import type { OutputFormat } from './rows.ts';

type Facet = CallAnswer<'packages.facets'>['facets'][number];
type Field = Facet['field'];

export interface AskedFacet {
  readonly field: Field;
  readonly limit: number;
}

/** Values shown of a facet, unless told; and the most that the contract gives. */
const usualValues = 20;
const mostValues = 500;

/** Facets as `--facet license --facet task:5` names them: with the fields' names and their other names in searches. */
export function readFacets(texts: readonly string[]): readonly AskedFacet[] {
  return texts.map((text) => {
    const [, name = text, count] = /^([^:]*):(.*)$/.exec(text) ?? [];
    const limit = count === undefined ? usualValues : Number(count);
    if (count !== undefined && (!/^\d+$/.test(count) || limit < 1 || limit > mostValues)) throw new UsageError(`--facet ${name} takes 1 to ${mostValues} values; not ${count}.`);
    return { field: facetNamed(name.trim().toLowerCase()), limit };
  });
}

function facetNamed(name: string): Field {
  const meant = fieldNamed(name);
  const found = facetFields.find((field) => field === name) ?? (meant && facetFields.find((field) => fieldNamed(field) === meant));
  if (found === undefined) throw new UsageError(`--facet knows no field ${name}${suggestion(name, facetFields)}`);
  return found;
}

/** Counts the values of fields over a search. */
export async function countFacets(context: VerbContext, mirror: string, query: string, asked: readonly AskedFacet[]): Promise<readonly Facet[]> {
  const counted: Facet[] = [];
  for (const { field, limit } of asked) counted.push(...(await context.call('packages.facets', { mirror, query, fields: [field], limit })).facets);
  return counted;
}

export function facetsText(format: OutputFormat, total: number, facets: readonly Facet[]): string {
  switch (format) {
    case 'table':
      return facets.map(tableOf).join('\n');
    case 'csv':
      return ['field,value,count', ...linesOf(facets).map(({ field, value, count }) => `${field},${csvCell(value)},${count}`)].map((line) => `${line}\r\n`).join('');
    case 'jsonl':
      return linesOf(facets).map((line) => `${JSON.stringify(line)}\n`).join('');
    case 'json':
      return `${JSON.stringify({ total, facets }, null, 2)}\n`;
    default:
      return assertNever(format);
  }
}

interface Line {
  readonly field: Field;
  /** Null for the packages in which the field has none. */
  readonly value: string | null;
  readonly count: number;
}

function linesOf(facets: readonly Facet[]): readonly Line[] {
  return facets.flatMap(({ field, values, missing }) => [
    ...values.map(({ value, count }) => ({ field, value, count })),
    ...(missing > 0 ? [{ field, value: null, count: missing }] : []),
  ]);
}

function tableOf(facet: Facet): string {
  const table = textTable(linesOf([facet]), [
    { title: facet.field, value: ({ value }) => value ?? '(none)' },
    { title: 'packages', align: 'right', value: ({ count }) => shown(count) },
  ]);
  return `${table}\n${facet.more > 0 ? `… and ${shown(facet.more)} more\n` : ''}`;
}
