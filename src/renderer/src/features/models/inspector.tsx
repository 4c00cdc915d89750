import { MousePointerClick, Route } from 'lucide-react';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { modelsAddress, packageAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Badge, HubMark } from '../../ui/marks.tsx';
import { type Fact, FactList } from '../../ui/panel.tsx';
import { formatBytes, formatCount, formatDay, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice } from '../../ui/states.tsx';
import { showChoosingDialog } from '../choosing/store.ts';
import { useIndexedMirror } from '../mirrors/store.ts';
import { filterText } from '../overview/filter-text.ts';
import styles from './inspector.module.css';

/** Facts about the row that the cursor is on. */
export function Inspector({ row }: { readonly row: PackageRow | undefined }) {
  const mirror = useIndexedMirror();
  const key = row && { hub: row.hub, name: row.name, ordinal: row.ordinal };
  const { value: detail, error, loading } = useCall('packages.get', mirror && key ? { mirror, package: key } : null, true);
  return (
    <aside className={styles.inspector} aria-label="Details of the chosen package" aria-busy={loading}>
      {!row && (
        <Empty icon={MousePointerClick} title="No row is chosen">
          Click a row or move to it with the arrow keys.
        </Empty>
      )}
      {row && (
        <>
          <div className={styles.badges}>
            <HubMark hub={row.hub} named />
          </div>
          <h2>
            <a href={packageAddress(row)}>{row.name}</a>
          </h2>
          <Button icon={Route} onClick={() => showChoosingDialog({ kind: 'add', packages: [{ hub: row.hub, name: row.name, ordinal: row.ordinal }] })}>
            Add to a decision
          </Button>
          {error && <ErrorNotice error={error} />}
          {/* The row tells these at once; the rest follows. */}
          <FactList facts={factsOf(row)} />
          {detail && (
            <>
              {detail.description && <p className={styles.description}>{detail.description}</p>}
              <div className={styles.badges}>
                {detail.hasCard && <Badge>Model card</Badge>}
                {detail.claims > 0 && <Badge tone="accent">{formatPlural(detail.claims, 'claim')}</Badge>}
                {detail.repository.signedCommits > 0 && <Badge tone="good">{formatPlural(detail.repository.signedCommits, 'signed commit')}</Badge>}
                {detail.gated && <Badge tone="warning">Gated</Badge>}
                {detail.formats.map((format) => (
                  <Badge key={format}>{format}</Badge>
                ))}
              </div>
              {detail.tags.length > 0 && <p className={styles.tags}>{detail.tags.slice(0, 24).join(', ')}</p>}
            </>
          )}
        </>
      )}
    </aside>
  );
}

function factsOf(row: PackageRow): readonly Fact[] {
  const facts: readonly (Fact | false)[] = [
    row.owner !== null && { label: 'Owner', value: <a href={modelsAddress(filterText('owner', row.owner))}>{row.owner}</a> },
    row.task !== null && { label: 'Task', value: <a href={modelsAddress(filterText('task', row.task))}>{row.task}</a> },
    row.architecture !== null && { label: 'Architecture', value: <a href={modelsAddress(filterText('arch', row.architecture))}>{row.architecture}</a> },
    row.license !== null && { label: 'Licence', value: <a href={modelsAddress(filterText('license', row.license))}>{row.license}</a> },
    row.downloads !== null && { label: 'Downloads', value: formatCount(row.downloads) },
    row.parameters !== null && { label: 'Parameters', value: formatCount(row.parameters) },
    row.bytes !== null && { label: 'Size', value: formatBytes(row.bytes) },
    row.files !== null && { label: 'Files', value: formatCount(row.files) },
    row.modified !== null && { label: 'Modified', value: formatDay(row.modified) },
  ];
  return facts.filter((fact) => fact !== false);
}
