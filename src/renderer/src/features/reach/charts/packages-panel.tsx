import { Package } from 'lucide-react';
import { useState } from 'react';
import type { CallAnswer, CallInput, ReachScope } from '../../../../../shared/contract/index.ts';
import { goToAddress, packageAddress } from '../../../app/route.ts';
import { call } from '../../../client/client.ts';
import { usePages } from '../../../client/use-pages.ts';
import { HubMark, Stat, StatStrip } from '../../../ui/marks.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatShort } from '../../../ui/quantity.ts';
import { Empty, ErrorNotice } from '../../../ui/states.tsx';
import { type Column, Table } from '../../../ui/table/table.tsx';
import styles from '../reach.module.css';

type Answer = CallAnswer<'reach.packages'>;
type Row = Answer['rows'][number];
type Sort = NonNullable<CallInput<'reach.packages'>['sort']>;

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Package', width: 'minmax(160px, 1fr)', sort: 'name', cell: ({ package: key }) => <a href={packageAddress(key)} title={key.name}><HubMark hub={key.hub} /> {key.name}</a> },
  { id: 'dependants', title: 'PR', width: '76px', align: 'end', sort: 'dependants', hint: 'Package reach: packages that depend on it', cell: (row) => formatCount(row.dependants) },
  { id: 'trusted', title: 'ITP', width: '76px', align: 'end', sort: 'trusted', hint: 'Implicitly trusted packages: those that it depends on', cell: (row) => formatCount(row.trusted) },
  { id: 'trustedMaintainers', title: 'ITM', width: '76px', align: 'end', sort: 'trustedMaintainers', hint: 'Implicitly trusted maintainers: holders of these', cell: (row) => formatCount(row.trustedMaintainers) },
  { id: 'downloads', title: 'Downloads', width: '104px', align: 'end', sort: 'downloads', cell: (row) => (row.downloads === null ? '—' : <span title={formatCount(row.downloads)}>{formatShort(row.downloads)}</span>) },
];

/** PR, ITP and ITM of every package of a scope, with how they are spread. */
export function PackagesPanel({ scope: { mirror, hub, query, key, role, holder, dependencies } }: { readonly scope: ReachScope }) {
  const [{ by, descending }, setSorting] = useState<{ readonly by: Sort; readonly descending: boolean }>({ by: 'dependants', descending: true });
  const [cursor, setCursor] = useState(-1);
  const asked = { mirror, hub, query, key, role, holder, dependencies, sort: by, descending };
  const question = JSON.stringify(asked);
  const pages = usePages<Answer>(question, 100, (offset, limit, signal) => call('reach.packages', { ...asked, offset, limit }, signal));
  const { first } = pages;
  return (
    <Panel title="Packages that others depend on" note="Package reach, implicitly trusted packages and maintainers (USENIX Security’19)">
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {first && (
        <>
          <StatStrip>
            <Spread label="PR of a package" of={first.dependants} />
            <Spread label="ITP of a package" of={first.trusted} />
            <Spread label="ITM of a package" of={first.trustedMaintainers} />
          </StatStrip>
          <Table
            label="Packages by reach"
            className={styles.packages}
            columns={columns}
            total={first.total}
            rowAt={pages.rowAt}
            onShow={pages.show}
            sorting={[{ by, descending }]}
            onSort={(next) => setSorting((before) => ({ by: next as Sort, descending: before.by === next ? !before.descending : next !== 'name' }))}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={(row) => goToAddress(packageAddress(row.package))}
            resetKey={question}
            stale={pages.loading}
            empty={<Empty icon={Package} title="No packages in this scope" />}
          />
          <p className={styles.muted}>{[...first.notes, first.rule].join(' ')}</p>
        </>
      )}
    </Panel>
  );
}

function Spread({ label, of: { mean, median, highest } }: { readonly label: string; readonly of: Answer['dependants'] }) {
  const decimal = (value: number | null): string => (value === null ? '—' : value.toLocaleString('en', { maximumFractionDigits: 2 }));
  return <Stat label={label} value={decimal(mean)} note={`mean; median ${decimal(median)}, highest ${formatCount(highest)}`} />;
}
