import type { Palette } from '../../../../../shared/graph/index.ts';
import type { MapColouring, MapLegendEntry } from './map-colours.ts';
import type { WholeMapAnswer } from './map-columns.ts';
import type { MapLabel } from './map-labels.ts';
import type { AboutNode, FromMapWorker, ToMapWorker } from './map-messages.ts';
import type { MapView } from './map-paint.ts';

export interface MapLayerEvents {
  readonly onLoaded: () => void;
  readonly onFirstPicture: () => void;
  readonly onLegend: (entries: readonly MapLegendEntry[]) => void;
  readonly onLit: (count: number | null) => void;
  readonly onFailed: (message: string) => void;
}

interface Painted {
  readonly picture: ImageBitmap;
  readonly view: MapView;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly MapLabel[];
}

/** What is painted beyond each side of the canvas, as a share of it, so that a map that is dragged has something to show. */
const margin = 0.15;
const closest = 60;
/** Pixels around a node in which the pointer still means it. */
const reach = 6;
/** More pixels than two for each of CSS make a difference to nobody. */
const mostRatio = 2;

/** The map on a canvas: while it is moved, the last picture is moved with it, until the worker has painted the next one. */
export class MapLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #events: MapLayerEvents;
  readonly #worker = new Worker(new URL('map-worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, (message: FromMapWorker) => void>();
  #requests = 0;
  #extent = 1;
  #view: MapView = { across: 0, down: 0, zoom: 1 };
  #painted: Painted | null = null;
  #isPainting = false;
  #isStale = false;
  #frame = 0;
  #palette: Palette;
  #marks: readonly AboutNode[] = [];

  constructor(canvas: HTMLCanvasElement, palette: Palette, events: MapLayerEvents) {
    this.#canvas = canvas;
    this.#palette = palette;
    this.#events = events;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromMapWorker>) => this.#hear(data));
    this.#worker.addEventListener('error', ({ message }) => events.onFailed(message));
  }

  get view(): MapView {
    return this.#view;
  }

  load(map: WholeMapAnswer): void {
    const { nodes, ids, edges, hubs, owners, tasksOfNodes, downloads, dependants, signed } = map;
    this.#tell({ kind: 'load', columns: { nodes, ids, edges, hubs, owners, tasksOfNodes, downloads, dependants, signed }, tasks: map.tasks, named: map.named.map(({ node, label }) => ({ node, label })) });
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#worker.terminate();
    this.#painted?.picture.close();
  }

  colour(by: MapColouring, palette: Palette): void {
    this.#palette = palette;
    this.#tell({ kind: 'colour', by, palette });
    this.#paint();
  }

  filter(hidden: readonly number[], lit: string | null): void {
    this.#tell({ kind: 'filter', hidden, lit });
    this.#paint();
  }

  /** Nodes that stand out: with a ring each, and the edges of the first. */
  mark(marks: readonly AboutNode[]): void {
    this.#marks = marks;
    this.#schedule();
  }

  fit(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#look({ across: 0, down: 0, zoom: (0.47 * Math.min(clientWidth, clientHeight)) / this.#extent });
  }

  /** By CSS pixels. */
  pan(across: number, down: number): void {
    const { zoom } = this.#view;
    this.#look({ across: this.#view.across - across / zoom, down: this.#view.down - down / zoom, zoom });
  }

  /** Keeps the point under x, y (CSS pixels from the canvas's corner) where it is; without them the middle. */
  zoom(factor: number, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2): void {
    const { clientWidth, clientHeight } = this.#canvas;
    const least = (0.3 * Math.min(clientWidth, clientHeight)) / this.#extent;
    const zoom = Math.max(Math.min(least, closest), Math.min(closest, this.#view.zoom * factor));
    const beside = (x - clientWidth / 2) * (1 / this.#view.zoom - 1 / zoom);
    const below = (y - clientHeight / 2) * (1 / this.#view.zoom - 1 / zoom);
    this.#look({ across: this.#view.across + beside, down: this.#view.down + below, zoom });
  }

  /** Moves to a node, and near enough to see what is around it. */
  goTo({ across, down }: AboutNode): void {
    this.#look({ across, down, zoom: Math.max(this.#view.zoom, 9) });
  }

  resized(): void {
    const ratio = this.#ratio();
    this.#canvas.width = Math.round(this.#canvas.clientWidth * ratio);
    this.#canvas.height = Math.round(this.#canvas.clientHeight * ratio);
    this.#schedule();
    this.#paint();
  }

  /** The node at a point of the canvas. */
  async at(x: number, y: number): Promise<AboutNode | null> {
    const { clientWidth, clientHeight } = this.#canvas;
    const { across, down, zoom } = this.#view;
    const answer = await this.#ask({ kind: 'hit', request: 0, across: across + (x - clientWidth / 2) / zoom, down: down + (y - clientHeight / 2) / zoom, reach: reach / zoom });
    return answer.kind === 'hit' ? answer.about : null;
  }

  async about(node: number): Promise<AboutNode | null> {
    const answer = await this.#ask({ kind: 'about', request: 0, node });
    return answer.kind === 'hit' ? answer.about : null;
  }

  /** Nodes from the most used on, of those that are neither hidden nor faded. */
  async most(from: number, count: number): Promise<{ readonly nodes: readonly number[]; readonly total: number }> {
    const answer = await this.#ask({ kind: 'most', request: 0, from, count });
    return answer.kind === 'most' ? answer : { nodes: [], total: 0 };
  }

  #tell(message: ToMapWorker): void {
    this.#worker.postMessage(message);
  }

  #ask(message: Extract<ToMapWorker, { readonly request: number }>): Promise<FromMapWorker> {
    this.#requests += 1;
    const request = this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(request, resolve);
      this.#tell({ ...message, request });
    });
  }

  #hear(message: FromMapWorker): void {
    switch (message.kind) {
      case 'loaded':
        this.#extent = message.extent;
        this.#events.onLoaded();
        this.fit();
        return;
      case 'coloured':
        this.#events.onLegend(message.entries);
        return;
      case 'filtered':
        this.#events.onLit(message.lit);
        return;
      case 'drawn':
        if (this.#painted === null) this.#events.onFirstPicture();
        this.#painted?.picture.close();
        this.#painted = message;
        this.#isPainting = false;
        this.#schedule();
        if (this.#isStale) this.#paint();
        return;
      default:
        this.#waiting.get(message.request)?.(message);
        this.#waiting.delete(message.request);
    }
  }

  #look(view: MapView): void {
    this.#view = view;
    this.#schedule();
    this.#paint();
  }

  #ratio(): number {
    return Math.min(mostRatio, devicePixelRatio);
  }

  /** One picture at a time: what was asked for meanwhile is painted once, as it is then. */
  #paint(): void {
    this.#isStale = this.#isPainting;
    const { clientWidth, clientHeight } = this.#canvas;
    if (this.#isPainting || clientWidth === 0 || clientHeight === 0) return;
    this.#isPainting = true;
    this.#tell({ kind: 'draw', view: this.#view, width: Math.round(clientWidth * (1 + 2 * margin)), height: Math.round(clientHeight * (1 + 2 * margin)), ratio: this.#ratio() });
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null) return;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const ratio = this.#ratio();
    const { across, down, zoom } = this.#view;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.#palette.ground;
    context.fillRect(0, 0, width, height);
    const painted = this.#painted;
    if (painted === null) return;
    const scale = zoom / painted.view.zoom;
    const middleX = width / 2 + (painted.view.across - across) * zoom;
    const middleY = height / 2 + (painted.view.down - down) * zoom;
    context.imageSmoothingEnabled = scale !== 1;
    context.drawImage(painted.picture, middleX - (painted.width * scale) / 2, middleY - (painted.height * scale) / 2, painted.width * scale, painted.height * scale);
    this.#drawMarks(context, width, height);
    this.#drawLabels(context, painted.labels, middleX, middleY, scale);
  }

  #drawMarks(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { across, down, zoom } = this.#view;
    context.strokeStyle = this.#palette.accent;
    for (const mark of this.#marks) {
      context.beginPath();
      context.lineWidth = 2.5;
      context.arc(width / 2 + (mark.across - across) * zoom, height / 2 + (mark.down - down) * zoom, Math.max(5, mark.radius * zoom + 3), 0, 2 * Math.PI);
      context.stroke();
    }
  }

  #drawLabels(context: CanvasRenderingContext2D, labels: readonly MapLabel[], middleX: number, middleY: number, scale: number): void {
    context.font = '11.5px Inter, "Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = this.#palette.ground;
    context.fillStyle = this.#palette.ink;
    for (const { label, x, y } of labels) {
      const text = label.length > 40 ? `${label.slice(0, 39)}…` : label;
      context.strokeText(text, middleX + x * scale, middleY + y * scale);
      context.fillText(text, middleX + x * scale, middleY + y * scale);
    }
  }
}
