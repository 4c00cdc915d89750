/** Two multiplicative hashes side by side, mixed at the end as MurmurHash3 does it; 53 bits. */
export function hashOf(text: string, seed = 0): number {
  let [one, two] = [0x9e3779b1 ^ seed, 0x85ebca77 ^ seed];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x27d4eb2f);
    two = Math.imul(two ^ unit, 0x165667b1);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35);
  two = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return (two >>> 11) * 2 ** 32 + (one >>> 0);
}

/** Whether an ascending array has a number. */
export function includes(sorted: Float64Array, wanted: number): boolean {
  let [from, until] = [0, sorted.length];
  while (from < until) {
    const middle = (from + until) >>> 1;
    if ((sorted[middle] as number) < wanted) from = middle + 1;
    else until = middle;
  }
  return sorted[from] === wanted;
}
