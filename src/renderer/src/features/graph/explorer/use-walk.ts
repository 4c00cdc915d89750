import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { GraphNode } from '../../../../../shared/contract/index.ts';
import { wholeNames } from '../../../../../shared/graph/index.ts';
import type { CanvasHandle } from '../canvas/graph-canvas.tsx';
import type { CanvasNode } from '../canvas/elements.ts';
import { neighboursOf, type SeenGraph } from '../state/exploration.ts';
import { changeExplorer, selectNodes, useExplorer } from '../state/store.ts';
import { type Direction, walkTo } from '../state/walk.ts';
import { spokenNode } from '../words.ts';

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

interface WalkInput {
  readonly seen: SeenGraph | null;
  readonly drawn: readonly CanvasNode[];
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly onOpen: (node: GraphNode) => void;
  readonly onMenu: (node: GraphNode, anchor: DOMRect) => void;
}

interface Walk {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The node at the cursor in words. */
  readonly spoken: string;
}

/** The keyboard on a picture: a cursor that goes from node to node and tells what it is at. */
export function useWalk({ seen, drawn, canvas, onOpen, onMenu }: WalkInput): Walk {
  const cursor = useExplorer((state) => state.cursor);
  const names = useMemo(() => wholeNames(seen?.nodes ?? []), [seen]);
  const current = drawn.find(({ node }) => node.id === cursor)?.node ?? null;
  const focus = drawn.find(({ node }) => node.focus)?.node ?? drawn[0]?.node ?? null;
  const goTo = (node: GraphNode | null): void => {
    if (node === null) return;
    changeExplorer({ cursor: node.id });
    canvas.current?.reveal(node.id);
  };
  const step = (direction: Direction): void => {
    const from = drawn.findIndex(({ node }) => node.id === cursor);
    if (from < 0) {
      goTo(focus);
      return;
    }
    const near = neighboursOf(seen?.edges ?? [], [cursor ?? '']);
    const positions = Float32Array.from(drawn.flatMap(({ at }) => [at.x, at.y]));
    const to = walkTo({ positions, from, direction, isNeighbour: (node) => near.has(drawn[node]?.node.id ?? '') });
    goTo(to === null ? null : (drawn[to]?.node ?? null));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (direction !== undefined) step(direction);
    else if (event.key === 'Home') goTo(focus);
    else if (event.key === 'Escape') selectNodes([]);
    else if (event.key === 'Enter' && current) onOpen(current);
    else if (event.key === ' ' && current) selectNodes([current.id], true);
    else if (isMenu && current) onMenu(current, canvas.current?.rectOf(current.id) ?? new DOMRect());
    else return;
    event.preventDefault();
  };
  return { onKeyDown, spoken: current ? spokenNode(current, seen?.edges ?? [], (id) => names.get(id) ?? id) : '' };
}
