import { useMemo, useState } from 'react';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import { wholeNames } from '../../../../../shared/graph/index.ts';
import { HubMark } from '../../../ui/marks.tsx';
import { formatCount, formatShort } from '../../../ui/quantity.ts';
import { type Column, type Sorting, Table } from '../../../ui/table/table.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { changeExplorer, useExplorer } from '../state/store.ts';
import { kindNames, tieWords } from '../words.ts';
import styles from './explorer.module.css';

type Value = string | number | null;

interface NodeColumn extends Column<GraphNode> {
  readonly value: (node: GraphNode) => Value;
}

const number = (id: string, title: string, value: (node: GraphNode) => number | null, hint?: string): NodeColumn => ({
  id, title, hint, value, width: '92px', align: 'end', sort: id, cell: (node) => (value(node) === null ? '—' : <span title={formatCount(value(node) ?? 0)}>{formatShort(value(node) ?? 0)}</span>),
});

const text = (id: string, title: string, width: string, value: (node: GraphNode) => string | null): NodeColumn => ({
  id, title, width, value, sort: id, cell: (node) => <span title={value(node) ?? undefined}>{value(node) ?? '—'}</span>,
});

/** Columns of nodes: of what is drawn, and of what is not. */
export const nodeColumns: readonly NodeColumn[] = [
  { id: 'kind', title: 'Kind', width: '106px', sort: 'kind', value: (node) => kindNames[node.kind], cell: (node) => (node.focus ? 'Chosen' : kindNames[node.kind]) },
  text('label', 'Name', 'minmax(180px, 1fr)', (node) => node.label),
  { id: 'hub', title: 'Hub', width: '56px', sort: 'hub', value: (node) => node.hub, cell: (node) => node.hub && <HubMark hub={node.hub} /> },
  number('distance', 'Steps', (node) => node.distance, 'Steps from what the picture is about'),
  number('reach', 'Reach', (node) => node.facts.reach),
  number('dependants', 'Depend on it', (node) => node.facts.dependants, 'Packages that depend on it'),
  number('downloads', 'Downloads', (node) => node.facts.downloads),
  { ...text('license', 'Licence', '110px', (node) => node.facts.license), from: 760 },
  { ...text('task', 'Task', '130px', (node) => node.facts.task), from: 900 },
];

function compareValues(left: Value, right: Value): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'en', { numeric: true });
}

interface NodesTableProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly onOpen: (node: GraphNode) => void;
}

const parts = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'ties', label: 'Ties' },
] as const;

/** What the picture shows, as rows: for reading, and for those who cannot see it. */
export function PictureTable({ nodes, edges, onOpen }: NodesTableProps) {
  const [part, setPart] = useState<'nodes' | 'ties'>('nodes');
  return (
    <>
      <div className={styles.tableBar}>
        <Segments label="Rows" options={parts} value={part} onChange={setPart} />
      </div>
      {part === 'nodes' ? <NodesTable nodes={nodes} edges={edges} onOpen={onOpen} /> : <TiesTable nodes={nodes} edges={edges} />}
    </>
  );
}

function NodesTable({ nodes, onOpen }: NodesTableProps) {
  const cursor = useExplorer((state) => state.cursor);
  const [sorting, setSorting] = useState<readonly Sorting[]>([]);
  const rows = useMemo(() => sorted(nodes, sorting[0]), [nodes, sorting]);
  const columns = useMemo(() => {
    const names = wholeNames(nodes);
    return nodeColumns.map((column) => (column.id === 'label' ? text('label', column.title, column.width, ({ id, label }) => names.get(id) ?? label) : column));
  }, [nodes]);
  return (
    <Table
      label="Nodes of the graph"
      className={styles.table}
      columns={columns}
      total={rows.length}
      rowAt={(index) => rows[index]}
      sorting={sorting}
      onSort={(by) => setSorting(([before]) => [{ by, descending: before?.by === by ? !before.descending : isNumber(by) }])}
      cursor={rows.findIndex(({ id }) => id === cursor)}
      onCursor={(index) => changeExplorer({ cursor: rows[index]?.id ?? null })}
      onOpen={onOpen}
    />
  );
}

function isNumber(id: string): boolean {
  return nodeColumns.some((column) => column.id === id && column.align === 'end');
}

/** What is unknown comes last, whichever way round. */
function sorted(nodes: readonly GraphNode[], sorting: Sorting | undefined): readonly GraphNode[] {
  const column = nodeColumns.find(({ id }) => id === sorting?.by);
  if (!sorting || !column) return nodes;
  const known = nodes.filter((node) => column.value(node) !== null);
  const order = known.sort((left, right) => compareValues(column.value(left), column.value(right)));
  return [...(sorting.descending ? order.reverse() : order), ...nodes.filter((node) => column.value(node) === null)];
}

interface Tie {
  readonly from: string;
  readonly words: string;
  readonly to: string;
  readonly conflict: string | null;
}

const tieColumns: readonly Column<Tie>[] = [
  { id: 'from', title: 'From', width: 'minmax(140px, 1fr)', cell: ({ from }) => <span title={from}>{from}</span> },
  { id: 'tie', title: 'Tie', width: '170px', cell: ({ words }) => words },
  { id: 'to', title: 'To', width: 'minmax(140px, 1fr)', cell: ({ to }) => <span title={to}>{to}</span> },
  { id: 'conflict', title: 'Licence conflict', width: 'minmax(90px, 0.8fr)', cell: ({ conflict }) => conflict && <span title={conflict}>{conflict}</span> },
];

function TiesTable({ nodes, edges }: Omit<NodesTableProps, 'onOpen'>) {
  const [cursor, setCursor] = useState(0);
  const rows = useMemo(() => {
    const names = wholeNames(nodes);
    return edges.map((edge): Tie => ({ from: names.get(edge.source) ?? edge.source, words: tieWords(edge, true), to: names.get(edge.target) ?? edge.target, conflict: edge.conflict }));
  }, [nodes, edges]);
  return <Table label="Ties of the graph" className={styles.table} columns={tieColumns} total={rows.length} rowAt={(index) => rows[index]} cursor={cursor} onCursor={setCursor} />;
}
