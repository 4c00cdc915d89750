import { type Ref, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import { pictureName } from '../words.ts';
import { Empty } from '../../../ui/states.tsx';
import { AppearanceControls } from '../appearance/appearance-controls.tsx';
import { GraphLegend } from '../appearance/graph-legend.tsx';
import type { CanvasNode } from '../canvas/elements.ts';
import { type CanvasHandle, GraphCanvas } from '../canvas/graph-canvas.tsx';
import { filter, hangsOn, type Point } from '../state/exploration.ts';
import { changeExplorer, explore, selectNodes, useExplorer } from '../state/store.ts';
import { TimeBar } from '../time/time-bar.tsx';
import { foldInto, movedNodes } from './actions.ts';
import { type DrawnContext, openNode } from './context.ts';
import { matching } from './finder.tsx';
import type { NodeDesk } from './node-actions.ts';
import { NodeCard, NodeMenu } from './node-card.tsx';
import { PictureTable } from './nodes-table.tsx';
import { PictureBar } from './picture-bar.tsx';
import { PictureFoot } from './picture-foot.tsx';
import { RestPanel } from './rest-panel.tsx';
import { SavePicture } from './save-picture.tsx';
import { SelectionCard } from './selection-card.tsx';
import { usePictureCommands } from './use-picture-commands.ts';
import type { PictureModel } from './use-picture.ts';
import { useWalk } from './use-walk.ts';
import { WhatIfPanel } from './what-if-panel.tsx';
import styles from './explorer.module.css';

interface DrawnPictureProps {
  readonly ref: Ref<{ readonly show: (node: GraphNode) => void }>;
  readonly context: DrawnContext;
  readonly model: PictureModel;
  readonly onConnect: (node: GraphNode) => void;
  readonly onFind: () => void;
}

/** Longer than the pause between the two clicks of a double click. Milliseconds. */
const doubleClickMs = 400;
/** Beside a node, what is dropped is dropped on it. Pixels of the picture. */
const dropRoom = 5;

/** A picture that is there: canvas or table, legend, cards, and what the keyboard does. */
export function DrawnPicture({ ref, context, model, onConnect, onFind }: DrawnPictureProps) {
  const { route, place, picture, whole, scope } = context;
  const { seen, appearance, canvas: drawing, exploration, pointOf, arrange } = model;
  const { selected, cursor, find, shows, time, showsTime, names } = useExplorer();
  const handle = useRef<CanvasHandle>(null);
  const help = useId();
  const [isLasso, setLasso] = useState(false);
  const [rest, setRest] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly node: GraphNode; readonly anchor: DOMRect } | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [pointed, setPointed] = useState<string | null>(null);

  const fitAgain = useCallback(() => handle.current?.fitAgain(), []);
  const nodes = seen?.nodes ?? [];
  const edges = seen?.edges ?? [];
  const desk: NodeDesk = { context, pointOf, onRest: setRest, onConnect };
  const nodeOf = (id: string): GraphNode | undefined => nodes.find((node) => node.id === id);
  const open = (node: GraphNode): void => {
    if (node.kind === 'more') setRest(node.id);
    else if (seen?.foldedInto.has(node.id)) foldInto(context, node.id, false);
    else openNode(route, node);
  };
  const moved = (places: ReadonlyMap<string, Point>): void => {
    const onto = drawing && droppedOn(drawing.nodes, edges, places);
    if (onto) foldInto(context, onto, true);
    else movedNodes(context, places);
  };
  const found = useMemo(() => {
    if (find.trim() !== '') return new Set(matching(whole.nodes, find).map(({ id }) => id));
    if (pointed === null || !appearance) return null;
    const of = whole.nodes.filter((_, at) => appearance.nodes[at]?.entries.includes(pointed)).map(({ id }) => id);
    const ends = whole.edges.flatMap((edge, at) => (appearance.edges[at]?.entries.includes(pointed) ? [edge.source, edge.target] : []));
    return new Set([...of, ...ends]);
  }, [find, pointed, whole, appearance]);
  const walk = useWalk({ seen, drawn: drawing?.nodes ?? [], canvas: handle, onOpen: open, onMenu: (node, anchor) => setMenu({ node, anchor }) });
  const toggleLasso = (): void => setLasso((before) => !before);
  usePictureCommands({ context, model, canvas: handle, onFind, onConnect, onLasso: toggleLasso, onSave: () => setSaving(true), onOpen: open });
  useImperativeHandle(ref, () => ({
    show: (node) => {
      selectNodes([node.id]);
      handle.current?.fit([node.id]);
      handle.current?.focus();
    },
  }), []);
  useEffect(() => {
    if (cursor === null) return;
    // The card may cover what was clicked. Not at once: the second click of two is to meet the same node.
    const timer = setTimeout(() => handle.current?.reveal(cursor), doubleClickMs);
    return () => clearTimeout(timer);
  }, [cursor]);
  if (!drawing || !appearance) return null;

  const chosen = nodes.filter(({ id }) => selected.has(id));
  const [single] = chosen.length === 0 ? nodes.filter(({ id }) => id === cursor) : chosen;
  const name = pictureName(picture, (id) => names.get(id));
  const bar = <PictureBar context={context} isLasso={isLasso} onLasso={toggleLasso} onArrange={arrange} onSave={() => setSaving(true)} folded={seen?.foldedInto ?? null} />;
  if (rest !== null) return <RestPanel context={context} node={rest} onOpen={(node) => openNode(route, node)} onBack={() => setRest(null)} />;
  return (
    <>
      {bar}
      {shows === 'table' ? (
        <PictureTable nodes={nodes} edges={edges} onOpen={open} />
      ) : (
        <GraphCanvas
          ref={handle}
          label={`Graph of ${name}: ${nodes.length} nodes, ${edges.length} ties. The table has the same`}
          describedBy={help}
          nodes={drawing.nodes}
          edges={drawing.edges}
          palette={appearance.palette}
          isLasso={isLasso}
          selected={selected}
          cursor={cursor}
          found={found}
          spoken={walk.spoken}
          onKeyDown={walk.onKeyDown}
          onChoose={selectNodes}
          onOpen={(id) => {
            const node = nodeOf(id);
            if (node) open(node);
          }}
          onMenu={(id, anchor) => {
            const node = nodeOf(id);
            if (node) setMenu({ node, anchor });
          }}
          onMoved={moved}
        >
          <details ref={openWhereRoomy} className={styles.legend} data-covers="left">
            <summary>Legend</summary>
            <AppearanceControls graph={whole} value={appearance.choice} onChange={(choice) => changeExplorer({ appearance: choice })} />
            <GraphLegend
              appearance={appearance}
              hidden={exploration.filtered}
              onPoint={setPointed}
              onHidden={(hidden) => explore(route, place, 'Filtered by the legend', (before) => filter(before, hidden))}
            />
          </details>
          {nodes.length === 0 && <div className={styles.nothing}><NothingDrawn isHidden={whole.nodes.length > 0} /></div>}
          <div className={styles.side} data-covers="right" key={single?.id ?? chosen.length}>
            {chosen.length > 1 ? <SelectionCard desk={desk} nodes={chosen} /> : single && <NodeCard desk={desk} node={single} edges={edges} />}
            {picture.view === 'what-if' && chosen.length === 0 && !single && <WhatIfPanel scope={scope} picture={picture} onCounted={fitAgain} />}
          </div>
          <p id={help} className={styles.hint} data-covers="bottom">
            {isLasso ? 'Draw a line around nodes to choose them.' : 'Click a node for what can be done, double-click to open or unfold it, drag it to move it or to fold it into its only neighbour.'}
          </p>
        </GraphCanvas>
      )}
      {showsTime && <TimeBar graph={whole} time={time} onTime={(moment) => changeExplorer({ time: moment })} />}
      <PictureFoot graph={whole} />
      {menu && <NodeMenu desk={desk} node={menu.node} anchor={menu.anchor} onClose={() => setMenu(null)} />}
      {isSaving && <SavePicture context={context} model={model} onClose={() => setSaving(false)} />}
    </>
  );
}

