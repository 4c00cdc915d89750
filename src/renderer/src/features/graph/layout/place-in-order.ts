/** Items that touch each other. */
interface Block {
  readonly first: number;
  readonly count: number;
  /** The mean of where its items wish it to be. */
  readonly wish: number;
}

/**
 * Middles of items one below the other that touch at the most, each as near to its wish as the others allow: the least sum of
 * squares, by joining blocks that would overlap (isotonic regression, Barlow et al., 1972).
 */
export function placeInOrder(wishes: readonly number[], heights: readonly number[]): readonly number[] {
  // What lies between the middle of the first item and that of each, when all touch.
  const offsets: number[] = [];
  for (const [index, height] of heights.entries()) offsets.push(index === 0 ? 0 : (offsets[index - 1] as number) + ((heights[index - 1] as number) + height) / 2);
  const blocks: Block[] = [];
  for (const [index, wish] of wishes.entries()) {
    blocks.push({ count: 1, wish: wish - (offsets[index] as number), first: index });
    for (let last = blocks.at(-1), previous = blocks.at(-2); last && previous && previous.wish > last.wish; last = blocks.at(-1), previous = blocks.at(-2)) {
      const count = previous.count + last.count;
      blocks.splice(-2, 2, { count, wish: (previous.wish * previous.count + last.wish * last.count) / count, first: previous.first });
    }
  }
  return blocks.flatMap(({ count, wish, first }) => Array.from({ length: count }, (_, index) => wish + (offsets[first + index] as number)));
}
