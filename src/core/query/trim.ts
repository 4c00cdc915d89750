import { everything, normalise, type SearchNode, type SearchTree } from '../../shared/search/tree.ts';

/** More than any search that a person writes; each condition may cost a walk over all names. */
export const maximumParts = 256;

/** The tree with its first `maximumParts` conditions (each value of a list counts as one). */
export function trim(tree: SearchTree): { readonly tree: SearchTree; readonly isCut: boolean } {
  if (tree.kind === 'everything') return { tree, isCut: false };
  const budget = { left: maximumParts };
  const node = trimNode(tree, budget);
  const isCut = budget.left < 0;
  if (!isCut) return { tree, isCut };
  return { tree: node ? normalise(node) : everything, isCut };
}

function trimNode(node: SearchNode, budget: { left: number }): SearchNode | null {
  if (budget.left <= 0) {
    budget.left = -1;
    return null;
  }
  switch (node.kind) {
    case 'all':
    case 'any': {
      const children = node.children.flatMap((child) => trimNode(child, budget) ?? []);
      return children.length === 0 ? null : { kind: node.kind, children };
    }
    case 'not': {
      const child = trimNode(node.child, budget);
      return child && { kind: 'not', child };
    }
    case 'value': {
      const values = node.values.slice(0, budget.left);
      budget.left = values.length < node.values.length ? -1 : budget.left - values.length;
      return { ...node, values };
    }
    default:
      budget.left -= 1;
      return node;
  }
}
