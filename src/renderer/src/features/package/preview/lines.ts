/** A line that is drawn has no more characters; the browser measures each of them. */
export const longestLine = 2000;

/** The lines of a text without their ends. A last line end begins no line. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '' && lines.length > 1) lines.pop();
  return lines;
}

/**
 * For each line the last one that folds away with it, or its own number: in JSON laid out line by line, a line that ends in an opening bracket
 * folds up to the line before the closing one, which is the next of the same depth.
 */
export function foldEnds(lines: readonly string[]): Int32Array {
  const ends = Int32Array.from(lines, (_, at) => at);
  const open: { readonly line: number; readonly depth: number }[] = [];
  for (const [at, line] of lines.entries()) {
    const depth = indentOf(line);
    const top = open.at(-1);
    if (top !== undefined && top.depth === depth && /^\s*[}\]]/.test(line)) {
      ends[top.line] = at - 1;
      open.pop();
    }
    if (/[{[]$/.test(line)) open.push({ line: at, depth });
  }
  return ends;
}

/** The numbers of the lines that are seen while the lines in `folded` hide those behind them. */
export function seenLines(ends: Int32Array, folded: ReadonlySet<number>): readonly number[] {
  const seen: number[] = [];
  for (let at = 0; at < ends.length; at += 1) {
    seen.push(at);
    if (folded.has(at)) at = ends[at] ?? at;
  }
  return seen;
}

function indentOf(line: string): number {
  let at = 0;
  while (line[at] === ' ') at += 1;
  return at;
}
