import { type Attribute, edgeAttributes, nodeAttributes } from './attributes.ts';
import type { DrawnGraph } from './drawn-graph.ts';

/** The network file of Cytoscape, desktop and JavaScript alike. */
export function cyjs({ title, nodes, edges, about }: DrawnGraph): string {
  const file = {
    format_version: '1.0',
    generated_by: 'PTMTorrent Explorer',
    target_cytoscapejs_version: '~3.0',
    data: { ...Object.fromEntries(about), shared_name: title, name: title },
    elements: {
      nodes: nodes.map((drawn) => ({
        data: {
          id: drawn.id, shared_name: drawn.node.label, name: drawn.node.label, ...facts(nodeAttributes, drawn),
          colour: drawn.look.fill, border: drawn.look.stroke, shape: drawn.look.shape, diameter: drawn.look.diameter,
        },
        position: { x: drawn.x, y: drawn.y },
        selected: false,
      })),
      edges: edges.map((drawn) => ({
        data: {
          id: drawn.id, source: drawn.source.id, target: drawn.target.id, interaction: drawn.edge.relation ?? drawn.edge.kind, ...facts(edgeAttributes, drawn),
          colour: drawn.look.colour, line: drawn.look.style,
        },
        selected: false,
      })),
    },
  };
  return `${JSON.stringify(file, null, 1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
}

/** Only what is known: a column of Cytoscape cannot hold null. */
function facts<Part>(attributes: readonly Attribute<Part>[], part: Part): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(attributes.flatMap(({ name, value }) => {
    const found = value(part);
    return found === null ? [] : [[name, found] as const];
  }));
}
