// What the benchmark of pictures runs in a page of the real browser.
import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { palettes } from '../../../src/shared/graph/palette.ts';
import { CanvasCore } from '../../../src/renderer/src/features/graph/canvas/canvas-core.ts';
import type { CanvasEdge, CanvasNode } from '../../../src/renderer/src/features/graph/canvas/elements.ts';
import { computeLayout } from '../../../src/renderer/src/features/graph/layout/layout.ts';
import { drawByCytoscape } from './cytoscape-picture.ts';

/** A graph by numbers, edges as pairs, so that it crosses to the page. */
export interface PageGraph {
  readonly nodes: number;
  readonly edges: readonly number[];
}

export interface PageLayout {
  readonly seconds: number;
  readonly positions: readonly number[];
}

/** Until the next frame may be drawn. */
function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}

function layOut({ nodes, edges }: PageGraph): Float32Array {
  const graph = { nodes, edges: Uint32Array.from(edges), sizes: new Float32Array(nodes).fill(14), focus: new Uint8Array(nodes), distances: new Int32Array(nodes).fill(-1) };
  return computeLayout({ kind: 'force', seed: 1, aspect: 1.6, fixed: null, pinned: null, graph });
}

function timed(work: () => ArrayLike<number>): PageLayout {
  const started = performance.now();
  const positions = work();
  return { seconds: (performance.now() - started) / 1000, positions: Array.from(positions) };
}

/** Cytoscape-fcose, the layout that is taken for graphs of this size elsewhere, in its fastest quality; without the making of cytoscape's elements. */
function layOutWithFcose({ nodes, edges }: PageGraph): () => PageLayout {
  cytoscape.use(fcose);
  const cy = cytoscape({
    headless: true, styleEnabled: true,
    elements: [
      ...Array.from({ length: nodes }, (_, node) => ({ data: { id: `n${node}` } })),
      ...Array.from({ length: edges.length / 2 }, (_, edge) => ({ data: { id: `e${edge}`, source: `n${edges[edge * 2] ?? 0}`, target: `n${edges[edge * 2 + 1] ?? 0}` } })),
    ],
  });
  return () => timed(() => {
    cy.layout({ name: 'fcose', quality: 'draft', animate: false, randomize: true, fit: false } as cytoscape.LayoutOptions).run();
    return cy.nodes().toArray().flatMap((node) => [node.position('x'), node.position('y')]);
  });
}

/** The fastest of some rounds, since other work only ever adds. */
function fastestLayout(whose: 'ours' | 'fcose', graph: PageGraph, rounds: number): PageLayout {
  const layOutOnce = whose === 'ours' ? () => timed(() => layOut(graph)) : layOutWithFcose(graph);
  return Array.from({ length: rounds }, layOutOnce).reduce((best, next) => (next.seconds < best.seconds ? next : best));
}

/** Draws the graph with its names: as the program does, or by what cytoscape's renderer does by itself. */
async function drawGraph(graph: PageGraph, whose: 'ours' | 'default'): Promise<void> {
  const { nodes, edges } = elementsFor(graph, layOut(graph));
  if (whose === 'default') {
    drawByCytoscape(target(), nodes, edges);
    for (let frame = 0; frame < 20; frame += 1) await nextFrame();
    return;
  }
  const nothing = (): void => undefined;
  const core = new CanvasCore(target(), palettes.light, { onChoose: nothing, onOpen: nothing, onMenu: nothing, onMoved: nothing }, () => ({ left: 0, right: 0, bottom: 0 }));
  core.draw(nodes, edges, palettes.light);
  while (target().dataset['painted'] === undefined) await nextFrame();
}

function elementsFor({ nodes, edges }: PageGraph, positions: Float32Array): { readonly nodes: readonly CanvasNode[]; readonly edges: readonly CanvasEdge[] } {
  const look = { shape: 'ellipse', fill: '#3366cc', stroke: '#ffffff', strokeWidth: 1.5, strokeStyle: 'solid', diameter: 14, entries: [] } as const;
  const facts = { owner: null, task: null, license: null, downloads: null, bytes: null, reach: null, dependants: null, signed: 'unknown', first: null, last: null } as const;
  return {
    nodes: Array.from({ length: nodes }, (_, node) => ({
      node: { id: `n${node}`, kind: 'package', label: `organisation/model-${node}`, hub: null, weight: 1, focus: false, automated: false, package: null, distance: null, facts },
      look, at: { x: positions[node * 2] ?? 0, y: positions[node * 2 + 1] ?? 0 }, pinned: false, folded: 0,
    })),
    edges: Array.from({ length: edges.length / 2 }, (_, edge) => ({
      edge: { source: `n${edges[edge * 2] ?? 0}`, target: `n${edges[edge * 2 + 1] ?? 0}`, kind: 'base', relation: null, weight: 1, conflict: null, since: null },
      look: { colour: '#888888', width: 1.5, style: 'solid', arrow: false, label: null, conflict: false, entries: [] }, label: '',
    })),
  };
}

/** One gesture in each frame, as a hand makes it; from each frame to the next, in milliseconds. */
async function frames(count: number, gesture: (step: number) => void): Promise<readonly number[]> {
  const waits: number[] = [];
  let before = await nextFrame();
  for (let step = 0; step < count; step += 1) {
    gesture(step);
    await nextFrame();
    const now = performance.now();
    waits.push(now - before);
    before = now;
  }
  return waits;
}

function target(): HTMLElement {
  const found = document.querySelector<HTMLElement>('#graph');
  if (!found) throw new Error('The page has no graph.');
  return found;
}

function press(type: 'mousedown' | 'mousemove' | 'mouseup', clientX: number, clientY: number): void {
  const on = type === 'mousedown' ? (target().querySelector('canvas') ?? target()) : window;
  on.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY, button: 0, buttons: type === 'mouseup' ? 0 : 1, view: window }));
}

async function pan(count: number): Promise<readonly number[]> {
  press('mousedown', 8, 8);
  press('mousemove', 20, 14);
  const waits = await frames(count, (step) => press('mousemove', 20 + 6 * (step % 100), 14 + 3 * (step % 60)));
  press('mouseup', 20, 14);
  return waits;
}

async function zoom(count: number): Promise<readonly number[]> {
  return frames(count, (step) => {
    const deltaY = step % 40 < 20 ? -40 : 40;
    (target().querySelector('canvas') ?? target()).dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: 640, clientY: 400, deltaY, deltaMode: 0 }));
  });
}

export const graphPage = { fastestLayout, drawGraph, pan, zoom };
Object.assign(globalThis, { graphPage });
