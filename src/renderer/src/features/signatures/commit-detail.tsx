import type { SignedCommit } from '../../../../shared/contract/index.ts';
import { CopyButton } from '../../ui/panel.tsx';
import { StateBadge } from './columns.tsx';
import { kindNames } from './words.ts';
import styles from './signatures.module.css';

/** All that is known of one signature, for the commit that the table stands on. */
export function CommitDetail({ commit }: { readonly commit: SignedCommit }) {
  const { sha, subject, reason, notes, kind, algorithm, key, signer, platform, committerName, committerEmail, authorName, authorEmail } = commit;
  const isSame = committerName === authorName && committerEmail === authorEmail;
  return (
    <section className={styles.detail} aria-label="The signature of this commit">
      <h2>
        <StateBadge commit={commit} />
        <span>{subject || '(no subject)'}</span>
      </h2>
      <p>{[reason, ...notes].join(' ')}</p>
      <dl>
        <dt>Commit</dt>
        <dd>
          <code>{sha}</code>
          <CopyButton text={sha} label="Copy the commit id" />
        </dd>
        <dt>Committer</dt>
        <dd>
          {committerName} {`<${committerEmail}>`}
          {!isSame && `, author ${authorName} <${authorEmail}>`}
        </dd>
        {(signer ?? platform) !== null && (
          <>
            <dt>Signed by</dt>
            <dd>{platform === null ? signer : `${platform} in place of a person${signer === null ? '' : ` (${signer})`}`}</dd>
          </>
        )}
        {key !== null && (
          <>
            <dt>{kindNames[kind]} key</dt>
            <dd>
              <code>{key}</code>
              <CopyButton text={key} label="Copy the fingerprint" />
              {algorithm !== null && <span className={styles.muted}>{algorithm}</span>}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
