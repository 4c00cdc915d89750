/** Sets of small integers, one after another: set `i` is `items[offsets[i] .. offsets[i + 1]]`, each item once. */
export interface Sets {
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
  /** Items are below this. */
  readonly universe: number;
}

/**
 * How few sets, chosen greedily (each time the one with the most items not yet covered, the first of equals), cover at
 * least `wanted` items; null where all of them together do not.
 *
 * Lazy: a set's gain only falls as others are chosen, so a stale gain is a bound, and only the top of the heap is
 * counted again. The choice is the same as that of the plain greedy rule.
 */
export function coverGreedily(sets: Sets, wanted: number): readonly number[] | null {
  const { offsets, items } = sets;
  const gains = new Uint32Array(Math.max(0, offsets.length - 1));
  for (let set = 0; set < gains.length; set += 1) gains[set] = (offsets[set + 1] ?? 0) - (offsets[set] ?? 0);
  const heap = new GainHeap(gains);
  const covered = new Uint8Array(sets.universe);
  const chosen: number[] = [];
  let reached = 0;
  while (reached < wanted) {
    const set = heap.top();
    if (set === null || gains[set] === 0) return null;
    const own = items.subarray(offsets[set], offsets[set + 1]);
    const gain = own.reduce((sum, item) => sum + (covered[item] === 0 ? 1 : 0), 0);
    if (gain === gains[set]) {
      for (const item of own) covered[item] = 1;
      reached += gain;
      chosen.push(set);
      gains[set] = 0;
    } else {
      gains[set] = gain;
    }
    heap.sinkTop();
  }
  return chosen;
}

/** Sets by falling gain, then by number. */
class GainHeap {
  private readonly gains: Uint32Array;
  private readonly order: Uint32Array;

  constructor(gains: Uint32Array) {
    this.gains = gains;
    this.order = Uint32Array.from(gains, (_, index) => index);
    for (let place = Math.floor(this.order.length / 2) - 1; place >= 0; place -= 1) this.sink(place);
  }

  top(): number | null {
    return this.order[0] ?? null;
  }

  /** Puts the top where its new gain belongs. */
  sinkTop(): void {
    this.sink(0);
  }

  private sink(start: number): void {
    const { order } = this;
    let place = start;
    for (;;) {
      const left = place * 2 + 1;
      if (left >= order.length) return;
      const right = left + 1;
      const child = right < order.length && this.isBefore(right, left) ? right : left;
      if (!this.isBefore(child, place)) return;
      const moved = order[place] ?? 0;
      order[place] = order[child] ?? 0;
      order[child] = moved;
      place = child;
    }
  }

  private isBefore(left: number, right: number): boolean {
    const leftSet = this.order[left] ?? 0;
    const rightSet = this.order[right] ?? 0;
    const difference = (this.gains[leftSet] ?? 0) - (this.gains[rightSet] ?? 0);
    return difference > 0 || (difference === 0 && leftSet < rightSet);
  }
}
