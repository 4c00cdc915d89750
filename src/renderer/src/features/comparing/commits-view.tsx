import { ArrowLeftRight } from 'lucide-react';
import type { CommitComparison } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { compareCommitsRoute, navigate, packageAddress } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PageHeader, Panel } from '../../ui/panel.tsx';
import { formatDay, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { CommitPicker } from '../package/commit-picker.tsx';
import { ChangeList } from '../package/history/change-list.tsx';
import { ClaimChanges, FieldChanges, LineChanges } from './changes.tsx';
import styles from './compare.module.css';

interface CommitsViewProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly commits: { readonly from: string; readonly to: string };
}

/** What changed in one package from one commit to another: claims, card, configuration, files. */
export function CommitsView({ mirror, package: key, commits: { from, to } }: CommitsViewProps) {
  const { value, error, loading, reload } = useCall('packages.compareCommits', { mirror, package: key, from, to });
  const go = (next: { readonly from: string; readonly to: string }): void => navigate(compareCommitsRoute(key, next.from, next.to));
  return (
    <div className={view.page}>
      <div className={classNames(view.content, styles.content)} aria-busy={loading}>
        <PageHeader title="Compare two commits" facts={<a href={packageAddress(key, 'history')}>{key.name}</a>} />
        <div className={styles.bar}>
          <span>From</span>
          <CommitPicker mirror={mirror} package={key} commit={from} onChoose={(chosen) => go({ from: chosen ?? 'HEAD', to })} />
          <IconButton icon={ArrowLeftRight} label="The other way round" onClick={() => go({ from: to, to: from })} />
          <span>to</span>
          <CommitPicker mirror={mirror} package={key} commit={to} onChoose={(chosen) => go({ from, to: chosen ?? 'HEAD' })} />
        </div>
        {error && <ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : reload} />}
        {!value && !error && <Skeleton lines={10} label="Comparing the commits" />}
        {value && !error && <Changes value={value} package={key} />}
      </div>
    </div>
  );
}

function Changes({ value, package: key }: { readonly value: CommitComparison; readonly package: PackageKey }) {
  const { from, to, card, config, claims, files, notes } = value;
  return (
    <>
      <dl className={styles.commits}>
        {([['From', from], ['To', to]] as const).map(([label, commit]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <a href={packageAddress(key, 'history', commit.sha)}>
                <code>{commit.sha.slice(0, 12)}</code>
              </a>{' '}
              <bdi>{commit.subject || '(no subject)'}</bdi>
              <span className={styles.note}>
                {formatDay(commit.authored)}, <bdi>{commit.authorName || commit.authorEmail}</bdi>
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      <Panel title="Claims" note={`${formatPlural(claims.before, 'claim')} before, ${formatPlural(claims.after, 'claim')} after, in the model-index of the card`}>
        <ClaimChanges claims={claims} />
      </Panel>
      <Panel title="Card: metadata">
        <FieldChanges changes={card.fields} what="metadata of the card" />
      </Panel>
      <Panel title="Card: text" note={`${formatPlural(card.added, 'line')} added, ${formatPlural(card.removed, 'line')} removed`}>
        <LineChanges card={card} />
      </Panel>
      <Panel title="Configuration" note="config.json">
        <FieldChanges changes={config} what="config.json" />
      </Panel>
      <Panel title="Files">
        <ChangeList changes={files.changes} total={files.total} isComplete={files.isComplete} />
      </Panel>
    </>
  );
}
