import type { DrawnEdge, DrawnNode } from './drawn-graph.ts';
import { dayText } from '../text/quantity.ts';

export interface Attribute<Part> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  /** Null: unknown, and left out of the file. */
  readonly value: (part: Part) => string | number | boolean | null;
}

/** The columns of nodes in every graph file. They are part of the formats: append, never rename. */
export const nodeAttributes: readonly Attribute<DrawnNode>[] = [
  { name: 'label', type: 'string', value: ({ node }) => node.label },
  { name: 'kind', type: 'string', value: ({ node }) => node.kind },
  { name: 'hub', type: 'string', value: ({ node }) => node.hub },
  { name: 'owner', type: 'string', value: ({ node }) => node.facts.owner },
  { name: 'task', type: 'string', value: ({ node }) => node.facts.task },
  { name: 'license', type: 'string', value: ({ node }) => node.facts.license },
  { name: 'focus', type: 'boolean', value: ({ node }) => node.focus },
  { name: 'automated', type: 'boolean', value: ({ node }) => node.automated },
  { name: 'signed', type: 'string', value: ({ node }) => node.facts.signed },
  { name: 'distance', type: 'integer', value: ({ node }) => node.distance },
  { name: 'importance', type: 'number', value: ({ node }) => finite(node.weight) },
  { name: 'reach', type: 'number', value: ({ node }) => finite(node.facts.reach) },
  { name: 'dependants', type: 'number', value: ({ node }) => finite(node.facts.dependants) },
  { name: 'downloads', type: 'number', value: ({ node }) => finite(node.facts.downloads) },
  { name: 'bytes', type: 'number', value: ({ node }) => finite(node.facts.bytes) },
  { name: 'first', type: 'string', value: ({ node }) => day(node.facts.first) },
  { name: 'last', type: 'string', value: ({ node }) => day(node.facts.last) },
];

export const edgeAttributes: readonly Attribute<DrawnEdge>[] = [
  { name: 'kind', type: 'string', value: ({ edge }) => edge.kind },
  { name: 'relation', type: 'string', value: ({ edge }) => edge.relation },
  { name: 'weight', type: 'number', value: ({ edge }) => finite(edge.weight) },
  { name: 'conflict', type: 'string', value: ({ edge }) => edge.conflict },
  { name: 'since', type: 'string', value: ({ edge }) => day(edge.since) },
];

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

export function day(seconds: number | null): string | null {
  return seconds === null ? null : dayText(seconds) || null;
}
