import { type KeyboardEvent, type ReactNode, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Palette } from '../../../../../shared/graph/index.ts';
import { CanvasCore, type CanvasEvents, type CanvasMarks } from './canvas-core.ts';
import type { CanvasEdge, CanvasNode } from './elements.ts';
import { Lasso } from './lasso.tsx';
import type { Covered } from './scene.ts';
import { ZoomTools } from './zoom-tools.tsx';
import styles from './canvas.module.css';

/** What others may ask of a picture on screen. */
export interface CanvasHandle {
  readonly fit: (ids?: readonly string[]) => void;
  /** What covers the picture changed. */
  readonly fitAgain: () => void;
  readonly reveal: (id: string) => void;
  readonly rectOf: (id: string) => DOMRect | null;
  readonly focus: () => void;
}

interface GraphCanvasProps extends CanvasEvents, CanvasMarks {
  readonly ref: Ref<CanvasHandle>;
  /** The picture's name for those who cannot see it. */
  readonly label: string;
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
  readonly palette: Palette;
  readonly isLasso: boolean;
  /** What the keyboard is at, in words; read out as it changes. */
  readonly spoken: string;
  readonly describedBy: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Stands over the picture; what covers a side of it has `data-covers="left"`, `right` or `bottom`. */
  readonly children?: ReactNode;
}

/** The picture itself. Clicks, drags and the wheel are cytoscape's; the keyboard is the explorer's. Mounted anew for another picture. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { ref, label, nodes, edges, palette, isLasso, spoken, describedBy, onKeyDown, selected, cursor, found, onChoose, onOpen, onMenu, onMoved } = props;
  const host = useRef<HTMLDivElement>(null);
  const wrap = useRef<HTMLDivElement>(null);
  const [core, setCore] = useState<CanvasCore | null>(null);
  const first = useRef({ palette, events: { onChoose, onOpen, onMenu, onMoved } });

  useEffect(() => {
    if (!host.current) return;
    const made = new CanvasCore(host.current, first.current.palette, first.current.events, () => coveredIn(wrap.current));
    setCore(made);
    return () => made.destroy();
  }, []);
  useEffect(() => {
    core?.listenWith({ onChoose, onOpen, onMenu, onMoved });
  });
  useEffect(() => core?.draw(nodes, edges, palette), [core, nodes, edges, palette]);
  useEffect(() => core?.mark({ selected, cursor, found }), [core, selected, cursor, found]);
  useImperativeHandle(ref, () => ({
    fit: (ids) => core?.fit(ids),
    fitAgain: () => core?.fitAgain(),
    reveal: (id) => core?.reveal(id),
    rectOf: (id) => core?.rectOf(id) ?? null,
    focus: () => wrap.current?.focus(),
  }), [core]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- an application: arrow keys walk from node to node
    <div ref={wrap} className={styles.wrap} role="application" aria-roledescription="graph" aria-label={`${label}, walked with the arrow keys`} aria-describedby={describedBy} tabIndex={0} onKeyDown={onKeyDown}>
      <div ref={host} className={`__________cytoscape_container ${styles.canvas}`} role="img" aria-label={label} data-nodes={nodes.length} data-edges={edges.length} />
      {isLasso && core && <Lasso places={() => core.placesOnCanvas()} onChoose={onChoose} />}
      <ZoomTools what="picture" onZoom={(factor) => core?.zoomBy(factor)} onFit={() => core?.fit()} />
      {props.children}
      <output className="visually-hidden" aria-live="polite">
        {spoken}
      </output>
    </div>
  );
}

function coveredIn(wrap: HTMLElement | null): Covered {
  const whole = wrap?.getBoundingClientRect() ?? new DOMRect();
  const rect = (side: string): DOMRect => wrap?.querySelector(`[data-covers="${side}"]`)?.getBoundingClientRect() ?? new DOMRect();
  const [left, right, bottom] = [rect('left'), rect('right'), rect('bottom')];
  // On a narrow canvas what stands at its right elsewhere lies across it.
  const across = right.width > whole.width / 2 ? right : bottom;
  return { left: left.width, right: right.width, bottom: across.height > 0 ? whole.bottom - across.top : 0 };
}
