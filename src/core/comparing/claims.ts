import type { CallAnswer, ComparisonCell, ComparisonRow } from '../../shared/contract/index.ts';
import { directionOf, nameKey, onOneScale } from '../package/index.ts';
import { known, missing, row, unknown } from './cells.ts';
import type { Side } from './side.ts';

type Claim = CallAnswer<'packages.claims'>['claims'][number];

/** Rows told; those that more packages make come first. */
const mostRows = 500;

interface Line {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly of: Map<number, Claim[]>;
}

/**
 * Claims on the same task, dataset and metric, spelling aside, side by side. The best is marked where at least two packages claim it, the
 * metric's name tells which way is better, and all values are numbers on one scale; a package that states several values is told, and is not ranked.
 */
export function claimRows(sides: readonly Side[]): { readonly rows: readonly ComparisonRow[]; readonly left: number } {
  const lines = new Map<string, Line>();
  for (const [at, { claims }] of sides.entries()) {
    for (const claim of claims) {
      const key = JSON.stringify([claim.task, claim.dataset, claim.metric].map((name) => nameKey(name ?? '')));
      const line = lines.get(key) ?? { task: claim.task, dataset: claim.dataset, metric: claim.metric, of: new Map<number, Claim[]>() };
      line.of.set(at, [...(line.of.get(at) ?? []), claim]);
      lines.set(key, line);
    }
  }
  const sorted = [...lines.entries()].sort(([, left], [, right]) => right.of.size - left.of.size);
  return { rows: sorted.slice(0, mostRows).map(([key, line]) => rowOf(key, line, sides)), left: Math.max(0, sorted.length - mostRows) };
}

function rowOf(key: string, { task, dataset, metric, of }: Line, sides: readonly Side[]): ComparisonRow {
  const direction = directionOf(metric);
  const cells = sides.map((side, at) => cellOf(side, of.get(at) ?? []));
  const best = bestOf(metric, direction, cells);
  return row(`claim ${key}`, metric, cells.map((cell, at) => ({ ...cell, best: best.has(at) })), {
    kind: 'claim',
    about: `${task ?? 'task not named'} · ${dataset ?? 'dataset not named'}`,
    rule: direction === null ? 'The name of the metric does not tell which way is better.' : `${direction === 'higher' ? 'Higher' : 'Lower'} is better.`,
  });
}

function cellOf({ looksForClaims }: Side, claims: readonly Claim[]): ComparisonCell {
  if (claims.length === 0) return looksForClaims ? missing('It makes no such claim.') : unknown('Its card is not here.');
  const values = [...new Set(claims.map(({ value }) => value))];
  const others = claims.flatMap(({ elsewhere }) => elsewhere).filter(({ agrees, place }) => !agrees && place.kind !== 'claim');
  const warnings = [values.length > 1 ? 'It states several values.' : '', others.length > 0 ? `Stated otherwise: ${[...new Set(others.map(({ value, place }) => `${value} ${placeWords(place)}`))].slice(0, 3).join(', ')}.` : ''].filter(Boolean);
  return known(values, { warning: warnings.length === 0 ? null : warnings.join(' ') });
}

function placeWords(place: Claim['elsewhere'][number]['place']): string {
  switch (place.kind) {
    case 'claim':
      return 'in another claim';
    case 'card':
      return 'in a table of its card';
    case 'package':
      return `by ${place.package.hub}/${place.package.name}`;
    case 'measured':
      return `measured in ${place.list}`;
  }
}

/** Cells with the best value; none where not all can be put in order, or all are equal. */
function bestOf(metric: string, direction: 'higher' | 'lower' | null, cells: readonly ComparisonCell[]): ReadonlySet<number> {
  const stated = cells.flatMap(({ state, values }, at) => (state === 'known' ? [{ at, values }] : []));
  if (direction === null || stated.length < 2 || stated.some(({ values }) => values.length !== 1)) return new Set();
  const numbers = onOneScale(metric, stated.map(({ values }) => String(values[0])));
  const ordered = numbers.filter((number) => number !== null);
  if (ordered.length < numbers.length || new Set(ordered).size === 1) return new Set();
  const best = direction === 'higher' ? Math.max(...ordered) : Math.min(...ordered);
  return new Set(stated.filter((_, place) => numbers[place] === best).map(({ at }) => at));
}
