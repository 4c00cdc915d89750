import { create } from 'zustand';
import type { FacetKey } from './facets/facet-titles.ts';

interface ModelsState {
  /** Row that the keyboard is on, and the question it belongs to; kept so that coming back from a package finds it again. */
  readonly cursor: number;
  readonly cursorOf: string;
  readonly openFacets: readonly FacetKey[];
  readonly facetsShown: boolean;
  readonly inspectorShown: boolean;
}

export const useModels = create<ModelsState>(() => ({
  cursor: 0,
  cursorOf: '',
  openFacets: ['hub', 'task', 'license', 'downloads', 'is'],
  facetsShown: matchMedia('(min-width: 1121px)').matches,
  inspectorShown: matchMedia('(min-width: 1680px)').matches,
}));

export function moveCursor(cursor: number, cursorOf: string): void {
  useModels.setState({ cursor, cursorOf });
}

export function toggleFacet(field: FacetKey): void {
  useModels.setState(({ openFacets }) => ({
    openFacets: openFacets.includes(field) ? openFacets.filter((open) => open !== field) : [...openFacets, field],
  }));
}

export function toggleFacets(): void {
  useModels.setState(({ facetsShown }) => ({ facetsShown: !facetsShown }));
}

export function toggleInspector(): void {
  useModels.setState(({ inspectorShown }) => ({ inspectorShown: !inspectorShown }));
}
