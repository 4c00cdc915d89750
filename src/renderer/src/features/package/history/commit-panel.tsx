import { Columns2, Files, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommitDetail } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { compareCommitsRoute, packageAddress, printRoute } from '../../../app/route.ts';
import { useCall } from '../../../client/use-call.ts';
import { IconButton } from '../../../ui/button.tsx';
import { CopyButton, type Fact, FactList } from '../../../ui/panel.tsx';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { ChangeList } from './change-list.tsx';
import { hasOtherCommitter, RefMark, Signature } from './commit-columns.tsx';
import { localMoment, statedMoment } from './commit-date.ts';
import styles from './commit-panel.module.css';

interface CommitPanelProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly commit: string;
  readonly onClose: () => void;
}

/** One commit: who, when, its whole message, and the files that it changed. */
export function CommitPanel({ mirror, package: key, commit, onClose }: CommitPanelProps) {
  const { value, error, loading, reload } = useCall('packages.commit', { mirror, package: key, commit });
  return (
    <aside className={styles.panel} aria-label="Commit" aria-busy={loading}>
      <header className={styles.panelHead}>
        <h2>{value && !error ? value.commit.subject || '(no subject)' : `Commit ${commit.slice(0, 10)}`}</h2>
        <IconButton icon={X} label="Close the commit" onClick={onClose} />
      </header>
      {error && <ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : reload} />}
      {!value && !error && <Skeleton lines={8} label="Loading the commit" />}
      {value && !error && <Detail detail={value} package={key} />}
    </aside>
  );
}

function Detail({ detail, package: key }: { readonly detail: CommitDetail; readonly package: PackageKey }) {
  const { commit, message, messageTruncated, notes } = detail;
  const body = message.trim().split('\n').slice(1).join('\n').trim();
  return (
    <>
      <p className={styles.name}>
        <code title={commit.sha}>{commit.sha}</code>
        <CopyButton text={commit.sha} label="Copy the commit’s name" />
      </p>
      {commit.refs.length > 0 && (
        <p className={styles.refs}>
          {commit.refs.map((ref) => (
            <RefMark key={`${ref.kind} ${ref.name}`} reference={ref} />
          ))}
        </p>
      )}
      {body !== '' && <pre className={styles.message}>{body}</pre>}
      {messageTruncated && <p className={styles.faint}>The message goes on; its first part is shown.</p>}
      <FactList facts={factsOf(detail, key)} />
      <a className={styles.action} href={packageAddress(key, 'files', commit.sha)}>
        <Files size={15} strokeWidth={1.8} aria-hidden /> Files at this commit
      </a>
      <a className={styles.action} href={printRoute(compareCommitsRoute(key, commit.sha, 'HEAD'))}>
        <Columns2 size={15} strokeWidth={1.8} aria-hidden /> Compare with HEAD
      </a>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <ChangeList {...detail} note={detail.against === null ? ' in the first commit of its line' : commit.parents.length > 1 ? ' against the first parent' : ''} />
    </>
  );
}

function factsOf({ commit }: CommitDetail, key: PackageKey): readonly Fact[] {
  const other = hasOtherCommitter(commit);
  return [
    { label: 'Author', value: <Person name={commit.authorName} email={commit.authorEmail} /> },
    { label: 'Authored', value: <Moment seconds={commit.authored} offset={commit.authoredOffset} /> },
    ...(other ? [{ label: 'Committer', value: <Person name={commit.committerName} email={commit.committerEmail} /> }] : []),
    ...(other || commit.committed !== commit.authored ? [{ label: 'Committed', value: <Moment seconds={commit.committed} offset={commit.committedOffset} /> }] : []),
    { label: 'Signature', value: <SignatureFact kind={commit.signature} package={key} /> },
    { label: commit.parents.length === 1 ? 'Parent' : 'Parents', value: parentsOf(commit.parents, key) },
  ];
}

function SignatureFact({ kind, package: key }: { readonly kind: CommitDetail['commit']['signature']; readonly package: PackageKey }) {
  if (kind === 'none') return <Signature kind={kind} />;
  return (
    <span className={styles.parents}>
      <Signature kind={kind} />
      <a href={packageAddress(key, 'signatures')}>How far it is good</a>
    </span>
  );
}

function parentsOf(parents: readonly string[], key: PackageKey): ReactNode {
  if (parents.length === 0) return 'none: the line begins here';
  return (
    <span className={styles.parents}>
      {parents.map((parent) => (
        <a key={parent} href={packageAddress(key, 'history', parent)} title={parent}>
          <code>{parent.slice(0, 10)}</code>
        </a>
      ))}
    </span>
  );
}

/** Leads to how far the person reaches, who is told from others by the address. */
function Person({ name, email }: { readonly name: string; readonly email: string }) {
  return (
    <a className={styles.person} href={printRoute({ view: 'reach', kind: 'direct', hub: null, maintainer: email.toLowerCase() || null })} title="How far this maintainer reaches">
      <bdi>{name || email}</bdi>
      {name !== '' && <span className={styles.faint}> <bdi>{email}</bdi></span>}
    </a>
  );
}

function Moment({ seconds, offset }: { readonly seconds: number; readonly offset: number }) {
  return <span title={`In the commit: ${statedMoment(seconds, offset)}`}>{localMoment(seconds)}</span>;
}
