import type { GraphNode } from '../../../../../shared/contract/index.ts';
import { mostTaken } from '../../../app/reach-route.ts';
import { call } from '../../../client/client.ts';
import { formatPlural } from '../../../ui/quantity.ts';
import { showToast } from '../../../ui/toast.tsx';
import { collapse, expand, focusOn, fold, hide, isExpanded, partsOfMore, pin, type Point, showHidden, unpin, withClusters } from '../state/exploration.ts';
import { explorationOf, explore, rememberNames, selectNodes, useExplorer } from '../state/store.ts';
import { type DrawnContext, showPicture } from './context.ts';

/** Neighbours that one expansion brings at most; the rest stands behind a "more" node. */
const expandedAtOnce = 40;

/** Brings the neighbours of a node that are not drawn yet. A "more" node expands the one that it hangs on. */
export async function expandNode({ route, place, scope, whole }: DrawnContext, node: Pick<GraphNode, 'id' | 'kind' | 'label'>): Promise<void> {
  const id = node.kind === 'more' ? partsOfMore(node.id).node : node.id;
  const label = whole.nodes.find((other) => other.id === id)?.label ?? node.label;
  if (withClusters(whole, explorationOf(place)).folded.has(id)) {
    explore(route, place, `Unfolded ${label}`, (before) => fold(before, id, false));
    return;
  }
  const shown = whole.nodes.filter(({ kind }) => kind !== 'more').map((other) => other.id);
  const answer = await call('graph.expand', { ...scope, node: id, shown, cap: expandedAtOnce });
  if (!answer.ok) {
    showToast({ tone: 'danger', title: answer.error.message, text: answer.error.hint });
    return;
  }
  const fresh = answer.value.nodes.filter((other) => other.kind !== 'more' && !shown.includes(other.id));
  if (fresh.length === 0) {
    showToast({ tone: 'neutral', title: `Nothing more has a tie with ${label}` });
    return;
  }
  rememberNames(fresh);
  explore(route, place, `Expanded ${label}: ${formatPlural(fresh.length, 'node')}`, (before) => expand(before, { node: id, graph: answer.value }));
}

/** Takes back what expanding a node brought; where nothing was, folds into it what hangs on it alone. */
export function collapseNode({ route, place, whole }: DrawnContext, node: GraphNode): void {
  const before = explorationOf(place);
  if (isExpanded(before, node.id)) explore(route, place, `Collapsed ${node.label}`, () => collapse(whole, before, node.id));
  else explore(route, place, `Folded ${node.label}`, () => fold(before, node.id, true));
}

/** Folds into a node what hangs on it alone, or shows it again. */
export function foldInto({ route, place, whole }: DrawnContext, id: string, isFolded: boolean): void {
  const label = whole.nodes.find((node) => node.id === id)?.label ?? id;
  explore(route, place, `${isFolded ? 'Folded' : 'Unfolded'} ${label}`, (before) => fold(before, id, isFolded));
}

export function unfoldAll({ route, place }: DrawnContext, ids: Iterable<string>): void {
  explore(route, place, 'Unfolded all clusters', (before) => [...ids].reduce((exploration, id) => fold(exploration, id, false), before));
}

export function hideNodes({ route, place }: DrawnContext, nodes: readonly GraphNode[]): void {
  if (nodes.length === 0) return;
  explore(route, place, `Hid ${named(nodes)}`, (before) => hide(before, nodes.map(({ id }) => id)));
  selectNodes([]);
}

export function showHiddenNodes({ route, place }: DrawnContext): void {
  explore(route, place, 'Showed hidden nodes', showHidden);
}

export function focusOnNodes({ route, place }: DrawnContext, nodes: readonly GraphNode[]): void {
  explore(route, place, nodes.length === 0 ? 'Ended focus mode' : `Focused on ${named(nodes)}`, (before) => focusOn(before, nodes.map(({ id }) => id)));
}

/** What was dragged stays where it was put. */
export function movedNodes({ route, place, whole }: DrawnContext, places: ReadonlyMap<string, Point>): void {
  explore(route, place, `Moved ${named(whole.nodes.filter(({ id }) => places.has(id)))}`, (before) => pin(before, places));
}

export function togglePin({ route, place }: DrawnContext, nodes: readonly GraphNode[], pointOf: (id: string) => Point | undefined): void {
  const { pinned } = explorationOf(place);
  const free = nodes.filter(({ id }) => !pinned.has(id));
  if (free.length === 0) explore(route, place, `Unpinned ${named(nodes)}`, (before) => unpin(before, nodes.map(({ id }) => id)));
  else explore(route, place, `Pinned ${named(free)}`, (before) => pin(before, new Map(free.flatMap(({ id }) => (pointOf(id) ? [[id, pointOf(id) ?? { x: 0, y: 0 }] as const] : [])))));
}

/** All shortest ways between two nodes, as a picture of their own. */
export function connectNodes({ route }: DrawnContext, from: string, to: string): void {
  showPicture(route, { view: 'paths', from, to });
}

/** What is reached when these are taken over or lost. */
export function askWhatIf({ route }: Pick<DrawnContext, 'route'>, nodes: readonly string[], event: 'taken-over' | 'lost'): void {
  if (nodes.length > 0) showPicture(route, { view: 'what-if', nodes: nodes.slice(0, mostTaken), event });
}

/** The chosen nodes that are drawn, else the one at the cursor. */
export function chosenNodes(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const { selected, cursor } = useExplorer.getState();
  const chosen = nodes.filter(({ id }) => selected.has(id));
  return chosen.length > 0 ? chosen : nodes.filter(({ id }) => id === cursor);
}

function named(nodes: readonly GraphNode[]): string {
  const [first] = nodes;
  return nodes.length === 1 && first ? first.label : formatPlural(nodes.length, 'node');
}
