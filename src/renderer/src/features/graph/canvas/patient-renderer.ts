import type { Core, EdgeSingular, NodeSingular, SingularElementReturnValue } from 'cytoscape';
import { inSlices } from './slices.ts';

/** What of cytoscape's canvas renderer is used here, and its types leave out. */
interface CanvasRenderer {
  render(options: { readonly forcedContext?: unknown } | undefined): void;
  redraw(): void;
  getPixelRatio(): number;
  /** Works out what became stale of elements: looks, sizes, the ends of lines. */
  flushRenderedStyleQueue(): void;
  getCachedZSortedEles(): { readonly nondrag: readonly SingularElementReturnValue[]; readonly drag: readonly SingularElementReturnValue[] };
  drawElement(context: CanvasRenderingContext2D, element: SingularElementReturnValue): void;
  drawElements(context: CanvasRenderingContext2D, elements: readonly SingularElementReturnValue[]): void;
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly data: { readonly canvasNeedsRedraw: boolean[]; readonly contexts: readonly CanvasRenderingContext2D[] };
  readonly NODE: number;
  readonly DRAG: number;
}

interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PatientEvents {
  /** A picture is drawn whole. */
  readonly onWhole: () => void;
  /** After each frame of a patient picture, to draw over it. */
  readonly onOver: (context: CanvasRenderingContext2D) => void;
}

/** A drawn picture, and where the view was when it was begun. */
interface Drawn {
  readonly context: CanvasRenderingContext2D;
  readonly zoom: number;
  readonly pan: { readonly x: number; readonly y: number };
  /** What of the plane it shows. */
  readonly seen: Box;
  readonly elements: readonly SingularElementReturnValue[];
}

/** Elements between two looks at the clock. */
const atOnce = 16;
/** Where nothing is shown yet, what is drawn so far is after so long. Milliseconds. */
const peekMs = 250;
/** A view that stood still for so long is drawn anew. Milliseconds. */
const calmMs = 100;
/** What is drawn around the view, as a share of it, so that something is there while it is dragged. */
const margin = 0.15;

/**
 * Stands in cytoscape's renderer for pictures that it draws too slowly: the picture is drawn aside, some milliseconds at a time, and laid on
 * the canvas when it is whole; what moves meanwhile is the last one. Why, and what it was measured against: docs/graph-rendering.md.
 */
export class PatientRenderer {
  /** Whether it does the drawing. */
  isOn = false;
  #isHeld = false;
  readonly #events: PatientEvents;
  readonly #cy: Core;
  readonly #renderer: CanvasRenderer;
  #shown: Drawn | null = null;
  #next: Drawn | null = null;
  #isStale = true;
  #movedAt = 0;
  #before = { zoom: 0, x: 0, y: 0 };
  #calm: ReturnType<typeof setTimeout> | undefined;
  #giveUp = (): void => undefined;

  /** Canvases that nothing is drawn on now. */
  readonly #spare: CanvasRenderingContext2D[] = [];

  constructor(cy: Core, events: PatientEvents) {
    this.#cy = cy;
    this.#events = events;
    this.#renderer = (cy as Core & { renderer: () => CanvasRenderer }).renderer();
    cy.on('add', 'node', ({ target }) => forgetImages(target));
    const plain = this.#renderer.render.bind(this.#renderer);
    this.#renderer.render = (options) => {
      if (options?.forcedContext !== undefined) plain(options);
      else if (this.#isHeld) return;
      else if (this.isOn) this.#render();
      else {
        this.#shown = null;
        this.#abandon();
        plain(options);
        events.onWhole();
      }
    };
  }

  /** Draws nothing while elements come and go. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.#isStale = true;
    // What nobody has seen yet need not wait for a frame.
    if (this.isOn && this.#shown === null) this.#begin();
    this.#renderer.redraw();
  }

  /** Works out now how new elements look; cytoscape does it for all of them in one block, before the next frame. */
  prepare(): void {
    this.#renderer.flushRenderedStyleQueue();
  }

