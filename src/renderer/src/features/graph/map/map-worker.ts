import { bytesOf, unpackColumns, type MapColumns } from './map-columns.ts';
import { colourMap, pixelsOfNodes, type MapColours } from './map-colours.ts';
import { MapGrid } from './map-grid.ts';
import { placeLabels, type NamedNode } from './map-labels.ts';
import type { AboutNode, FromMapWorker, ToMapWorker } from './map-messages.ts';
import { paintMap, pixelOf, stateFaded, stateHidden, stateShown, type MapPaint, type MapView } from './map-paint.ts';
import { placeMap, type MapPlaces } from './map-places.ts';

/* Holds the map and paints it, so that the page's thread does no more than lay pictures on its canvas. */
interface Held {
  readonly columns: MapColumns;
  readonly tasks: readonly string[];
  readonly named: readonly NamedNode[];
  readonly places: MapPlaces;
  readonly grid: MapGrid;
}

let held: Held | null = null;
let colours: MapColours | null = null;
let paint: MapPaint = { ground: 0xffffffff, line: 0xff808080, ofNodes: new Uint32Array(), states: new Uint8Array() };

function tell(message: FromMapWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

addEventListener('message', ({ data }: MessageEvent<ToMapWorker>) => {
  if (data.kind === 'load') {
    const columns = unpackColumns(data.columns);
    const places = placeMap(columns);
    held = { columns, tasks: data.tasks, named: data.named, places, grid: new MapGrid(places) };
    paint = { ...paint, ofNodes: new Uint32Array(columns.nodes).fill(paint.line), states: new Uint8Array(columns.nodes).fill(stateShown) };
    tell({ kind: 'loaded', extent: places.extent });
  } else if (held !== null) answer(held, data);
});

function answer(map: Held, data: Exclude<ToMapWorker, { readonly kind: 'load' }>): void {
  switch (data.kind) {
    case 'colour':
      colours = colourMap(map.columns, data.by, map.tasks, data.palette);
      paint = { ...paint, ground: pixelOf(data.palette.ground), line: pixelOf(data.palette.line), ofNodes: pixelsOfNodes(colours) };
      tell({ kind: 'coloured', entries: colours.entries });
      return;
    case 'filter':
      tell({ kind: 'filtered', lit: filter(map, new Set(data.hidden), data.lit) });
      return;
    case 'draw':
      void draw(map, data.view, data.width, data.height, data.ratio);
      return;
    case 'hit': {
      const node = map.grid.nearest(data.across, data.down, data.reach, (near) => paint.states[near] === stateShown);
      tell({ kind: 'hit', request: data.request, about: node === -1 ? null : aboutNode(map, node) });
      return;
    }
    case 'about':
      tell({ kind: 'hit', request: data.request, about: aboutNode(map, data.node) });
      return;
    default: {
      const shown = byUse(map).filter((node) => paint.states[node] === stateShown);
      tell({ kind: 'most', request: data.request, nodes: Array.from(shown.subarray(data.from, data.from + data.count)), total: shown.length });
    }
  }
}

const ordersByUse = new WeakMap<Held, Uint32Array>();

/** All nodes, those that most was made of first, of equals those with most downloads. */
function byUse(held: Held): Uint32Array {
  const known = ordersByUse.get(held);
  if (known) return known;
  const { dependants, downloads, nodes } = held.columns;
  const order = new Uint32Array(nodes).map((_, node) => node).sort((one, other) =>
    (dependants[other] as number) - (dependants[one] as number) || (downloads[other] || 0) - (downloads[one] || 0) || one - other);
  ordersByUse.set(held, order);
  return order;
}

/** How many nodes are lit; null where nothing is sought. */
function filter({ columns }: Held, hidden: ReadonlySet<number>, lit: string | null): number | null {
  const ids = lit === null ? null : new Set(new Uint32Array(bytesOf(lit)));
  ids?.delete(0);
  let count = 0;
  paint = {
    ...paint,
    states: Uint8Array.from(columns.ids, (id, node) => {
      if (colours !== null && hidden.has(colours.classes[node] as number)) return stateHidden;
      if (ids === null || ids.has(id)) {
        count += 1;
        return stateShown;
      }
      return stateFaded;
    }),
  };
  return ids === null ? null : count;
}

async function draw({ places, columns, named }: Held, view: MapView, width: number, height: number, ratio: number): Promise<void> {
  const across = Math.round(width * ratio);
  const down = Math.round(height * ratio);
  const pixels = paintMap(places, columns.edges, { ...view, zoom: view.zoom * ratio }, across, down, paint);
  const labels = placeLabels(named, places, view, width, height, (node) => paint.states[node] === stateShown);
  const picture = await createImageBitmap(new ImageData(new Uint8ClampedArray(pixels.buffer), across, down));
  tell({ kind: 'drawn', picture, view, width, height, labels }, [picture]);
}

/** Of very many packages made of one, the lists hold the first thousand. */
const longestList = 1000;

function aboutNode({ places, columns }: Held, node: number): AboutNode {
  const bases: number[] = [];
  const made: number[] = [];
  for (let at = 0; at < columns.edges.length; at += 2) {
    if (columns.edges[at] === node) made.push(columns.edges[at + 1] as number);
    else if (columns.edges[at + 1] === node) bases.push(columns.edges[at] as number);
  }
  const used = (one: number, other: number): number => (columns.dependants[other] as number) - (columns.dependants[one] as number) || one - other;
  return {
    node, across: places.positions[node * 2] as number, down: places.positions[node * 2 + 1] as number, radius: places.radii[node] as number,
    bases: bases.sort(used).slice(0, longestList), made: made.sort(used).slice(0, longestList),
  };
}
