/** The pictures that were looked at, as addresses, and which of them is on screen. */
export interface Trail {
  readonly places: readonly string[];
  readonly at: number;
}

export const noTrail: Trail = { places: [], at: -1 };

/** Pictures remembered at most. */
const longest = 40;

/** Going to a picture: along the trail where the next or one before is it, else as a new end after the one on screen. */
export function visit(trail: Trail, place: string): Trail {
  const { places, at } = trail;
  if (places[at] === place) return trail;
  if (places[at + 1] === place) return { places, at: at + 1 };
  const before = places.lastIndexOf(place, at - 1);
  if (at > 0 && before >= 0) return { places, at: before };
  const kept = [...places.slice(0, at + 1), place].slice(-longest);
  return { places: kept, at: kept.length - 1 };
}
