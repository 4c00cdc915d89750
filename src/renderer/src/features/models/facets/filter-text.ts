import {
  clearField,
  type FieldName,
  fold,
  type ListFieldName,
  parse,
  print,
  printPart,
  printValue,
  type RangeFieldName,
  type RangeNode,
  selectedRange,
  selectedValues,
  withRange,
} from '../../../../../shared/search/index.ts';
import type { HistogramSpan } from '../../../ui/histogram-brush.ts';
import { editText } from '../search-tree.ts';

/** The conditions of a search text, without its order: what facets are counted over. */
export function conditionsOf(text: string): string {
  return print(parse(text).tree);
}

export function clearInText(text: string, field: FieldName): string {
  return editText(text, (tree) => clearField(tree, field));
}

/** What a text says of a value of a field. */
export type ValueState = 'asked' | 'left out' | 'free';

export interface ChosenValues {
  readonly values: readonly string[];
  stateOf(value: string): ValueState;
}

export function chosenInText(text: string, field: ListFieldName): ChosenValues {
  const { included, excluded } = selectedValues(parse(text).tree, field);
  const asked = new Set(included.map(comparable));
  const leftOut = new Set(excluded.map(comparable));
  return {
    values: [...included, ...excluded],
    stateOf: (value) => (asked.has(comparable(value)) ? 'asked' : leftOut.has(comparable(value)) ? 'left out' : 'free'),
  };
}

export function comparable(value: string): string {
  return fold(value.trim());
}

export function rangeInText(text: string, field: RangeFieldName): RangeNode | null {
  return selectedRange(parse(text).tree, field);
}

/** Bars begin with their first value and end before the next bar's. */
export function withSpanInText(text: string, field: RangeFieldName, span: HistogramSpan | null): string {
  return editText(text, (tree) => withRange(tree, field, span && { min: span.from, max: span.to, minInclusive: span.from !== null, maxInclusive: false }));
}

/** Both ends of a range as the language writes them: "1k", "<10k". */
export function endTexts(range: RangeNode | null): { readonly from: string; readonly to: string } {
  if (!range) return { from: '', to: '' };
  const write = (end: Partial<RangeNode>, plain: string): string =>
    printPart({ ...range, ...end }).slice(range.field.length + 1).replace(new RegExp(`^${plain}`), '');
  return {
    from: range.min === null ? '' : write({ max: null, maxInclusive: false }, '>='),
    to: range.max === null ? '' : write({ min: null, minInclusive: false }, '<='),
  };
}

/** The text with a range of two typed ends in it; null where they are none. Both empty take the range away. */
export function withEndsInText(text: string, field: RangeFieldName, from: string, to: string): string | null {
  const [low, high] = [from, to].map((end) => end.replaceAll(/\s/g, ''));
  if (low === '' && high === '') return clearInText(text, field);
  const typed = parse(`${field}:${printValue(`${low}..${high}`)}`);
  const { tree } = typed;
  if (typed.errors.length > 0 || tree.kind !== 'range') return null;
  return editText(text, (before) => withRange(before, field, tree));
}
