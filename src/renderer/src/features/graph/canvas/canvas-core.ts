import cytoscape, { type Core, type ElementDefinition, type NodeCollection, type NodeSingular } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';
import type { Point } from '../state/exploration.ts';
import { type CanvasEdge, type CanvasNode, elementsOf } from './elements.ts';
import { LabelLayer } from './label-layer.ts';
import { PatientRenderer } from './patient-renderer.ts';
import { inSlices } from './slices.ts';
import { canvasStyle, toldSize } from './style.ts';

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

/** Pixels at the sides of a canvas that lie under something else. */
export interface Covered {
  readonly left: number;
  readonly right: number;
}

/** Free space around a picture that fits. Pixels. */
const padding = 40;
/** A node nearer to the edge is brought to the middle. Pixels. */
const nearEdge = 40;
/** A picture of few nodes is not blown up beyond this. */
const largestZoom = 1.15;
/** Canvases narrower than this have no room beside the legend. Pixels. */
const roomy = 620;
/** What is said beside lines grows at most so much where the picture is drawn small; further out nothing could be read in any case. */
const largestWords = 12;
/** A pause after which it is seen anew which names have room. Milliseconds. */
const settledMs = 120;
/** Elements beyond which they come and go in slices. */
const few = 100;
/** Elements beyond which the picture is drawn in slices, nothing is faded under the pointer or moved step by step: it would take longer than a frame. */
const lively = 400;
/** Elements that come, go or change in one step. */
const atOnce = 24;
const calmMs = 240;

/** Cytoscape behind a few verbs; whoever holds it says what is to be seen. */
export class CanvasCore {
  readonly cy: Core;
  readonly #container: HTMLElement;
  #events: CanvasEvents;
  #palette: Palette;
  #scale = 1;
  #drawn = new Map<string, string>();
  #marks: CanvasMarks = { selected: new Set(), cursor: null, found: null };
  #frame = 0;
  #giveUp = (): void => undefined;
  #isEmpty = true;
  /** Whether all elements of the picture are there, painted or not. */
  #isComplete = false;
  /** Whether an element may have a mark. */
  #isMarked = false;
  readonly #labels: LabelLayer;
  readonly #patient: PatientRenderer;
  readonly #covered: () => Covered;
  readonly #resizes: ResizeObserver;
  /** Nobody looked elsewhere since the whole picture was shown. */
  #isFitted = true;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** `covered`: how many pixels at the sides lie under something else. */
  constructor(container: HTMLElement, palette: Palette, events: CanvasEvents, covered: () => Covered) {
    this.#container = container;
    this.#covered = covered;
    this.#events = events;
    this.#palette = palette;
    this.cy = cytoscape({ container, style: canvasStyle(palette), minZoom: 0.03, maxZoom: 5, boxSelectionEnabled: false, autounselectify: true });
    this.#labels = new LabelLayer(this.cy, container, palette);
    this.#patient = new PatientRenderer(this.cy, {
      onWhole: () => {
        if (this.#isComplete) container.dataset['painted'] = String(this.#drawn.size);
      },
      onOver: (context) => this.#labels.drawOn(context),
    });
    this.#resizes = new ResizeObserver(() => {
      this.cy.resize();
      if (this.#isFitted) this.fit();
      else this.#name();
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
    this.#patient.destroy();
    this.#labels.destroy();
    this.cy.destroy();
  }

  /** Draws what is new, takes away what is gone, moves what has another place; of a large picture in slices, and what comes later goes before. */
  draw(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[], palette: Palette): void {
    this.#giveUp();
    delete this.#container.dataset['painted'];
    this.#isComplete = false;
    const isSliced = nodes.length + edges.length > few;
    if (isSliced) this.#patient.hold();
    this.#giveUp = inSlices(this.#drawing(elementsOf(nodes, edges), palette), !isSliced);
  }

