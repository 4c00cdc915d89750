import type { Graph, GraphEdge, GraphNode } from '../contract/graph.ts';

/** A node of a test's graph; what a test does not say is unknown. */
export function testNode(id: string, { facts, ...rest }: Partial<Omit<GraphNode, 'facts'>> & { readonly facts?: Partial<GraphNode['facts']> } = {}): GraphNode {
  return {
    id, kind: 'package', label: id, hub: null, weight: 1, focus: false, automated: false, package: null, distance: null,
    ...rest,
    facts: { owner: null, task: null, license: null, downloads: null, bytes: null, reach: null, dependants: null, signed: 'unknown', first: null, last: null, ...facts },
  };
}

export function testEdge(source: string, target: string, rest: Partial<GraphEdge> = {}): GraphEdge {
  return { source, target, kind: 'base', relation: 'finetune', weight: 1, conflict: null, since: null, ...rest };
}

export function testGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[], rest: Partial<Graph> = {}): Graph {
  return { nodes: [...nodes], edges: [...edges], hidden: 0, rule: 'Packages made of one another.', source: 'domain', notes: [], fingerprint: 'f00d', ...rest };
}

/** Labels that break careless writers: quotes, markup, line ends, controls, halves of surrogates, formulas, text that runs right to left. */
export const hostileLabels: readonly string[] = [
  'plain', 'say "hi"', "it's", 'a\\', 'a\\"b', '\\N', '\\l', 'two\nlines', 'carriage\r\nreturn', 'tab\there', 'nul\0byte', 'bell\u0007escape\u001B[31m', '<b>&amp;</b>', ']]>', '<!--', '-->', '<![CDATA[x]]>',
  '=1+1', '+1', '-1', '@cmd', '%PDF', '{"json":1}', '// comment', '/* x */', 'a;b', 'a,b', '  blanks  ', '', '😀👩‍👩‍👧', 'שלום עולם', 'مرحبا', 'x\u202Eevil', '\uFEFFmark', 'half\uD800', '\uDC00half', '\uFFFE\uFFFF', 'line\u2028para\u2029', 'next\u0085line', '日本語モデル',
  'true', 'null', 'NaN', '__proto__', 'constructor', 'graph', 'node', 'strict', '0', '1e5', "'); DROP TABLE x; --", 'a'.repeat(4096),
];

/** All hostile labels as nodes with ids of the same text, tied in a ring. */
export function hostileGraph(): Graph {
  const nodes = hostileLabels.map((label, at) => testNode(`package:huggingface/${label}#${at}`, { label, hub: 'huggingface', weight: at, focus: at === 0, facts: { owner: label, task: label, license: label, downloads: at * 1000, first: 1_600_000_000 + at * 86_400, signed: 'none' } }));
  const edges = nodes.map((node, at) => testEdge(node.id, nodes[(at + 1) % nodes.length]?.id ?? '', { conflict: at % 5 === 0 ? node.label : null, since: 1_600_000_000 + at * 86_400 }));
  return testGraph(nodes, edges, { rule: hostileLabels.slice(0, -1).join(' '), notes: ['<note> & "more"'], source: 'a & b' });
}
