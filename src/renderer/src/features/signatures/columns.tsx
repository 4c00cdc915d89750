import type { SignedCommit } from '../../../../shared/contract/index.ts';
import { signatureStateWords } from '../../../../shared/domain/index.ts';
import { Badge } from '../../ui/marks.tsx';
import { formatDay, formatMoment } from '../../ui/quantity.ts';
import type { Column } from '../../ui/table/table.tsx';
import { kindNames, shortKey, stateTones } from './words.ts';
import styles from './signatures.module.css';

export const signatureColumns: readonly Column<SignedCommit>[] = [
  { id: 'sha', title: 'Commit', width: '88px', cell: ({ sha }) => <code title={sha}>{sha.slice(0, 8)}</code> },
  { id: 'state', title: 'State', width: '178px', cell: (commit) => <StateBadge commit={commit} /> },
  { id: 'subject', title: 'Subject', width: 'minmax(120px, 2fr)', from: 560, cell: ({ subject }) => <span title={subject}>{subject || '(no subject)'}</span> },
  { id: 'signer', title: 'Signed by', width: 'minmax(120px, 1.4fr)', cell: (commit) => <Signer commit={commit} /> },
  { id: 'key', title: 'Key', width: '210px', from: 820, cell: ({ kind, key }) => <span title={key ?? undefined}>{kindNames[kind]} {key !== null && <code>{shortKey(key)}</code>}</span> },
  { id: 'date', title: 'Committed', width: '104px', align: 'end', from: 460, cell: ({ committed }) => <span title={formatMoment(committed)}>{formatDay(committed)}</span> },
];

export function StateBadge({ commit: { state, reason } }: { readonly commit: SignedCommit }) {
  return (
    <Badge tone={stateTones[state]} title={reason}>
      {signatureStateWords[state].title}
    </Badge>
  );
}

function Signer({ commit: { platform, signer, committerName, committerEmail } }: { readonly commit: SignedCommit }) {
  if (platform !== null) return <Badge title={`Told by key and committer: ${platform} signs what is done on its pages in place of a person`}>{platform}</Badge>;
  if (signer !== null) return <span title={signer}>{signer}</span>;
  return <span className={styles.muted} title={`The commit says that ${committerName} <${committerEmail}> made it; no imported key tells whose signature it is`}>not known</span>;
}
