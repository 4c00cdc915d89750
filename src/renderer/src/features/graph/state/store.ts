import { create } from 'zustand';
import type { AppearanceChoice } from '../../../../../shared/graph/index.ts';
import { navigate, type Route } from '../../../app/route.ts';
import { recordUndo } from '../../../app/undo.ts';
import { type Exploration, untouched } from './exploration.ts';
import { noTrail, type Trail, visit } from './trail.ts';

interface ExplorerState {
  /** What was done to pictures, by their addresses, the latest last. */
  readonly explorations: ReadonlyMap<string, Exploration>;
  readonly trail: Trail;
  /** Names of nodes that were seen, by id, for headings and breadcrumbs. */
  readonly names: ReadonlyMap<string, string>;
  readonly selected: ReadonlySet<string>;
  /** The node that the keyboard is at. */
  readonly cursor: string | null;
  readonly find: string;
  /** Null until somebody chooses. */
  readonly appearance: AppearanceChoice | null;
  /** Nodes that a picture draws at most. */
  readonly cap: number;
  readonly shows: 'picture' | 'table';
  /** The picture without ranking and figures beside it. */
  readonly fills: boolean;
  /** The moment up to which the picture is played, seconds since 1970; null shows all. */
  readonly time: number | null;
  readonly showsTime: boolean;
}

export const useExplorer = create<ExplorerState>(() => ({
  explorations: new Map(), trail: noTrail, names: new Map(), selected: new Set(), cursor: null, find: '',
  appearance: null, cap: 120, shows: 'picture', fills: false, time: null, showsTime: false,
}));

/** Pictures whose explorations are remembered. */
const picturesKept = 30;

export function explorationOf(place: string): Exploration {
  return useExplorer.getState().explorations.get(place) ?? untouched;
}

function setExploration(place: string, exploration: Exploration): void {
  useExplorer.setState(({ explorations }) => {
    const others = [...explorations].filter(([other]) => other !== place);
    return { explorations: new Map([...others, [place, exploration] as const].slice(-picturesKept)) };
  });
}

/** Changes what was done to a picture, as a step that can be taken back. `title` says what was done. */
export function explore(route: Route, place: string, title: string, change: (before: Exploration) => Exploration): void {
  const before = explorationOf(place);
  const after = change(before);
  if (after === before) return;
  setExploration(place, after);
  const put = (exploration: Exploration) => (): null => {
    // What is taken back is seen to be.
    navigate(route);
    setExploration(place, exploration);
    return null;
  };
  recordUndo({ title, undo: put(before), redo: put(after) });
}

export function changeExplorer(change: Partial<Omit<ExplorerState, 'explorations' | 'names'>>): void {
  useExplorer.setState(change);
}

/** Another picture is on screen: nothing of it is chosen or sought yet. */
export function arriveAt(place: string): void {
  useExplorer.setState(({ trail }) => ({ trail: visit(trail, place), selected: new Set(), cursor: null, find: '', time: null }));
}

/** Learns what nodes are called, so that pictures without them can name them. */
export function rememberNames(nodes: readonly { readonly id: string; readonly label: string }[]): void {
  const { names } = useExplorer.getState();
  const fresh = nodes.filter(({ id, label }) => names.get(id) !== label);
  if (fresh.length > 0) useExplorer.setState({ names: new Map([...names, ...fresh.map(({ id, label }) => [id, label] as const)]) });
}

export function selectNodes(ids: readonly string[], add = false): void {
  useExplorer.setState(({ selected }) => ({ selected: new Set(add ? toggled(selected, ids) : ids), cursor: ids.at(-1) ?? null }));
}

/** What is in both goes, as a second click takes a node out of the selection. */
function toggled(selected: ReadonlySet<string>, ids: readonly string[]): readonly string[] {
  return [...[...selected].filter((id) => !ids.includes(id)), ...ids.filter((id) => !selected.has(id))];
}
