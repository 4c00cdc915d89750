import type { EdgeRun, Place } from './edge-run.ts';
import { round } from './shapes.ts';

/** The line and the head of an edge as path data of SVG. */
export function edgePath({ start, bends, end, head }: EdgeRun): { readonly line: string; readonly head: string | null } {
  const curve = ['L', 'Q', 'C'][bends.length] ?? 'L';
  return {
    line: `M${text(start)}${curve}${[...bends, end].map(text).join(' ')}`,
    head: head && `M${head.map(text).join('L')}Z`,
  };
}

function text([x, y]: Place): string {
  return `${round(x)} ${round(y)}`;
}
