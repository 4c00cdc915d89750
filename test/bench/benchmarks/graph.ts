import type { Benchmark, BenchContext, Measured } from '../types.ts';
import { prepareWindow } from './window.ts';

const nodes = 3000;
const edges = 6000;

/** Layout, frames and the map of graphs of reach. */
export const graph: Benchmark = {
  name: 'graph',
  summary: 'pictures of reach: layout, frames beside cytoscape, first pictures, the map of 100,000 packages',
  needs: [],
  prepare: prepareWindow,
  measurements: [
    { name: 'layout-fcose', goals: [], run: async ({ seed }) => measureLayout('fcose', seed) },
    {
      name: 'layout',
      goals: [
        { kind: 'seconds-against', against: 'layout-fcose', atMost: 0.5 },
        { kind: 'crossings-against', against: 'layout-fcose', atMost: 1 },
        { kind: 'stress-against', against: 'layout-fcose', atMost: 1 },
      ],
      run: async ({ seed }) => measureLayout('ours', seed),
    },
    { name: 'frames-default', goals: [], run: (context) => measureFrames('default', context) },
    {
      name: 'frames',
      goals: [{ kind: 'mean-against', against: 'frames-default', atMost: 0.5 }, { kind: 'p95-against', against: 'frames-default', atMost: 0.5 }, { kind: 'longest', atMostMilliseconds: 50 }],
      run: (context) => measureFrames('ours', context),
    },
    { name: 'picture', goals: [{ kind: 'p95', atMostMilliseconds: 400 }], run: (context) => measurePicture(context, 'pictures') },
    { name: 'picture-blocks', goals: [{ kind: 'longest', atMostMilliseconds: 50 }], run: (context) => measurePicture(context, 'blocks') },
    { name: 'map', goals: [{ kind: 'longest', atMostMilliseconds: 5000 }, { kind: 'p95', atMostMilliseconds: 100 }], run: async (context) => measureMap(context, 'first picture') },
    { name: 'map-blocks', goals: [{ kind: 'longest', atMostMilliseconds: 50 }], run: async (context) => measureMap(context, 'blocks') },
  ],
};

const measuredNothing = { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [] } as const satisfies Measured;

async function measureLayout(whose: 'ours' | 'fcose', seed: number): Promise<Measured> {
  const measured = await import('../measured-layout.ts');
  const drawn = await measured.measureLayout(whose, measured.sharedWork(nodes, edges, seed));
  return { ...measuredNothing, seconds: drawn.seconds, records: nodes, drawing: drawn, notes: [`${drawn.crossings} crossings`, `stress ${drawn.stress.toFixed(4)}`] };
}

async function measureFrames(whose: 'ours' | 'default', { seed }: BenchContext): Promise<Measured> {
  const measured = await import('../measured-graph.ts');
  const { sharedWork } = await import('../measured-layout.ts');
  const { panning, zooming, longestMilliseconds } = await measured.measureFrames(whose, sharedWork(nodes, edges, seed));
  const told = (name: string, waits: readonly number[]): string => `${name} ${(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toFixed(1)} ms on average, ${Math.max(...waits).toFixed(0)} at most`;
  return { ...measuredNothing, waits: [...panning, ...zooming], longestMilliseconds, notes: [told('panning', panning), told('zooming', zooming), `${longestMilliseconds.toFixed(1)} ms the longest task`] };
}

async function measurePicture(context: BenchContext, about: 'pictures' | 'blocks'): Promise<Measured> {
  const measured = await import('../measured-graph.ts');
  const { waits, first, atWork, nodes: told } = await measured.measurePicture(context);
  return { ...measuredNothing, waits, ...(about === 'blocks' && { longestMilliseconds: atWork }), notes: [`${told} nodes`, `${waits.map((wait) => wait.toFixed(0)).join(', ')} ms`, `${first.toFixed(0)} ms the very first, of ${120} nodes`, `${atWork.toFixed(1)} ms the longest task of the page`] };
}

async function measureMap(context: BenchContext, about: 'first picture' | 'blocks'): Promise<Measured> {
  const measured = await import('../measured-graph.ts');
  const { firstPicture, frames, atWork, nodes: told } = await measured.measureMap(context);
  return { ...measuredNothing, waits: frames, longestMilliseconds: about === 'blocks' ? atWork : firstPicture, notes: [told.split('.')[0] ?? '', `${firstPicture.toFixed(0)} ms to the first picture`, `${atWork.toFixed(1)} ms the longest task of the page`] };
}
