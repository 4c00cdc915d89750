import type { ShareRow } from './types.ts';

/** 97.5 % of a normal distribution lie below it. */
const z = 1.959963984540054;

/**
 * Wilson's score interval of a share, for 95 %: of a whole mirror it tells how far another one of the same kind would differ.
 * Null where there is nothing to take a share of. Wilson 1927, JASA 22, p. 209.
 */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } | null {
  if (of === 0) return null;
  const share = count / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const whole = 1 + z ** 2 / of;
  // Rounding would leave the ends of the scale by a hair.
  return { low: count === 0 ? 0 : (middle - half) / whole, high: count === of ? 1 : (middle + half) / whole };
}

type GivenShare = Pick<ShareRow, 'key' | 'label' | 'count' | 'of'> & Partial<Pick<ShareRow, 'role' | 'packages' | 'reference'>>;

/** A row of shares with its interval. */
export function shareRow({ key, label, count, of, role = 'value', packages = null, reference = null }: GivenShare): ShareRow {
  const interval = wilson(count, of);
  return { key, label, count, of, low: interval?.low ?? null, high: interval?.high ?? null, role, packages, reference };
}
