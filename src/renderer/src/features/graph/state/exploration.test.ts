import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import { clustersOf, collapse, expand, type Exploration, focusOn, fold, hide, isUntouched, partsOfMore, pin, seenGraph, showHidden, unpin, untouched, wholeGraph, withClusters } from './exploration.ts';
import { drawn } from '../testing-graph.ts';

// ada committed to a and b; bob to b and c; a has a model m; more is what is not drawn of bob.
const base = drawn('*ada - a, ada - b, bob - b, bob - c, a - m, bob - more:bob:out');

function seen(exploration: Exploration): string {
  return idsOf(seenGraph(wholeGraph(base, exploration), exploration, []).nodes);
}

function idsOf(nodes: readonly GraphNode[]): string {
  return nodes.map(({ id }) => id).join(' ');
}

function edgesOf(edges: readonly GraphEdge[]): string {
  return edges.map(({ source, target }) => `${source}-${target}`).join(' ');
}

describe('clusters of a large picture', () => {
  // A hub with 700 models, one of which 20 others were made from, and another of 5.
  const large = drawn(['*hub', 'big', 'few'].flatMap((name, at) => Array.from({ length: [600, 20, 5][at] ?? 0 }, (_, made) => `${name} - ${name.replace('*', '')}${made}`)).concat('hub - big', 'hub - few').join(', '));

  it('fold by themselves around nodes that are no focus and have many', () => {
    expect(clustersOf(large)).toEqual(['big']);
    const { foldedInto, nodes } = seenGraph(large, withClusters(large, untouched), []);
    expect([...foldedInto]).toEqual([['big', 20]]);
    expect(nodes).toHaveLength(large.nodes.length - 20);
  });

  it('stay open once they were opened, and can be folded again', () => {
    const opened = fold(untouched, 'big', false);
    expect(withClusters(large, opened).folded.size).toBe(0);
    expect([...withClusters(large, fold(opened, 'big', true)).folded]).toEqual(['big']);
    expect(withClusters(large, expand(untouched, { node: 'big', graph: drawn('big - new') })).folded.size).toBe(0);
  });

  it('are left alone where there is room', () => {
    expect(clustersOf(base)).toEqual([]);
  });
});

describe('an exploration', () => {
  it('shows the whole picture at first', () => {
    expect(isUntouched(untouched)).toBe(true);
    expect(seen(untouched)).toBe('ada a b bob c m more:bob:out');
  });

  it('adds what expanding brought, in place of what stood for it', () => {
    const more = expand(untouched, { node: 'bob', graph: drawn('bob - d, bob - e, d - c') });
    expect(seen(more)).toBe('ada a b bob c m d e');
    expect(edgesOf(wholeGraph(base, more).edges)).toBe('ada-a ada-b bob-b bob-c a-m bob-d bob-e d-c');
    const rest = expand(more, { node: 'bob', graph: drawn('bob - f, bob - more:bob:out') });
    expect(seen(rest)).toBe('ada a b bob c m d e f more:bob:out');
  });

  it('collapses a node with all that hung on it, and keeps what something else brought too', () => {
    const once = expand(untouched, { node: 'c', graph: drawn('c - d') });
    const twice = expand(once, { node: 'd', graph: drawn('d - e') });
    const both = expand(twice, { node: 'm', graph: drawn('m - e') });
    expect(seen(both)).toBe('ada a b bob c m more:bob:out d e');
    expect(seen(collapse(base, both, 'c'))).toBe('ada a b bob c m more:bob:out e');
    expect(collapse(base, both, 'c').expansions.map(({ node }) => node)).toEqual(['m']);
    expect(seen(collapse(base, both, 'd'))).toBe('ada a b bob c m more:bob:out d e');
  });

  it('folds into a node what hangs on it alone, and says how much', () => {
    const folded = fold(untouched, 'bob', true);
    const { foldedInto } = seenGraph(base, folded, []);
    expect(seen(folded)).toBe('ada a b bob m');
    expect([...foldedInto]).toEqual([['bob', 2]]);
    expect(seen(fold(folded, 'bob', false))).toBe(seen(untouched));
  });

  it('folds a chain from its end, and never the node that the picture is about', () => {
    const both = fold(fold(untouched, 'a', true), 'ada', true);
    expect(seen(both)).toBe('ada a b bob c more:bob:out');
    const lone = drawn('*ada - a');
    expect(idsOf(seenGraph(lone, fold(untouched, 'a', true), []).nodes)).toBe('ada a');
  });

  it('opens a folded node that is expanded', () => {
    expect(seen(expand(fold(untouched, 'bob', true), { node: 'bob', graph: drawn('bob - d') }))).toBe('ada a b bob c m d');
  });

  it('hides nodes with their edges until they are shown again', () => {
    const hidden = hide(hide(untouched, ['b']), ['m', 'c']);
    expect(seen(hidden)).toBe('ada a bob more:bob:out');
    expect(edgesOf(seenGraph(base, hidden, []).edges)).toBe('ada-a bob-more:bob:out');
    expect(seen(showHidden(hidden))).toBe(seen(untouched));
  });

  it('leaves out what one of the filters leaves out', () => {
    const people = { nodes: base.nodes.map(({ kind }) => kind !== 'package'), edges: base.edges.map(() => true) };
    const early = { nodes: base.nodes.map(() => true), edges: base.edges.map((_, at) => at < 3) };
    const left = seenGraph(base, untouched, [people, early]);
    expect(idsOf(left.nodes)).toBe('ada bob more:bob:out');
    expect(edgesOf(seenGraph(base, untouched, [early]).edges)).toBe('ada-a ada-b bob-b');
  });

  it('shows in focus mode some nodes and their neighbours', () => {
    expect(seen(focusOn(untouched, ['bob']))).toBe('b bob c more:bob:out');
    expect(seen(hide(focusOn(untouched, ['bob']), ['bob'])), 'hiding what is in focus ends the focus').toBe('ada a b c m more:bob:out');
  });

  it('holds nodes where they were put', () => {
    const pinned = pin(pin(untouched, new Map([['a', { x: 1, y: 2 }]])), new Map([['a', { x: 3, y: 4 }], ['b', { x: 0, y: 0 }]]));
    expect([...pinned.pinned]).toEqual([['a', { x: 3, y: 4 }], ['b', { x: 0, y: 0 }]]);
    expect(isUntouched(unpin(pinned, ['a', 'b']))).toBe(true);
  });
});

describe('what is not drawn', () => {
  it.each([
    ['more:maintainer:a@x.org:repositories', { node: 'maintainer:a@x.org', side: 'repositories' }],
    ['more:package:huggingface/a:b#0:down', { node: 'package:huggingface/a:b#0', side: 'down' }],
  ])('of %s is known by its node and side', (id, parts) => {
    expect(partsOfMore(id)).toEqual(parts);
  });
});
