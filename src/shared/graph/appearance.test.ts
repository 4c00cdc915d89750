import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { appearanceOf, shownOf, usualAppearance } from './appearance.ts';
import { countClasses, dateClasses } from './classes.ts';
import { testEdge, testGraph, testNode } from './testing.ts';
import { beginnings, shownAt, stepFrom, timesOf } from './time.ts';

const people = testGraph(
  [
    testNode('maintainer:ada', { kind: 'maintainer', focus: true, weight: 120, facts: { reach: 120 } }),
    testNode('maintainer:bot', { kind: 'maintainer', automated: true, weight: 3, facts: { reach: 3 } }),
    testNode('package:huggingface/a#0', { hub: 'huggingface', weight: 1, facts: { task: 'fill-mask', downloads: 10, signed: 'all' } }),
    testNode('package:huggingface/b#0', { hub: 'huggingface', weight: 1, facts: { task: 'fill-mask', downloads: 5000, signed: 'none' } }),
    testNode('package:modelhub/c#0', { hub: 'modelhub', weight: 1, facts: { task: null, downloads: null } }),
    testNode('missing:gone', { kind: 'missing', weight: 1 }),
    testNode('more:maintainer:ada:packages', { kind: 'more', weight: 3412 }),
  ],
  [
    testEdge('maintainer:ada', 'package:huggingface/a#0', { kind: 'committed', relation: null, weight: 100 }),
    testEdge('package:huggingface/a#0', 'package:huggingface/b#0'),
    testEdge('missing:gone', 'package:huggingface/b#0', { relation: 'quantized', conflict: 'cc-by-nc-4.0 does not allow apache-2.0' }),
  ],
);

const labels = (choice: Parameters<typeof appearanceOf>[1], group: string) => appearanceOf(people, choice, 'light').groups.find(({ id }) => id === group)?.entries.map(({ label, count }) => `${label} ${count}`);

describe('the legend', () => {
  it('tells kinds, bots, values with their counts, what is unknown, and edges', () => {
    expect(labels({ colourBy: 'task', sizeBy: 'weight' }, 'kind')).toEqual(['Maintainer 2', 'Package 3', 'Model that is not in the mirror 1', 'More that are not drawn 1', 'Automated account 1']);
    expect(labels({ colourBy: 'task', sizeBy: 'weight' }, 'colour')).toEqual(['fill-mask 2', 'Unknown 1']);
    expect(labels({ colourBy: 'task', sizeBy: 'weight' }, 'edge')).toEqual(['Fine-tuned 1', 'Quantised 1', 'Committed to 1', 'Licences do not go together 1']);
  });

  it('is of hubs until somebody chooses, and of reach where there are people alone', () => {
    expect(usualAppearance(people.nodes).colourBy).toBe('hub');
    expect(usualAppearance(people.nodes.filter(({ kind }) => kind === 'maintainer' || kind === 'more')).colourBy).toBe('reach');
    expect(usualAppearance([testNode('dataset:squad', { kind: 'dataset' })]).colourBy).toBe('hub');
  });

  it('keeps a hub’s colour in pictures without the other hubs', () => {
    const only = testGraph(people.nodes.filter(({ hub }) => hub === 'modelhub'), []);
    const fill = (graph: typeof people) => appearanceOf(graph, { colourBy: 'hub', sizeBy: 'same' }, 'dark').groups.find(({ id }) => id === 'colour')?.entries.find(({ label }) => label === 'Modelhub.ai')?.swatch;
    expect(fill(only)).toEqual(fill(people));
  });

  it('keeps a task’s colour when a picture grows and others become more frequent', () => {
    const tasks = (...names: readonly string[]) => appearanceOf(testGraph(names.map((task, at) => testNode(`package:${at}`, { facts: { task } })), []), { colourBy: 'task', sizeBy: 'same' }, 'light');
    const fills = ({ groups }: ReturnType<typeof tasks>) => Object.fromEntries((groups.find(({ id }) => id === 'colour')?.entries ?? []).map(({ label, swatch }) => [label, swatch.kind === 'node' ? swatch.fill : '']));
    const before = fills(tasks('fill-mask', 'fill-mask', 'translation'));
    expect(before).toEqual(fills(tasks('fill-mask', 'translation', 'translation', 'translation')));
    expect(new Set(Object.values(before)).size).toBe(2);
  });

  it('gives seven values colours of their own and calls the rest other', () => {
    const graph = testGraph(Array.from({ length: 60 }, (_, at) => testNode(`package:${at}`, { facts: { owner: `owner ${Math.floor(Math.sqrt(at))}` } })), []);
    const entries = appearanceOf(graph, { colourBy: 'owner', sizeBy: 'same' }, 'light').groups.find(({ id }) => id === 'colour')?.entries ?? [];
    expect(entries).toHaveLength(8);
    expect(entries.at(-1)?.label).toBe('Other');
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(new Set(entries.map(({ swatch }) => swatch.kind === 'node' && swatch.fill)).size).toBe(8);
  });

  it('hides what an entry stands for, with the edges that end there', () => {
    const appearance = appearanceOf(people, { colourBy: 'hub', sizeBy: 'weight' }, 'light');
    const left = shownOf(people, appearance, new Set(['kind:missing', 'colour:hub:Modelhub.ai', 'edge:committed']));
    expect(left.nodes).toEqual([true, true, true, true, false, false, true]);
    expect(left.edges).toEqual([false, true, false]);
  });

  it('has sizes by the logarithm where values are spread wide, and says so', () => {
    const { sizes, nodes } = appearanceOf(people, { colourBy: 'hub', sizeBy: 'downloads' }, 'light');
    expect(sizes?.title).toBe('Size: downloads, by its logarithm');
    expect(sizes?.samples.map(({ label }) => label)).toEqual(['10', '100', '5,000']);
    expect(nodes[3]?.diameter).toBeGreaterThan((nodes[2]?.diameter ?? 0) + 10);
    expect(sizes?.unknown).toBe(4);
  });
});

