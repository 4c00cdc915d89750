import type { Core, SingularElementReturnValue } from 'cytoscape';

/** What of cytoscape's canvas renderer is used here, and its types leave out. */
interface CanvasRenderer {
  render(options: { readonly forcedContext?: unknown } | undefined): void;
  redraw(): void;
  getPixelRatio(): number;
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
  /** Elements drawn so far. */
  done: number;
}

/** Time for drawing in one frame. Milliseconds. */
const frameMs = 10;
/** Elements between two looks at the clock. */
const atOnce = 16;
/** A view that stood still for so long is drawn anew. Milliseconds. */
const calmMs = 100;
/** What is drawn around the view, as a share of it, so that something is there while it is dragged. */
const margin = 0.15;

/**
 * Stands in cytoscape's renderer for pictures that it draws too slowly: the picture is drawn aside, some milliseconds in each frame, and
 * what moves meanwhile is the last one. Why, and what it was measured against: docs/graph-rendering.md.
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

  /** Canvases that nothing is drawn on now. */
  readonly #spare: CanvasRenderingContext2D[] = [];

  constructor(cy: Core, events: PatientEvents) {
    this.#cy = cy;
    this.#events = events;
    this.#renderer = (cy as Core & { renderer: () => CanvasRenderer }).renderer();
    const plain = this.#renderer.render.bind(this.#renderer);
    this.#renderer.render = (options) => {
      if (options?.forcedContext !== undefined) plain(options);
      else if (this.#isHeld) return;
      else if (this.isOn) this.#render();
      else {
        this.#shown = null;
        this.#next = null;
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
    this.#renderer.redraw();
  }

  destroy(): void {
    clearTimeout(this.#calm);
  }

  #render(): void {
    const { canvasNeedsRedraw: needs, contexts } = this.#renderer.data;
    const { NODE, DRAG } = this.#renderer;
    const isMoving = this.#looksWhetherMoving();
    if (needs[NODE] === true) this.#isStale = true;
    needs[NODE] = false;
    if (this.#isStale && (!isMoving || this.#shown === null)) {
      this.#isStale = false;
      this.#next = this.#begin();
    }
    if (this.#next && (!isMoving || this.#shown === null)) this.#goOn(this.#next);
    this.#show(contexts[NODE], this.#shown ?? this.#next);
    if (contexts[NODE]) this.#events.onOver(contexts[NODE]);
    if (needs[DRAG] === true) this.#showDragged(contexts[DRAG]);
    needs[DRAG] = false;
    this.#cy.emit('render');
    // Cytoscape takes back what is asked for while it draws.
    if (this.#next) queueMicrotask(() => this.#renderer.redraw());
    else if (!this.#isStale) this.#events.onWhole();
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

  #begin(): Drawn {
    const { canvasWidth, canvasHeight } = this.#renderer;
    if (this.#next) this.#spare.push(this.#next.context);
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
    return { context, zoom, pan, seen: { x1, y1, x2: x1 + width, y2: y1 + height }, elements: this.#renderer.getCachedZSortedEles().nondrag, done: 0 };
  }

  #goOn(drawn: Drawn): void {
    const until = performance.now() + frameMs;
    while (drawn.done < drawn.elements.length && performance.now() < until) {
      const end = Math.min(drawn.elements.length, drawn.done + atOnce);
      for (; drawn.done < end; drawn.done += 1) {
        const element = drawn.elements[drawn.done];
        // Gone since it was begun: the picture is stale, and drawn anew when this is done.
        if (element && element.inside() && isIn(element, drawn.seen)) this.#renderer.drawElement(drawn.context, element);
      }
    }
    if (drawn.done < drawn.elements.length) return;
    if (this.#shown) this.#spare.push(this.#shown.context);
    this.#shown = drawn;
    this.#next = null;
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

/** Cytoscape keeps the box of an element, and asks for those of all when the pointer first comes: here they are made some at a time. */
function isIn(element: SingularElementReturnValue, seen: Box): boolean {
  const { x1, y1, x2, y2 } = element.boundingBox();
  return x2 >= seen.x1 && x1 <= seen.x2 && y2 >= seen.y1 && y1 <= seen.y2;
}
