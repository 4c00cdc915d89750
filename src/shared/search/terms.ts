import { hubs } from '../domain/hub.ts';
import { assertNever } from '../result.ts';
import { type DateSpan, readDate } from './dates.ts';
import { type Field, hasValueNamed, hasValues, hubNamed, isValueNamed, isValues, type RangeFieldName, sortNamed, sortValues } from './fields.ts';
import type { Item, ValuesLexeme } from './lex.ts';
import { readBytes, readCount } from './numbers.ts';
import { addError, addWarning, type Report } from './report.ts';
import { closest } from './spelling.ts';
import type { FlagNode, RangeNode, SearchNode, SortKey } from './tree.ts';

type RangeField = Extract<Field, { readonly name: RangeFieldName }>;

/** The node of `field:values`; null, with an error in the report, where there is none. Sort orders are read by `readSort`. */
export function readTerm(lexeme: ValuesLexeme, report: Report): SearchNode | null {
  const { field } = lexeme;
  const items = readItems(lexeme, report);
  if (items.length === 0) return null;
  switch (field.kind) {
    case 'text':
    case 'substring':
    case 'set': {
      const values = field.name === 'hub' ? items.flatMap((item) => readHub(item, report)) : items.map((item) => item.text.trim());
      return values.length === 0 ? null : { kind: 'value', field: field.name, values };
    }
    case 'number':
    case 'bytes':
    case 'date':
      return items[0] ? readRange(field, items[0], report) : null;
    case 'flag': {
      const children = items.flatMap((item) => readFlag(field.name, item, report));
      return children.length === 0 ? null : { kind: 'any', children };
    }
    case 'sort':
      return null;
    default:
      return assertNever(field);
  }
}

/** The orders of `sort:a,-b`. */
export function readSort(lexeme: ValuesLexeme, report: Report): readonly SortKey[] {
  return readItems(lexeme, report).flatMap((item) => {
    const text = item.text.trim();
    const descending = text.startsWith('-');
    const by = sortNamed(descending ? text.slice(1) : text);
    if (by === null) {
      const known = Object.keys(sortValues).map((name) => (descending ? `-${name}` : name));
      addUnknown(report, item, known, `There is no order “${text}”. Orders: ${Object.keys(sortValues).join(', ')}.`);
      return [];
    }
    if (by === 'relevance' && descending) addWarning(report, item, 'The best answers always come first; the minus is ignored.', 'relevance');
    return [{ by, descending: descending && by !== 'relevance' }];
  });
}

/** The items that say something; reports when none does. */
function readItems(lexeme: ValuesLexeme, report: Report): readonly Item[] {
  const items = lexeme.items.filter((item) => item.text.trim() !== '');
  for (const item of items) {
    if (!item.closed) addWarning(report, item, 'The quotation mark is not closed; the value goes on to the end.');
  }
  if (items.length === 0) addError(report, lexeme, `A value is missing, for example ${lexeme.field.example}.`);
  return items;
}

function addUnknown(report: Report, item: Item, known: readonly string[], message: string): void {
  addError(report, item, message, closest(item.text.trim(), known));
}

function readHub(item: Item, report: Report): readonly string[] {
  const hub = hubNamed(item.text);
  if (hub !== null) return [hub];
  const ids = hubs.map((candidate) => candidate.id);
  addUnknown(report, item, ids, `There is no hub “${item.text.trim()}”. Hubs: ${ids.join(', ')}.`);
  return [];
}

function readFlag(field: 'has' | 'is', item: Item, report: Report): readonly FlagNode[] {
  const text = item.text.trim();
  if (field === 'has') {
    const value = hasValueNamed(text);
    if (value !== null) return [{ kind: 'flag', field, value }];
  } else {
    const value = isValueNamed(text);
    if (value !== null) return [{ kind: 'flag', field, value }];
  }
  const known = Object.keys(field === 'has' ? hasValues : isValues);
  addUnknown(report, item, known, `There is no ${field}:${text}. Known: ${known.join(', ')}.`);
  return [];
}

interface Comparison {
  readonly operator: '' | '=' | '>' | '>=' | '<' | '<=';
  readonly value: string;
}

