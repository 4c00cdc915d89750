import { useEffect, useMemo } from 'react';
import type { CallError } from '../../../../../shared/result.ts';
import type { Graph, GraphNode } from '../../../../../shared/contract/index.ts';
import { type Appearance, appearanceOf, shownAt, shownOf, timesOf, usualAppearance } from '../../../../../shared/graph/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { useGraphTheme } from '../appearance/use-graph-theme.ts';
import type { CanvasEdge, CanvasNode } from '../canvas/elements.ts';
import { edgeKey, type Exploration, type Point, type SeenGraph, seenGraph, untouched, wholeGraph, withClusters } from '../state/exploration.ts';
import { rememberNames, useExplorer } from '../state/store.ts';
import type { PictureContext } from './context.ts';
import { usePositions } from './use-positions.ts';

export interface PictureModel {
  readonly whole: Graph | null;
  readonly exploration: Exploration;
  readonly appearance: Appearance | null;
  readonly seen: SeenGraph | null;
  /** Null until the layout is there. */
  readonly canvas: { readonly nodes: readonly CanvasNode[]; readonly edges: readonly CanvasEdge[] } | null;
  readonly pointOf: (id: string) => Point | undefined;
  readonly arrange: () => void;
  readonly loading: boolean;
  readonly error: CallError | null;
  readonly reload: () => void;
}

/** Everything of a picture, from the engine's answer to what is on the canvas. */
export function usePicture({ place, scope, picture }: PictureContext): PictureModel {
  const cap = useExplorer((state) => state.cap);
  const choice = useExplorer((state) => state.appearance);
  const time = useExplorer((state) => state.time);
  const exploration = useExplorer((state) => state.explorations.get(place)) ?? untouched;
  const theme = useGraphTheme();
  const { value: base, error, loading, reload } = useCall('graph.draw', { ...scope, picture, cap }, true);
  useEffect(() => {
    if (base) rememberNames(base.nodes);
  }, [base]);

  const { expansions, pinned, filtered } = exploration;
  const whole = useMemo(() => base && wholeGraph(base, { ...untouched, expansions }), [base, expansions]);
  const appearance = useMemo(() => whole && appearanceOf(whole, choice ?? usualAppearance(whole.nodes), theme), [whole, choice, theme]);
  const times = useMemo(() => whole && timesOf(whole), [whole]);
  const seen = useMemo(() => {
    if (!whole || !appearance || !times) return null;
    return seenGraph(whole, withClusters(whole, exploration), [shownOf(whole, appearance, filtered), ...(time === null ? [] : [shownAt(times, time)])]);
  }, [whole, appearance, times, exploration, filtered, time]);
  const { points, failed, arrange } = usePositions(place, picture.view, base, whole, appearance, pinned);
  const canvas = useMemo(() => (whole && appearance && seen && points ? canvasOf(whole, appearance, seen, points, pinned, picture.view === 'lineage') : null), [whole, appearance, seen, points, pinned, picture.view]);
  return {
    whole, exploration, appearance, seen, canvas,
    pointOf: (id) => pinned.get(id) ?? points?.get(id),
    arrange: () => seen && arrange(new Set(seen.nodes.map(({ id }) => id))),
    loading: loading || (whole !== null && points === null && failed === null),
    error: error ?? (failed === null ? null : { code: 'internal', message: 'The picture could not be laid out.', hint: failed }),
    reload,
  };
}

function canvasOf(whole: Graph, { nodes: nodeLooks, edges: edgeLooks }: Appearance, seen: SeenGraph, points: ReadonlyMap<string, Point>, pinned: ReadonlyMap<string, Point>, telling: boolean): PictureModel['canvas'] {
  const looks = new Map(whole.nodes.map(({ id }, at) => [id, nodeLooks[at]]));
  const lines = new Map(whole.edges.map((edge, at) => [edge, edgeLooks[at]]));
  const byId = new Map(whole.nodes.map((node) => [node.id, node]));
  const nodes = seen.nodes.flatMap((node): readonly CanvasNode[] => {
    const look = looks.get(node.id);
    const at = pinned.get(node.id) ?? points.get(node.id);
    return look && at ? [{ node, look, at, pinned: pinned.has(node.id), folded: seen.foldedInto.get(node.id) ?? 0 }] : [];
  });
  const placed = new Set(nodes.map(({ node }) => node.id));
  const twice = new Set<string>();
  const edges = seen.edges.flatMap((edge): readonly CanvasEdge[] => {
    const look = lines.get(edge);
    const key = edgeKey(edge);
    if (!look || twice.has(key) || !placed.has(edge.source) || !placed.has(edge.target)) return [];
    twice.add(key);
    return [{ edge, look, label: telling && look.label !== null ? `${look.label}${licences(byId.get(edge.source), byId.get(edge.target))}` : '' }];
  });
  return { nodes, edges };
}

/** The licence of what was made, and of what it was made from where that is another. */
function licences(from: GraphNode | undefined, to: GraphNode | undefined): string {
  const [before, after] = [from?.facts.license ?? null, to?.facts.license ?? null];
  if (after === null) return before === null ? '' : `, ${before} → unknown licence`;
  return before === null || before === after ? `, ${after}` : `, ${before} → ${after}`;
}
