import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { dashes, type FigurePlan, numberMark, numbersOf } from './figure-legend.ts';
import { edgeRun, pairOffsets } from './edge-run.ts';
import { edgePath } from './figure-edges.ts';
import { type Box, placesAround, TakenPlaces } from './label-places.ts';
import { shortNames } from './names.ts';
import { round, shapePath } from './shapes.ts';
import { fitText, textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';
import { xmlText } from './xml.ts';

/** Points for a pixel at most: a graph of five nodes does not fill a page. */
const largestScale = 0.8;
const smallestNode = 2.4;
/** Room for a number in it. */
const smallestNumbered = 8;
/** Points. Where a name finds no room whole, its beginning may. */
const widestLabels = [150, 62] as const;
/** Of a licence, as a share of the name's above it. */
const licenceSize = 0.82;
/** Points between neighbouring edges of one pair. */
const apart = 7;
/** Room on either side of the plot for labels of nodes at its edge. */
const labelRoom = 24;

/** How pixels of the layout become points of the figure. */
export interface PlotFit {
  readonly width: number;
  readonly height: number;
  readonly at: (node: DrawnNode) => readonly [x: number, y: number];
  readonly scale: (diameter: number) => number;
}

/** Fits the layout into a width; it is no higher than one and a third times that. */
export function fitPlot({ nodes }: DrawnGraph, width: number, { numbered, labels, licences, fontSize }: FigurePlan): PlotFit {
  // A label above the topmost node and one below the lowest.
  const above = labels === 'none' ? 2 : fontSize * (licences ? 2.4 : 1.5) + 2;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, look } of nodes) {
    const radius = look.diameter / 2;
    left = Math.min(left, x - radius);
    right = Math.max(right, x + radius);
    top = Math.min(top, y - radius);
    bottom = Math.max(bottom, y + radius);
  }
  if (nodes.length === 0) [left, top, right, bottom] = [0, 0, 1, 1];
  const [wide, high] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const inner = Math.max(20, width - 2 * labelRoom);
  const scale = Math.min(largestScale, inner / wide, (width * 4) / 3 / high);
  const height = high * scale + 2 * above;
  const [shiftX, shiftY] = [(width - wide * scale) / 2 - left * scale, above - top * scale];
  return {
    width, height,
    at: ({ x, y }) => [x * scale + shiftX, y * scale + shiftY],
    scale: (diameter) => Math.max(numbered ? smallestNumbered : smallestNode, diameter * scale),
  };
}

/** Edges below nodes below labels, with what had no room for a label. */
export function drawPlot(drawn: DrawnGraph, fit: PlotFit, plan: FigurePlan, origin: { readonly left: number; readonly top: number }): { readonly svg: string; readonly labelsLeftOut: number } {
  const { palette } = plan;
  const offsets = pairOffsets(drawn.edges);
  const edges = drawn.edges.map((edge, at) => drawEdge(edge, fit, offsets[at] ?? 0, palette.ground));
  const numbers = plan.numbered ? numbersOf(drawn.appearance.groups) : new Map<string, number>();
  const nodes = drawn.nodes.map((node) => drawNode(node, fit, numbers));
  const labels = placeLabels(drawn, fit, plan);
  const texts = labels.placed.map(({ text, x, y, bold, size, colour }) => ({
    halo: `<text x="${x}" y="${y}" font-size="${size}"${bold ? ' font-weight="bold"' : ''} text-anchor="middle">${xmlText(text)}</text>`,
    ink: `<text x="${x}" y="${y}" font-size="${size}"${bold ? ' font-weight="bold"' : ''} text-anchor="middle" fill="${colour}">${xmlText(text)}</text>`,
  }));
  const svg = [
    `<g transform="translate(${origin.left} ${round(origin.top)})">`,
    `<g fill="none">${edges.map(({ line }) => line).join('\n')}</g>`,
    `<g>${edges.map(({ head }) => head).filter((head) => head !== '').join('\n')}</g>`,
    `<g>${nodes.join('\n')}</g>`,
    // An outline below the text, as elements of their own: not every program knows paint-order.
    `<g aria-hidden="true" fill="none" stroke="${palette.ground}" stroke-width="1.8" stroke-linejoin="round">${texts.map(({ halo }) => halo).join('\n')}</g>`,
    `<g>${texts.map(({ ink }) => ink).join('\n')}</g>`,
    '</g>',
  ].join('\n');
  return { svg, labelsLeftOut: labels.leftOut };
}

function drawNode(drawn: DrawnNode, fit: PlotFit, numbers: ReadonlyMap<string, number>): string {
  const { look } = drawn;
  const [x, y] = fit.at(drawn);
  const diameter = fit.scale(look.diameter);
  const stroke = Math.min(look.strokeWidth * 0.6, diameter * 0.2);
  const number = look.entries.map((id) => numbers.get(id)).find((found) => found !== undefined);
  const shape = `<path d="${shapePath(look.shape, x, y, diameter / 2)}" fill="${look.fill}" stroke="${look.stroke}" stroke-width="${round(stroke)}"${dashes(look.strokeStyle, stroke)}><title>${xmlText(visibleText(drawn.node.label))}</title></path>`;
  return number === undefined ? shape : `${shape}${numberMark(number, x, y, diameter, look.fill)}`;
}