/** The node that a single one was dropped on and hangs on alone. */
function droppedOn(drawn: readonly CanvasNode[], edges: readonly GraphEdge[], places: ReadonlyMap<string, Point>): string | null {
  const [moved, ...others] = places;
  if (moved === undefined || others.length > 0) return null;
  const [id, { x, y }] = moved;
  const onto = drawn.find(({ node }) => node.id === hangsOn(edges, id));
  return onto && Math.hypot(onto.at.x - x, onto.at.y - y) <= onto.look.diameter / 2 + dropRoom ? onto.node.id : null;
}

function NothingDrawn({ isHidden }: { readonly isHidden: boolean }) {
  if (isHidden) return <Empty title="Everything is hidden">It is shown again by the legend, by “Show hidden” or by “End focus”.</Empty>;
  return <Empty title="No ties in this scope">Nothing here has a tie of the kinds that count. “What counts” chooses them, and which packages are looked at.</Empty>;
}

/** Pictures no wider than this are half covered by the legend. Pixels. */
const legendRoom = 620;

/** The legend is open where there is room for it: at first, and again when a window gets narrow or wide. */
function openWhereRoomy(element: HTMLDetailsElement | null): (() => void) | undefined {
  const picture = element?.parentElement;
  if (!element || !picture) return undefined;
  let isRoomy = picture.clientWidth > legendRoom;
  element.open = isRoomy;
  const observer = new ResizeObserver(() => {
    const is = picture.clientWidth > legendRoom;
    if (is !== isRoomy) element.open = is;
    isRoomy = is;
  });
  observer.observe(picture);
  return () => observer.disconnect();
}
