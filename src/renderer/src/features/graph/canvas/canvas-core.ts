import cytoscape, { type Core, type NodeSingular } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';
import type { Point } from '../state/exploration.ts';
import { type CanvasEdge, type CanvasNode, elementOf } from './elements.ts';
import { lively, Painter } from './painter.ts';
import { type Covered, onScreen, placeOf, Scene, type SceneNode } from './scene.ts';
import { inSlices } from './slices.ts';
import { handStyle } from './style.ts';

export interface CanvasEvents {
  readonly onChoose: (ids: readonly string[], add: boolean) => void;
  readonly onOpen: (id: string) => void;
  readonly onMenu: (id: string, anchor: DOMRect) => void;
  readonly onMoved: (places: ReadonlyMap<string, Point>) => void;
}

/** What is marked on the picture: all by id. */
export interface CanvasMarks {
  readonly selected: ReadonlySet<string>;
  readonly cursor: string | null;
  /** All but these are faded; null fades none. */
  readonly found: ReadonlySet<string> | null;
}

/** Free space around a picture that fits. Pixels. */
const padding = 40;
/** A node nearer to the edge is brought in. Pixels. */
const nearEdge = 40;
/** A picture of few nodes is not blown up beyond this. */
const largestZoom = 1.15;
/** Canvases narrower than this have no room beside the legend. Pixels. */
const roomy = 620;
/** A pause after which it is seen anew which names have room. Milliseconds. */
const settledMs = 120;
/** Elements beyond which cytoscape learns of nodes in slices, once they are painted. */
const few = 100;
/** Nodes that come or go in one step. */
const atOnce = 24;
const calmMs = 240;

