import { ChartBarBig, LayoutDashboard } from 'lucide-react';
import type { PaletteEntry, PaletteSource } from '../../app/palette-sources.tsx';
import { allMeasures } from '../../app/measure-route.ts';
import { navigate } from '../../app/route.ts';
import { loadDashboards, useDashboards } from '../dashboards/store.ts';
import { loadMeasures, useMeasures } from './store.ts';
import { groupTitles } from './words.ts';

const icon = { size: 15, strokeWidth: 1.8, 'aria-hidden': true } as const;

/** Measures by their titles, and the user's dashboards; asked of the engine when the palette is first open. */
export const measureSource: PaletteSource = {
  finds: 'measures',
  entries: () => [
    ...useMeasures.getState().measures.map(
      ({ id, title, group }): PaletteEntry => ({ id: `measure:${id}`, group: 'Measures', icon: <ChartBarBig {...icon} />, title, note: groupTitles[group], run: () => navigate({ ...allMeasures, measure: id }) }),
    ),
    ...(useDashboards.getState().dashboards ?? []).map(
      ({ id, name }): PaletteEntry => ({ id: `dashboard:${id}`, group: 'Dashboards', icon: <LayoutDashboard {...icon} />, title: name, run: () => navigate({ view: 'dashboards', dashboard: id }) }),
    ),
  ],
  subscribe: (onChange) => {
    if (useMeasures.getState().measures.length === 0) void loadMeasures();
    if (useDashboards.getState().dashboards === null) void loadDashboards();
    const ends = [useMeasures.subscribe(onChange), useDashboards.subscribe(onChange)];
    return () => ends.forEach((end) => end());
  },
};
