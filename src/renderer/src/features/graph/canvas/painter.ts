import type { Core } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';
import { Names } from './names.ts';
import { type Box, type Covered, Scene, type SceneNode, type View } from './scene.ts';
import { inSlices } from './slices.ts';
import { isEdgeIn, isNodeIn, type Marking, paintEdge, paintNode, paintTold } from './strokes.ts';

/** What of cytoscape's canvas renderer is used here, and its types leave out. */
interface CanvasRenderer {
  render(options: unknown): void;
  /** Asks for a frame. */
  redraw(): void;
  getPixelRatio(): number;
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly data: { readonly canvasNeedsRedraw: boolean[]; readonly contexts: readonly CanvasRenderingContext2D[] };
  readonly NODE: number;
  readonly DRAG: number;
}

/** A picture painted aside, and where it was seen from when it was begun. */
interface Painting {
  readonly context: CanvasRenderingContext2D;
  readonly view: View;
}

/** Elements beyond which a picture is painted in slices: at once would take longer than a frame. */
export const lively = 400;
/** Elements between two looks at the clock. */
const atOnce = 32;
/** A view that stood still for so long is painted anew. Milliseconds. */
const calmMs = 100;
/** What is painted around the view, as a share of it, so that something is there while it is dragged. */
const margin = 0.15;

/**
 * Paints in place of cytoscape's renderer, from what is to be seen alone: a picture is there before cytoscape knows of its nodes. Large ones are painted
 * aside, some milliseconds at a time, and laid on the canvas when they are whole; what moves meanwhile is the last one. Why, and what it was
 * measured against: docs/graph-rendering.md.
 */
export class Painter {
  readonly #cy: Core;
  readonly #renderer: CanvasRenderer;
  readonly #names = new Names();
  readonly #onWhole: () => void;
  #scene = new Scene([], []);
  #palette: Palette;
  #marking: Marking = { selected: new Set(), cursor: null, pointed: null, kept: null };
  readonly #dragged = new Set<string>();
  #shown: Painting | null = null;
  #next: Painting | null = null;
  #isStale = true;
  #movedAt = 0;
  #before: Pick<View, 'zoom' | 'pan'> = { zoom: 0, pan: { x: 0, y: 0 } };
  #calm: ReturnType<typeof setTimeout> | undefined;
  #giveUp = (): void => undefined;
  /** A canvas that nothing is painted on now. */
  #spare: CanvasRenderingContext2D | null = null;

