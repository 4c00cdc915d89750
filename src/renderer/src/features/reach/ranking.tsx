import { Merge, UsersRound } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { CallAnswer, MaintainerRow, ReachKind, ReachScope as Scope } from '../../../../shared/contract/index.ts';
import { navigate } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { useEpoch } from '../../client/epoch.ts';
import { useCall } from '../../client/use-call.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { SearchInput, Select } from '../../ui/field.tsx';
import { Pill } from '../../ui/marks.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table/table.tsx';
import { showAliases } from './aliases/store.ts';
import { columnsFor, countsCommits } from './ranking-columns.tsx';
import { RankingPlot } from './ranking-plot.tsx';
import { NoReach } from './no-reach.tsx';
import { brushRanks, changeReach, type ReachAccounts, sortReach, useRanks, useReach } from './store.ts';
import { usePicked } from './use-picked.ts';
import { reachWords } from './words.ts';
import styles from './reach.module.css';

export type ReachScope = Scope & { readonly kind: ReachKind };

const accountChoices: readonly { readonly value: ReachAccounts; readonly label: string }[] = [
  { value: 'all', label: 'All accounts' },
  { value: 'people', label: 'Without bots' },
  { value: 'automated', label: 'Bots only' },
];

/** Everybody of a scope in a table: sorted by any column, found by name, cut to a stretch of ranks, picked to be merged. */
export function Ranking({ scope, chosen, withPlot }: { readonly scope: ReachScope; readonly chosen: string | null; /** Where no figures stand beside it. */ readonly withPlot: boolean }) {
  const { kind, hub } = scope;
  const { search, sort, descending, accounts } = useReach();
  const ranks = useRanks(scope);
  const epoch = useEpoch((state) => state.epoch);
  const wanted = useDeferredValue(search.trim());
  const key = JSON.stringify([scope, wanted, sort, descending, accounts, ranks]);
  const asked = { ...scope, search: wanted, sort, descending, accounts, ranks };
  const pages = usePages<CallAnswer<'reach.list'>>(key, 100, (offset, limit, signal) => call('reach.list', { ...asked, offset, limit }, signal));
  const mergeable = countsCommits(scope);
  const columns = useMemo(() => columnsFor(kind, mergeable), [kind, mergeable]);
  const [cursor, setCursor] = useState(-1);
  const open = (row: MaintainerRow | undefined): void => {
    if (!row || row.maintainer === chosen) return;
    const { mirror: _mirror, kind: _kind, hub: _hub, ...rules } = scope;
    navigate({ view: 'reach', kind, hub, maintainer: row.maintainer, rules });
  };
  // Whoever was reached by a link may stand anywhere in the list, and so may everybody in another one; whoever was chosen in it need not be sought.
  const [sought, setSought] = useState({ key, chosen, isOn: true });
  if (sought.key !== key || sought.chosen !== chosen) setSought({ key, chosen, isOn: sought.key !== key || pages.rowAt(cursor)?.maintainer !== chosen });
  const isSought = chosen !== null && sought.isOn;
  const place = useCall('reach.list', isSought ? { ...asked, locate: chosen, limit: 1 } : null, true);
  const located = place.value?.located ?? null;
  const at = isSought ? (located ?? -1) : cursor;
  const { picked, picking } = usePicked(JSON.stringify([scope, epoch]), pages.rowAt, pages.total ?? 0);
  const { who, whos } = reachWords[kind];
  return (
    <section className={styles.ranking} aria-label="Ranking">
      <div className={styles.toolbar}>
        <SearchInput label={`Find ${kind === 'owner' ? 'an' : 'a'} ${who}`} value={search} onChange={(value) => changeReach({ search: value })} className={styles.find} />
        <Select label="Accounts" value={accounts} options={accountChoices} onChange={(value) => changeReach({ accounts: accountChoices.find((choice) => choice.value === value)?.value ?? 'all' })} />
        <output className={styles.muted}>
          {pages.total === null ? (pages.error ? '' : 'Counting') : pages.total === pages.first?.maintainers ? formatCount(pages.total) : `${formatCount(pages.total)} of ${formatCount(pages.first?.maintainers ?? 0)}`}
        </output>
      </div>
      {(ranks !== null || mergeable) && (
        <div className={styles.rankingBar}>
          {ranks && (
            <Pill removeLabel="Show all ranks" onRemove={() => brushRanks(scope, null)}>
              Ranks {formatCount(ranks.from)} to {formatCount(ranks.to)}
            </Pill>
          )}
          {mergeable && picked.length > 1 && (
            <Button icon={Merge} onClick={() => showAliases({ dialog: 'merge', scope, members: picked })}>
              Merge {formatPlural(picked.length, who, whos)}…
            </Button>
          )}
          {mergeable && (
            <Button look="quiet" icon={UsersRound} onClick={() => showAliases({ dialog: 'manage', scope })}>
              Aliases…
            </Button>
          )}
        </div>
      )}
      <NoReach scope={scope} first={pages.rowAt(0) ?? null} />
      {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
      {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={12} label="Loading the ranking" /></div>}
      {pages.total !== null && (
        <Table
          label={kind === 'owner' ? 'Owners by reach' : 'Maintainers by reach'}
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
          {...(mergeable && { picking })}
          reveal={located === null ? null : { index: located, key: `${key} ${chosen}` }}
          resetKey={key}
          stale={pages.loading}
          empty={<NoMaintainer kind={kind} searched={wanted !== '' || ranks !== null || accounts !== 'all'} />}
        />
      )}
      {withPlot && <RankingPlot scope={scope} chosen={chosen} />}
    </section>
  );
}

const nobody: Readonly<Record<ReachKind, { readonly title: string; readonly text: string }>> = {
  direct: { title: 'No commits to count', text: 'Direct reach is read from unpacked clones, and this scope has none. Owner reach needs no clones.' },
  owner: { title: 'No owners here', text: 'No package in this scope names an owner.' },
  transitive: { title: 'Nobody holds a package here', text: 'No package in this scope has an owner, or, where committers count, a readable clone.' },
};

function NoMaintainer({ kind, searched }: { readonly kind: ReachKind; readonly searched: boolean }) {
  if (searched) return <Empty icon={UsersRound} title="Nobody in this scope fits what is asked for" />;
  return (
    <Empty icon={UsersRound} title={nobody[kind].title}>
      {nobody[kind].text}
    </Empty>
  );
}
