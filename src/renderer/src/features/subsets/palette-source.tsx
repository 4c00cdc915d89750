import { Group, Package } from 'lucide-react';
import { navigate } from '../../app/route.ts';
import type { PaletteEntry, PaletteSource } from '../../app/palette-sources.tsx';
import type { Subset } from '../../../../shared/contract/index.ts';
import { openSubset, subsetQuery, useSubsets, wordsOf } from './store.ts';

/** Each subset twice: to be opened, and as the search that finds its packages. */
export const subsetSource: PaletteSource = {
  finds: 'subsets',
  entries: () => (useSubsets.getState().subsets ?? []).flatMap(entriesOf),
  subscribe: (onChange) => useSubsets.subscribe(onChange),
};

function entriesOf({ id, name, current }: Subset): readonly PaletteEntry[] {
  return [
    { id: `subset:${id}`, group: 'Subsets', icon: <Group size={15} strokeWidth={1.8} aria-hidden />, title: name, note: wordsOf(current.definition), run: () => openSubset(name) },
    { id: `subset-models:${id}`, group: 'Subsets', icon: <Package size={15} strokeWidth={1.8} aria-hidden />, title: `Show ${name} in Models`, note: subsetQuery(name), run: () => navigate({ view: 'models', query: subsetQuery(name) }) },
  ];
}
