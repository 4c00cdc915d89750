import type { Graph } from '../../../../../shared/contract/index.ts';
import type { FromLayoutWorker, ToLayoutWorker } from './layout-messages.ts';
import type { LayoutGraph, LayoutOptions } from './layout-types.ts';

export type { LayoutKind, LayoutOptions } from './layout-types.ts';

/** Pixels, where sizes are left out. */
const usualSize = 14;

/** A worker that has nothing to do, kept since starting one takes longer than a small layout. */
let idle: Worker | null = null;

/** Starts the worker before anything is to be laid out. */
export function prepareLayout(): void {
  idle ??= startWorker();
}

function startWorker(): Worker {
  return new Worker(new URL('layout-worker.ts', import.meta.url), { type: 'module' });
}

/**
 * Positions of a graph's nodes, two numbers per node in their order, in pixels around 0, 0. Worked out in a thread of its own;
 * the same graph, options and seed give the same ones. Aborting ends the thread and rejects with the signal's reason.
 */
export async function layOut(graph: Pick<Graph, 'nodes' | 'edges'>, options: LayoutOptions, signal: AbortSignal): Promise<Float32Array> {
  signal.throwIfAborted();
  if (graph.nodes.length === 0) return new Float32Array();
  const order: ToLayoutWorker = { kind: options.kind, seed: options.seed ?? 1, aspect: options.aspect ?? 1.6, fixed: options.fixed ?? null, pinned: options.pinned ?? null, graph: numberGraph(graph, options.sizes) };
  const worker = idle ?? startWorker();
  idle = null;
  try {
    const positions = await ask(worker, order, signal);
    if (idle === null) idle = worker;
    else worker.terminate();
    return positions;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function ask(worker: Worker, order: ToLayoutWorker, signal: AbortSignal): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = (finish: () => void): void => {
      ended.abort();
      finish();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FromLayoutWorker>) => end(() => resolve(data.positions)), { signal: ended.signal });
    worker.addEventListener('error', ({ message }) => end(() => reject(new Error(`The layout failed: ${message}`))), { signal: ended.signal });
    signal.addEventListener('abort', () => end(() => reject(signal.reason as Error)), { signal: ended.signal });
    worker.postMessage(order);
  });
}

/** Edges to a node itself, to nodes that are not there, and twins say nothing about places. */
function numberGraph({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>, sizes: Float32Array | undefined): LayoutGraph {
  const numbers = new Map(nodes.map(({ id }, index) => [id, index]));
  const seen = new Set<number>();
  const pairs: number[] = [];
  for (const edge of edges) {
    const source = numbers.get(edge.source);
    const target = numbers.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    const key = Math.min(source, target) * nodes.length + Math.max(source, target);
    if (seen.has(key)) continue;
    seen.add(key);
    pairs.push(source, target);
  }
  return {
    nodes: nodes.length,
    edges: Uint32Array.from(pairs),
    sizes: sizes ?? new Float32Array(nodes.length).fill(usualSize),
    focus: Uint8Array.from(nodes, ({ focus }) => (focus ? 1 : 0)),
    distances: Int32Array.from(nodes, ({ distance }) => distance ?? -1),
  };
}
