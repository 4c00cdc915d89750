import type { MeasurePart } from '../contract/index.ts';
import { countText, shareText } from '../text/quantity.ts';
import { type BarAxis, type BarRow, drawBars } from './bars.ts';
import { type Block, emptyBlock, type Plan } from './plan.ts';
import { linearScale } from './scales.ts';
import { unitNoun, valueText } from './words.ts';

type Values = Extract<MeasurePart, { kind: 'values' }>;
type ValueRow = Values['rows'][number];

const usualMost = 30;

/** Numbers with bars where they can be set beside each other: parts of a whole, or all of one unit. */
export function drawValues(plan: Plan, top: number, part: Values): Block {
  if (part.rows.length === 0) return emptyBlock(plan, top, 'There are no numbers here.');
  const most = plan.most ?? usualMost;
  const shown = part.rows.length <= most + 1 ? part.rows : part.rows.slice(0, most);
  // A share is one already: `of` then says of what.
  const isPart = (row: ValueRow): boolean => row.value !== null && row.value >= 0 && (row.unit === 'share' || (row.of !== null && row.of > 0));
  const [first] = part.rows;
  const oneUnit = part.rows.every((row) => row.unit === first?.unit && (row.value ?? 0) >= 0) && first?.unit !== 'date' && part.rows.filter((row) => row.value !== null).length > 1;
  const asParts = shown.some(isPart);
  const length = (row: ValueRow): number | null => (asParts ? (isPart(row) ? shareOf(row) : null) : oneUnit ? row.value : null);
  const rows = shown.map((row): BarRow => ({
    key: row.key, label: row.label, value: length(row), low: null, high: null, role: 'value',
    reference: asParts && row.unit !== 'share' ? null : asParts || oneUnit ? row.reference : null,
    number: valueText(row.value, row.unit), detail: detailOf(row, plan.referenceWord.toLowerCase()), spoken: valueWords(row, plan.referenceWord.toLowerCase()), packages: row.packages,
  }));
  const highest = Math.max(0, ...rows.flatMap((row) => [row.value ?? 0, row.reference ?? 0]));
  const unit = asParts ? 'share' : (first?.unit ?? 'number');
  const axis: BarAxis | null = !(asParts || oneUnit) || highest === 0
    ? null
    : { scale: (most) => linearScale(0, highest, most, !['share', 'number', 'days', 'bytes'].includes(unit)), unit, title: asParts ? `Share of ${part.denominator.words}` : unitNoun(unit) };
  const cut = part.rows.length - shown.length;
  return drawBars(plan, top, { rows, axis, reference: part.reference, ownLabel: 'This selection', left: cut === 0 ? [] : [`${countText(cut)} further numbers are not drawn; the table has all ${countText(part.rows.length)}.`] });
}

function shareOf({ value, of, unit }: ValueRow): number | null {
  if (unit === 'share') return value;
  return value === null || of === null || of <= 0 ? null : value / of;
}

/** What a number is of: "15.8% of 3,919"; empty where it is a part of nothing. */
export function partWords(row: ValueRow): string {
  if (row.of === null) return '';
  const share = row.unit === 'share' ? null : shareOf(row);
  return share === null ? `of ${countText(row.of)}` : `${shareText(share)} of ${countText(row.of)}`;
}

function detailOf(row: ValueRow, word: string): string {
  return [
    ...(row.of === null ? [] : [partWords(row)]),
    ...(row.reference === null ? [] : [`${word} ${valueText(row.reference, row.unit)}`]),
  ].join('; ');
}

/** A number in words: "Repositories: 132, 0.21% of 63,182, published 132". */
function valueWords(row: ValueRow, word = 'published'): string {
  const value = row.value === null ? 'not known' : valueText(row.value, row.unit);
  const of = row.of === null ? '' : `, ${partWords(row)}`;
  const reference = row.reference === null ? '' : `, ${word} ${valueText(row.reference, row.unit)}`;
  return `${row.label}: ${value}${of}${reference}${row.note === null ? '' : `; ${row.note}`}`;
}
