import { create } from 'zustand';
import type { RecentPlace } from '../../../shared/contract/index.ts';
import type { CallError } from '../../../shared/result.ts';
import { maximumLength } from '../../../shared/search/index.ts';
import { call } from '../client/client.ts';
import { showToast } from '../ui/toast.tsx';
import { type Route, useRoute } from './route.ts';
import { recordUndo } from './undo.ts';

/** Searches that were run and packages that were opened, latest first. */
export const useRecentPlaces = create<{ readonly places: readonly RecentPlace[] }>(() => ({ places: [] }));

export async function loadRecentPlaces(): Promise<void> {
  const answer = await call('recent.list', {});
  if (answer.ok) useRecentPlaces.setState(answer.value);
}

/** How long a place is on screen before it counts as visited: a search that is typed passes many. Milliseconds. */
const pauseMs = 1500;

/** Keeps searches that were run and packages that were opened. Returns the function that ends it. */
export function keepRecentPlaces(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = useRoute.subscribe(({ route }, before) => {
    clearTimeout(timer);
    // A search whose result was opened or left was meant, however short it stood.
    if (before.route.view === 'models' && route.view !== 'models') void add(before.route);
    timer = setTimeout(() => void add(route), pauseMs);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

async function add(route: Route): Promise<void> {
  const place = placeOf(route);
  const answer = place && (await call('recent.add', { place }));
  if (answer?.ok) useRecentPlaces.setState(answer.value);
}

function placeOf(route: Route): RecentPlace | null {
  if (route.view === 'package') return { kind: 'package', package: route.package };
  const query = route.view === 'models' ? route.query.trim() : '';
  return query === '' || query.length > maximumLength ? null : { kind: 'search', query };
}

export function routeOfPlace(place: RecentPlace): Route {
  return place.kind === 'search' ? { view: 'models', query: place.query } : { view: 'package', package: place.package, tab: 'overview' };
}

/** Forgets the recent searches and packages; undo has them again. */
export async function clearRecentPlaces(): Promise<void> {
  const before = await call('recent.list', {});
  const error = before.ok ? await replace([]) : before.error;
  if (error) showToast({ tone: 'danger', title: 'Recent searches and packages were not cleared', text: error.message });
  else if (before.ok) recordUndo({ title: 'Cleared recent searches and packages', undo: () => replace(before.value.places), redo: () => replace([]) }, true);
}

async function replace(places: readonly RecentPlace[]): Promise<CallError | null> {
  const answer = await call('recent.replace', { places: [...places] });
  if (answer.ok) useRecentPlaces.setState(answer.value);
  return answer.ok ? null : answer.error;
}
