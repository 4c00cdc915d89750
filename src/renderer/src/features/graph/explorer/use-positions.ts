import { useEffect, useRef, useState } from 'react';
import type { Graph } from '../../../../../shared/contract/index.ts';
import type { Appearance } from '../../../../../shared/graph/index.ts';
import { layOut, type LayoutKind } from '../layout/lay-out.ts';
import type { Point } from '../state/exploration.ts';
import type { PictureView } from '../words.ts';

interface Places {
  /** What the engine drew, without what was expanded. */
  readonly base: Graph | null;
  /** The picture that they are of. */
  readonly place: string;
  readonly points: ReadonlyMap<string, Point>;
}

interface Positions {
  /** Null until the first layout is there. */
  readonly points: ReadonlyMap<string, Point> | null;
  readonly failed: string | null;
  /** Lays the given nodes out anew, but for pinned ones. */
  readonly arrange: (nodes: ReadonlySet<string>) => void;
}

/** Of the nodes of a picture: where fewer have a place, all get new ones, since those that join would be crowded between them. */
const standingShare = 2 / 3;

function layoutKindOf(view: PictureView): LayoutKind {
  if (view === 'lineage') return 'layered';
  return view === 'tree' || view === 'what-if' ? 'radial' : 'force';
}

/**
 * Where the nodes of a picture are. What is drawn stays where it is while few nodes join it or go; what is pinned always does.
 * Hiding and filtering move nothing.
 */
export function usePositions(place: string, view: PictureView, base: Graph | null, whole: Graph | null, looks: Appearance | null, pinned: ReadonlyMap<string, Point>): Positions {
  const [places, setPlaces] = useState<Places | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [again, setAgain] = useState<{ readonly place: string; readonly nodes: ReadonlySet<string> } | null>(null);
  const known = useRef<Places | null>(null);
  const arranged = useRef<typeof again>(null);
  const input = useRef({ looks, pinned });
  useEffect(() => {
    input.current = { looks, pinned };
  });

  useEffect(() => {
    if (whole === null) return;
    const controller = new AbortController();
    const { looks, pinned } = input.current;
    const rearranged = again?.place === place && again !== arranged.current ? again.nodes : null;
    const kind = layoutKindOf(view);
    // Columns and rings are made for all of a picture: one that the engine drew anew, with more nodes say, is laid out anew.
    const isSame = known.current?.place === place && (kind === 'force' || known.current.base === base);
    const before = isSame && known.current ? known.current.points : new Map<string, Point>();
    const chosen = rearranged === null ? whole.nodes : whole.nodes.filter(({ id }) => rearranged.has(id));
    const ids = new Set(chosen.map(({ id }) => id));
    const graph = { nodes: chosen, edges: whole.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
    const standing = chosen.filter(({ id }) => before.has(id)).length;
    const joins = rearranged === null && standing >= standingShare * chosen.length;
    const stays = (id: string): Point | undefined => pinned.get(id) ?? (joins ? before.get(id) : undefined);
    const fixed = Float32Array.from(chosen.flatMap(({ id }) => [stays(id)?.x ?? Number.NaN, stays(id)?.y ?? Number.NaN]));
    const diameters = new Map(whole.nodes.map(({ id }, at) => [id, looks?.nodes[at]?.diameter ?? 14]));
    const sizes = Float32Array.from(chosen, ({ id }) => diameters.get(id) ?? 14);
    const run = async (): Promise<void> => {
      try {
        const positions = await layOut(graph, { kind, sizes, seed: 1, fixed, pinned: Uint8Array.from(chosen, ({ id }) => (pinned.has(id) ? 1 : 0)) }, controller.signal);
        const laid = new Map(chosen.map(({ id }, at) => [id, { x: positions[2 * at] ?? 0, y: positions[2 * at + 1] ?? 0 }]));
        const next = { place, base, points: rearranged === null ? laid : new Map([...before, ...laid]) };
        known.current = next;
        arranged.current = again;
        setFailed(null);
        setPlaces(next);
      } catch (error) {
        if (!controller.signal.aborted) setFailed(error instanceof Error ? error.message : 'The layout failed.');
      }
    };
    void run();
    return () => controller.abort();
  }, [place, view, base, whole, again]);

  return {
    points: places?.place === place ? places.points : null,
    failed,
    arrange: (nodes) => setAgain({ place, nodes }),
  };
}
