import { useMemo, useState } from 'react';
import type { ReachGraph } from '../../../../shared/contract/index.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { type Column, Table } from '../../ui/table/table.tsx';
import styles from './reach.module.css';

type GraphNode = ReachGraph['nodes'][number];

const kindNames: Readonly<Record<GraphNode['kind'], string>> = { maintainer: 'Maintainer', repository: 'Repository', package: 'Package', more: 'Not drawn' };

const columns: readonly Column<GraphNode>[] = [
  { id: 'kind', title: 'Kind', width: '110px', cell: (node) => (node.focus ? 'Chosen' : kindNames[node.kind]) },
  { id: 'label', title: 'Name', width: 'minmax(180px, 1fr)', cell: (node) => <span title={node.label}>{node.label}</span> },
  { id: 'hub', title: 'Hub', width: '60px', cell: (node) => node.hub && <HubMark hub={node.hub} /> },
  { id: 'weight', title: 'Weight', width: '90px', align: 'end', hint: 'Reach of a maintainer, packages of a repository, nodes not drawn', cell: (node) => formatCount(node.weight) },
];

const order: readonly GraphNode['kind'][] = ['repository', 'package', 'maintainer', 'more'];

/** The graph's nodes as rows: what the picture shows, for reading and for keyboards. */
export function NodesTable({ nodes, onOpen }: { readonly nodes: readonly GraphNode[]; readonly onOpen: (node: GraphNode) => void }) {
  const [cursor, setCursor] = useState(0);
  const rows = useMemo(() => [...nodes].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind) || right.weight - left.weight), [nodes]);
  return (
    <Table label="Nodes of the graph" className={styles.table} columns={columns} total={rows.length} rowAt={(index) => rows[index]} cursor={cursor} onCursor={setCursor} onOpen={onOpen} />
  );
}
