import { GitCommitHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CallAnswer, HistorySummary } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { printRoute } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { useCall } from '../../client/use-call.ts';
import { usePages } from '../../client/use-pages.ts';
import { Badge } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatDay, formatMoment, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table/table.tsx';
import { noHistoryTitle, sharedText } from './clone-text.ts';
import { YearBars } from './year-bars.tsx';
import styles from './package.module.css';

type History = Omit<CallAnswer<'packages.history'>, 'commits'> & { readonly rows: CallAnswer<'packages.history'>['commits'] };
type Commit = History['rows'][number];

const columns: readonly Column<Commit>[] = [
  { id: 'sha', title: 'Commit', width: '94px', cell: (commit) => <code title={commit.sha}>{commit.sha.slice(0, 8)}</code> },
  { id: 'subject', title: 'Subject', width: 'minmax(160px, 2fr)', cell: (commit) => <span title={commit.subject}>{commit.subject || '(no subject)'}</span> },
  { id: 'author', title: 'Author', width: 'minmax(120px, 1fr)', from: 620, cell: (commit) => <span title={authorText(commit)}>{commit.authorName || commit.authorEmail}</span> },
  { id: 'date', title: 'Authored', width: '110px', align: 'end', from: 480, cell: (commit) => <span title={formatMoment(commit.authored)}>{formatDay(commit.authored)}</span> },
  { id: 'signature', title: 'Signature', width: '180px', cell: (commit) => <Signature kind={commit.signature} /> },
];

function authorText(commit: Commit): string {
  const same = commit.authorEmail === commit.committerEmail && commit.authorName === commit.committerName;
  return `${commit.authorName} <${commit.authorEmail}>${same ? '' : `, committed by ${commit.committerName} <${commit.committerEmail}>`}`;
}

const signatureNames: Readonly<Record<Commit['signature'], string>> = { none: '', pgp: 'PGP', ssh: 'SSH', x509: 'X.509', unknown: 'Unknown kind of' };

/** A signature is in the commit; whether it is valid cannot be told without keys. */
function Signature({ kind }: { readonly kind: Commit['signature'] }) {
  if (kind === 'none') return <span className={styles.muted}>none</span>;
  return (
    <Badge tone={kind === 'unknown' ? 'warning' : 'accent'} title="The commit carries a signature. It was not checked: that needs the signer’s key.">
      {signatureNames[kind]} signature present
    </Badge>
  );
}

export function HistoryTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { hub, name, ordinal } = key;
  const ask = useCallback(
    async (offset: number, limit: number, signal: AbortSignal) => {
      const answer = await call('packages.history', { mirror, package: { hub, name, ordinal }, offset, limit }, signal);
      if (!answer.ok) return answer;
      const { commits, ...rest } = answer.value;
      return { ok: true, value: { ...rest, rows: commits } } as const;
    },
    [mirror, hub, name, ordinal],
  );
  const pages = usePages<History>(JSON.stringify([mirror, hub, name, ordinal]), 100, ask);
  const [cursor, setCursor] = useState(0);
  const summary = useCall('packages.historySummary', { mirror, package: { hub, name, ordinal } }).value;
  const history = pages.first;
  if (pages.error) return <div className={styles.notice}><ErrorNotice error={pages.error} onRetry={pages.reload} /></div>;
  if (!history || pages.loading) return <div className={styles.notice}><Skeleton lines={8} label="Loading the history" /></div>;
  if (history.total === 0) {
    return (
      <Empty icon={GitCommitHorizontal} title={noHistoryTitle(history.clone)}>
        {history.clone.reason ?? 'History comes from the commits of a clone; the hub’s metadata has none.'}
      </Empty>
    );
  }
  const shared = sharedText(history.clone);
  return (
    <div className={styles.history}>
      <div className={styles.fill}>
        <div className={styles.toolbar}>
          <output className={styles.muted}>
            {formatPlural(history.total, 'commit')} reachable from HEAD
            {history.clone.branch && ` (${history.clone.branch})`}, {formatCount(history.clone.signedCommits)} with a signature
            {shared && `. ${shared}`}
          </output>
        </div>
        <Table label="Commits" className={styles.grid} columns={columns} total={history.total} rowAt={pages.rowAt} onShow={pages.show} cursor={cursor} onCursor={setCursor} />
      </div>
      <aside className={styles.people} aria-label="People and years">
        <Panel title="Commits by year">
          <YearBars years={yearsOf(summary?.months ?? [])} />
        </Panel>
        <Panel title="People" note={formatCount(summary?.authors ?? 0)}>
          <People people={summary?.people ?? []} />
        </Panel>
      </aside>
    </div>
  );
}

function People({ people }: { readonly people: HistorySummary['people'] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Author</th>
          <th scope="col" className={styles.number}>Commits</th>
          <th scope="col" className={styles.number}>Signed</th>
        </tr>
      </thead>
      <tbody>
        {people.slice(0, 200).map((person) => (
          <tr key={`${person.email} ${person.name}`}>
            <td title={person.email}>
              <a href={printRoute({ view: 'reach', kind: 'direct', hub: null, maintainer: person.email.toLowerCase() })}>{person.name || person.email}</a>
            </td>
            <td className={styles.number}>{formatCount(person.commits)}</td>
            <td className={styles.number}>{formatCount(person.signed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function yearsOf(months: HistorySummary['months']): { readonly year: number; readonly commits: number }[] {
  const years = new Map<number, number>();
  for (const { month, commits } of months) years.set(Number.parseInt(month, 10), (years.get(Number.parseInt(month, 10)) ?? 0) + commits);
  return [...years].map(([year, commits]) => ({ year, commits }));
}
