import type { MeasurePart } from '../contract/index.ts';
import { countText, pluralText, shareText } from '../text/quantity.ts';
import { type BarRow, drawBars } from './bars.ts';
import { type Block, emptyBlock, type Plan } from './plan.ts';
import { linearScale } from './scales.ts';
import { intervalText } from './words.ts';

type Shares = Extract<MeasurePart, { kind: 'shares' }>;
type ShareRow = Shares['rows'][number];

const usualMost = 30;

export function drawShares(plan: Plan, top: number, part: Shares): Block {
  if (part.rows.length === 0) return emptyBlock(plan, top, 'There is nothing to take shares of.');
  const { shown, folded } = foldRows(part, plan.most ?? usualMost);
  const sameOf = part.rows.every((row) => row.of === part.rows[0]?.of);
  const rows = shown.map((row): BarRow => {
    const share = row.of === 0 ? null : row.count / row.of;
    return {
      key: row.key, label: row.label, value: share, low: row.low, high: row.high, reference: row.reference?.share ?? null, role: row.role,
      number: shareText(share), detail: sameOf && row.of > 0 ? countText(row.count) : `${countText(row.count)} of ${countText(row.of)}`,
      spoken: shareWords(row, plan.referenceWord.toLowerCase()), packages: row.packages,
    };
  });
  const highest = Math.max(0.0001, ...rows.flatMap((row) => [row.value ?? 0, row.high ?? 0, row.reference ?? 0]));
  return drawBars(plan, top, {
    rows,
    axis: { scale: (most) => linearScale(0, highest, most), unit: 'share', title: `Share of ${part.denominator.words}` },
    reference: part.reference,
    ownLabel: 'This selection',
    left: folded === 0 ? [] : [`${pluralText(folded, 'further row is', 'further rows are')} ${part.partition && sameOf ? 'drawn as one bar' : 'not drawn'}; the table has all ${countText(part.rows.length)}.`],
  });
}

/** A row in words: "618 of 3,919, 15.8%, 95% interval 14.7–16.9%, published 15.8%". */
function shareWords(row: ShareRow, word = 'published'): string {
  const share = row.of === 0 ? 'nothing to take a share of' : shareText(row.count / row.of);
  const interval = row.low === null || row.high === null ? '' : `, 95% interval ${intervalText(row.low, row.high)}`;
  const reference = row.reference === null ? '' : `, ${word} ${shareText(row.reference.share)}`;
  return `${row.label}: ${countText(row.count)} of ${countText(row.of)}, ${share}${interval}${reference}`;
}

/** The first rows, and those that stand for what was folded or is missing; of a partition, one bar more for the rest. */
function foldRows(part: Shares, most: number): { readonly shown: readonly ShareRow[]; readonly folded: number } {
  const values = part.rows.filter((row) => row.role === 'value');
  // One more row takes no more room than the line that says it is left out.
  if (values.length <= most + 1) return { shown: part.rows, folded: 0 };
  const kept = new Set(values.slice(0, most));
  const cut = values.slice(most);
  const more: ShareRow = {
    key: ' more', label: `${countText(cut.length)} more`, role: 'rest', packages: null, reference: null, low: null, high: null,
    count: cut.reduce((sum, row) => sum + row.count, 0), of: cut[0]?.of ?? 0,
  };
  const others = part.rows.filter((row) => row.role !== 'value');
  const isOne = part.partition && part.rows.every((row) => row.of === more.of);
  return { shown: [...part.rows.filter((row) => kept.has(row)), ...(isOne ? [more] : []), ...others], folded: cut.length };
}
