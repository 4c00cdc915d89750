import { fold } from '../../../shared/search/fold.ts';

/** How two statements of one claim differ. */
export interface Difference {
  readonly agrees: boolean;
  /** The other value less the claimed one, on the larger of both scales; null where either is no number. */
  readonly points: number | null;
  /** One is a share (0.91) and the other a percentage (91): compared as percentages. */
  readonly scaled: boolean;
}

/** What gets smaller as it gets better, or has no upper end: 0.5 beside 2.1 is no share beside a percentage. */
const unbounded = /loss|perplexity|^ppl$|mse|mae|error|distance|latency|time|seconds|size|params/;

/**
 * Compares a claimed value with another statement of it. Both are numbers as people write them (91.2, 91.2 %, 1,024). They agree where they
 * are equal once rounded to the decimals of the one that states fewer. A value of at most 1 beside one above 1 is read as a share and
 * compared as a percentage, unless the metric has no upper end. Texts that are no numbers agree where they are the same, folded.
 */
export function compareValues(metric: string, claimed: string, other: string): Difference {
  const left = quantityOf(claimed);
  const right = quantityOf(other);
  if (left === null || right === null) return { agrees: fold(claimed).trim() === fold(other).trim(), points: null, scaled: false };
  const scaled = isShareBesidePercentage(metric, left, right);
  const [one, two] = scaled ? [asPercentage(left), asPercentage(right)] : [left, right];
  const decimals = Math.min(one.decimals, two.decimals);
  // Half a step of the coarser one, and as much again as binary fractions may be off.
  const tolerance = 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, Math.abs(one.number));
  const points = two.number - one.number;
  return { agrees: Math.abs(points) <= tolerance, points: Number(points.toPrecision(6)), scaled };
}

/**
 * How far two values of a metric lie apart, in percentage points: shares are read as percentages, also where both are. Null where either is no
 * number; the plain difference for metrics without an upper end.
 */
export function pointsApart(metric: string, claimed: string, other: string): number | null {
  const { points, scaled } = compareValues(metric, claimed, other);
  if (points === null || scaled || unbounded.test(nameKey(metric))) return points;
  const areShares = [claimed, other].every((text) => {
    const quantity = quantityOf(text);
    return quantity !== null && !quantity.isPercentage && Math.abs(quantity.number) <= 1;
  });
  return areShares ? Number((points * 100).toPrecision(6)) : points;
}

interface Quantity {
  readonly number: number;
  readonly decimals: number;
  readonly isPercentage: boolean;
}

/** A number as text, with the decimals it states; null for any other text. */
export function quantityOf(text: string): Quantity | null {
  const found = /^\s*([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?\s?(%?)\s*$/i.exec(text.slice(0, 100));
  if (!found) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0', percent = ''] = found;
  if (whole === '' && fraction === '') return null;
  const number = Number(`${sign}${whole.replaceAll(',', '') || '0'}.${fraction || '0'}e${exponent}`);
  return Number.isFinite(number) ? { number, decimals: Math.max(0, fraction.length - Number(exponent)), isPercentage: percent === '%' } : null;
}

function isShareBesidePercentage(metric: string, left: Quantity, right: Quantity): boolean {
  if (unbounded.test(nameKey(metric))) return false;
  const isShare = ({ number, isPercentage }: Quantity): boolean => !isPercentage && number >= 0 && number <= 1;
  const isPercentage = (quantity: Quantity): boolean => quantity.isPercentage || (quantity.number > 1 && quantity.number <= 100);
  return (isShare(left) && isPercentage(right)) || (isPercentage(left) && isShare(right));
}

function asPercentage(quantity: Quantity): Quantity {
  if (quantity.isPercentage || quantity.number > 1) return quantity;
  return { number: quantity.number * 100, decimals: Math.max(0, quantity.decimals - 2), isPercentage: true };
}

/**
 * Values of one metric as numbers that can be put in order: shares beside percentages become percentages. All are null where they
 * cannot be brought to one scale; null is each that is no number.
 */
export function onOneScale(metric: string, values: readonly string[]): readonly (number | null)[] {
  const quantities = values.map(quantityOf);
  const known = quantities.filter((quantity) => quantity !== null);
  const isMixed = known.some((left) => known.some((right) => isShareBesidePercentage(metric, left, right)));
  const fits = ({ number, isPercentage }: Quantity): boolean => isPercentage || (number >= 0 && number <= 100);
  if (isMixed && !known.every(fits)) return values.map(() => null);
  return quantities.map((quantity) => (quantity === null ? null : (isMixed ? asPercentage(quantity) : quantity).number));
}

const sameMetrics: Readonly<Record<string, string>> = { acc: 'accuracy', em: 'exactmatch', f1score: 'f1', bleuscore: 'bleu', pplx: 'perplexity', ppl: 'perplexity', top1: 'top1accuracy', acc1: 'top1accuracy', acc5: 'top5accuracy', top5: 'top5accuracy' };

const ascii = /^[\0-\x7f]*$/;

/** What a task, dataset or metric is compared by: folded letters and digits, and one name for the usual short forms of metrics. */
export function nameKey(name: string): string {
  const folded = fold(name);
  // Nearly all names are ASCII, for which the shorter rule says the same in half the time.
  const key = folded.replace(ascii.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, '');
  return Object.hasOwn(sameMetrics, key) ? (sameMetrics[key] ?? key) : key;
}
