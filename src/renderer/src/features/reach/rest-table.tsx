import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CallAnswer, ReachNode } from '../../../../shared/contract/index.ts';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table/table.tsx';
import { nodeColumns } from './nodes-table.tsx';
import type { ReachScope } from './ranking.tsx';
import { sideWords } from './words.ts';
import styles from './reach.module.css';

interface RestTableProps {
  readonly scope: ReachScope;
  readonly maintainer: string;
  readonly cap: number;
  readonly side: 'repositories' | 'maintainers';
  readonly onOpen: (node: ReachNode) => void;
  readonly onBack: () => void;
}

/** Everything that the graph leaves out on one side, however much it is. */
export function RestTable({ scope, maintainer, cap, side, onOpen, onBack }: RestTableProps) {
  const { mirror, kind, hub } = scope;
  const key = JSON.stringify([mirror, kind, hub, maintainer, cap, side]);
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('reach.rest', { mirror, kind, hub, maintainer, cap, of: side, offset, limit }, signal),
    [mirror, kind, hub, maintainer, cap, side],
  );
  const pages = usePages<CallAnswer<'reach.rest'>>(key, 100, ask);
  const [cursor, setCursor] = useState(0);
  const { one, many } = sideWords(kind, side);
  return (
    <>
      <div className={styles.restBar}>
        <Button icon={ArrowLeft} onClick={onBack}>
          Back to the graph
        </Button>
        <output className={styles.muted}>{pages.total === null ? 'Counting' : `${formatPlural(pages.total, one, many)} that the graph leaves out`}</output>
      </div>
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={8} label="Loading the rest" /></div>}
      {pages.total !== null && (
        <Table
          label={`Left out of the graph: ${many}`}
          className={styles.table}
          columns={nodeColumns(kind)}
          total={pages.total}
          rowAt={pages.rowAt}
          onShow={pages.show}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={onOpen}
          resetKey={key}
          stale={pages.loading}
        />
      )}
    </>
  );
}
