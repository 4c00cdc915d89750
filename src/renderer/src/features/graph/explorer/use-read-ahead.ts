import { useEffect } from 'react';
import type { ReachScope } from '../../../../../shared/contract/index.ts';
import { type ReachRoute, usualRules } from '../../../app/reach-route.ts';
import { useCall } from '../../../client/use-call.ts';
import { prepareLayout } from '../layout/lay-out.ts';
import { useExplorer } from '../state/store.ts';
import { usualPicture } from './context.ts';

/**
 * Asks for the picture of somebody (the first of the ranking) while nothing is drawn yet: the engine then holds what all pictures of the scope are drawn
 * from, which takes longer than the picture itself, and the one that is chosen is there at once. `scope`: null asks for nothing.
 */
export function useReadAhead({ kind, rules = usualRules }: ReachRoute, scope: ReachScope | null, maintainer: string | undefined): void {
  const cap = useExplorer((state) => state.cap);
  useEffect(prepareLayout, []);
  useCall('graph.draw', scope === null || maintainer === undefined ? null : { ...scope, picture: usualPicture(kind, maintainer, rules), cap });
}
