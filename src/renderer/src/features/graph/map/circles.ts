/** Circles around a middle one, the small ones in rings inside; what they need together. */
export interface Cluster {
  /** Middles of the circles, two numbers each, in the order given, from the middle of the whole. */
  readonly places: Float64Array;
  /** Where the middle circle lies. */
  readonly across: number;
  readonly down: number;
  readonly radius: number;
}

/** Circles of more than this radius hold others. */
const smallest = 1.5;

/** `radii` rise. */
export function ringCircles(middle: number, radii: readonly number[]): Cluster {
  const places = new Float64Array(radii.length * 2);
  const large = radii.findIndex((radius) => radius > smallest);
  const small = large === -1 ? radii.length : large;
  let inner = middle;
  let first = 0;
  let turn = 0;
  while (first < small) {
    const { last, radius } = ringFrom(radii, first, small, inner);
    let needed = 0;
    for (let at = first; at < last; at += 1) needed += halfAngle(radii[at] as number, radius);
    // What is left of the ring is shared among all, and rings begin at different angles.
    const spare = Math.max(0, (Math.PI - needed) / (last - first));
    let angle = turn;
    for (let at = first; at < last; at += 1) {
      const half = halfAngle(radii[at] as number, radius) + spare;
      angle += half;
      places[at * 2] = radius * Math.cos(angle);
      places[at * 2 + 1] = radius * Math.sin(angle);
      angle += half;
    }
    inner = radius + (radii[last - 1] as number);
    turn += 2.4;
    first = last;
  }
  const outer = packCircles(radii.slice(small).reverse(), 0.2, inner);
  for (let at = small; at < radii.length; at += 1) places.set(outer.subarray((radii.length - 1 - at) * 2, (radii.length - at) * 2), at * 2);
  return around(middle, radii, places);
}

function halfAngle(circle: number, ring: number): number {
  return Math.asin(Math.min(1, circle / ring));
}

/** As many circles as one ring takes, the largest of which decides how far out it lies. */
function ringFrom(radii: readonly number[], first: number, end: number, inner: number): { readonly last: number; readonly radius: number } {
  let last = first;
  let width = 0;
  let radius = inner + (radii[first] as number);
  for (; last < end; last += 1) {
    const next = inner + (radii[last] as number);
    // The middle of an arc lies nearer than its chord: a little more than the sum of the diameters.
    if (last > first && width + (radii[last] as number) > 3.05 * next) break;
    width += radii[last] as number;
    radius = next;
  }
  return { last, radius };
}

/** Moves all so that the smallest box around them is centred: a chain of circles must not grow twice as wide with each link. */
function around(middle: number, radii: readonly number[], places: Float64Array): Cluster {
  let left = -middle;
  let right = middle;
  let top = -middle;
  let bottom = middle;
  for (const [at, radius] of radii.entries()) {
    left = Math.min(left, (places[at * 2] as number) - radius);
    right = Math.max(right, (places[at * 2] as number) + radius);
    top = Math.min(top, (places[at * 2 + 1] as number) - radius);
    bottom = Math.max(bottom, (places[at * 2 + 1] as number) + radius);
  }
  const across = -(left + right) / 2;
  const down = -(top + bottom) / 2;
  let reach = Math.hypot(across, down) + middle;
  for (const [at, radius] of radii.entries()) {
    places[at * 2] = (places[at * 2] as number) + across;
    places[at * 2 + 1] = (places[at * 2 + 1] as number) + down;
    reach = Math.max(reach, Math.hypot(places[at * 2] as number, places[at * 2 + 1] as number) + radius);
  }
  return { places, across, down, radius: reach };
}

const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Angles at which the rim of what is placed is known. */
const mostSpokes = 1440;

/**
 * Puts circles, the largest first, where the rim around those before is nearest to the middle; two numbers each. `start` is the radius of
 * what lies in the middle; without it the first circle does.
 */
export function packCircles(radii: readonly number[], gap: number, start = 0): Float64Array {
  const places = new Float64Array(radii.length * 2);
  const spokes = Math.min(mostSpokes, Math.max(96, radii.length * 12));
  const rim = new Float64Array(spokes).fill(start);
  // Not all of them begin at the right.
  const turn = radii.length * goldenAngle;
  for (const [index, given] of radii.entries()) {
    const radius = given + gap;
    if (index === 0 && start === 0) {
      rim.fill(radius);
      continue;
    }
    const { spoke, distance } = nearestPlace(rim, radius);
    const angle = (spoke / spokes) * 2 * Math.PI + turn;
    places[index * 2] = distance * Math.cos(angle);
    places[index * 2 + 1] = distance * Math.sin(angle);
    // One spoke more on each side: what lies between two of them counts, too.
    const reach = Math.ceil((Math.asin(Math.min(1, radius / distance)) / (2 * Math.PI)) * spokes);
    for (let step = -reach; step <= reach; step += 1) {
      const away = (step / spokes) * 2 * Math.PI;
      const at = (spoke + step + spokes) % spokes;
      const sine = distance * Math.sin(away);
      rim[at] = Math.max(rim[at] as number, distance * Math.cos(away) + Math.sqrt(Math.max(0, radius * radius - sine * sine)));
    }
  }
  return places;
}

/** Looks at some directions only where circles are wide: the next ones are nearly as good. */
function nearestPlace(rim: Float64Array, radius: number): { readonly spoke: number; readonly distance: number } {
  const spokes = rim.length;
  let best = 0;
  let least = Infinity;
  for (let spoke = 0; spoke < spokes; spoke += 1) {
    const own = rim[spoke] as number;
    if (own + radius >= least) continue;
    const reach = Math.ceil((Math.asin(Math.min(1, radius / (own + radius))) / (2 * Math.PI)) * spokes);
    const stride = Math.max(1, Math.floor(reach / 12));
    let highest = own;
    for (let step = -reach; step <= reach && highest + radius < least; step += stride) highest = Math.max(highest, rim[(spoke + step + spokes) % spokes] as number);
    if (highest + radius < least) {
      least = highest + radius;
      best = spoke;
    }
  }
  return { spoke: best, distance: least };
}

/** Places of small circles of radius 1 as a sunflower has them, and the radius of all; two numbers each. */
export function sunflower(count: number): { readonly places: Float64Array; readonly radius: number } {
  const places = new Float64Array(count * 2);
  for (let at = 0; at < count; at += 1) {
    const radius = 1.85 * Math.sqrt(at);
    places[at * 2] = radius * Math.cos(at * goldenAngle);
    places[at * 2 + 1] = radius * Math.sin(at * goldenAngle);
  }
  return { places, radius: 1.85 * Math.sqrt(Math.max(0, count - 1)) + 1 };
}
