import type { MapPlaces } from './map-places.ts';

/** Nodes by square, to find those near a point. */
export class MapGrid {
  readonly #places: MapPlaces;
  readonly #side: number;
  readonly #cells: number;
  readonly #starts: Uint32Array;
  readonly #members: Uint32Array;

  constructor(places: MapPlaces) {
    this.#places = places;
    const nodes = places.radii.length;
    this.#cells = Math.max(1, Math.min(512, Math.ceil(Math.sqrt(nodes / 2))));
    this.#side = (2 * places.extent + 2) / this.#cells;
    const cells = Uint32Array.from({ length: nodes }, (_, node) => this.#cellAt(places.positions[node * 2] as number, places.positions[node * 2 + 1] as number));
    this.#starts = new Uint32Array(this.#cells * this.#cells + 1);
    for (const cell of cells) this.#starts[cell + 1] = (this.#starts[cell + 1] as number) + 1;
    for (let cell = 0; cell < this.#cells * this.#cells; cell += 1) this.#starts[cell + 1] = (this.#starts[cell + 1] as number) + (this.#starts[cell] as number);
    const next = this.#starts.slice();
    this.#members = new Uint32Array(nodes);
    for (const [node, cell] of cells.entries()) {
      this.#members[next[cell] as number] = node;
      next[cell] = (next[cell] as number) + 1;
    }
  }

  /** The node whose rim is nearest to a point, if it is no farther than `reach`; -1 for none. */
  nearest(across: number, down: number, reach: number, isThere: (node: number) => boolean): number {
    const { positions, radii } = this.#places;
    // The largest nodes have radii of some 7.
    const range = Math.min(this.#cells, Math.ceil((reach + 8) / this.#side));
    const column = this.#line(across);
    const row = this.#line(down);
    let best = -1;
    let least = reach;
    for (let y = Math.max(0, row - range); y <= Math.min(this.#cells - 1, row + range); y += 1) {
      for (let at = this.#starts[y * this.#cells + Math.max(0, column - range)] as number; at < (this.#starts[y * this.#cells + Math.min(this.#cells - 1, column + range) + 1] as number); at += 1) {
        const node = this.#members[at] as number;
        const distance = Math.hypot((positions[node * 2] as number) - across, (positions[node * 2 + 1] as number) - down) - (radii[node] as number);
        if (distance >= least || !isThere(node)) continue;
        least = distance;
        best = node;
      }
    }
    return best;
  }

  #cellAt(across: number, down: number): number {
    return this.#line(down) * this.#cells + this.#line(across);
  }

  #line(at: number): number {
    return Math.max(0, Math.min(this.#cells - 1, Math.floor((at + this.#places.extent + 1) / this.#side)));
  }
}
