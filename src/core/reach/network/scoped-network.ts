import type { ReachScope } from '../../../shared/contract/index.ts';
import type { ReadDatabase } from '../../index/index.ts';
import { hold } from '../../query/index.ts';
import { condense } from './condense.ts';
import type { Network } from './network.ts';
import { readNetwork } from './read-network.ts';

/** The network of a scope, read once while there is room for it. */
export function networkOf(database: ReadDatabase, scope: Pick<ReachScope, 'hub' | 'query' | 'dependencies'>): Network {
  const key = keyOf(scope);
  return hold(database, key, bytesOf, () => {
    const read = readNetwork(database, scope);
    const condensed = condense(read.dependants, read.packages.length);
    return { database, key, ...read, condensed, odd: { ...read.odd, cycles: condensed.cycles } };
  });
}

/** Equal for scopes with the same packages and ties. */
export function keyOf({ hub, query, dependencies }: Pick<ReachScope, 'hub' | 'query' | 'dependencies'>): string {
  const { relations, dataset, architecture, repository } = dependencies;
  return `network ${JSON.stringify([hub, query.trim(), [...relations].sort(), dataset, architecture, repository])}`;
}

/** Eight numbers of four bytes for each node and four for each tie, with ties' kinds: said too high, large networks would be read twice. */
function bytesOf({ size, dependants, nodeOf, names }: Network): number {
  return 36 * size + 18 * dependants.items.length + 4 * nodeOf.length + 80 * names.length;
}
