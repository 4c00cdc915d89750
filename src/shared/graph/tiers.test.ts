import { expect, it } from 'vitest';
import { testEdge, testGraph, testNode } from './testing.ts';
import { layTiers } from './tiers.ts';

function placesOf(graph: ReturnType<typeof testGraph>): Readonly<Record<string, readonly [number, number]>> {
  const positions = layTiers(graph);
  return Object.fromEntries(graph.nodes.map(({ id }, at) => [id, [positions[at * 2] ?? Number.NaN, positions[at * 2 + 1] ?? Number.NaN]]));
}

it('puts what a package is made from left of it and what is made from it right, near its own', () => {
  const places = placesOf(testGraph(
    ['base', 'me', 'one', 'two', 'of one', 'of two', 'alone'].map((id) => testNode(id, { focus: id === 'me' })),
    [testEdge('base', 'me'), testEdge('me', 'one'), testEdge('me', 'two'), testEdge('two', 'of two'), testEdge('one', 'of one'), testEdge('one', 'one')],
  ));
  const x = (id: string): number => places[id]?.[0] ?? Number.NaN;
  const y = (id: string): number => places[id]?.[1] ?? Number.NaN;
  expect([x('base') < x('me'), x('me') < x('one'), x('one') === x('two'), x('one') < x('of one'), x('of one') < x('alone')]).toEqual([true, true, true, true, true]);
  expect(Math.sign(y('one') - y('two'))).toBe(Math.sign(y('of one') - y('of two')));
});

it('gives no two nodes one place, in cycles and in tiers of a thousand too', () => {
  const many = Array.from({ length: 1000 }, (_, at) => testNode(`leaf ${at}`));
  const graph = testGraph([testNode('a', { focus: true }), testNode('b'), ...many], [testEdge('a', 'b'), testEdge('b', 'a'), ...many.map(({ id }) => testEdge('a', id))]);
  const places = Object.values(placesOf(graph)).map(String);
  expect(new Set(places).size).toBe(graph.nodes.length);
  expect(places.join(' ')).not.toContain('NaN');
});
