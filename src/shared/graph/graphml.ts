import { type Attribute, edgeAttributes, nodeAttributes } from './attributes.ts';
import type { DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { isDirected } from './edge-looks.ts';
import { channels } from './palette.ts';
import { xmlNumber, xmlText, xmlToken } from './xml.ts';

const typeNames = { string: 'string', integer: 'int', number: 'double', boolean: 'boolean' } as const;

/** The id as other files have it, and places and looks under the names that Gephi reads them by; its y grows upwards. */
const looks: readonly Attribute<DrawnNode>[] = [
  { name: 'key', type: 'string', value: ({ id }) => id },
  { name: 'x', type: 'number', value: ({ x }) => x },
  { name: 'y', type: 'number', value: ({ y }) => -y },
  { name: 'size', type: 'number', value: ({ look }) => look.diameter },
  { name: 'r', type: 'integer', value: ({ look }) => channels(look.fill)[0] },
  { name: 'g', type: 'integer', value: ({ look }) => channels(look.fill)[1] },
  { name: 'b', type: 'integer', value: ({ look }) => channels(look.fill)[2] },
];

/** GraphML 1.0 with `for`-typed keys; its schema takes only some letters for ids and names. Directed unless all of its edges have no direction: readers refuse a mix. */
export function graphml({ nodes, edges, about }: DrawnGraph): string {
  const ofNodes = [...nodeAttributes, ...looks];
  const key = (part: 'node' | 'edge' | 'graph', name: string, type: string): string => `  <key id="${part}-${name}" for="${part}" attr.name="${name}" attr.type="${type}"/>\n`;
  const facts = about.map(([name, text]) => [name.replaceAll(' ', '-'), text] as const);
  const keys = [
    ...facts.map(([name]) => key('graph', name, 'string')),
    ...ofNodes.map(({ name, type }) => key('node', name, typeNames[type])),
    ...edgeAttributes.map(({ name, type }) => key('edge', name, typeNames[type])),
  ];
  const lines = [
    ...facts.map(([name, text]) => `    <data key="graph-${name}">${xmlText(text)}</data>\n`),
    ...nodes.map((node) => `    <node id="${xmlToken(node.id)}">${data('node', ofNodes, node)}</node>\n`),
    ...edges.map((edge) => `    <edge id="${edge.id}" source="${xmlToken(edge.source.id)}" target="${xmlToken(edge.target.id)}">${data('edge', edgeAttributes, edge)}</edge>\n`),
  ];
  const direction = edges.length > 0 && edges.every(({ edge }) => !isDirected(edge.kind)) ? 'undirected' : 'directed';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n${keys.join('')}  <graph id="G" edgedefault="${direction}">\n${lines.join('')}  </graph>\n</graphml>\n`;
}

function data<Part>(part: 'node' | 'edge', attributes: readonly Attribute<Part>[], of: Part): string {
  return attributes
    .map(({ name, value }) => {
      const found = value(of);
      return found === null ? '' : `<data key="${part}-${name}">${typeof found === 'number' ? xmlNumber(found) : xmlText(String(found))}</data>`;
    })
    .join('');
}
