import type { Graph, GraphNode } from '../../../../shared/contract/index.ts';

const facts: GraphNode['facts'] = { owner: null, task: null, license: null, downloads: null, bytes: null, reach: null, dependants: null, signed: 'unknown', first: null, last: null };

/** A picture from words: "*ada - a, ada - b". An asterisk marks the focus; names of three letters are people, `more:…` is what is not drawn, the others are packages. */
export function drawn(text: string): Graph {
  const pairs = text.split(',').map((part) => part.trim().split(' - '));
  const nodes = new Map<string, GraphNode>();
  for (const name of pairs.flat()) {
    const id = name.replace('*', '');
    const kind = id.startsWith('more:') ? 'more' : id.length === 3 ? 'maintainer' : 'package';
    if (!nodes.has(id)) nodes.set(id, { id, kind, label: id, hub: null, weight: 1, focus: name.startsWith('*'), automated: false, package: null, distance: null, facts });
  }
  const edges = pairs.map(([source = '', target = '']) => ({ source: source.replace('*', ''), target, kind: 'committed' as const, relation: null, weight: 1, conflict: null, since: null }));
  return { nodes: [...nodes.values()], edges, hidden: 0, rule: '', source: '', notes: [], fingerprint: '' };
}
