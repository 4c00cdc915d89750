import { CircleCheck, Save } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { CallInput, ProblemList } from '../../../../shared/contract/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { goToAddress, navigate, packageAddress, problemsRoute, type ProblemsRoute } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table/table.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { ProblemDetail } from './problem-detail.tsx';
import { ProblemScopes } from './problem-scopes.tsx';
import { SaveReport } from './save-report.tsx';
import { codeWords, Severity } from './severity.tsx';
import styles from './problems.module.css';

type Problem = ProblemList['rows'][number];
export type ProblemFilter = Pick<CallInput<'problems.list'>, 'mirror' | 'hub' | 'code' | 'file'>;

const columns: readonly Column<Problem>[] = [
  { id: 'severity', title: 'Level', width: '58px', cell: (problem) => <Severity severity={problem.severity} /> },
  { id: 'hub', title: 'Hub', width: '52px', cell: (problem) => problem.hub && <HubMark hub={problem.hub} /> },
  { id: 'kind', title: 'Kind', width: 'minmax(150px, 0.9fr)', from: 560, cell: (problem) => codeWords(problem.code) },
  { id: 'record', title: 'Record', width: 'minmax(120px, 1.2fr)', cell: (problem) => <RecordCell problem={problem} /> },
  { id: 'message', title: 'What is wrong', width: 'minmax(180px, 2fr)', cell: (problem) => <span title={problem.message}>{problem.message}</span> },
  {
    id: 'file',
    title: 'File',
    width: 'minmax(180px, 1.4fr)',
    from: 940,
    cell: (problem) => <code title={problem.file ?? undefined}>{problem.file ?? '—'}</code>,
  },
  { id: 'offset', title: 'At byte', width: '104px', align: 'end', from: 720, cell: (problem) => (problem.offset === null ? '—' : formatCount(problem.offset)) },
];

function RecordCell({ problem }: { readonly problem: Problem }) {
  const { record } = problem;
  if (record === null) return <span>—</span>;
  if (problem.package === null) return <span title={record}>{record}</span>;
  return (
    <a href={packageAddress(problem.package)} tabIndex={-1} title={record}>
      {record}
    </a>
  );
}

/** What was not as the generator writes it: by hub, kind and file, each with the bytes it is about. */
export function ProblemsView({ route }: { readonly route: ProblemsRoute }) {
  const mirror = useIndexedMirror();
  const { hub, code, file } = route;
  const key = mirror === null ? null : JSON.stringify([mirror, hub, code, file]);
  const filter = useMemo<ProblemFilter>(() => ({ mirror: mirror ?? '', hub, code, file }), [mirror, hub, code, file]);
  const ask = useCallback((offset: number, limit: number, signal: AbortSignal) => call('problems.list', { ...filter, offset, limit }, signal), [filter]);
  const pages = usePages<ProblemList>(key, 200, ask);
  const [at, setAt] = useState({ row: 0, of: key });
  const [saving, setSaving] = useState(false);
  const cursor = at.of === key ? at.row : 0;
  const chosen = pages.loading ? undefined : pages.rowAt(cursor);
  const narrowed = hub !== null || code !== null || file !== null;
  return (
    <div className={view.filled}>
      <div className={view.head}>
        <PageHeader
          title="Problems"
          facts={<output>{pages.total === null ? (pages.error ? 'Not counted' : 'Counting') : factsOf(pages.total, route, pages.first)}</output>}
          actions={
            <>
              {narrowed && <Button onClick={() => navigate(problemsRoute())}>Show all</Button>}
              <Button icon={Save} disabled={!pages.total} onClick={() => setSaving(true)}>
                Save as CSV or JSON…
              </Button>
            </>
          }
        />
      </div>
      <div className={styles.body}>
        <ProblemScopes list={pages.first} route={route} />
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
              onCursor={(row) => setAt({ row, of: key })}
              onOpen={(problem) => {
                if (problem.package) goToAddress(packageAddress(problem.package));
              }}
              resetKey={key ?? ''}
              stale={pages.loading}
              empty={<NoProblem narrowed={narrowed} />}
            />
          )}
          {chosen && mirror && <ProblemDetail mirror={mirror} problem={chosen} explanation={explanationOf(pages.first, chosen.code)} />}
        </div>
      </div>
      {saving && pages.total !== null && <SaveReport filter={filter} total={pages.total} narrowed={narrowed} onClose={() => setSaving(false)} />}
    </div>
  );
}

function explanationOf(list: ProblemList | null, code: string): string {
  return list?.kinds.find((kind) => kind.code === code)?.explanation ?? codeWords(code);
}

function factsOf(total: number, { hub, code, file }: ProblemsRoute, list: ProblemList | null): string {
  const about = [hub && hubById(hub).title, code && explanationOf(list, code), file].filter(Boolean);
  if (about.length === 0) about.push('What was not as the generator writes it. The rest of each mirror was read on.');
  return [formatPlural(total, 'problem'), ...about].join(' · ');
}

function NoProblem({ narrowed }: { readonly narrowed: boolean }) {
  if (!narrowed) return <Empty icon={CircleCheck} title="No problems">Every record was read as the generator writes it.</Empty>;
  return (
    <Empty icon={CircleCheck} title="No problem of this kind here" actions={<Button onClick={() => navigate(problemsRoute())}>Show all</Button>}>
      Other hubs, kinds or files may have some.
    </Empty>
  );
}