  *#drawing(elements: readonly ElementDefinition[], palette: Palette): Generator<void, void> {
    const { cy } = this;
    const moved: Record<string, Point> = {};
    const left = new Set(this.#drawn.keys());
    for (const { data } of elements) left.delete(String(data.id));
    for (const gone of inParts([...left])) {
      cy.batch(() => gone.forEach((id) => cy.getElementById(id).remove()));
      for (const id of gone) this.#drawn.delete(id);
      yield;
    }
    if (palette !== this.#palette) {
      this.#palette = palette;
      this.#labels.usePalette(palette);
      cy.style(canvasStyle(palette));
      yield;
    }
    for (const part of inParts(elements)) {
      const fresh: ElementDefinition[] = [];
      cy.batch(() => {
        for (const element of part) {
          const id = String(element.data.id);
          const { position, ...looks } = element;
          const text = JSON.stringify(looks);
          const before = this.#drawn.get(id);
          this.#drawn.set(id, text);
          const drawn = cy.getElementById(id);
          if (before === undefined) fresh.push(element);
          else if (before !== text) drawn.data(element.data).classes(element.classes ?? '');
          if (before !== undefined && position && distance(drawn as NodeSingular, position) > 0.5) moved[id] = position;
        }
      });
      cy.add(fresh);
      this.#patient.prepare();
      yield;
    }
    this.#isComplete = true;
    this.#patient.isOn = elements.length > lively;
    this.#labels.isGuest = this.#patient.isOn;
    const isCalm = this.#move(moved);
    if (this.#isEmpty && elements.length > 0) this.fit();
    else if (isCalm) this.#refit();
    this.#isEmpty = elements.length === 0;
    this.mark(this.#marks);
    this.#patient.prepare();
    this.#patient.release();
  }

  mark(marks: CanvasMarks): void {
    this.#marks = marks;
    const { cy } = this;
    cy.batch(() => {
      // To look at every element for what nobody marked takes longer than all else here.
      if (this.#isMarked) cy.elements('.chosen, .cursor, .apart, .near').removeClass('chosen cursor apart near');
      this.#isMarked = marks.selected.size > 0 || marks.cursor !== null || marks.found !== null;
      for (const id of marks.selected) cy.getElementById(id).addClass('chosen');
      if (marks.cursor !== null) cy.getElementById(marks.cursor).addClass('cursor');
      if (marks.found !== null) {
        const kept = marks.found;
        cy.elements().filter((element) => (element.isNode() ? !kept.has(element.id()) : !kept.has(element.source().id()) || !kept.has(element.target().id()))).addClass('apart');
      }
    });
    this.#name();
  }

  /** Shows these nodes, or all, in what the legend leaves free. */
  fit(ids?: readonly string[]): void {
    const { cy } = this;
    const what = ids === undefined ? cy.nodes() : cy.nodes().filter((node) => ids.includes(node.id()));
    if (what.empty()) return;
    const box = boxOf(what);
    const { left, right } = this.#sides();
    const [width, height] = [cy.width() - left - right - 2 * padding, cy.height() - 2 * padding];
    const zoom = Math.max(cy.minZoom(), Math.min(largestZoom, width / Math.max(1, box.w), height / Math.max(1, box.h)));
    cy.viewport({ zoom, pan: { x: left + padding + width / 2 - zoom * (box.x1 + box.w / 2), y: padding + height / 2 - zoom * (box.y1 + box.h / 2) } });
    this.#isFitted = ids === undefined;
    this.#rescale();
  }

  zoomBy(factor: number): void {
    const { cy } = this;
    this.#isFitted = false;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  /** Brings a node into view where it is not. */
  reveal(id: string): void {
    const { cy } = this;
    const node = cy.getElementById(id);
    if (node.empty()) return;
    const { x, y } = (node as NodeSingular).renderedPosition();
    const { left, right } = this.#sides();
    const [from, to] = [left + nearEdge, cy.width() - right - nearEdge];
    if (x >= from && y >= nearEdge && x <= to && y <= cy.height() - nearEdge) return;
    cy.panBy({ x: (from + to) / 2 - x, y: cy.height() / 2 - y });
    this.#isFitted = false;
  }

  /** Where a node is on the screen. */
  rectOf(id: string): DOMRect | null {
    const node = this.cy.getElementById(id);
    if (node.empty()) return null;
    const box = node.renderedBoundingBox({ includeLabels: false, includeOverlays: false });
    const { left, top } = this.#container.getBoundingClientRect();
    return new DOMRect(left + box.x1, top + box.y1, box.w, box.h);
  }

  /** Nodes by their places on the canvas, for a lasso and for what lies under the pointer. */
  placesOnCanvas(): readonly { readonly id: string; readonly x: number; readonly y: number; readonly radius: number }[] {
    return this.cy.nodes().map((node) => ({ id: node.id(), ...node.renderedPosition(), radius: node.renderedWidth() / 2 }));
  }

  /** What is covered at the sides, where the canvas is wide enough to stand beside it. */
  #sides(): Covered {
    return this.cy.width() > roomy ? this.#covered() : { left: 0, right: 0 };
  }

  /** Shows all of a picture that was shown whole and has grown out of the view. */
  #refit(): void {
    if (!this.#isFitted || this.cy.destroyed()) return;
    const [{ x1, y1, w, h }, seen] = [boxOf(this.cy.nodes()), this.cy.extent()];
    if (x1 < seen.x1 || y1 < seen.y1 || x1 + w > seen.x2 || y1 + h > seen.y2) this.fit();
  }

  /** Whether all is in its place at once. */
  #move(moved: Readonly<Record<string, Point>>): boolean {
    const ids = Object.keys(moved);
    if (ids.length === 0) return true;
    const calm = this.#patient.isOn || matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (calm) this.cy.batch(() => ids.forEach((id) => this.cy.getElementById(id).position(moved[id] ?? { x: 0, y: 0 })));
    else for (const id of ids) this.cy.getElementById(id).stop(true).animate({ position: { ...(moved[id] ?? { x: 0, y: 0 }) } }, { duration: calmMs, complete: () => this.#settle() });
    return calm;
  }

  #settle(): void {
    this.#refit();
    this.#name();
  }

  /** What is said beside lines keeps a readable size on a picture that is drawn small. */
  #rescale(): void {
    const scale = Math.min(largestWords, Math.max(0.2, 1 / this.cy.zoom()));
    const told = this.cy.edges('.told');
    if (!told.empty() && Math.abs(scale / this.#scale - 1) > 0.05) {
      this.#scale = scale;
      told.style({ 'font-size': toldSize * scale, 'text-margin-y': -7 * scale, 'text-outline-width': 2 * scale });
    }
    this.#name();
  }

  /** Once per frame at most: which nodes have room for their name. */
  #name(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (!this.cy.destroyed()) this.#labels.arrange(this.#sides());
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
      this.#settling = setTimeout(() => this.#rescale(), settledMs);
    });
    cy.on('mouseover', 'node', ({ target }) => {
      this.#container.dataset['over'] = 'node';
      this.#labels.point(target);
      this.#isMarked = true;
      target.connectedEdges().addClass('near');
      if (this.#marks.found === null && cy.elements().length < lively) cy.elements().difference(target.closedNeighborhood()).addClass('apart');
    });
    cy.on('mouseout', 'node', () => {
      delete this.#container.dataset['over'];
      this.#labels.point(null);
      this.mark(this.#marks);
    });
  }
}

function distance(node: NodeSingular, { x, y }: Point): number {
  const at = node.position();
  return Math.hypot(at.x - x, at.y - y);
}

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += atOnce) yield items.slice(from, from + atOnce);
}

/** Around nodes; cytoscape's own looks at every line's and label's extent too. */
function boxOf(nodes: NodeCollection): { readonly x1: number; readonly y1: number; readonly w: number; readonly h: number } {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes.toArray()) {
    const [{ x, y }, radius] = [node.position(), Number(node.data('size')) / 2];
    [x1, y1, x2, y2] = [Math.min(x1, x - radius), Math.min(y1, y - radius), Math.max(x2, x + radius), Math.max(y2, y + radius)];
  }
  return { x1, y1, w: x2 - x1, h: y2 - y1 };
}
