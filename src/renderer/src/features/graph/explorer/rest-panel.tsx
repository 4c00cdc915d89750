import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CallAnswer, GraphNode } from '../../../../../shared/contract/index.ts';
import { call } from '../../../client/client.ts';
import { usePages } from '../../../client/use-pages.ts';
import { Button } from '../../../ui/button.tsx';
import { formatPlural } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Table } from '../../../ui/table/table.tsx';
import { useExplorer } from '../state/store.ts';
import type { DrawnContext } from './context.ts';
import { nodeColumns } from './nodes-table.tsx';
import styles from './explorer.module.css';

interface RestPanelProps {
  readonly context: DrawnContext;
  /** The "more" node. */
  readonly node: string;
  readonly onOpen: (node: GraphNode) => void;
  readonly onBack: () => void;
}

/** Answers come in the engine's order, and cannot be sorted otherwise. */
const columns = nodeColumns.map(({ id, title, width, align, hint, from, cell }) => ({ id, title, width, align, hint, from, cell }));

/** Everything that a "more" node stands for, however much it is. */
export function RestPanel({ context: { scope, picture, whole }, node, onOpen, onBack }: RestPanelProps) {
  const cap = useExplorer((state) => state.cap);
  const shown = whole.nodes.filter(({ kind }) => kind !== 'more').map(({ id }) => id);
  const key = JSON.stringify([scope, picture, cap, node, shown.length]);
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('graph.rest', { ...scope, picture, cap, node, shown, offset, limit }, signal),
    [scope, picture, cap, node, shown],
  );
  const pages = usePages<CallAnswer<'graph.rest'>>(key, 100, ask);
  const [cursor, setCursor] = useState(0);
  return (
    <>
      <div className={styles.tableBar}>
        <Button icon={ArrowLeft} onClick={onBack}>
          Back to the picture
        </Button>
        <output>{pages.total === null ? 'Counting' : `${formatPlural(pages.total, 'node')} that the picture leaves out`}</output>
      </div>
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={8} label="Loading the rest" /></div>}
      {pages.total !== null && (
        <Table label="Left out of the picture" className={styles.table} columns={columns} total={pages.total} rowAt={pages.rowAt} onShow={pages.show} cursor={cursor} onCursor={setCursor} onOpen={onOpen} resetKey={key} stale={pages.loading} />
      )}
    </>
  );
}
