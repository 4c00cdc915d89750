import type { NodeShape } from './appearance.ts';
import { type Attribute, day, edgeAttributes, nodeAttributes } from './attributes.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { isDirected } from './edge-looks.ts';
import { channels } from './palette.ts';
import { xmlNumber, xmlText } from './xml.ts';

const typeNames = { string: 'string', integer: 'integer', number: 'double', boolean: 'boolean' } as const;

const shapeNames: Readonly<Record<NodeShape, 'disc' | 'square' | 'triangle' | 'diamond'>> = { ellipse: 'disc', hexagon: 'disc', pentagon: 'disc', 'round-rectangle': 'square', diamond: 'diamond', triangle: 'triangle' };

/**
 * GEXF 1.2, the newest that Gephi and networkx both read, with colours, sizes, places, and the day on which a node or an edge begins where
 * that is known: Gephi plays it by its timeline.
 */
export function gexf({ title, nodes, edges, about, graph }: DrawnGraph): string {
  // The label is an attribute of the element itself here.
  const ofNodes = nodeAttributes.filter(({ name }) => name !== 'label');
  const ofEdges = edgeAttributes.filter(({ name }) => name !== 'weight');
  const isDynamic = graph.nodes.some(({ facts }) => facts.first !== null) || graph.edges.some(({ since }) => since !== null);
  const direction = edges.length > 0 && edges.every(({ edge }) => !isDirected(edge.kind)) ? 'undirected' : 'directed';
  const begins = (seconds: number | null): string => (isDynamic && day(seconds) !== null ? ` start="${day(seconds)}"` : '');
  const nodeLines = nodes.map(({ id, node, look, x, y }, at) => {
    const [r, g, b] = channels(look.fill);
    const values = valuesOf(ofNodes, nodes[at]);
    return `      <node id="${xmlText(id)}" label="${xmlText(node.label)}"${begins(node.facts.first)}>${values}<viz:color r="${r}" g="${g}" b="${b}"/><viz:position x="${x}" y="${-y}" z="0.0"/><viz:size value="${xmlNumber(look.diameter)}"/><viz:shape value="${shapeNames[look.shape]}"/></node>\n`;
  });
  const edgeLines = edges.map((drawn) => {
    const [r, g, b] = channels(drawn.look.colour);
    return `      <edge id="${drawn.id}" source="${xmlText(drawn.source.id)}" target="${xmlText(drawn.target.id)}" weight="${xmlNumber(drawn.edge.weight)}"${begins(drawn.edge.since)}>${valuesOf(ofEdges, drawn)}<viz:color r="${r}" g="${g}" b="${b}"/></edge>\n`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n',
    `  <meta><creator>PTMTorrent Explorer</creator><keywords>${xmlText(title)}</keywords><description>${xmlText(about.map(([name, text]) => `${name}: ${text}`).join('\n'))}</description></meta>\n`,
    `  <graph defaultedgetype="${direction}" mode="${isDynamic ? 'dynamic' : 'static'}"${isDynamic ? ' timeformat="date"' : ''}>\n`,
    definitions('node', ofNodes),
    definitions('edge', ofEdges),
    '    <nodes>\n', ...nodeLines, '    </nodes>\n    <edges>\n', ...edgeLines, '    </edges>\n  </graph>\n</gexf>\n',
  ].join('');
}

function definitions<Part>(part: 'node' | 'edge', attributes: readonly Attribute<Part>[]): string {
  return `    <attributes class="${part}" mode="static">${attributes.map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${typeNames[type]}"/>`).join('')}</attributes>\n`;
}

function valuesOf<Part>(attributes: readonly Attribute<Part>[], part: Part | undefined): string {
  if (part === undefined) return '';
  const values = attributes.map(({ name, value }) => {
    const found = value(part);
    return found === null ? '' : `<attvalue for="${name}" value="${typeof found === 'number' ? xmlNumber(found) : xmlText(String(found))}"/>`;
  });
  return `<attvalues>${values.join('')}</attvalues>`;
}
