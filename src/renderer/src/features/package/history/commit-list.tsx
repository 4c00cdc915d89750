import { GitCommitHorizontal } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { CallAnswer, HistoryCommit } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { navigate } from '../../../app/route.ts';
import { call } from '../../../client/client.ts';
import { useCall } from '../../../client/use-call.ts';
import { usePages } from '../../../client/use-pages.ts';
import { SearchInput, Select } from '../../../ui/field.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Table } from '../../../ui/table/table.tsx';
import { sharedText } from '../clone-text.ts';
import { commitColumns, rowHeight } from './commit-columns.tsx';
import { CommitPanel } from './commit-panel.tsx';
import { lanesOf } from './graph-cell.tsx';
import { NoClone } from './no-clone.tsx';
import { PartSegments } from './part-segments.tsx';
import type { HistoryPart } from './history-tab.tsx';
import page from '../../../ui/tab-page.module.css';
import styles from './history.module.css';

type Pages = Omit<CallAnswer<'packages.history'>, 'commits'> & { readonly rows: readonly HistoryCommit[] };
type Refs = 'head' | 'all';

interface CommitListProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly commit: string | null;
  readonly onPart: (part: HistoryPart) => void;
}

const refOptions = [{ value: 'head', label: 'From HEAD' }, { value: 'all', label: 'From all branches and tags' }] as const;

/** The commits as a table with their graph, and the one that is open beside it. */
export function CommitList({ mirror, package: key, commit, onPart }: CommitListProps) {
  const { hub, name, ordinal } = key;
  const [refs, setRefs] = useState<Refs>('head');
  const [text, setText] = useState('');
  const question = JSON.stringify([mirror, hub, name, ordinal, refs, text.trim()]);
  const ask = useCallback(
    async (offset: number, limit: number, signal: AbortSignal) => {
      const answer = await call('packages.history', { mirror, package: { hub, name, ordinal }, refs, text, offset, limit }, signal);
      if (!answer.ok) return answer;
      const { commits, ...rest } = answer.value;
      return { ok: true, value: { ...rest, rows: commits } } as const;
    },
    [mirror, hub, name, ordinal, refs, text],
  );
  const pages = usePages<Pages>(question, 100, ask);
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  // A commit that a link led to has to be looked for; one that was chosen in the list is at the cursor.
  const linked = commit !== chosen && refs === 'head' && text === '' ? commit : null;
  const { value: located, loading } = useCall('packages.commit', linked === null ? null : { mirror, package: key, commit: linked, locate: true });
  const place = loading ? null : (located?.place ?? null);
  const reveal = place !== null && linked !== null ? { index: place, key: linked } : null;
  const [revealed, setRevealed] = useState<string | null>(null);
  if (reveal !== null && revealed !== reveal.key) {
    setRevealed(reveal.key);
    setCursor(reveal.index);
  }
  const [widest, setWidest] = useState(1);
  const hasGraph = text.trim() === '';
  const columns = useMemo(() => commitColumns(hasGraph ? widest : null), [hasGraph, widest]);
  const show = (from: number, to: number): void => {
    pages.show(from, to);
    const lanes = Array.from({ length: to - from }, (_, step) => lanesOf(pages.rowAt(from + step)?.graph ?? null));
    setWidest((before) => Math.max(before, ...lanes));
  };
  const open = (sha: string | null, replace: boolean): void => {
    setChosen(sha);
    navigate({ view: 'package', package: { hub, name, ordinal }, tab: 'history', ...(sha === null ? {} : { commit: sha }) }, replace);
  };
  const moveTo = (index: number): void => {
    setCursor(index);
    const row = pages.rowAt(index);
    if (commit !== null && row !== undefined) open(row.sha, true);
  };
  const first = pages.first;
  if (first === null && !pages.error) return <div className={page.notice}><Skeleton lines={8} label="Loading the history" /></div>;
  if (first?.clone.commits === 0) return <NoClone clone={first.clone} />;
  return (
    <div className={styles.history}>
      <div className={page.fill}>
        <div className={styles.toolbar}>
          <PartSegments part="commits" onPart={onPart} />
          <SearchInput className={styles.search} label="Find in messages, people and names" value={text} onChange={(next) => { setText(next); setCursor(0); }} />
          <Select label="Where the commits come from" value={refs} options={refOptions} onChange={(next) => { setRefs(next === 'all' ? 'all' : 'head'); setCursor(0); }} />
          <output className={styles.faint}>{countText(first, refs, text.trim())}</output>
        </div>
        {first?.notes.map((note) => <p key={note} className={styles.note}>{note}</p>)}
        {pages.error ? (
          <div className={page.notice}><ErrorNotice error={pages.error} onRetry={pages.reload} /></div>
        ) : (
          <Table
            label="Commits"
            className={page.grid}
            columns={columns}
            rowHeight={rowHeight}
            total={first?.total ?? 0}
            rowAt={pages.rowAt}
            onShow={show}
            cursor={cursor}
            onCursor={moveTo}
            onChoose={(row) => open(row.sha, commit !== null)}
            onOpen={(row) => open(row.sha, commit !== null)}
            reveal={reveal}
            resetKey={question}
            stale={pages.loading}
            empty={first === null ? undefined : <NoCommits history={first} isSearch={text.trim() !== ''} />}
          />
        )}
      </div>
      {commit !== null && <CommitPanel mirror={mirror} package={key} commit={commit} onClose={() => open(null, false)} />}
    </div>
  );
}

function NoCommits({ history, isSearch }: { readonly history: Pages; readonly isSearch: boolean }) {
  if (isSearch) return <Empty icon={GitCommitHorizontal} title="No commit mentions it" />;
  return <Empty icon={GitCommitHorizontal} title="The commits cannot be read now">{history.clone.reason}</Empty>;
}

function countText(history: Pages | null, refs: Refs, text: string): string {
  if (history === null) return '';
  const { clone } = history;
  if (text !== '') return `${formatPlural(history.total, 'commit')} found`;
  const shared = sharedText(clone);
  const from = refs === 'all' ? 'from all branches and tags' : `reachable from HEAD${clone.branch === null ? '' : ` (${clone.branch})`}, ${formatCount(clone.signedCommits)} with a signature`;
  return `${formatPlural(history.total, 'commit')} ${from}${shared === null ? '' : `. ${shared}`}`;
}
