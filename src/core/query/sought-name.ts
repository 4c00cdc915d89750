import { fold } from '../../shared/search/fold.ts';
import type { SearchNode, SearchTree } from '../../shared/search/tree.ts';

/** The words that every answer must have, as one folded text; else the name asked for with `name:`. */
export function soughtName(tree: SearchTree): string {
  const nodes: readonly SearchNode[] = tree.kind === 'everything' ? [] : tree.kind === 'all' ? tree.children : [tree];
  const words = nodes.flatMap((node) => (node.kind === 'word' || node.kind === 'phrase' ? [node.text] : []));
  const names = nodes.flatMap((node) => (node.kind === 'value' && node.field === 'name' ? node.values.slice(0, 1) : []));
  return fold((words.length > 0 ? words : names.slice(0, 1)).join(' ').trim());
}
