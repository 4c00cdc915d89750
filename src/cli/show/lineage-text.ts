import type { Graph, GraphEdge, GraphNode } from '../../shared/contract/index.ts';
import { printable } from '../table.ts';

/** Deeper lines stand no further in. */
const mostIndents = 60;

/** One node of the tree that is printed, and whence it is met. */
interface Step {
  readonly node: GraphNode;
  readonly edge: GraphEdge | null;
  readonly depth: number;
}

/**
 * A lineage as an indented tree: bases, farthest first, then the package, then what was made from it. What is met twice is
 * told once. A loop with its own stack, since chains may have thousands of steps.
 */
export function lineageText(graph: Graph): string {
  const focus = graph.nodes.find((node) => node.focus);
  if (!focus) return '';
  const told = new Set<string>([focus.id]);
  const above = walk(graph, focus, 'up', told);
  const below = walk(graph, focus, 'down', told);
  const deepest = Math.max(0, ...above.map(({ depth }) => depth));
  const conflicts: string[] = [];
  const labelOf = (id: string): string => printable(graph.nodes.find((node) => node.id === id)?.label ?? id);
  const line = ({ node, edge, depth }: Step, shift: number, again: boolean): string => {
    if (edge?.conflict) conflicts.push(`! ${labelOf(edge.source)} and ${labelOf(edge.target)}: ${edge.conflict}`);
    const facts = [edge?.relation ?? null, node.kind === 'missing' ? 'not in this mirror' : node.facts.license].filter((fact) => fact !== null);
    const notes = facts.length > 0 ? `  (${facts.map(printable).join(', ')})` : '';
    return `${'  '.repeat(Math.min(mostIndents, shift + depth))}${printable(node.label)}${notes}${edge?.conflict ? ' !' : ''}${again ? ' …' : ''}`;
  };
  const seen = new Set<string>();
  const isAgain = (step: Step): boolean => {
    const again = step.node.kind !== 'more' && seen.has(step.node.id);
    seen.add(step.node.id);
    return again;
  };
  const lines = [
    ...above.map((step) => line({ ...step, depth: -step.depth }, deepest, isAgain(step))).reverse(),
    line({ node: focus, edge: null, depth: 0 }, deepest, false),
    ...below.map((step) => line(step, deepest, isAgain(step))),
  ];
  return [...lines, ...(conflicts.length > 0 ? ['', ...conflicts] : [])].join('\n');
}

function walk(graph: Graph, focus: GraphNode, side: 'up' | 'down', told: Set<string>): readonly Step[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const steps: Step[] = [];
  const waiting: Step[] = [{ node: focus, edge: null, depth: 0 }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    if (step.edge) steps.push(step);
    if (step.edge && told.has(step.node.id)) continue;
    told.add(step.node.id);
    const { node, depth } = step;
    const next = graph.edges.flatMap((edge) => {
      const [own, other] = side === 'up' ? [edge.target, edge.source] : [edge.source, edge.target];
      const isMore = edge.target.startsWith('more:');
      const end = isMore ? (edge.source === node.id && edge.target.endsWith(side === 'up' ? ':bases' : ':dependants') ? edge.target : null) : own === node.id ? other : null;
      const found = end === null ? undefined : nodes.get(end);
      return found ? [{ node: found, edge, depth: depth + 1 }] : [];
    });
    waiting.push(...next.reverse());
  }
  return steps;
}
