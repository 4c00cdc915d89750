import { describe, expect, test } from 'vitest';
import { palettes } from '../../../../../shared/graph/index.ts';
import { makeRandom } from '../layout/random.ts';
import { packCircles } from './circles.ts';
import { colourMap } from './map-colours.ts';
import type { MapColumns } from './map-columns.ts';
import { MapGrid } from './map-grid.ts';
import { placeLabels } from './map-labels.ts';
import { paintMap, pixelOf, stateFaded, stateHidden, stateShown } from './map-paint.ts';
import { placeMap } from './map-places.ts';

/** Packages of one hub and owner with these ties, base first. */
function columnsOf(nodes: number, ties: readonly (readonly [number, number])[], rest: Partial<MapColumns> = {}): MapColumns {
  const dependants = new Float32Array(nodes);
  for (const [base] of ties) dependants[base] = (dependants[base] as number) + 1;
  return {
    nodes, dependants, ids: Uint32Array.from({ length: nodes }, (_, node) => node + 1), edges: Uint32Array.from(ties.flat()),
    hubs: new Uint8Array(nodes), owners: new Uint32Array(nodes), tasks: new Uint16Array(nodes).fill(65_535), downloads: new Float32Array(nodes).fill(NaN), signed: new Uint8Array(nodes), ...rest,
  };
}

function randomTies(nodes: number, seed: number): (readonly [number, number])[] {
  const random = makeRandom(seed);
  return Array.from({ length: nodes }, (_, index) => [Math.floor(nodes * random() ** 3), index] as const).filter(([base, made]) => base !== made && random() < 0.7);
}

/** How far the two nearest nodes are from touching; negative where two overlap. */
function leastGap({ positions, radii }: ReturnType<typeof placeMap>): number {
  let least = Infinity;
  for (let one = 0; one < radii.length; one += 1) {
    for (let other = 0; other < one; other += 1) {
      const distance = Math.hypot((positions[one * 2] as number) - (positions[other * 2] as number), (positions[one * 2 + 1] as number) - (positions[other * 2 + 1] as number));
      least = Math.min(least, distance - (radii[one] as number) - (radii[other] as number));
    }
  }
  return least;
}

describe('places on the map', () => {
  test.each([1, 2, 3, 4])('no two packages overlap, whatever the ties, cycles included (seed %i)', (seed) => {
    const places = placeMap(columnsOf(800, randomTies(800, seed)));
    expect(leastGap(places)).toBeGreaterThan(0);
    for (let node = 0; node < 800; node += 1) expect(Math.hypot(places.positions[node * 2] as number, places.positions[node * 2 + 1] as number)).toBeLessThan(places.extent + 1);
  });

  test('a chain of 1,000 stays as long as it has links, roughly', () => {
    const places = placeMap(columnsOf(1000, Array.from({ length: 999 }, (_, index) => [index, index + 1] as const)));
    expect(leastGap(places)).toBeGreaterThan(0);
    expect(places.extent).toBeLessThan(4000);
  });

  test('what was made of a base stands nearer to it than to any other', () => {
    const ties = [...Array.from({ length: 20 }, (_, index) => [0, index + 2] as const), ...Array.from({ length: 20 }, (_, index) => [1, index + 22] as const)];
    const { positions } = placeMap(columnsOf(42, ties));
    const distance = (one: number, other: number): number => Math.hypot((positions[one * 2] as number) - (positions[other * 2] as number), (positions[one * 2 + 1] as number) - (positions[other * 2 + 1] as number));
    for (const [base, made] of ties) expect(distance(base, made)).toBeLessThan(distance(1 - base, made));
  });

  test('circles that are packed do not overlap', () => {
    const random = makeRandom(9);
    const radii = Array.from({ length: 300 }, () => 1 + 30 * random() ** 4).sort((one, other) => other - one);
    const places = packCircles(radii, 0.5);
    for (let one = 0; one < radii.length; one += 1) {
      for (let other = 0; other < one; other += 1) {
        const distance = Math.hypot((places[one * 2] as number) - (places[other * 2] as number), (places[one * 2 + 1] as number) - (places[other * 2 + 1] as number));
        expect(distance).toBeGreaterThan((radii[one] as number) + (radii[other] as number));
      }
    }
  });
});

