import type { GraphEdge, GraphEdgeKind } from '../contract/graph.ts';
import type { LineageRelation } from '../domain/index.ts';
import type { LegendEntry, LineStyle } from './appearance.ts';
import { mix, type Palette } from './palette.ts';

/** How one edge is drawn; widths in pixels at zoom 1. */
export interface EdgeLook {
  readonly colour: string;
  readonly width: number;
  readonly style: LineStyle;
  /** Whether it points at its target. */
  readonly arrow: boolean;
  /** The relation to a base model, in a word; null for other edges. */
  readonly label: string | null;
  readonly conflict: boolean;
  readonly entries: readonly string[];
}

const edgeWords: Readonly<Record<Exclude<GraphEdgeKind, 'base'>, string>> = {
  committed: 'Committed to',
  owns: 'Owns',
  holds: 'Holds the package',
  together: 'Tied by shared work',
  dataset: 'Trained on the dataset',
  architecture: 'Has the architecture',
  repository: 'Shares a repository',
};

/** Sentence case, as the package page says them. */
const relationWords: Readonly<Record<LineageRelation, string>> = { base: 'Made from it', finetune: 'Fine-tuned', adapter: 'Adapter', merge: 'Merged', quantized: 'Quantised' };

const styleOfRelation: Readonly<Record<LineageRelation, LineStyle>> = { base: 'solid', finetune: 'solid', adapter: 'dashed', merge: 'dotted', quantized: 'dashed' };

const colourOfRelation: Readonly<Record<LineageRelation, number | null>> = { base: null, finetune: 3, adapter: 1, merge: 4, quantized: 0 };

const directed: ReadonlySet<GraphEdgeKind> = new Set(['base', 'dataset', 'architecture']);

export function isDirected(kind: GraphEdgeKind): boolean {
  return kind !== 'together' && kind !== 'repository';
}

/** Looks of edges in their order. Edges that look the same share one. */
export function looksOfEdges(edges: readonly GraphEdge[], palette: Palette): readonly EdgeLook[] {
  const known = new Map<string, EdgeLook>();
  return edges.map((edge) => {
    const key = `${edge.kind} ${edge.relation} ${edge.conflict !== null} ${edge.kind === 'base' ? 0 : edge.weight}`;
    const look = known.get(key) ?? lookOfEdge(edge, palette);
    known.set(key, look);
    return look;
  });
}

function lookOfEdge(edge: GraphEdge, palette: Palette): EdgeLook {
  const relation = edge.kind === 'base' ? (edge.relation ?? 'base') : null;
  const place = relation === null ? null : colourOfRelation[relation];
  const plain = place === null ? palette.line : mix(palette.categories[place] ?? palette.line, palette.line, 0.25);
  const conflict = edge.conflict !== null;
  return {
    colour: conflict ? palette.danger : plain,
    width: conflict ? 2.4 : edge.kind === 'base' ? 1.4 : Math.min(4, 1 + Math.log10(Math.max(1, edge.weight))),
    style: relation === null ? (edge.kind === 'dataset' || edge.kind === 'architecture' ? 'dotted' : 'solid') : styleOfRelation[relation],
    arrow: directed.has(edge.kind),
    label: relation === null ? null : relationWords[relation],
    conflict,
    entries: [entryOf(edge), ...(conflict ? ['edge:conflict'] : [])],
  };
}

function entryOf(edge: GraphEdge): string {
  return edge.kind === 'base' ? `edge:base:${edge.relation ?? 'base'}` : `edge:${edge.kind}`;
}

/** The legend's entries of the edges that there are, most frequent first; licence conflicts last. */
export function edgeEntries(edges: readonly GraphEdge[], looks: readonly EdgeLook[]): readonly LegendEntry[] {
  const found = new Map<string, { edge: GraphEdge; look: EdgeLook; count: number }>();
  edges.forEach((edge, at) => {
    const look = looks[at];
    if (!look) return;
    for (const id of look.entries) {
      const held = found.get(id);
      // Of a kind of edge, one without conflict is the example, else the conflict's red would stand for the kind.
      if (held) found.set(id, { edge, look: held.look.conflict && id !== 'edge:conflict' ? look : held.look, count: held.count + 1 });
      else found.set(id, { edge, look, count: 1 });
    }
  });
  return [...found].sort(([a, m], [b, n]) => Number(a === 'edge:conflict') - Number(b === 'edge:conflict') || n.count - m.count || (a < b ? -1 : 1)).map(([id, { edge, look, count }]) => ({
    id,
    label: id === 'edge:conflict' ? 'Licences do not go together' : edge.kind === 'base' ? relationWords[edge.relation ?? 'base'] : edgeWords[edge.kind],
    count,
    swatch: { kind: 'edge', colour: look.colour, width: look.width, style: id === 'edge:conflict' ? 'solid' : look.style, arrow: look.arrow },
  }));
}
