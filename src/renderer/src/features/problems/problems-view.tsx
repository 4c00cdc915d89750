import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { ProblemList } from '../../../../shared/contract/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { navigate, printRoute, type Route } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table/table.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import styles from './problems.module.css';

type ProblemsRoute = Extract<Route, { view: 'problems' }>;
type Problem = ProblemList['rows'][number];

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info };

const columns: readonly Column<Problem>[] = [
  { id: 'severity', title: 'Level', width: '58px', cell: (problem) => <Severity severity={problem.severity} /> },
  { id: 'hub', title: 'Hub', width: '52px', cell: (problem) => problem.hub && <HubMark hub={problem.hub} /> },
  { id: 'record', title: 'Record', width: 'minmax(120px, 1fr)', cell: (problem) => <span title={problem.record ?? undefined}>{problem.record ?? '—'}</span> },
  { id: 'message', title: 'What is wrong', width: 'minmax(240px, 2.2fr)', cell: (problem) => <span title={problem.message}>{problem.message}</span> },
  {
    id: 'file',
    title: 'File',
    width: 'minmax(180px, 1.5fr)',
    cell: (problem) => <code title={problem.file ?? undefined}>{problem.file ?? '—'}</code>,
  },
  { id: 'offset', title: 'At byte', width: '104px', align: 'end', cell: (problem) => (problem.offset === null ? '—' : formatCount(problem.offset)) },
];

function Severity({ severity }: { readonly severity: Problem['severity'] }) {
  const Icon = icons[severity];
  return <Icon className={styles[severity]} size={15} strokeWidth={1.9} aria-label={severity} />;
}

export function ProblemsView({ route }: { readonly route: ProblemsRoute }) {
  const mirror = useIndexedMirror();
  const { hub, code } = route;
  const key = mirror === null ? null : JSON.stringify([mirror, hub, code]);
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('problems.list', { mirror: mirror ?? '', hub, code, offset, limit }, signal),
    [mirror, hub, code],
  );
  const pages = usePages<ProblemList>(key, 200, ask);
  const [cursor, setCursor] = useState(0);
  const kinds = pages.first?.kinds ?? [];
  const chosen = kinds.find((kind) => kind.code === code);
  const filtered = hub !== null || code !== null;
  return (
    <div className={view.filled}>
      <div className={view.head}>
        <PageHeader
          title="Problems"
          facts={
            <output>
              {pages.total === null ? 'Counting' : formatPlural(pages.total, 'problem')}
              {hub && ` · ${hubById(hub).title}`}
              {chosen ? ` · ${chosen.explanation}` : ' · What was not as the generator writes it. The rest of each mirror was read on.'}
            </output>
          }
          actions={filtered && <Button onClick={() => navigate({ view: 'problems', hub: null, code: null })}>Show all</Button>}
        />
      </div>
      <div className={styles.body}>
        <KindList kinds={kinds} hub={hub} code={code} />
        <div className={styles.list}>
          {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
          {pages.total === null && !pages.error && <div className={styles.waiting}><Skeleton lines={10} label="Loading problems" /></div>}
          {pages.total !== null && (
            <Table
              label="Problems"
              className={styles.table}
              columns={columns}
              total={pages.total}
              rowAt={pages.rowAt}
              onShow={pages.show}
              cursor={cursor}
              onCursor={setCursor}
              resetKey={key ?? ''}
              stale={pages.loading}
              minWidth={800}
              empty={
                <Empty icon={CircleCheck} title={filtered ? 'No problem of this kind' : 'No problems'}>
                  Every record was read as the generator writes it.
                </Empty>
              }
            />
          )}
        </div>
      </div>
    </div>
  );
}

interface KindListProps {
  readonly kinds: ProblemList['kinds'];
  readonly hub: ProblemsRoute['hub'];
  readonly code: string | null;
}

/** Counts by hub and kind; each filters the list. */
function KindList({ kinds, hub, code }: KindListProps) {
  const groups = [...new Set(kinds.map((kind) => kind.hub))];
  return (
    <nav className={styles.kinds} aria-label="Problems by hub and kind">
      {groups.map((group) => (
        <section key={group ?? 'none'}>
          <h2>{group === null ? 'No hub' : <HubMark hub={group} named />}</h2>
          <ul>
            {kinds
              .filter((kind) => kind.hub === group)
              .map((kind) => {
                const Icon = icons[kind.severity];
                const current = kind.code === code && kind.hub === hub;
                return (
                  <li key={kind.code}>
                    <a href={printRoute({ view: 'problems', hub: kind.hub, code: kind.code })} aria-current={current} className={classNames(current && styles.current)} title={kind.explanation}>
                      <Icon className={styles[kind.severity]} size={14} strokeWidth={1.9} aria-label={kind.severity} />
                      <span>{kind.code.replaceAll('-', ' ')}</span>
                      <strong>{formatCount(kind.count)}</strong>
                    </a>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
