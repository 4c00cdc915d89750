import type { Overview } from '../../../../shared/contract/index.ts';
import { CopyButton, FactList, Panel } from '../../ui/panel.tsx';
import { formatBytes, formatDuration, formatMoment } from '../../ui/quantity.ts';
import styles from './overview.module.css';

/** What the numbers rest on: cite the fingerprint with them. */
export function IndexFacts({ overview }: { readonly overview: Overview }) {
  const { index, mirror } = overview;
  return (
    <Panel title="Index" note="The mirror itself is only read">
      <FactList
        facts={[
          {
            label: 'Fingerprint',
            value: (
              <span className={styles.fingerprint}>
                <code title={index.fingerprint}>{index.fingerprint.slice(0, 16)}</code>
                <CopyButton text={index.fingerprint} label="Copy the whole fingerprint" />
              </span>
            ),
          },
          { label: 'Built', value: mirror.indexedAt === null ? 'time not kept' : formatMoment(mirror.indexedAt / 1000) },
          { label: 'Took', value: formatDuration(index.seconds * 1000) },
          { label: 'Size', value: formatBytes(index.bytes) },
          { label: 'Written by', value: `version ${index.appVersion}` },
          { label: mirror.sources.length === 1 ? 'Source' : 'Sources', value: mirror.isSample ? 'the sample mirror' : mirror.sources.join('; ') },
        ]}
      />
    </Panel>
  );
}
