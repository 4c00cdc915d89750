import { expect, test } from 'vitest';
import { appearanceOf, usualAppearance } from '../../../../../shared/graph/index.ts';
import { drawn } from '../testing-graph.ts';
import { Scene } from './scene.ts';

/** The picture of `drawn`, its nodes 100 pixels from each other; the ties in `conflicts` are conflicts of licences. */
function sceneOf(text: string, conflicts: readonly number[] = []): Scene {
  const graph = drawn(text);
  const { nodes, edges } = appearanceOf(graph, usualAppearance(graph.nodes), 'light');
  return new Scene(
    graph.nodes.flatMap((node, at) => (nodes[at] ? [{ node, look: { ...nodes[at], diameter: 20 }, at: { x: at * 100, y: 0 }, pinned: false, folded: 0 }] : [])),
    graph.edges.flatMap((edge, at) => (edges[at] ? [{ edge, look: { ...edges[at], conflict: conflicts.includes(at) }, label: '' }] : [])),
  );
}

test('the focus lies above other nodes, and a conflict of licences above other lines', () => {
  const scene = sceneOf('*a - b, b - c', [0]);
  expect(scene.nodes.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(scene.edges.map(({ source, target }) => `${source.id}${target.id}`)).toEqual(['bc', 'ab']);
});

test('takes up what its nodes cover, or some of them; nothing where there are none', () => {
  const scene = sceneOf('a - b, b - c');
  expect(scene.extent()).toEqual({ x1: -10, y1: -10, x2: 210, y2: 10 });
  expect(scene.extent(['b', 'c', 'nobody'])).toEqual({ x1: 90, y1: -10, x2: 210, y2: 10 });
  expect(scene.extent(['nobody'])).toBeNull();
});

test('knows what a node is tied to, either way', () => {
  const scene = sceneOf('a - b, c - b, c - d');
  expect([...scene.around('a')].sort()).toEqual(['a', 'b']);
  expect([...scene.around('b')].sort()).toEqual(['a', 'b', 'c']);
});
