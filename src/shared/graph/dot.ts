import type { NodeShape } from './appearance.ts';
import { edgeAttributes, nodeAttributes, type Attribute } from './attributes.ts';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { isDirected } from './edge-looks.ts';
import { inkOn } from './palette.ts';
import { holdable } from './xml.ts';

const shapeNames: Readonly<Record<NodeShape, string>> = { ellipse: 'ellipse', hexagon: 'hexagon', pentagon: 'pentagon', 'round-rectangle': 'box', diamond: 'diamond', triangle: 'triangle' };

/** Names that mean something to Graphviz: ours of the same name would change the drawing. */
const taken: ReadonlySet<string> = new Set(['label', 'weight']);

/** Pixels of ours in an inch of Graphviz. */
const pixelsPerInch = 96;

/** Graphviz's language. `pos` holds our places for neato -n; dot lays the graph out anew. */
export function dot({ title, nodes, edges, about, appearance }: DrawnGraph): string {
  const plain = edges.length > 0 && edges.every(({ edge }) => !isDirected(edge.kind));
  const arrow = plain ? '--' : '->';
  const hasPlaces = nodes.some(({ x, y }) => x !== 0 || y !== 0);
  return [
    ...about.map(([name, text]) => `// ${oneLine(`${name}: ${text}`)}\n`),
    `${plain ? 'graph' : 'digraph'} ${quoted(title)} {\n`,
    `  graph [label=${label(title)}, labelloc="b", rankdir="LR", overlap="false", bgcolor="${appearance.palette.ground}", fontname="Helvetica"]\n`,
    `  node [style="filled", fontname="Helvetica", fontsize="9", fontcolor="${appearance.palette.ink}"]\n  edge [fontname="Helvetica", fontsize="8"]\n`,
    ...nodes.map((drawn) => `  ${quoted(drawn.id)} [${nodeList(drawn, hasPlaces)}]\n`),
    ...edges.map((drawn) => `  ${quoted(drawn.source.id)} ${arrow} ${quoted(drawn.target.id)} [${edgeList(drawn, plain)}]\n`),
    '}\n',
  ].join('');
}

function nodeList(drawn: DrawnNode, hasPlaces: boolean): string {
  const { look, node } = drawn;
  const styles = ['filled', ...(look.strokeStyle === 'solid' ? [] : [look.strokeStyle]), ...(look.shape === 'round-rectangle' ? ['rounded'] : [])];
  return [
    `label=${label(node.label)}`, `shape="${shapeNames[look.shape]}"`, `style="${styles.join(',')}"`, `fillcolor="${look.fill}"`, `color="${look.stroke}"`, `penwidth="${look.strokeWidth}"`,
    `fontcolor="${inkOn(look.fill)}"`,
    ...(hasPlaces ? [`pos="${(drawn.x * 72) / pixelsPerInch},${(-drawn.y * 72) / pixelsPerInch}!"`] : []),
    ...facts(nodeAttributes, drawn),
  ].join(', ');
}

function edgeList(drawn: DrawnEdge, plain: boolean): string {
  const { look, edge } = drawn;
  const said = [look.label, edge.conflict].filter((text) => text !== null).join('\n');
  return [
    ...(said === '' ? [] : [`label=${label(said)}`]),
    `color="${look.colour}"`, `penwidth="${Math.round(look.width * 100) / 100}"`, `style="${look.style}"`,
    ...(plain || look.arrow ? [] : ['arrowhead="none"']),
    ...(edge.weight > 0 && Number.isFinite(edge.weight) ? [`weight="${Math.max(1, Math.min(1000, Math.round(edge.weight)))}"`] : []),
    ...facts(edgeAttributes, drawn),
  ].join(', ');
}

function facts<Part>(attributes: readonly Attribute<Part>[], part: Part): readonly string[] {
  return attributes.flatMap(({ name, value }) => {
    const found = taken.has(name) ? null : value(part);
    return found === null ? [] : [`${name}=${quoted(String(found))}`];
  });
}

/** Inside quotes only `\"` is special, and a backslash before the last quote would swallow it: each is doubled. */
function quoted(text: string): string {
  return `"${holdable(text).replaceAll(/["\\]/g, '\\$&')}"`;
}

/** A label's backslashes are escapes (\N is the node's name) and its line ends are written so. */
function label(text: string): string {
  return quoted(text).replaceAll(/\r\n|\r|\n/g, '\\n');
}

function oneLine(text: string): string {
  return holdable(text).replaceAll(/[\r\n\u2028\u2029\u0085]+/g, ' ');
}