function drawEdge(drawn: DrawnEdge, fit: PlotFit, offset: number, ground: string): { readonly line: string; readonly head: string } {
  const { look, source, target } = drawn;
  const width = Math.max(0.5, look.width * 0.6);
  const run = edgeRun({
    from: fit.at(source), to: fit.at(target), fromRadius: fit.scale(source.look.diameter) / 2, toRadius: fit.scale(target.look.diameter) / 2,
    offset: offset * apart, head: look.arrow ? 2.6 + width * 1.5 : 0,
  });
  const path = edgePath(run);
  const line = `<path d="${path.line}" stroke="${look.colour}" stroke-width="${round(width)}"${dashes(look.style, width)}${look.arrow || look.conflict ? '' : ' stroke-opacity="0.65"'}/>`;
  const head = path.head === null ? '' : `<path d="${path.head}" fill="${look.colour}"/>`;
  if (!look.conflict) return { line, head };
  const [x, y] = run.middle;
  const mark = `<path d="M${round(x)} ${round(y - 4)}l4 7h-8Z" fill="${look.colour}" stroke="${ground}" stroke-width="0.5"/><text x="${round(x)}" y="${round(y + 2.3)}" font-size="5" font-weight="bold" text-anchor="middle" fill="${ground}">!</text>`;
  return { line, head: `${head}<g><title>${xmlText(visibleText(drawn.edge.conflict ?? ''))}</title>${mark}</g>` };
}

interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly colour: string;
}

/** The focus first, then by size: whoever finds no free place goes without, unless all are wanted. */
function placeLabels(drawn: DrawnGraph, fit: PlotFit, plan: FigurePlan): { readonly placed: readonly PlacedLabel[]; readonly leftOut: number } {
  if (plan.labels === 'none') return { placed: [], leftOut: 0 };
  const taken = new TakenPlaces(plan.fontSize * 4);
  for (const node of drawn.nodes) {
    const [x, y] = fit.at(node);
    const side = fit.scale(node.look.diameter) * 0.8;
    taken.add({ left: x - side / 2, top: y - side / 2, width: side, height: side });
  }
  const ranked = [...drawn.nodes].sort((a, b) => Number(b.node.focus) - Number(a.node.focus) || b.look.diameter - a.look.diameter || b.node.weight - a.node.weight || (a.id < b.id ? -1 : 1));
  // A node's title has the whole.
  const names = shortNames(drawn.nodes.map(({ node }) => node));
  const placed: PlacedLabel[] = [];
  let leftOut = 0;
  for (const node of ranked) {
    const bold = node.node.focus;
    const written = widestLabels.map((most) => labelOf(node, visibleText(names.get(node.node.id) ?? ''), Math.min(most, fit.width * 0.6), plan));
    const found = written.flatMap((label) => placesOf(label, node, fit).flatMap((box) => (isInside(box, fit) && taken.isFree(box) ? [{ label, box }] : []))).at(0);
    const [label] = written;
    const forced = label && (plan.labels === 'all' || bold) ? { label, box: placesOf(label, node, fit)[0] } : undefined;
    const { label: chosen, box } = found ?? forced ?? {};
    if (!chosen || !box) {
      leftOut += 1;
      continue;
    }
    taken.add(box);
    const { text, licence, size } = chosen;
    const centre = round(box.left + box.width / 2);
    const isFaint = node.node.kind === 'missing' || node.node.kind === 'more';
    placed.push({ text, x: centre, y: round(box.top + size * 0.82), size: round(size), bold, colour: isFaint ? plan.palette.faint : plan.palette.ink });
    if (licence !== null) placed.push({ text: licence, x: centre, y: round(box.top + size * (0.95 + licenceSize)), size: round(size * licenceSize), bold: false, colour: plan.palette.faint });
  }
  return { placed, leftOut };
}

interface WrittenLabel {
  readonly text: string;
  readonly licence: string | null;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

function labelOf({ node }: DrawnNode, name: string, most: number, plan: FigurePlan): WrittenLabel {
  const size = node.focus ? plan.fontSize * 1.15 : plan.fontSize;
  const text = fitText(name, size, most);
  const licence = plan.licences && node.facts.license !== null ? fitText(visibleText(node.facts.license), size * licenceSize, most) : null;
  const width = Math.max(textWidth(text, size, node.focus), licence === null ? 0 : textWidth(licence, size * licenceSize));
  return { text, licence, size, width, height: size * (licence === null ? 1.05 : 1.05 + licenceSize * 1.1) };
}

/** Above and below a node at the edge, a label is shifted rather than left out. */
function placesOf({ width, height }: WrittenLabel, node: DrawnNode, fit: PlotFit): readonly Box[] {
  const [x, y] = fit.at(node);
  const inside = (left: number): number => Math.max(-4, Math.min(fit.width + 4 - width, left));
  return placesAround(x, y, fit.scale(node.look.diameter) / 2, width, height).map((place, at) => (at < 2 ? { ...place, left: inside(place.left) } : place));
}

function isInside({ left, top, width, height }: Box, fit: PlotFit): boolean {
  return left >= -6 && left + width <= fit.width + 6 && top >= -2 && top + height <= fit.height + 2;
}
