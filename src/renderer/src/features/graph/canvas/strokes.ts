import { dashesOf, type Palette, shapePath } from '../../../../../shared/graph/index.ts';
import { labelFamily } from './label-font.ts';
import { type Box, placeOf, runOf, type SceneEdge, type SceneNode } from './scene.ts';

/** What is marked on a picture: all by id. */
export interface Marking {
  readonly selected: ReadonlySet<string>;
  readonly cursor: string | null;
  /** The node under the pointer. */
  readonly pointed: string | null;
  /** All but these are faded; null fades none. */
  readonly kept: ReadonlySet<string> | null;
}

/** How much is seen of what is faded. */
export const faded = 0.18;
/** Lines let others through, so that many of them darken. */
const throughLines = 0.55;
/** Thinner lines could not be seen on a picture that is drawn small. Pixels of the screen. */
const thinnest = 0.6;
/** Around a marked node. Pixels. */
const ringGap = 2;
/** Of what is said beside lines, and how far above them it stands. Pixels of the screen, until a picture is drawn very small. */
export const toldSize = 9.5;
export const toldAbove = 7;
/** Further out than this, what is said beside lines grows no more: nothing could be read in any case. */
const largestTold = 12;
const smallestTold = 6;
/** How far a line may leave the box of its ends, and a node's outline its body. Pixels. */
const around = 60;

export function paintEdge(context: CanvasRenderingContext2D, edge: SceneEdge, { pointed, kept }: Marking, palette: Palette, zoom: number): void {
  const { source, target, look } = edge;
  const { start, bends, end, head } = runOf(edge);
  const isNear = pointed !== null && (source.id === pointed || target.id === pointed);
  const colour = isNear ? palette.accent : look.colour;
  context.globalAlpha = isFaded(edge, kept) ? faded : isNear || look.conflict ? 1 : throughLines;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(look.width, thinnest / zoom);
  const dashes = dashesOf(look.style, look.width);
  if (dashes !== null) context.setLineDash([...dashes]);
  context.beginPath();
  context.moveTo(...start);
  const [first, second] = bends;
  if (first && second) context.bezierCurveTo(...first, ...second, ...end);
  else if (first) context.quadraticCurveTo(...first, ...end);
  else context.lineTo(...end);
  context.stroke();
  if (dashes !== null) context.setLineDash([]);
  if (head === null) return;
  context.fillStyle = colour;
  context.beginPath();
  for (const corner of head) context.lineTo(...corner);
  context.fill();
}

function isFaded({ source, target }: SceneEdge, kept: Marking['kept']): boolean {
  return kept !== null && !(kept.has(source.id) && kept.has(target.id));
}

interface Told {
  /** In the plane: the middle of its line. */
  readonly x: number;
  readonly y: number;
  /** That of its line, or the opposite one where letters would stand upside down. */
  readonly angle: number;
  /** Pixels of the plane for one of the screen. */
  readonly scale: number;
}

/** Where something is said beside a line; null where nothing is, or too small to be read. */
export function toldAt(edge: SceneEdge, zoom: number): Told | null {
  const scale = Math.min(largestTold, 1 / zoom);
  if (edge.label === '' || toldSize * scale * zoom < smallestTold) return null;
  const { start, end, middle: [x, y] } = runOf(edge);
  const angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
  return { x, y, scale, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle };
}

export function paintTold(context: CanvasRenderingContext2D, edge: SceneEdge, { kept }: Marking, palette: Palette, zoom: number): void {
  const told = toldAt(edge, zoom);
  if (told === null) return;
  const { label, look } = edge;
  const { x, y, angle, scale } = told;
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  // Letters are laid out for the size on the screen; for another one the gaps between them would be wrong.
  context.scale(scale, scale);
  context.globalAlpha = isFaded(edge, kept) ? faded : 1;
  context.font = `${toldSize}px ${labelFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.ground;
  context.strokeText(label, 0, -toldAbove);
  context.fillStyle = look.conflict ? palette.danger : palette.faint;
  context.fillText(label, 0, -toldAbove);
  context.restore();
}

export function paintNode(context: CanvasRenderingContext2D, node: SceneNode, { selected, cursor, kept }: Marking, palette: Palette, zoom: number): void {
  const { id, look, isPinned } = node;
  const { x, y } = placeOf(node);
  context.translate(x, y);
  context.globalAlpha = kept === null || kept.has(id) ? 1 : faded;
  const outline = outlineOf(look.shape, look.diameter / 2);
  context.fillStyle = look.fill;
  context.fill(outline);
  strokeOutline(context, outline, look.stroke, Math.max(look.strokeWidth, thinnest / zoom), dashesOf(look.strokeStyle, look.strokeWidth));
  if (cursor === id) ring(context, node, palette.ink, 3, [6, 3]);
  else if (selected.has(id)) ring(context, node, palette.accent, 3);
  else if (isPinned) ring(context, node, palette.faint, 1.5);
  context.translate(-x, -y);
}

function ring(context: CanvasRenderingContext2D, { look }: SceneNode, colour: string, width: number, dashes: readonly number[] | null = null): void {
  strokeOutline(context, outlineOf(look.shape, look.diameter / 2 + look.strokeWidth / 2 + ringGap + width / 2), colour, width, dashes);
}

function strokeOutline(context: CanvasRenderingContext2D, outline: Path2D, colour: string, width: number, dashes: readonly number[] | null): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  if (dashes !== null) context.setLineDash([...dashes]);
  context.stroke(outline);
  if (dashes !== null) context.setLineDash([]);
}

/** Outlines around 0, 0: few shapes of few sizes come again and again. */
const outlines = new Map<string, Path2D>();
const outlinesKept = 2000;

function outlineOf(shape: SceneNode['look']['shape'], radius: number): Path2D {
  const key = `${shape} ${radius}`;
  const known = outlines.get(key);
  if (known) return known;
  if (outlines.size >= outlinesKept) outlines.clear();
  const made = new Path2D(shapePath(shape, 0, 0, radius));
  outlines.set(key, made);
  return made;
}

/** Whether anything of a node may be seen in a part of the plane. */
export function isNodeIn(node: SceneNode, { x1, y1, x2, y2 }: Box): boolean {
  const [{ x, y }, reach] = [placeOf(node), node.look.diameter / 2 + around];
  return x + reach >= x1 && x - reach <= x2 && y + reach >= y1 && y - reach <= y2;
}

export function isEdgeIn({ source, target, label }: SceneEdge, { x1, y1, x2, y2 }: Box): boolean {
  // What is said beside a line may be longer than it.
  if (label !== '') return true;
  const [from, to] = [placeOf(source), placeOf(target)];
  return Math.max(from.x, to.x) + around >= x1 && Math.min(from.x, to.x) - around <= x2 && Math.max(from.y, to.y) + around >= y1 && Math.min(from.y, to.y) - around <= y2;
}