it.each([
  { values: [0, 1, 2, 3], labels: ['0', '1', '2', '3'] },
  { values: [1, 17], labels: ['0–4', '5–9', '10–14', '15–19'] },
  { values: [0, 3, 4200], labels: ['0', '1–9', '10–99', '100–999', '1,000–9,999'] },
  { values: [7], labels: ['7'] },
  { values: [], labels: [] },
])('classes of counts $values', ({ values, labels }) => {
  expect(countClasses(values, 'count').map(({ label }) => label)).toEqual(labels);
});

it('classes of counts take in every value, at most six of them, seed 7', () => {
  const { fraction: random } = seededRandom(7);
  for (let round = 0; round < 300; round += 1) {
    const values = Array.from({ length: 1 + Math.floor(random() * 20) }, () => Math.floor(10 ** (random() * 12) * random()));
    for (const classes of [countClasses(values, 'count'), countClasses(values, 'bytes'), dateClasses(values)]) {
      expect(classes.length).toBeLessThanOrEqual(6);
      for (const value of values) expect(classes.filter(({ from, to }) => value >= from && value < to), `${value} of ${values.join(' ')}`).toHaveLength(1);
    }
  }
});

it('classes of dates begin with months, quarters or years', () => {
  const at = (text: string): number => Date.parse(text) / 1000;
  expect(dateClasses([at('2021-03-05'), at('2021-05-20')]).map(({ label }) => label)).toEqual(['Mar 2021', 'Apr 2021', 'May 2021']);
  expect(dateClasses([at('2020-01-01'), at('2020-12-31')]).map(({ label }) => label)).toEqual(['Jan–Mar 2020', 'Apr–Jun 2020', 'Jul–Sep 2020', 'Oct–Dec 2020']);
  expect(dateClasses([at('2018-06-01'), at('2023-06-01')]).map(({ label }) => label)).toEqual(['2018', '2019', '2020', '2021', '2022', '2023']);
});

describe('time', () => {
  const graph = testGraph(
    [testNode('package:a', { facts: { first: 100 } }), testNode('package:b', { facts: { first: 300 } }), testNode('package:c'), testNode('package:d')],
    [testEdge('package:a', 'package:b', { since: 200 }), testEdge('package:a', 'package:c', { since: 400 }), testEdge('package:a', 'package:d')],
  );
  const times = timesOf(graph);

  it('shows a node from its first commit or tie, an edge with both its ends, and what has no date always', () => {
    expect(shownAt(times, 150)).toEqual({ nodes: [true, false, false, true], edges: [false, false, true] });
    expect(shownAt(times, 200)).toEqual({ nodes: [true, true, false, true], edges: [true, false, true] });
    expect(shownAt(times, null).nodes).toEqual([true, true, true, true]);
    expect(times.undated).toBe(1);
  });

  it('steps from one moment to the next, and shows all at the end', () => {
    expect(times.moments).toEqual([100, 200, 400]);
    expect([stepFrom(times, 100, 1), stepFrom(times, 250, 1), stepFrom(times, null, 1)]).toEqual([200, null, null]);
    expect([stepFrom(times, null, -1), stepFrom(times, 200, -1), stepFrom(times, 100, -1)]).toEqual([200, 100, 100]);
    expect(beginnings(times, 3)).toEqual([2, 2, 2]);
  });
});
