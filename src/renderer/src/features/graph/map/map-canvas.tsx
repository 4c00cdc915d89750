import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import type { Palette } from '../../../../../shared/graph/index.ts';
import { formatCount } from '../../../ui/quantity.ts';
import { call } from '../../../client/client.ts';
import type { MapLegendEntry } from './map-colours.ts';
import type { WholeMapAnswer } from './map-columns.ts';
import { MapLayer } from './map-layer.ts';
import type { AboutNode } from './map-messages.ts';
import { useNames } from './use-names.ts';
import styles from './map.module.css';

interface MapCanvasProps {
  readonly map: WholeMapAnswer;
  readonly scope: ReachScope;
  readonly palette: Palette;
  readonly hidden: boolean;
  readonly onLayer: (layer: MapLayer | null) => void;
  readonly onLegend: (entries: readonly MapLegendEntry[]) => void;
  readonly onLit: (count: number | null) => void;
  readonly onChoose: (about: AboutNode | null) => void;
  readonly onOpen: (node: GraphNode) => void;
}

/** Pixels that a pressed pointer may move and still click. */
const still = 4;
const keyStep = 60;

interface Over {
  readonly about: AboutNode;
  readonly x: number;
  readonly y: number;
}

/** The map itself: drag and wheel, names under the pointer, a click to choose; arrows, plus, minus and 0 do the same. */
export function MapCanvas({ map, scope, palette, hidden, onLayer, onLegend, onLit, onChoose, onOpen }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<MapLayer | null>(null);
  const events = useRef({ onLayer, onLegend, onLit });
  const firstPalette = useRef(palette);
  const drag = useRef<{ readonly x: number; readonly y: number; moved: boolean; atX: number; atY: number } | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const [isReady, setReady] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const names = useNames(scope, over === null ? [] : [over.about.node]);
  useEffect(() => {
    events.current = { onLayer, onLegend, onLit };
  });

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const made = new MapLayer(element, firstPalette.current, {
      onLoaded: () => events.current.onLayer(made),
      onFirstPicture: () => setReady(true),
      onLegend: (entries) => events.current.onLegend(entries),
      onLit: (count) => events.current.onLit(count),
      onFailed: setFailure,
    });
    layer.current = made;
    made.load(map);
    const watcher = new ResizeObserver(() => made.resized());
    watcher.observe(element);
    // React's own listener is passive, and the page must not scroll.
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      made.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.0025), event.offsetX, event.offsetY);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      watcher.disconnect();
      element.removeEventListener('wheel', wheel);
      layer.current = null;
      events.current.onLayer(null);
      made.close();
    };
  }, [map]);

  const move = (event: PointerEvent): void => {
    const { offsetX, offsetY } = event.nativeEvent;
    const held = drag.current;
    if (held !== null) {
      if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) <= still) return;
      held.moved = true;
      layer.current?.pan(event.clientX - held.atX, event.clientY - held.atY);
      held.atX = event.clientX;
      held.atY = event.clientY;
      setOver(null);
    } else void layer.current?.at(offsetX, offsetY).then((about) => setOver(about && { about, x: offsetX, y: offsetY }));
  };
  const release = async (event: PointerEvent): Promise<void> => {
    const isClick = drag.current?.moved === false;
    drag.current = null;
    if (isClick) onChoose((await layer.current?.at(event.nativeEvent.offsetX, event.nativeEvent.offsetY)) ?? null);
  };
  const open = async (x: number, y: number): Promise<void> => {
    const about = await layer.current?.at(x, y);
    if (!about) return;
    const answer = await call('graph.mapNodes', { ...scope, nodes: [about.node] });
    const node = answer.ok ? answer.value.nodes[0] : undefined;
    if (node) onOpen(node);
  };
  const name = over === null ? undefined : names.get(over.about.node)?.label;
  return (
    <div className={styles.canvasWrap} hidden={hidden} aria-busy={!isReady} data-map={isReady ? 'painted' : 'waiting'}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        // The map is moved with arrows, plus, minus and 0.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`Map of ${formatCount(map.nodes)} packages. Arrows move it, plus and minus zoom, 0 shows all. The table has the same packages.`}
        data-over={over !== null || undefined}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY, atX: event.clientX, atY: event.clientY, moved: false };
        }}
        onPointerMove={move}
        onPointerUp={(event) => void release(event)}
        onPointerLeave={() => setOver(null)}
        onDoubleClick={(event) => void open(event.nativeEvent.offsetX, event.nativeEvent.offsetY)}
        onKeyDown={(event) => moveByKey(event, layer.current)}
      />
      {over !== null && name !== undefined && (
        <p className={styles.tip} style={{ left: over.x, top: over.y }}>
          {name}
        </p>
      )}
      {failure !== null && <p role="alert">The map cannot be drawn: {failure}</p>}
    </div>
  );
}

function moveByKey(event: KeyboardEvent, layer: MapLayer | null): void {
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => layer?.pan(keyStep, 0),
    ArrowRight: () => layer?.pan(-keyStep, 0),
    ArrowUp: () => layer?.pan(0, keyStep),
    ArrowDown: () => layer?.pan(0, -keyStep),
    '+': () => layer?.zoom(1.3),
    '=': () => layer?.zoom(1.3),
    '-': () => layer?.zoom(1 / 1.3),
    '0': () => layer?.fit(),
  };
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