const comparisonPattern = /^(>=|<=|=>|=<|[≥≤><=])?\s*(.*)$/su;
const spelledOperators: Readonly<Record<string, Comparison['operator']>> = {
  '=': '=',
  '>': '>',
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
};

function readComparison(text: string): Comparison {
  const match = comparisonPattern.exec(text.trim());
  return { operator: spelledOperators[match?.[1] ?? ''] ?? '', value: (match?.[2] ?? '').trim() };
}

function readRange(field: RangeField, item: Item, report: Report): RangeNode | null {
  const text = item.text.trim();
  const dots = text.indexOf('..');
  const range = dots === -1 ? readSingle(field, text) : readSpan(field, text.slice(0, dots), text.slice(dots + 2));
  if (range === null) {
    addError(report, item, `“${text}” is not ${nounOf[field.kind]}, for example ${field.example}.`);
    return null;
  }
  if (isEmptyRange(range)) addWarning(report, item, 'Nothing lies in this range: it ends before it starts.');
  return range;
}

const nounOf = {
  number: 'a number or a range of numbers',
  bytes: 'a size or a range of sizes',
  date: 'a date or a range of dates',
} as const;

function isEmptyRange({ min, max, minInclusive, maxInclusive }: RangeNode): boolean {
  return min !== null && max !== null && (min > max || (min === max && !(minInclusive && maxInclusive)));
}

function readSingle(field: RangeField, text: string): RangeNode | null {
  const { operator, value } = readComparison(text);
  const span = readPoint(field, value);
  if (!span) return null;
  const rangeOf = (lower: Bound | null, upper: Bound | null) => makeRange(field, lower, upper);
  switch (operator) {
    case '':
    case '=':
      return rangeOf(atStart(span), atEnd(span));
    case '>':
      return rangeOf(after(span), null);
    case '>=':
      return rangeOf(atStart(span), null);
    case '<':
      return rangeOf(null, before(span));
    case '<=':
      return rangeOf(null, atEnd(span));
    default:
      return assertNever(operator);
  }
}

/** `a..b`, where `>a` and `<b` leave the bound itself out and an empty side is open. */
function readSpan(field: RangeField, lowerText: string, upperText: string): RangeNode | null {
  const lower = readSide(field, lowerText);
  const upper = readSide(field, upperText);
  if (!lower || !upper || (lower.point === null && upper.point === null)) return null;
  if (lower.operator.startsWith('<') || upper.operator.startsWith('>')) return null;
  const lowerBound = lower.point && (lower.operator === '>' ? after(lower.point) : atStart(lower.point));
  const upperBound = upper.point && (upper.operator === '<' ? before(upper.point) : atEnd(upper.point));
  return makeRange(field, lowerBound, upperBound);
}

interface Side {
  readonly operator: Comparison['operator'];
  /** Null where the side is open. */
  readonly point: Point | null;
}

function readSide(field: RangeField, text: string): Side | null {
  if (text.trim() === '') return { operator: '', point: null };
  const { operator, value } = readComparison(text);
  const point = readPoint(field, value);
  return point && { operator, point };
}

/** A number, or the days that a date names. */
interface Point extends DateSpan {
  readonly isDate: boolean;
}

interface Bound {
  readonly at: number;
  readonly inclusive: boolean;
}

function readPoint(field: RangeField, text: string): Point | null {
  if (field.kind === 'date') {
    const span = readDate(text);
    return span && { ...span, isDate: true };
  }
  const value = field.kind === 'bytes' ? readBytes(text) : readCount(text);
  return value === null ? null : { start: value, end: value, isDate: false };
}

function atStart(point: Point): Bound {
  return { at: point.start, inclusive: true };
}

function atEnd(point: Point): Bound {
  return { at: point.end, inclusive: !point.isDate };
}

function after(point: Point): Bound {
  return { at: point.end, inclusive: point.isDate };
}

function before(point: Point): Bound {
  return { at: point.start, inclusive: false };
}

function makeRange(field: RangeField, lower: Bound | null, upper: Bound | null): RangeNode {
  return {
    kind: 'range',
    field: field.name,
    min: lower?.at ?? null,
    max: upper?.at ?? null,
    minInclusive: lower?.inclusive ?? false,
    maxInclusive: upper?.inclusive ?? false,
  };
}
