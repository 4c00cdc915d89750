/** A group of a sample, with its name as it is compared; null for the packages that have no value. */
export interface Group {
  readonly name: string | null;
  readonly size: number;
}

/** Larger groups first; of equal ones by name, the group without one last. */
function byWeight(left: Group, right: Group): number {
  if (left.size !== right.size) return right.size - left.size;
  if (left.name === null || right.name === null) return left.name === right.name ? 0 : left.name === null ? 1 : -1;
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

/**
 * How many packages each group gives to a sample of `count`, in proportion to its size: its share rounded down, then one more each to those
 * with the largest remainders (Hamilton's rule); of equal remainders to the larger group, of equal groups to the first by name.
 */
export function allocateInProportion(groups: readonly Group[], count: number): readonly number[] {
  const total = groups.reduce((sum, { size }) => sum + size, 0);
  const wanted = Math.min(count, total);
  if (total === 0) return groups.map(() => 0);
  const shares = groups.map(({ size }) => Math.floor((wanted * size) / total));
  const remainders = groups.map(({ size }) => (wanted * size) % total);
  const order = groups.map((_, at) => at).sort((left, right) => (remainders[right] as number) - (remainders[left] as number) || byWeight(groups[left] as Group, groups[right] as Group));
  const left = wanted - shares.reduce((sum, share) => sum + share, 0);
  for (const at of order.slice(0, left)) shares[at] = (shares[at] as number) + 1;
  return shares;
}

/**
 * The same number of each group: groups too small for their share are taken whole, and what they leave is shared by the others. What does
 * not divide goes one each to the larger groups, of equal ones to the first by name.
 */
export function allocateEqually(groups: readonly Group[], count: number): readonly number[] {
  const shares = groups.map(() => 0);
  let open = groups.map((_, at) => at);
  let left = Math.min(count, groups.reduce((sum, { size }) => sum + size, 0));
  while (open.length > 0) {
    const share = Math.floor(left / open.length);
    const whole = open.filter((at) => (groups[at] as Group).size <= share);
    if (whole.length === 0) {
      open.sort((one, other) => byWeight(groups[one] as Group, groups[other] as Group));
      const more = left - share * open.length;
      for (const [place, at] of open.entries()) shares[at] = share + (place < more ? 1 : 0);
      break;
    }
    for (const at of whole) {
      shares[at] = (groups[at] as Group).size;
      left -= shares[at] as number;
    }
    open = open.filter((at) => !whole.includes(at));
  }
  return shares;
}

/** Places of groups, the largest first. */
export function largestFirst(groups: readonly Group[]): readonly number[] {
  return groups.map((_, at) => at).sort((left, right) => byWeight(groups[left] as Group, groups[right] as Group));
}
