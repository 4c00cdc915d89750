export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Which places are taken, in cells so that a look at one place is quick however many there are. */
export class TakenPlaces {
  readonly #cell: number;
  readonly #cells = new Map<string, Box[]>();

  constructor(cell: number) {
    this.#cell = Math.max(1, cell);
  }

  add(box: Box): void {
    for (const key of this.#keysOf(box)) {
      const held = this.#cells.get(key);
      if (held) held.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  isFree(box: Box): boolean {
    for (const key of this.#keysOf(box)) if (this.#cells.get(key)?.some((other) => overlap(box, other))) return false;
    return true;
  }

  *#keysOf({ left, top, width, height }: Box): Generator<string> {
    const size = this.#cell;
    for (let column = Math.floor(left / size); column <= Math.floor((left + width) / size); column += 1)
      for (let row = Math.floor(top / size); row <= Math.floor((top + height) / size); row += 1) yield `${column} ${row}`;
  }
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

/** Where a label of some size may stand about a point, best first: below, above, right, left, then the corners. */
export function placesAround(x: number, y: number, radius: number, width: number, height: number): readonly Box[] {
  const gap = 1.2;
  const corner = radius * 0.7 + gap;
  return [
    { left: x - width / 2, top: y + radius + gap, width, height },
    { left: x - width / 2, top: y - radius - gap - height, width, height },
    { left: x + radius + gap + 1, top: y - height / 2, width, height },
    { left: x - radius - gap - 1 - width, top: y - height / 2, width, height },
    { left: x + corner, top: y + corner - height * 0.3, width, height },
    { left: x + corner, top: y - corner - height * 0.7, width, height },
    { left: x - corner - width, top: y + corner - height * 0.3, width, height },
    { left: x - corner - width, top: y - corner - height * 0.7, width, height },
  ];
}
