/** Sets of small integers; an item stands in a set once. */
export interface Sets {
  readonly sizes: Uint32Array;
  /** May be worked out when it is asked for: sets together can be far larger than memory. */
  readonly itemsOf: (set: number) => Uint32Array;
  /** When each of these items came into the set, seconds since 1970, where that is not the item's own date. */
  readonly timesOf: ((set: number) => Float64Array) | null;
  /** Items are below this. */
  readonly universe: number;
}

/** Set `i` is `items[offsets[i] .. offsets[i + 1]]`, and its times likewise. */
export function packedSets(offsets: Uint32Array, items: Uint32Array, universe: number, times: Float64Array | null = null): Sets {
  return {
    sizes: Uint32Array.from({ length: Math.max(0, offsets.length - 1) }, (_, set) => (offsets[set + 1] as number) - (offsets[set] as number)),
    itemsOf: (set) => items.subarray(offsets[set], offsets[set + 1]),
    timesOf: times && ((set) => times.subarray(offsets[set], offsets[set + 1])),
    universe,
  };
}

/** Where lists of these lengths begin when they lie one after another, and where the last one ends. */
export function offsetsOf(lengths: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, at) => {
    offsets[at + 1] = (offsets[at] as number) + length;
  });
  return offsets;
}

/** Some of the sets, in their order. */
export function someSets({ sizes, itemsOf, timesOf, universe }: Sets, chosen: readonly number[]): Sets {
  return {
    sizes: Uint32Array.from(chosen, (set) => sizes[set] as number),
    itemsOf: (set) => itemsOf(chosen[set] as number),
    timesOf: timesOf && ((set) => timesOf(chosen[set] as number)),
    universe,
  };
}

/** How many items are in any of the sets. */
export function sizeOfUnion({ sizes, itemsOf, universe }: Sets): number {
  const isIn = new Uint8Array(universe);
  let size = 0;
  for (let set = 0; set < sizes.length; set += 1) {
    if (sizes[set] === 0) continue;
    const items = itemsOf(set);
    for (let at = 0; at < items.length; at += 1) {
      const item = items[at] as number;
      if (isIn[item] === 1) continue;
      isIn[item] = 1;
      size += 1;
    }
  }
  return size;
}

/** Sets in the order in which they are chosen, and how many items they cover together with those before. */
export interface Cover {
  readonly chosen: readonly number[];
  readonly covered: readonly number[];
}

/**
 * Chooses sets greedily (each time the one with the most items not yet covered, the first of equals) until none adds anything, or
 * `enough` items are covered. `stopIfUnwanted` is called between steps and may throw.
 *
 * Lazy: a set's gain only falls as others are chosen, so a stale gain is a bound, and only the top of the heap is
 * counted again. The choice is the same as that of the plain greedy rule.
 */
export function coverGreedily({ sizes, itemsOf, universe }: Sets, stopIfUnwanted: () => void = () => undefined, enough = Infinity): Cover {
  const gains = sizes.slice();
  const heap = new GainHeap(gains);
  const isCovered = new Uint8Array(universe);
  const chosen: number[] = [];
  const covered: number[] = [];
  let reached = 0;
  for (let steps = 0; ; steps += 1) {
    if ((steps & 255) === 0) stopIfUnwanted();
    const set = heap.top();
    if (set === null || gains[set] === 0 || reached >= enough) return { chosen, covered };
    const items = itemsOf(set);
    let gain = 0;
    for (let at = 0; at < items.length; at += 1) if (isCovered[items[at] as number] === 0) gain += 1;
    if (gain === gains[set]) {
      for (let at = 0; at < items.length; at += 1) isCovered[items[at] as number] = 1;
      reached += gain;
      chosen.push(set);
      covered.push(reached);
      gains[set] = 0;
    } else {
      gains[set] = gain;
    }
    heap.sinkTop();
  }
}

/** How many of the chosen sets cover at least so many items; null where all of them do not. */
export function setsToCover({ covered }: Cover, wanted: number): number | null {
  if (wanted <= 0) return 0;
  const at = covered.findIndex((reached) => reached >= wanted);
  return at === -1 ? null : at + 1;
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