  destroy(): void {
    clearTimeout(this.#calm);
    this.#giveUp();
  }

  #render(): void {
    const { canvasNeedsRedraw: needs, contexts } = this.#renderer.data;
    const { NODE, DRAG } = this.#renderer;
    const isMoving = this.#looksWhetherMoving();
    if (needs[NODE] === true) this.#isStale = true;
    needs[NODE] = false;
    // What is drawn of where the view was comes too late.
    if (isMoving && this.#shown !== null) {
      this.#isStale ||= this.#next !== null;
      this.#abandon();
    } else if (this.#isStale) this.#begin();
    this.#show(contexts[NODE], this.#shown ?? this.#next);
    if (contexts[NODE]) this.#events.onOver(contexts[NODE]);
    if (needs[DRAG] === true) this.#showDragged(contexts[DRAG]);
    needs[DRAG] = false;
    this.#cy.emit('render');
    if (this.#next === null && !this.#isStale) this.#events.onWhole();
  }

  #looksWhetherMoving(): boolean {
    const [zoom, { x, y }, now] = [this.#cy.zoom(), this.#cy.pan(), performance.now()];
    const isElsewhere = zoom !== this.#before.zoom || x !== this.#before.x || y !== this.#before.y;
    this.#before = { zoom, x, y };
    if (isElsewhere) {
      this.#movedAt = now;
      clearTimeout(this.#calm);
      this.#calm = setTimeout(() => this.#renderer.redraw(), calmMs + 1);
    }
    return now - this.#movedAt < calmMs;
  }

  #begin(): void {
    this.#isStale = false;
    // What was asked for until now is in it.
    this.#renderer.data.canvasNeedsRedraw[this.#renderer.NODE] = false;
    this.#abandon();
    this.#next = this.#blank();
    this.#giveUp = inSlices(this.#drawing(this.#next), false);
  }

  #blank(): Drawn {
    const { canvasWidth, canvasHeight } = this.#renderer;
    const context = this.#spare.pop() ?? document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('There is no canvas to draw on.');
    const { canvas } = context;
    // Setting the size empties it.
    canvas.width = Math.round(canvasWidth * (1 + 2 * margin));
    canvas.height = Math.round(canvasHeight * (1 + 2 * margin));
    const [zoom, pan, ratio] = [this.#cy.zoom(), { ...this.#cy.pan() }, this.#renderer.getPixelRatio()];
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio + margin * canvasWidth, pan.y * ratio + margin * canvasHeight);
    const [left, top, width, height] = [-margin * canvasWidth, -margin * canvasHeight, canvas.width, canvas.height].map((pixels) => pixels / ratio / zoom) as [number, number, number, number];
    const [x1, y1] = [left - pan.x / zoom, top - pan.y / zoom];
    return { context, zoom, pan, seen: { x1, y1, x2: x1 + width, y2: y1 + height }, elements: this.#renderer.getCachedZSortedEles().nondrag };
  }

  #abandon(): void {
    this.#giveUp();
    if (this.#next) this.#spare.push(this.#next.context);
    this.#next = null;
  }

  *#drawing(drawn: Drawn): Generator<void, void> {
    let peek = performance.now() + peekMs;
    for (const [number, element] of drawn.elements.entries()) {
      // What is gone since it was begun makes the picture stale: it is drawn anew.
      if (element.inside() && isIn(element, drawn.seen)) this.#renderer.drawElement(drawn.context, element);
      if (number % atOnce > 0) continue;
      yield;
      if (this.#shown !== null || performance.now() < peek) continue;
      peek = performance.now() + peekMs;
      this.#renderer.redraw();
    }
    if (this.#shown) this.#spare.push(this.#shown.context);
    this.#shown = drawn;
    this.#next = null;
    this.#renderer.redraw();
    yield;
    // Cytoscape asks for the boxes of all nodes when the pointer first comes, and keeps them.
    for (const [number, element] of drawn.elements.entries()) {
      if (element.isNode() && element.inside()) element.boundingBox();
      if (number % atOnce === 0) yield;
    }
  }

  #show(context: CanvasRenderingContext2D | undefined, drawn: Drawn | null): void {
    if (!context) return;
    const { canvasWidth, canvasHeight } = this.#renderer;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (!drawn) {
      context.clearRect(0, 0, canvasWidth, canvasHeight);
      return;
    }
    const [zoom, pan, ratio] = [this.#cy.zoom(), this.#cy.pan(), this.#renderer.getPixelRatio()];
    const scale = zoom / drawn.zoom;
    const left = (pan.x - drawn.pan.x * scale) * ratio - margin * canvasWidth * scale;
    const top = (pan.y - drawn.pan.y * scale) * ratio - margin * canvasHeight * scale;
    // What is only moved is copied pixel by pixel, which takes half the time.
    const isMoved = scale === 1;
    context.setTransform(scale, 0, 0, scale, isMoved ? Math.round(left) : left, isMoved ? Math.round(top) : top);
    context.imageSmoothingEnabled = !isMoved;
    context.globalCompositeOperation = 'copy';
    context.drawImage(drawn.context.canvas, 0, 0);
    context.globalCompositeOperation = 'source-over';
    context.imageSmoothingEnabled = true;
  }

  #showDragged(context: CanvasRenderingContext2D | undefined): void {
    if (!context) return;
    const { canvasWidth, canvasHeight } = this.#renderer;
    const [zoom, pan, ratio] = [this.#cy.zoom(), this.#cy.pan(), this.#renderer.getPixelRatio()];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvasWidth, canvasHeight);
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio, pan.y * ratio);
    this.#renderer.drawElements(context, this.#renderer.getCachedZSortedEles().drag);
  }
}

/**
 * Cytoscape takes a node's images for loading before it draws them and for loaded after, those of a node without any too, and each time works out
 * anew how the node looks: half of all the time that a picture took. Nodes here have no images.
 */
function forgetImages(node: SingularElementReturnValue): void {
  const own = (node as SingularElementReturnValue & { readonly _private: object })._private;
  Object.defineProperty(own, 'backgrounding', { get: () => false, set(_loading: boolean) {} });
}

/** How far a line may leave the box of its ends, and a node's outline its body. Pixels of the picture. */
const around = 120;

/** Whether anything of an element may be seen. Cytoscape's own boxes are exact, and take as long as drawing does. */
function isIn(element: SingularElementReturnValue, { x1, y1, x2, y2 }: Box): boolean {
  if (element.isNode()) {
    const [{ x, y }, reach] = [(element as NodeSingular).position(), Number(element.data('size')) / 2 + around];
    return x + reach >= x1 && x - reach <= x2 && y + reach >= y1 && y - reach <= y2;
  }
  const edge = element as EdgeSingular;
  // What is said beside a line may be longer than it.
  if (edge.hasClass('told')) return true;
  const [from, to] = [edge.source().position(), edge.target().position()];
  return Math.max(from.x, to.x) + around >= x1 && Math.min(from.x, to.x) - around <= x2 && Math.max(from.y, to.y) + around >= y1 && Math.min(from.y, to.y) - around <= y2;
}