  /** `onWhole`: all of the picture is on the canvas. */
  constructor(cy: Core, palette: Palette, onWhole: () => void) {
    this.#cy = cy;
    this.#palette = palette;
    this.#onWhole = onWhole;
    this.#renderer = (cy as Core & { renderer: () => CanvasRenderer }).renderer();
    this.#renderer.render = () => this.#render();
    cy.on('position', 'node', ({ target }) => {
      if (!this.#dragged.has(String(target.id()))) this.#stale();
    });
    // What is dragged lies above the picture, which is painted without it.
    cy.on('grab', 'node', ({ target }) => {
      this.#dragged.add(String(target.id()));
      this.#stale();
    });
    cy.on('free', 'node', ({ target }) => {
      this.#dragged.delete(String(target.id()));
      this.#stale();
    });
  }

  destroy(): void {
    clearTimeout(this.#calm);
    this.#giveUp();
  }

  /** Shows another picture, or the same one in other colours. */
  show(scene: Scene, palette: Palette, covered: Covered): void {
    this.#scene = scene;
    this.#palette = palette;
    this.#stale();
    this.name(covered);
    // What nobody has seen yet need not wait for a frame.
    if (this.#isPatient && this.#shown === null) this.#begin();
  }

  mark(marking: Marking): void {
    if (isSame(marking, this.#marking)) return;
    this.#marking = marking;
    this.#stale();
  }

  /** Chooses anew which nodes have room for their name. */
  name(covered: Covered): void {
    this.#names.arrange(this.#scene, this.#view(), this.#marking, covered);
    this.#renderer.redraw();
  }

  get #isPatient(): boolean {
    return this.#scene.size > lively;
  }

  #stale(): void {
    this.#isStale = true;
    this.#renderer.redraw();
  }

  #view(): View {
    const cy = this.#cy;
    return { zoom: cy.zoom(), pan: { ...cy.pan() }, width: cy.width(), height: cy.height() };
  }

  #render(): void {
    const { canvasNeedsRedraw: needs, contexts } = this.#renderer.data;
    const { NODE, DRAG } = this.#renderer;
    const context = contexts[NODE];
    if (!context) return;
    const view = this.#view();
    const isMoving = this.#looksWhetherMoving(view);
    if (this.#isPatient) this.#renderPatiently(context, view, isMoving);
    else {
      this.#abandon();
      this.#shown = null;
      this.#isStale = false;
      this.#clear(context);
      this.#toPlane(context, view);
      for (const _ of this.#painting(context, view, boxOf(view, 0), () => true)) continue;
    }
    this.#names.drawOn(context, this.#scene, view, this.#marking, this.#palette, this.#renderer.getPixelRatio());
    if (contexts[DRAG]) this.#showDragged(contexts[DRAG], view);
    needs[NODE] = false;
    needs[DRAG] = false;
    if (this.#next === null && !this.#isStale) this.#onWhole();
  }

  #renderPatiently(context: CanvasRenderingContext2D, view: View, isMoving: boolean): void {
    const latest = this.#next ?? this.#shown;
    if (latest !== null && !isSameView(latest.view, view)) this.#isStale = true;
    // What is painted of where the view was comes too late.
    if (isMoving && this.#shown !== null) this.#abandon();
    else if (this.#isStale) this.#begin();
    this.#lay(context, this.#shown, view);
  }

  #looksWhetherMoving({ zoom, pan }: View): boolean {
    const { zoom: zoomBefore, pan: panBefore } = this.#before;
    const now = performance.now();
    this.#before = { zoom, pan };
    if (zoom !== zoomBefore || pan.x !== panBefore.x || pan.y !== panBefore.y) {
      this.#movedAt = now;
      clearTimeout(this.#calm);
      this.#calm = setTimeout(() => this.#renderer.redraw(), calmMs + 1);
    }
    return now - this.#movedAt < calmMs;
  }

  #begin(): void {
    this.#isStale = false;
    this.#abandon();
    const view = this.#view();
    const context = this.#blank(view);
    this.#next = { context, view };
    this.#giveUp = inSlices(this.#paintingAside(this.#next), false);
  }

  #blank(view: View): CanvasRenderingContext2D {
    const { canvasWidth, canvasHeight } = this.#renderer;
    const context = this.#spare ?? document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('There is no canvas to draw on.');
    this.#spare = null;
    // Setting the size empties it.
    context.canvas.width = Math.round(canvasWidth * (1 + 2 * margin));
    context.canvas.height = Math.round(canvasHeight * (1 + 2 * margin));
    this.#toPlane(context, view, margin);
    return context;
  }

  /** From here on pixels of the plane are drawn. */
  #toPlane(context: CanvasRenderingContext2D, { zoom, pan }: View, around = 0): void {
    const { canvasWidth, canvasHeight } = this.#renderer;
    const ratio = this.#renderer.getPixelRatio();
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio + around * canvasWidth, pan.y * ratio + around * canvasHeight);
  }

  #clear(context: CanvasRenderingContext2D): void {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#renderer.canvasWidth, this.#renderer.canvasHeight);
  }

  #abandon(): void {
    if (this.#next === null) return;
    this.#giveUp();
    this.#spare = this.#next.context;
    this.#next = null;
    this.#isStale = true;
  }

