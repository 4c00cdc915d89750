import type { Session } from '../../../shared/contract/index.ts';
import { pickLimits } from '../../../shared/contract/pick-limits.ts';
import { call } from '../client/client.ts';
import { useMirrors } from '../features/mirrors/store.ts';
import { type FacetKey, facetKinds } from '../features/models/facets/facet-titles.ts';
import { setLayout, useLayout } from '../features/models/layout.ts';
import { pickedKeys, restorePicked, useSelection } from '../features/models/selection.ts';
import { useModels } from '../features/models/store.ts';
import { reachLook, restoreReachLook } from '../features/reach/look.ts';
import { useReach } from '../features/reach/store.ts';
import { useExplorer } from '../features/graph/state/store.ts';
import { useViews } from '../features/views/store.ts';
import { navigate, printRoute, readRoute, useRoute } from './route.ts';

/** A pause in changes after which they are kept. Milliseconds. */
const pauseMs = 600;

/** Until then nothing is kept: it would take the place of what is to be restored. */
let restored = false;

/** Shows what the last window showed. A place that the address names goes before the one that was left. */
export async function restoreSession(): Promise<void> {
  const named = location.hash !== '';
  const answer = await call('session.get', {});
  restored = true;
  const session = answer.ok ? answer.value.session : null;
  if (session === null) return;
  setLayout(session.columns);
  useViews.setState({ opened: session.view });
  useModels.setState({
    openFacets: session.openFacets.filter(isFacet), facetsShown: session.facetsShown, inspectorShown: session.inspectorShown, cursor: session.cursor, cursorOf: session.cursorOf,
  });
  restoreReachLook(session.reach);
  if (session.mirror !== null && session.picked.length > 0) restorePicked(session.mirror, session.picked);
  const route = readRoute(session.address);
  if (!named && location.hash === '' && route !== null) navigate(route, true);
}

function isFacet(field: string): field is FacetKey {
  return facetKinds.some((kind) => kind.field === field);
}

/** Keeps what is shown, a moment after it changed. Returns the function that ends it. */
export function keepSession(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = '';
  const keep = (): void => {
    clearTimeout(timer);
    if (!restored) return;
    const session = currentSession();
    const text = JSON.stringify(session);
    if (text === kept) return;
    kept = text;
    void call('session.set', session);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, pauseMs);
  };
  const keepHidden = (): void => {
    if (document.visibilityState === 'hidden') keep();
  };
  const ends = [useRoute.subscribe(wait), useLayout.subscribe(wait), useModels.subscribe(wait), useViews.subscribe(wait), useMirrors.subscribe(wait), useSelection.subscribe(wait), useReach.subscribe(wait), useExplorer.subscribe(wait)];
  document.addEventListener('visibilitychange', keepHidden);
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
    document.removeEventListener('visibilitychange', keepHidden);
  };
}

function currentSession(): Session {
  const { count } = useSelection.getState();
  const { openFacets, facetsShown, inspectorShown, cursor, cursorOf } = useModels.getState();
  return {
    mirror: useMirrors.getState().current?.id ?? null,
    address: printRoute(useRoute.getState().route),
    columns: [...useLayout.getState().layout],
    view: useViews.getState().opened,
    openFacets: [...openFacets],
    facetsShown,
    inspectorShown,
    picked: count <= pickLimits.kept ? [...pickedKeys()] : [],
    cursor,
    cursorOf: cursorOf.length > 30_000 ? '' : cursorOf,
    reach: reachLook(),
  };
}

/** Where another mirror takes the place of the one that was shown, its overview is shown: a search belongs to what it was made for. */
export function followMirror(): () => void {
  return useMirrors.subscribe(({ current }, before) => {
    if (current !== null && before.current !== null && current.id !== before.current.id) navigate({ view: 'overview' });
  });
}
