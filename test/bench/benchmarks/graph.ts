import type { Benchmark, BenchContext, Measured } from '../types.ts';
import { prepareWindow } from './window.ts';

const nodes = 3000;
const edges = 6000;

/** Layout, frames and the map of graphs of reach. */
export const graph: Benchmark = {
  name: 'graph',
  summary: 'graphs of reach: layout beside cytoscape-fcose, frames while dragged, the map of 100,000 packages',
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
    { name: 'frames-default', goals: [], run: async () => measureFrames(false) },
    { name: 'frames', goals: [{ kind: 'p95-against', against: 'frames-default', atMost: 0.5 }], run: async () => measureFrames(true) },
    { name: 'map', goals: [{ kind: 'longest', atMostMilliseconds: 5000 }, { kind: 'p95', atMostMilliseconds: 100 }], run: async (context) => measureMap(context, 'first picture') },
    { name: 'map-blocks', goals: [{ kind: 'longest', atMostMilliseconds: 50 }], run: async (context) => measureMap(context, 'blocks') },
  ],
};

const measuredNothing = { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [] } as const satisfies Measured;

async function measureLayout(whose: 'ours' | 'fcose', seed: number): Promise<Measured> {
  const { measureFcose, measureOurLayout, sharedWork } = await import('../measured-layout.ts');
  const drawn = (whose === 'ours' ? measureOurLayout : measureFcose)(sharedWork(nodes, edges, seed));
  return { ...measuredNothing, seconds: drawn.seconds, records: nodes, drawing: drawn, notes: [`${drawn.crossings} crossings`, `stress ${drawn.stress.toFixed(4)}`] };
}

async function measureFrames(texture: boolean): Promise<Measured> {
  const measured = await import('../measured-graph.ts');
  const waits = await measured.measureFrames(texture);
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  return { ...measuredNothing, waits, notes: [`${waits.length} frames, ${mean.toFixed(1)} ms on average`] };
}

async function measureMap(context: BenchContext, about: 'first picture' | 'blocks'): Promise<Measured> {
  const measured = await import('../measured-graph.ts');
  const { firstPicture, frames, atWork, nodes: told } = await measured.measureMap(context);
  return { ...measuredNothing, waits: frames, longestMilliseconds: about === 'blocks' ? atWork : firstPicture, notes: [told.split('.')[0] ?? '', `${firstPicture.toFixed(0)} ms to the first picture`, `${atWork.toFixed(1)} ms the longest task of the page`] };
}