  *#paintingAside(painting: Painting): Generator<void, void> {
    const { context, view } = painting;
    yield* this.#painting(context, view, boxOf(view, margin), ({ id }) => !this.#dragged.has(id));
    this.#spare = this.#shown?.context ?? this.#spare;
    this.#shown = painting;
    this.#next = null;
    this.#renderer.redraw();
  }

  /** Lines, then what is said beside them, then nodes; marked ones lie above the others. */
  *#painting(context: CanvasRenderingContext2D, { zoom }: View, seen: Box, isWanted: (node: SceneNode) => boolean): Generator<void, void> {
    const [scene, marking, palette] = [this.#scene, this.#marking, this.#palette];
    const edges = scene.edges.filter((edge) => isWanted(edge.source) && isWanted(edge.target) && isEdgeIn(edge, seen));
    const nodes = scene.nodes.filter((node) => isWanted(node) && isNodeIn(node, seen));
    const isMarked = ({ id }: SceneNode): boolean => marking.cursor === id || marking.selected.has(id);
    const steps = [
      ...edges.map((edge) => () => paintEdge(context, edge, marking, palette, zoom)),
      ...edges.filter(({ label }) => label !== '').map((edge) => () => paintTold(context, edge, marking, palette, zoom)),
      ...nodes.filter((node) => !isMarked(node)).map((node) => () => paintNode(context, node, marking, palette, zoom)),
      ...nodes.filter(isMarked).map((node) => () => paintNode(context, node, marking, palette, zoom)),
    ];
    for (const [number, paint] of steps.entries()) {
      paint();
      if (number % atOnce === 0) yield;
    }
    context.globalAlpha = 1;
  }

  #lay(context: CanvasRenderingContext2D, painting: Painting | null, { zoom, pan }: View): void {
    if (!painting) {
      this.#clear(context);
      return;
    }
    const { canvasWidth, canvasHeight } = this.#renderer;
    const ratio = this.#renderer.getPixelRatio();
    const { zoom: paintedZoom, pan: paintedPan } = painting.view;
    const scale = zoom / paintedZoom;
    const left = (pan.x - paintedPan.x * scale) * ratio - margin * canvasWidth * scale;
    const top = (pan.y - paintedPan.y * scale) * ratio - margin * canvasHeight * scale;
    // What is only moved is copied pixel by pixel, which takes half the time.
    const isMoved = scale === 1;
    context.setTransform(scale, 0, 0, scale, isMoved ? Math.round(left) : left, isMoved ? Math.round(top) : top);
    context.imageSmoothingEnabled = !isMoved;
    context.globalCompositeOperation = 'copy';
    context.drawImage(painting.context.canvas, 0, 0);
    context.globalCompositeOperation = 'source-over';
    context.imageSmoothingEnabled = true;
  }

  #showDragged(context: CanvasRenderingContext2D, view: View): void {
    this.#clear(context);
    if (!this.#isPatient || this.#dragged.size === 0) return;
    this.#toPlane(context, view);
    const isDragged = ({ id }: SceneNode): boolean => this.#dragged.has(id);
    for (const edge of this.#scene.edges) if (isDragged(edge.source) || isDragged(edge.target)) paintEdge(context, edge, this.#marking, this.#palette, view.zoom);
    for (const node of this.#scene.nodes) if (isDragged(node)) paintNode(context, node, this.#marking, this.#palette, view.zoom);
    context.globalAlpha = 1;
  }
}

function isSameView(one: View, other: View): boolean {
  return one.zoom === other.zoom && one.pan.x === other.pan.x && one.pan.y === other.pan.y && one.width === other.width && one.height === other.height;
}

function isSame(one: Marking, other: Marking): boolean {
  const isSelectedAlike = one.selected === other.selected || one.selected.size + other.selected.size === 0;
  return isSelectedAlike && one.cursor === other.cursor && one.pointed === other.pointed && one.kept === other.kept;
}

/** What is seen of the plane, with a share of it around. */
function boxOf({ zoom, pan, width, height }: View, around: number): Box {
  const [left, top] = [-around * width, -around * height];
  const [right, bottom] = [width - left, height - top];
  return { x1: (left - pan.x) / zoom, y1: (top - pan.y) / zoom, x2: (right - pan.x) / zoom, y2: (bottom - pan.y) / zoom };
}
