import { Bot, UsersRound } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { CallAnswer, MaintainerRow, ReachKind } from '../../../../shared/contract/index.ts';
import type { HubId } from '../../../../shared/domain/index.ts';
import { navigate } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { useCall } from '../../client/use-call.ts';
import { usePages } from '../../client/use-pages.ts';
import { SearchInput } from '../../ui/field.tsx';
import { formatCount, formatShort } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table/table.tsx';
import { changeReach, sortReach, useReach } from './store.ts';
import styles from './reach.module.css';

export interface ReachScope {
  readonly mirror: string;
  readonly kind: ReachKind;
  readonly hub: HubId | null;
}

function columnsFor(kind: ReachKind): readonly Column<MaintainerRow>[] {
  const name: Column<MaintainerRow> = { id: 'name', title: kind === 'direct' ? 'Maintainer' : 'Owner', width: 'minmax(112px, 1fr)', sort: 'name', cell: (row) => <NameCell row={row} /> };
  const reach: Column<MaintainerRow> = {
    id: 'reach',
    title: 'Reach',
    width: '68px',
    align: 'end',
    sort: 'reach',
    hint: kind === 'direct' ? 'Repositories committed to' : 'Packages owned',
    cell: (row) => <strong>{formatCount(row.reach)}</strong>,
  };
  const direct: readonly Column<MaintainerRow>[] = [
    { id: 'packages', title: 'Packages', width: '82px', from: 410, align: 'end', sort: 'packages', cell: (row) => formatCount(row.packages) },
    {
      id: 'commits',
      title: 'Commits',
      width: '80px',
      align: 'end',
      sort: 'commits',
      cell: (row) => <span title={row.signedCommits === null ? undefined : `${formatCount(row.signedCommits)} with a signature`}>{row.commits === null ? '—' : formatCount(row.commits)}</span>,
    },
  ];
  const downloads: Column<MaintainerRow> = {
    id: 'downloads',
    title: 'Downloads',
    width: '102px',
    align: 'end',
    sort: 'downloads',
    cell: (row) => <span title={formatCount(row.downloads)}>{formatShort(row.downloads)}</span>,
  };
  return kind === 'direct' ? [name, reach, ...direct] : [name, reach, downloads];
}

function NameCell({ row }: { readonly row: MaintainerRow }) {
  return (
    <span title={row.maintainer}>
      {row.automated && <Bot className={styles.bot} size={14} strokeWidth={1.8} aria-label="Automated account" />}
      {row.name || row.maintainer}
    </span>
  );
}

export function Ranking({ scope, chosen }: { readonly scope: ReachScope; readonly chosen: string | null }) {
  const { mirror, kind, hub } = scope;
  const { search, sort, descending } = useReach();
  const wanted = useDeferredValue(search.trim());
  const key = JSON.stringify([mirror, kind, hub, wanted, sort, descending]);
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('reach.list', { mirror, kind, hub, search: wanted, sort, descending, offset, limit }, signal),
    [mirror, kind, hub, wanted, sort, descending],
  );
  const pages = usePages<CallAnswer<'reach.list'>>(key, 100, ask);
  const columns = useMemo(() => columnsFor(kind), [kind]);
  const [cursor, setCursor] = useState(-1);
  const open = (row: MaintainerRow | undefined): void => {
    if (row && row.maintainer !== chosen) navigate({ view: 'reach', kind, hub, maintainer: row.maintainer });
  };
  // Whoever was reached by a link may stand anywhere in the list.
  const place = useCall('reach.list', chosen === null ? null : { mirror, kind, hub, search: wanted, sort, descending, locate: chosen, limit: 1 }, true);
  const located = place.value?.located ?? null;
  const at = chosen === null || pages.rowAt(cursor)?.maintainer === chosen ? cursor : (located ?? -1);
  return (
    <section className={styles.ranking} aria-label="Ranking">
      <div className={styles.toolbar}>
        <SearchInput label={kind === 'direct' ? 'Find a maintainer' : 'Find an owner'} value={search} onChange={(value) => changeReach({ search: value })} className={styles.find} />
        <output className={styles.muted}>
          {pages.total === null ? (pages.error ? '' : 'Counting') : pages.total === pages.first?.maintainers ? formatCount(pages.total) : `${formatCount(pages.total)} of ${formatCount(pages.first?.maintainers ?? 0)}`}
        </output>
      </div>
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={12} label="Loading the ranking" /></div>}
      {pages.total !== null && (
        <Table
          label={kind === 'direct' ? 'Maintainers by reach' : 'Owners by reach'}
          className={styles.table}
          columns={columns}
          total={pages.total}
          rowAt={pages.rowAt}
          onShow={pages.show}
          sorting={[{ by: sort, descending }]}
          onSort={sortReach}
          cursor={at}
          onCursor={(index) => {
            setCursor(index);
            if (chosen !== null) open(pages.rowAt(index));
          }}
          onOpen={open}
          onChoose={open}
          reveal={located === null ? null : { index: located, key: `${key} ${chosen}` }}
          resetKey={key}
          stale={pages.loading}
          empty={<NoMaintainer kind={kind} searched={wanted !== ''} />}
        />
      )}
    </section>
  );
}

function NoMaintainer({ kind, searched }: { readonly kind: ReachKind; readonly searched: boolean }) {
  if (searched) return <Empty icon={UsersRound} title="No name or key has this text in it" />;
  return (
    <Empty icon={UsersRound} title={kind === 'direct' ? 'No commits to count' : 'No owners here'}>
      {kind === 'direct' ? 'Direct reach is read from unpacked clones, and this scope has none. Owner reach needs no clones.' : 'No package in this scope names an owner.'}
    </Empty>
  );
}