/** A picture that can be touched, behind a few verbs: we paint it, cytoscape finds what is under the pointer, drags, pans and zooms. */
export class CanvasCore {
  readonly cy: Core;
  readonly #container: HTMLElement;
  #events: CanvasEvents;
  #scene = new Scene([], []);
  #marks: CanvasMarks = { selected: new Set(), cursor: null, found: null };
  #pointed: string | null = null;
  #frame = 0;
  #giveUp = (): void => undefined;
  /** What cytoscape is still to learn when the picture is on the canvas. */
  #later: (() => void) | null = null;
  readonly #painter: Painter;
  readonly #covered: () => Covered;
  readonly #resizes: ResizeObserver;
  /** Nobody looked elsewhere since the whole picture was shown. */
  #isFitted = true;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** `covered`: how many pixels at the edges lie under something else. */
  constructor(container: HTMLElement, palette: Palette, events: CanvasEvents, covered: () => Covered) {
    this.#container = container;
    this.#covered = covered;
    this.#events = events;
    this.cy = cytoscape({ container, style: handStyle, minZoom: 0.03, maxZoom: 5, boxSelectionEnabled: false, autounselectify: true });
    this.#painter = new Painter(this.cy, palette, () => this.#painted());
    this.#resizes = new ResizeObserver(() => {
      this.cy.resize();
      this.fitAgain();
      this.#name();
    });
    this.#resizes.observe(container);
    this.#listen();
  }

  listenWith(events: CanvasEvents): void {
    this.#events = events;
  }

  destroy(): void {
    this.#resizes.disconnect();
    clearTimeout(this.#settling);
    cancelAnimationFrame(this.#frame);
    this.#giveUp();
    this.#painter.destroy();
    this.cy.destroy();
  }

  /** Shows what is new, no more what is gone, and what has another place there. */
  draw(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[], palette: Palette): void {
    this.#giveUp();
    delete this.#container.dataset['painted'];
    const before = this.#scene;
    const scene = new Scene(nodes, edges, nodes.length + edges.length > lively ? null : before);
    this.#scene = scene;
    if (before.size === 0 && scene.size > 0) this.fit();
    this.#remark();
    this.#painter.show(scene, palette, this.#sides());
    const join = (): void => {
      this.#giveUp = inSlices(this.#joining(scene), scene.size <= few);
    };
    this.#later = scene.size <= few ? null : join;
    if (this.#later === null) join();
  }

  #painted(): void {
    this.#container.dataset['painted'] = String(this.#scene.size);
    this.#later?.();
    this.#later = null;
  }

  /** Tells cytoscape of a picture's nodes. */
  *#joining(scene: Scene): Generator<void, void> {
    const { cy } = this;
    const moved: SceneNode[] = [];
    for (const gone of inParts(cy.nodes().toArray().filter((node) => scene.node(node.id()) === undefined))) {
      cy.batch(() => gone.forEach((node) => node.remove()));
      yield;
    }
    for (const part of inParts(scene.nodes)) {
      const known = part.filter(({ id }) => !cy.getElementById(id).empty());
      cy.add(part.filter((node) => !known.includes(node)).map(elementOf));
      cy.batch(() => {
        for (const node of known) {
          const element = cy.getElementById(node.id) as NodeSingular;
          element.data(elementOf(node).data);
          if (distance(element.position(), node.at) <= 0.5) continue;
          if (scene.size > lively) element.position({ ...node.at });
          else moved.push(node);
        }
      });
      for (const node of part) node.element = cy.getElementById(node.id) as NodeSingular;
      // Cytoscape asks for the boxes of all nodes when the pointer first comes, and keeps them.
      for (const node of part) node.element?.boundingBox();
      yield;
    }
    if (this.#move(moved)) this.#refit();
  }

  mark(marks: CanvasMarks): void {
    this.#marks = marks;
    this.#remark();
    this.#name();
  }

  #remark(): void {
    const { selected, cursor, found } = this.#marks;
    const pointed = this.#pointed;
    const near = pointed !== null && found === null && this.#scene.size <= lively ? this.#scene.around(pointed) : null;
    this.#painter.mark({ selected, cursor, pointed, kept: found ?? near });
  }

  /** Shows these nodes, or all, in what the legend leaves free. */
  fit(ids?: readonly string[]): void {
    const { cy } = this;
    const box = this.#scene.extent(ids);
    if (box === null) return;
    const [wide, high] = [box.x2 - box.x1, box.y2 - box.y1];
    const { left, right, bottom } = this.#sides();
    const [width, height] = [cy.width() - left - right - 2 * padding, cy.height() - padding - Math.max(padding, bottom + padding / 4)];
    const zoom = Math.max(cy.minZoom(), Math.min(largestZoom, width / Math.max(1, wide), height / Math.max(1, high)));
    cy.viewport({ zoom, pan: { x: left + padding + width / 2 - zoom * (box.x1 + wide / 2), y: padding + height / 2 - zoom * (box.y1 + high / 2) } });
    this.#isFitted = ids === undefined;
    this.#name();
  }

  zoomBy(factor: number): void {
    const { cy } = this;
    this.#isFitted = false;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  /** Brings a node into view where it is not. */
  reveal(id: string): void {
    const { cy } = this;
    const node = this.#scene.node(id);
    if (!node) return;
    const { x, y } = this.#placed(node);
    const { left, right, bottom } = this.#sides();
    const [width, height] = [cy.width() - right, cy.height() - bottom];
    const by = { x: shiftInto(x, left + nearEdge, width - nearEdge), y: shiftInto(y, nearEdge, height - nearEdge) };
    if (by.x === 0 && by.y === 0) return;
    cy.panBy(by);
    this.#isFitted = false;
  }

  /** Where a node is on the screen. */
  rectOf(id: string): DOMRect | null {
    const node = this.#scene.node(id);
    if (!node) return null;
    const { x, y, radius } = this.#placed(node);
    const { left, top } = this.#container.getBoundingClientRect();
    return new DOMRect(left + x - radius, top + y - radius, 2 * radius, 2 * radius);
  }

  /** Nodes by their places on the canvas, for a lasso and for what lies under the pointer. */
  placesOnCanvas(): readonly { readonly id: string; readonly x: number; readonly y: number; readonly radius: number }[] {
    return this.#scene.nodes.map((node) => ({ id: node.id, ...this.#placed(node) }));
  }

  #placed(node: SceneNode): Point & { readonly radius: number } {
    const zoom = this.cy.zoom();
    return { ...onScreen(placeOf(node), { zoom, pan: this.cy.pan() }), radius: (node.look.diameter / 2) * zoom };
  }

  /** What is covered; at the sides only where the canvas is wide enough to stand beside it. */
  #sides(): Covered {
    const { left, right, bottom } = this.#covered();
    return this.cy.width() > roomy ? { left, right, bottom } : { left: 0, right: 0, bottom };
  }

  /** What covers the picture changed: it is shown whole again, unless somebody looked elsewhere. */
  fitAgain(): void {
    if (this.#isFitted) this.fit();
  }

  /** Shows all of a picture that was shown whole and has grown out of the view. */
  #refit(): void {
    if (!this.#isFitted || this.cy.destroyed()) return;
    const [box, seen] = [this.#scene.extent(), this.cy.extent()];
    if (box !== null && (box.x1 < seen.x1 || box.y1 < seen.y1 || box.x2 > seen.x2 || box.y2 > seen.y2)) this.fit();
  }

  /** Whether all is in its place at once. */
  #move(moved: readonly SceneNode[]): boolean {
    if (moved.length === 0) return true;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (calm) this.cy.batch(() => moved.forEach(({ element, at }) => element?.position({ ...at })));
    else for (const { element, at } of moved) element?.stop(true).animate({ position: { ...at } }, { duration: calmMs, complete: () => this.#settle() });
    return calm;
  }

  #settle(): void {
    this.#refit();
    this.#name();
  }

  /** Once per frame at most: which nodes have room for their name. */
  #name(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (!this.cy.destroyed()) this.#painter.name(this.#sides());
    });
  }

  #listen(): void {
    const { cy } = this;
    const isAdding = (event: Event | undefined): boolean => event instanceof MouseEvent && (event.shiftKey || event.ctrlKey || event.metaKey);
    cy.on('tap', ({ target, originalEvent }) => {
      if (target === cy) this.#events.onChoose([], false);
      else if ('isNode' in target && target.isNode()) this.#events.onChoose([target.id()], isAdding(originalEvent));
    });
    cy.on('dbltap', 'node', ({ target }) => this.#events.onOpen(target.id()));
    cy.on('cxttap', 'node', ({ target }) => {
      const rect = this.rectOf(target.id());
      if (rect) this.#events.onMenu(target.id(), rect);
    });
    cy.on('dragfree', 'node', ({ target }) => this.#events.onMoved(new Map([[String(target.id()), { ...target.position() }]])));
    cy.on('scrollzoom pinchzoom dragpan', () => void (this.#isFitted = false));
    cy.on('pan zoom', () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#name(), settledMs);
    });
    cy.on('mouseover', 'node', ({ target }) => {
      this.#container.dataset['over'] = 'node';
      this.#pointed = target.id();
      this.#remark();
    });
    cy.on('mouseout', 'node', () => {
      delete this.#container.dataset['over'];
      this.#pointed = null;
      this.#remark();
    });
  }
}

/** How far a place is moved to lie between two, or in their middle where they leave no room; no farther, so that what stands around it stays in sight. */
function shiftInto(place: number, least: number, most: number): number {
  if (least > most) return (least + most) / 2 - place;
  return Math.max(least, Math.min(most, place)) - place;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += atOnce) yield items.slice(from, from + atOnce);
}
