import type { Session } from '../../../../shared/contract/index.ts';
import { colourColumns, sizeColumns } from '../../../../shared/graph/index.ts';
import { changeExplorer, useExplorer } from '../graph/state/store.ts';
import { shareLimits } from './splitter.tsx';
import { changeReach, useReach } from './store.ts';

/** How the view is set up: what the next window begins with. */
export function reachLook(): Session['reach'] {
  const { colourBy, sizeBy } = useExplorer.getState().appearance ?? { colourBy: '', sizeBy: '' };
  return { share: useReach.getState().share, colourBy, sizeBy };
}

/** What another version wrote and this one does not know is left at what is usual. */
export function restoreReachLook(look: Session['reach']): void {
  if (look === null) return;
  changeReach({ share: Math.max(shareLimits.least, Math.min(shareLimits.most, look.share)) });
  const [colour, size] = [colourColumns.find(({ id }) => id === look.colourBy), sizeColumns.find(({ id }) => id === look.sizeBy)];
  // What was usual was written as if it had been chosen.
  const isChosen = look.colourBy !== 'hub' || look.sizeBy !== 'weight';
  changeExplorer({ appearance: colour && size && isChosen ? { colourBy: colour.id, sizeBy: size.id } : null });
}
