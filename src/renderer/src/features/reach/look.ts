import type { Session } from '../../../../shared/contract/index.ts';
import { colourColumns, sizeColumns } from '../../../../shared/graph/index.ts';
import { changeExplorer, useExplorer } from '../graph/state/store.ts';
import { shareLimits } from './splitter.tsx';
import { changeReach, useReach } from './store.ts';

/** How the view is set up: what the next window begins with. */
export function reachLook(): Session['reach'] {
  return { share: useReach.getState().share, ...useExplorer.getState().appearance };
}

/** What another version wrote and this one does not know is left at what is usual. */
export function restoreReachLook(look: Session['reach']): void {
  if (look === null) return;
  const { appearance } = useExplorer.getState();
  changeReach({ share: Math.max(shareLimits.least, Math.min(shareLimits.most, look.share)) });
  changeExplorer({
    appearance: {
      colourBy: colourColumns.find(({ id }) => id === look.colourBy)?.id ?? appearance.colourBy,
      sizeBy: sizeColumns.find(({ id }) => id === look.sizeBy)?.id ?? appearance.sizeBy,
    },
  });
}
