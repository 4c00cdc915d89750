import { pluralText } from '../../../shared/text/quantity.ts';
import { networkKinds, type Network } from './network.ts';

/** What was found odd while the network was read: stated, so that nobody takes it for an error of the figures. */
export function oddNotes({ odd, firsts }: Pick<Network, 'odd' | 'firsts'>): readonly string[] {
  const place = networkKinds.indexOf('missing');
  const missing = (firsts[place + 1] as number) - (firsts[place] as number);
  return [
    ...(missing > 0 ? [`${pluralText(missing, 'base model')} not in this mirror, or renamed since, which nothing here tells: each is a node of its own that nobody holds.`] : []),
    ...(odd.otherCase > 0 ? [`${pluralText(odd.otherCase, 'base is', 'bases are')} named in another case of letters than the package has.`] : []),
    ...(odd.self > 0 ? [`${pluralText(odd.self, 'package names itself', 'packages name themselves')} as a base, which counts for nothing.`] : []),
    ...(odd.cycles > 0 ? [`${pluralText(odd.cycles, 'cycle')}: packages that depend on one another; none counts for itself.`] : []),
    ...(odd.outside > 0 ? [`${pluralText(odd.outside, 'tie leads', 'ties lead')} to packages outside of the search or hub and ${odd.outside === 1 ? 'is' : 'are'} left out.`] : []),
  ];
}
