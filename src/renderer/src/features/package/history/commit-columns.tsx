import type { HistoryCommit } from '../../../../../shared/contract/index.ts';
import { Badge } from '../../../ui/marks.tsx';
import type { Column } from '../../../ui/table/table.tsx';
import { bothMoments, localDay } from './commit-date.ts';
import { GraphCell, graphWidth } from './graph-cell.tsx';
import styles from './history.module.css';

export const rowHeight = 30;

/** The columns of the commits; `lanes` is how wide the graph is, null where there is none. */
export function commitColumns(lanes: number | null): readonly Column<HistoryCommit>[] {
  const graph: Column<HistoryCommit> = {
    id: 'graph',
    title: 'Graph',
    width: `${Math.max(74, graphWidth(lanes ?? 1) + 16)}px`,
    cell: (commit) => commit.graph && <GraphCell graph={commit.graph} height={rowHeight} isHead={commit.refs.some(({ kind }) => kind === 'head')} />,
  };
  return [
    ...(lanes === null ? [] : [graph]),
    { id: 'subject', title: 'Subject', width: 'minmax(150px, 2.4fr)', cell: (commit) => <Subject commit={commit} /> },
    { id: 'author', title: 'Author', width: 'minmax(104px, 1fr)', from: 480, cell: (commit) => <Author commit={commit} /> },
    { id: 'date', title: 'Committed', width: '104px', align: 'end', from: 420, cell: (commit) => <span title={bothMoments(commit.committed, commit.committedOffset)}>{localDay(commit.committed)}</span> },
    { id: 'signature', title: 'Signature', width: '178px', from: 880, cell: (commit) => <Signature kind={commit.signature} /> },
    { id: 'sha', title: 'Commit', width: '88px', from: 560, cell: (commit) => <code title={commit.sha}>{commit.sha.slice(0, 8)}</code> },
  ];
}

function Subject({ commit }: { readonly commit: HistoryCommit }) {
  return (
    <span className={styles.subject}>
      {commit.refs.slice(0, 3).map((ref) => (
        <RefMark key={`${ref.kind} ${ref.name}`} reference={ref} />
      ))}
      <bdi title={commit.subject}>{commit.subject || '(no subject)'}</bdi>
    </span>
  );
}

const refKinds: Readonly<Record<HistoryCommit['refs'][number]['kind'], string>> = { head: 'HEAD', branch: 'Branch', remote: 'Branch of the remote', tag: 'Tag', other: 'Reference' };

export function RefMark({ reference: { kind, name } }: { readonly reference: HistoryCommit['refs'][number] }) {
  return (
    <Badge tone={kind === 'head' ? 'accent' : 'neutral'} title={kind === 'head' ? 'What the clone has checked out' : `${refKinds[kind]} ${name}`}>
      {kind === 'tag' ? `tag ${name}` : name}
    </Badge>
  );
}

/** Whether somebody else than the author put the commit in. */
export function hasOtherCommitter(commit: HistoryCommit | Omit<HistoryCommit, 'graph'>): boolean {
  return commit.authorEmail.toLowerCase() !== commit.committerEmail.toLowerCase() || commit.authorName !== commit.committerName;
}

function Author({ commit }: { readonly commit: HistoryCommit }) {
  const author = commit.authorName || commit.authorEmail;
  if (!hasOtherCommitter(commit)) return <span title={`${commit.authorName} <${commit.authorEmail}>`}>{author}</span>;
  return (
    <span title={`${commit.authorName} <${commit.authorEmail}>, committed by ${commit.committerName} <${commit.committerEmail}>`}>
      <bdi>{author}</bdi> <span className={styles.faint}>via <bdi>{commit.committerName || commit.committerEmail}</bdi></span>
    </span>
  );
}

const signatureNames: Readonly<Record<HistoryCommit['signature'], string>> = { none: '', pgp: 'PGP', ssh: 'SSH', x509: 'X.509', unknown: 'Unknown kind of' };

/** A signature is in the commit; whether it is valid cannot be told without keys. */
export function Signature({ kind }: { readonly kind: HistoryCommit['signature'] }) {
  if (kind === 'none') return <span className={styles.faint}>none</span>;
  return (
    <Badge tone={kind === 'unknown' ? 'warning' : 'accent'} title="The commit carries a signature. Whether it is good, the tab Signatures tells.">
      {signatureNames[kind]} signature present
    </Badge>
  );
}
