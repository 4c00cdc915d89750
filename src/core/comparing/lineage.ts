import type { ComparisonCell, ComparisonRow } from '../../shared/contract/index.ts';
import { packageId } from '../../shared/domain/index.ts';
import type { Ancestor } from '../query/index.ts';
import { known, missing, row, unknown } from './cells.ts';
import type { Side } from './side.ts';

const notNamed = 'It names no base model.';

export function lineageRows(sides: readonly Side[]): readonly ComparisonRow[] {
  const keys = sides.map(({ detail, ancestors }) => new Map([...ancestors.map((ancestor): [string, Ancestor | null] => [keyOf(ancestor), ancestor]), [packageId(detail), null]]));
  return [
    row('bases', 'Base models', sides.map(({ ancestors }) => listed(ancestors.filter(({ steps }) => steps === 1).map(({ name, relation }) => `${name} (${relation})`)))),
    row('ancestors', 'Over all steps', sides.map(({ ancestors }) => listed(ancestors.map(({ name }) => name)))),
    row('common', 'Ancestors shared with others here', sides.map(({ ancestors }, at) => commonCell(ancestors, keys.filter((_, other) => other !== at))), { rule: 'A base model over any number of steps of this and of another compared package, or that package itself.' }),
    row('derived', 'Derived packages in this mirror', sides.map(({ detail }) => known([detail.derived.total])), { kind: 'count' }),
  ];
}

function listed(names: readonly string[]): ComparisonCell {
  return names.length === 0 ? unknown(notNamed) : known([...names].sort((left, right) => left.localeCompare(right, 'en')));
}

function commonCell(ancestors: readonly Ancestor[], others: readonly ReadonlyMap<string, Ancestor | null>[]): ComparisonCell {
  if (ancestors.length === 0) return unknown(notNamed);
  const shared = ancestors.filter((ancestor) => others.some((other) => other.has(keyOf(ancestor))));
  return shared.length === 0 ? missing('None that is named here.') : known(shared.map(({ name }) => name).sort((left, right) => left.localeCompare(right, 'en')));
}

function keyOf({ package: key, name }: Ancestor): string {
  return key === null ? `name ${name}` : packageId(key);
}
