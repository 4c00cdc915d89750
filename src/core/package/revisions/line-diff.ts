export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Counted from 1; null on the side that lacks it. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Lines added and removed together that are looked for; the steps taken and the memory grow with its square. */
const mostEdits = 1500;
const mostLines = 50_000;

/**
 * The fewest lines to take out and put in that make one text of the other (Myers 1986, "An O(ND) difference algorithm"). Null where the
 * texts are too long or too different to be compared line by line.
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] | null {
  if (before.length > mostLines || after.length > mostLines) return null;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const middle = editsOf(before.slice(start, before.length - end), after.slice(start, after.length - end));
  if (middle === null) return null;
  const lines: DiffLine[] = [];
  const same = (left: number, right: number): void => void lines.push({ kind: 'same', text: before[left] ?? '', before: left + 1, after: right + 1 });
  for (let at = 0; at < start; at += 1) same(at, at);
  let [left, right] = [start, start];
  for (const kind of middle) {
    if (kind === 'same') same(left, right);
    else if (kind === 'removed') lines.push({ kind, text: before[left] ?? '', before: left + 1, after: null });
    else lines.push({ kind, text: after[right] ?? '', before: null, after: right + 1 });
    if (kind !== 'added') left += 1;
    if (kind !== 'removed') right += 1;
  }
  for (; left < before.length; left += 1, right += 1) same(left, right);
  return lines;
}

/** What to do line by line, from the first to the last. */
function editsOf(before: readonly string[], after: readonly string[]): readonly DiffLine['kind'][] | null {
  const [n, m] = [before.length, after.length];
  const most = Math.min(n + m, mostEdits);
  /** For each number of edits, how far each diagonal (from -edits to edits) got. */
  const traces: Int32Array[] = [];
  let furthest = new Int32Array(3);
  for (let edits = 0; edits <= most; edits += 1) {
    const next = new Int32Array(2 * edits + 3);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = (offset: number): number => furthest[diagonal + offset + edits] ?? -1;
      const down = diagonal === -edits || (diagonal !== edits && at(-1) < at(1));
      let x = edits === 0 ? 0 : down ? at(1) : at(-1) + 1;
      let y = x - diagonal;
      while (x < n && y < m && before[x] === after[y]) {
        x += 1;
        y += 1;
      }
      next[diagonal + edits + 1] = x;
      if (x >= n && y >= m) return walkBack([...traces, next], n, m);
    }
    traces.push(next);
    furthest = next;
  }
  return null;
}

function walkBack(traces: readonly Int32Array[], n: number, m: number): readonly DiffLine['kind'][] {
  const kinds: DiffLine['kind'][] = [];
  let [x, y] = [n, m];
  for (let edits = traces.length - 1; edits > 0; edits -= 1) {
    const earlier = traces[edits - 1] ?? new Int32Array(0);
    const at = (diagonal: number): number => earlier[diagonal + edits] ?? -1;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const startX = at(from);
    // After the edit, equal lines follow.
    for (const end = down ? startX : startX + 1; x > end; x -= 1) kinds.push('same');
    kinds.push(down ? 'added' : 'removed');
    [x, y] = [startX, startX - from];
  }
  for (; x > 0; x -= 1) kinds.push('same');
  return kinds.reverse();
}
