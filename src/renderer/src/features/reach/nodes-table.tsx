import { useMemo, useState } from 'react';
import type { ReachGraph, ReachKind, ReachNode } from '../../../../shared/contract/index.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { type Column, Table } from '../../ui/table/table.tsx';
import { kindName, reachWords } from './words.ts';
import styles from './reach.module.css';

type GraphNode = ReachGraph['nodes'][number];

function columnsOf(kind: ReachKind): readonly Column<ReachNode>[] {
  return [
    { id: 'kind', title: 'Kind', width: '110px', cell: (node) => kindName(kind, node) },
    { id: 'label', title: 'Name', width: 'minmax(180px, 1fr)', cell: (node) => <span title={node.label}>{node.label}</span> },
    { id: 'hub', title: 'Hub', width: '60px', cell: (node) => node.hub && <HubMark hub={node.hub} /> },
    { id: 'weight', title: 'Weight', width: '90px', align: 'end', hint: `Reach of ${kind === 'direct' ? 'a maintainer' : 'an owner'}, packages of a repository, ${reachWords[kind].whats} or ${reachWords[kind].whos} not drawn`, cell: (node) => formatCount(node.weight) },
  ];
}

const columns: Readonly<Record<ReachKind, readonly Column<ReachNode>[]>> = { direct: columnsOf('direct'), owner: columnsOf('owner'), transitive: columnsOf('transitive') };

export function nodeColumns(kind: ReachKind): readonly Column<ReachNode>[] {
  return columns[kind];
}

const order: readonly GraphNode['kind'][] = ['repository', 'package', 'maintainer', 'more'];

interface NodesTableProps {
  readonly kind: ReachKind;
  readonly nodes: readonly GraphNode[];
  readonly onOpen: (node: ReachNode) => void;
}

/** The graph's nodes as rows: what the picture shows, for reading and for keyboards. */
export function NodesTable({ kind, nodes, onOpen }: NodesTableProps) {
  const [cursor, setCursor] = useState(0);
  const rows = useMemo(() => [...nodes].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind) || right.weight - left.weight), [nodes]);
  return <Table label="Nodes of the graph" className={styles.table} columns={nodeColumns(kind)} total={rows.length} rowAt={(index) => rows[index]} cursor={cursor} onCursor={setCursor} onOpen={onOpen} />;
}