describe('the map under the pointer', () => {
  test('finds the node that a look at all of them finds', () => {
    const places = placeMap(columnsOf(500, randomTies(500, 5)));
    const grid = new MapGrid(places);
    const random = makeRandom(6);
    for (let round = 0; round < 200; round += 1) {
      const [across, down] = [(random() - 0.5) * 2 * places.extent, (random() - 0.5) * 2 * places.extent];
      const gaps = Array.from(places.radii, (radius, node) => Math.hypot((places.positions[node * 2] as number) - across, (places.positions[node * 2 + 1] as number) - down) - radius);
      const least = Math.min(...gaps);
      expect(grid.nearest(across, down, 3, () => true)).toBe(least < 3 ? gaps.indexOf(least) : -1);
    }
  });
});

describe('colours of the map', () => {
  const { light } = palettes;

  test('count every node once, the rarest under one entry', () => {
    const tasks = Uint16Array.from({ length: 60 }, (_, node) => (node < 5 ? 65_535 : Math.floor(Math.sqrt(node)) + 2));
    const { entries, classes } = colourMap(columnsOf(60, [], { tasks }), 'task', Array.from({ length: 12 }, (_, task) => `task ${task}`), light);
    expect(entries.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(entries.at(-1)).toEqual({ label: 'Unknown', colour: light.more, count: 5 });
    expect(new Set(entries.map(({ colour }) => colour)).size).toBe(entries.length);
    for (const [entry, { count }] of entries.entries()) expect(classes.filter((value) => value === entry).length).toBe(count);
  });

  test('put numbers into steps, and keep what is unknown apart', () => {
    const downloads = Float32Array.from([0, 5, 5000, NaN, 2e6]);
    const { entries, classes } = colourMap(columnsOf(5, [], { downloads }), 'downloads', [], light);
    expect(Array.from(classes, (entry) => entries[entry]?.label)).toEqual(['0', '1 to 9', '1,000 to 9,999', 'Unknown', '1,000,000 and more']);
  });
});

describe('painting', () => {
  const places = { positions: Float32Array.from([-10, 0, 10, 0]), radii: Float32Array.from([3, 3]), extent: 13, order: Uint32Array.from([0, 1]) };
  const [ground, line, red, blue] = [pixelOf('#ffffff'), pixelOf('#000000'), pixelOf('#ff0000'), pixelOf('#0000ff')];
  const paint = (states: readonly number[]) => paintMap(places, Uint32Array.from([0, 1]), { across: 0, down: 0, zoom: 1 }, 40, 20, { ground, line, ofNodes: Uint32Array.from([red, blue]), states: Uint8Array.from(states) });
  const at = (pixels: Uint32Array, x: number, y: number): number | undefined => pixels[y * 40 + x];

  test('shows nodes in their colours and the edge between them', () => {
    const pixels = paint([stateShown, stateShown]);
    expect([at(pixels, 10, 10), at(pixels, 30, 10), at(pixels, 1, 1)]).toEqual([red, blue, ground]);
    expect(at(pixels, 20, 10)).not.toBe(ground);
  });

  test('hides nodes with their edges, and fades others', () => {
    const pixels = paint([stateHidden, stateFaded]);
    expect([at(pixels, 10, 10), at(pixels, 20, 10)]).toEqual([ground, ground]);
    expect([ground, blue]).not.toContain(at(pixels, 30, 10));
  });

  test('names stand apart, the first before the others', () => {
    const names = [{ node: 0, label: 'a/very-long-name-of-a-model' }, { node: 1, label: 'b/another-long-name' }];
    const labels = (zoom: number) => placeLabels(names, places, { across: 0, down: 0, zoom }, 800, 400, () => true).map(({ node }) => node);
    expect(labels(1)).toEqual([0]);
    expect(labels(20)).toEqual([0, 1]);
  });
});
