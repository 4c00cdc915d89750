import { RotateCcw } from 'lucide-react';
import type { Subset, SubsetVersion } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatMoment, formatPlural } from '../../ui/quantity.ts';
import { ShownText } from '../../ui/shown-text.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { restoreVersion, wordsOf } from './store.ts';
import styles from './subsets.module.css';

interface VersionsPanelProps {
  readonly mirror: string;
  readonly subset: Subset;
  readonly onAct: (change: Promise<CallError | null>) => void;
}

const reasons: Readonly<Record<SubsetVersion['reason'], string>> = {
  made: 'Made', imported: 'Imported', changed: 'Changed', accepted: 'Accepted', frozen: 'Made a list', restored: 'Restored',
};

/** Every version that there was, with what it held. */
export function VersionsPanel({ mirror, subset, onAct }: VersionsPanelProps) {
  const versions = useCall('subsets.versions', { mirror, id: subset.id });
  const list = versions.value?.versions ?? [];
  return (
    <Panel title="Versions" note={list.length > 0 && formatPlural(list.length, 'version')}>
      {versions.error && <ErrorNotice error={versions.error} onRetry={versions.reload} />}
      <ol className={styles.versions} reversed>
        {list.map((version) => (
          <li key={version.version} value={version.version} aria-current={version.version === subset.current.version ? 'true' : undefined}>
            <span className={styles.when}>
              Version {version.version} · {reasons[version.reason].toLowerCase()} {formatMoment(version.madeAt / 1000)}
            </span>
            <span className={styles.what}>
              <span title={version.fingerprint === null ? undefined : `Index ${version.fingerprint.slice(0, 12)}`}>{version.count === null ? 'not counted' : formatPlural(version.count, 'package')}</span> · <ShownText text={wordsOf(version.definition)} />
              {version.definition.kind === 'list' && version.definition.packages.length > 0 && <em>{namesIn(version.definition)}</em>}
            </span>
            {version.version === subset.current.version ? (
              <span className={styles.inForce}>in force</span>
            ) : (
              <Button look="quiet" icon={RotateCcw} aria-label={`Restore version ${version.version}`} onClick={() => onAct(restoreVersion(mirror, subset, version.version))}>
                Restore
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function namesIn({ total, packages }: { readonly total: number; readonly packages: readonly { readonly name: string }[] }): string {
  const names = packages.slice(0, 4).map(({ name }) => name);
  return `${names.join(', ')}${total > names.length ? ` and ${formatCount(total - names.length)} more` : ''}`;
}
