import { element, type CardElement, type CardNode } from './card-node.ts';

/** Nodes that the page makes and lays out at once: some milliseconds. */
const mostNodes = 350;

/** Blocks in slices of so few nodes that the page lays each out without being held up; a block with more of them goes on in another of its kind. */
export function sliceBlocks(blocks: readonly CardNode[]): readonly (readonly CardNode[])[] {
  const slices: CardNode[][] = [];
  let slice: CardNode[] = [];
  let nodes = 0;
  for (const { node, count } of blocks.flatMap((block) => splitNode(block, 0))) {
    if (nodes > 0 && nodes + count > mostNodes) {
      slices.push(slice);
      slice = [];
      nodes = 0;
    }
    slice.push(node);
    nodes += count;
  }
  if (slice.length > 0) slices.push(slice);
  return slices;
}

interface Counted {
  readonly node: CardNode;
  readonly count: number;
}

/** The levels at which a block is divided; what is deeper stays whole. */
const deepest = 6;

function splitNode(node: CardNode, level: number): readonly Counted[] {
  const count = countNodes(node);
  if (typeof node === 'string' || count <= mostNodes || level >= deepest || isWhole(node)) return [{ node, count }];
  // A table's head stands over each piece of it.
  const head = node.tag === 'table' ? node.children.filter((child) => typeof child === 'object' && (child.tag === 'thead' || child.tag === 'caption')) : [];
  const base = head.reduce((sum, child) => sum + countNodes(child), 1);
  const pieces: Counted[] = [];
  let children: CardNode[] = [];
  let held = 0;
  let items = 0;
  const close = (): void => {
    if (children.length === 0) return;
    pieces.push({ node: piece(node, [...head, ...children], items), count: base + held });
    items += children.filter((child) => typeof child === 'object' && child.tag === 'li').length;
    children = [];
    held = 0;
  };
  for (const child of node.children) {
    if (head.includes(child)) continue;
    for (const part of splitNode(child, level + 1)) {
      if (held > 0 && held + part.count > mostNodes) close();
      children.push(part.node);
      held += part.count;
    }
  }
  close();
  return pieces;
}

/** What would be something else in pieces: the summary of details opens all of them. */
function isWhole({ tag }: CardElement): boolean {
  return tag === 'details' || tag === 'math' || tag === 'a' || tag === 'tr';
}

/** A piece of a block after `items` of its items; only the first keeps the name that links lead to. */
function piece({ tag, attributes }: CardElement, children: CardNode[], items: number): CardElement {
  if (tag === 'ol') return element(tag, children, { ...attributes, start: (attributes.start ?? 1) + items });
  return element(tag, children, attributes);
}

function countNodes(node: CardNode): number {
  return typeof node === 'string' ? 1 : node.children.reduce((sum, child) => sum + countNodes(child), 1);
}
