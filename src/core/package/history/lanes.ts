/** What each lane between two rows waits for: the name of a commit, or null where it is free. */
export type Lanes = readonly (string | null)[];

/** How one commit stands in the graph. Lanes never change places, so that a row is drawn from itself alone. */
export interface LaneRow {
  /** The commit's own lane, from 0. */
  readonly lane: number;
  /** Lanes that come from the row above and end in the commit. */
  readonly above: number[];
  /** Lanes that leave the commit for the row below: its parents. */
  readonly below: number[];
  /** Lanes that pass by. */
  readonly through: number[];
}

/** Lanes beyond are not followed: a history of thousands of heads would cost time in the square of their number. */
export const maxLanes = 64;

/**
 * Places a commit below `lanes` and gives the lanes below it. A lane waits for a parent until its row comes: the first parent stays in the
 * commit's own lane; the others join a lane that waits for them, or take the first free one. `parents`: those that rows will come for.
 */
export function placeCommit(lanes: Lanes, sha: string, parents: readonly string[]): { readonly row: LaneRow; readonly lanes: Lanes } {
  const above: number[] = [];
  const through: number[] = [];
  const next = lanes.slice();
  for (let at = 0; at < next.length; at += 1) {
    if (next[at] === sha) {
      above.push(at);
      next[at] = null;
    } else if (next[at] !== null) {
      through.push(at);
    }
  }
  const lane = above[0] ?? firstFree(lanes);
  const below: number[] = [];
  for (let place = 0; place < parents.length; place += 1) {
    const parent = parents[place] ?? null;
    const waiting = place === 0 ? -1 : next.indexOf(parent);
    const chosen = waiting >= 0 ? waiting : place === 0 ? lane : firstFree(next);
    if (chosen < maxLanes && !below.includes(chosen)) {
      while (next.length <= chosen) next.push(null);
      next[chosen] = parent;
      below.push(chosen);
    }
  }
  while (next.length > 0 && next.at(-1) === null) next.pop();
  return { row: { lane, above, below, through }, lanes: next };
}

function firstFree(lanes: Lanes): number {
  const free = lanes.indexOf(null);
  return free < 0 ? lanes.length : free;
}
