/**
 * `force`: near each other what has few edges in between. `layered`: columns from base models to what was made of them, left to right.
 * `radial`: rings by distance around the focus.
 */
export type LayoutKind = 'force' | 'layered' | 'radial';

export interface LayoutOptions {
  readonly kind: LayoutKind;
  /** Same graph, same options, same seed: same positions. */
  readonly seed?: number;
  /** Width of the place through its height, which components are packed for. */
  readonly aspect?: number;
  /** Diameters of the nodes in pixels, in their order; 14 where it is left out. */
  readonly sizes?: Float32Array;
  /**
   * Where nodes must stay, two numbers per node in pixels, NaN for those that are free: pinned nodes of a new layout, or all that
   * is drawn already when nodes join it. `layered` and `radial` heed it only where most nodes have a place.
   */
  readonly fixed?: Float32Array;
  /** 1 for each node that is at its place by hand; the other fixed ones make room for new ones where these would touch them. All, where it is left out. */
  readonly pinned?: Uint8Array;
}

/** A graph by numbers: nodes from 0, edges as pairs of them. No edge leads from a node to itself, no two nodes have more than one. */
export interface LayoutGraph {
  readonly nodes: number;
  readonly edges: Uint32Array;
  readonly sizes: Float32Array;
  /** Where `radial` begins and `layered` takes its heart from. */
  readonly focus: Uint8Array;
  /** Steps from the focus as the picture states them; -1 where it does not. */
  readonly distances: Int32Array;
}

export interface LayoutOrder {
  readonly kind: LayoutKind;
  readonly seed: number;
  readonly aspect: number;
  readonly fixed: Float32Array | null;
  readonly pinned: Uint8Array | null;
  readonly graph: LayoutGraph;
}
