import type { Subset } from '../../shared/contract/index.ts';
import { describeSubset, foldSubsetName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import type { VerbContext } from '../verb.ts';

export interface Mirrored {
  readonly context: VerbContext;
  readonly mirror: string;
  readonly subsets: readonly Subset[];
}

/** The subset of a name, compared as the search compares it, or of an id, or of a name that it had before. */
export function subsetNamed({ subsets }: Mirrored, name: string): Subset {
  const wanted = foldSubsetName(name);
  const found =
    subsets.find((subset) => foldSubsetName(subset.name) === wanted || subset.id === name) ?? subsets.findLast(({ formerNames }) => formerNames.some((former) => foldSubsetName(former) === wanted));
  if (!found) throw new ExpectedError('not-found', `There is no subset named “${name}”.`, 'ptmx subset list names them.');
  return found;
}

export function wordsOf({ subsets }: Pick<Mirrored, 'subsets'>, definition: Subset['current']['definition']): string {
  return describeSubset(definition, (id) => subsets.find((subset) => subset.id === id)?.name ?? null);
}

export function packages(count: number | null): string {
  if (count === null) return 'an unknown number of packages';
  return pluralText(count, 'package');
}
