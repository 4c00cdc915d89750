import { Bookmark, History } from 'lucide-react';
import type { PaletteSource } from '../../app/palette-sources.tsx';
import { routeOfPlace, useRecentPlaces } from '../../app/recent-places.ts';
import { navigate } from '../../app/route.ts';
import { HubMark } from '../../ui/marks.tsx';
import { openView, useViews } from './store.ts';

export const viewSource: PaletteSource = {
  finds: 'saved views',
  entries: () =>
    useViews.getState().views.map((view) => ({
      id: `view:${view.id}`,
      group: 'Saved views',
      icon: <Bookmark size={15} strokeWidth={1.8} aria-hidden />,
      title: view.name,
      run: () => openView(view),
    })),
  subscribe: (onChange) => useViews.subscribe(onChange),
};

/** They come before the commands, so they are few. */
const shownPlaces = 8;

export const recentSource: PaletteSource = {
  finds: 'recent searches and packages',
  entries: () =>
    useRecentPlaces.getState().places.slice(0, shownPlaces).map((place) => ({
      id: `place:${JSON.stringify(place)}`,
      group: 'Last searches and packages',
      icon: <History size={15} strokeWidth={1.8} aria-hidden />,
      title: place.kind === 'search' ? place.query : place.package.name,
      note: place.kind === 'package' ? <HubMark hub={place.package.hub} /> : null,
      run: () => navigate(routeOfPlace(place)),
    })),
  subscribe: (onChange) => useRecentPlaces.subscribe(onChange),
};
