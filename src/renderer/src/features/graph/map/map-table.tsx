import { useCallback, useState } from 'react';
import type { CallAnswer, GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import type { Result } from '../../../../../shared/result.ts';
import { call } from '../../../client/client.ts';
import { usePages } from '../../../client/use-pages.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Table } from '../../../ui/table/table.tsx';
import { nodeColumns } from '../explorer/nodes-table.tsx';
import type { MapLayer } from './map-layer.ts';
import styles from './map.module.css';

interface MapTableProps {
  readonly layer: MapLayer;
  readonly scope: ReachScope;
  /** Changes when other nodes are shown. */
  readonly resetKey: string;
  readonly onOpen: (node: GraphNode) => void;
}

interface Page {
  readonly total: number;
  readonly rows: CallAnswer<'graph.mapNodes'>['nodes'];
}

/** Rows come by what was made of them and their downloads, and cannot be sorted otherwise: the names of most are not here. What only people have is left out. */
const columns = nodeColumns.filter(({ id }) => id !== 'distance' && id !== 'reach').map(({ id, title, width, align, hint, from, cell }) => ({ id, title, width, align, hint, from, cell }));

/** What the map shows, as rows: the most used first. */
export function MapTable({ layer, scope, resetKey, onOpen }: MapTableProps) {
  const ask = useCallback(
    async (offset: number, limit: number, signal: AbortSignal): Promise<Result<Page>> => {
      const { nodes, total } = await layer.most(offset, limit);
      const answer = await call('graph.mapNodes', { ...scope, nodes: [...nodes] }, signal);
      return answer.ok ? { ok: true, value: { total, rows: answer.value.nodes } } : answer;
    },
    [layer, scope],
  );
  const pages = usePages<Page>(resetKey, 100, ask);
  const [cursor, setCursor] = useState(0);
  return (
    <>
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={8} label="Loading the rows" /></div>}
      {pages.total !== null && (
        <Table label="Packages on the map" className={styles.table} columns={columns} total={pages.total} rowAt={pages.rowAt} onShow={pages.show} cursor={cursor} onCursor={setCursor} onOpen={onOpen} resetKey={resetKey} stale={pages.loading} />
      )}
    </>
  );
}
