import { Check } from 'lucide-react';
import type { Subset, SubsetDrift } from '../../../../shared/contract/index.ts';
import { packageId } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { packageAddress } from '../../app/route.ts';
import type { Answer } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Skeleton } from '../../ui/states.tsx';
import { acceptDrift } from './store.ts';
import styles from './subsets.module.css';

interface DriftPanelProps {
  readonly mirror: string;
  readonly subset: Subset;
  readonly drift: Answer<SubsetDrift>;
  readonly onAccept: (change: Promise<CallError | null>) => void;
}

/** What a subset holds now beside what its version held. */
export function DriftPanel({ mirror, subset, drift: { value: drift, loading }, onAccept }: DriftPanelProps) {
  const differs = drift !== null && !drift.same;
  return (
    <Panel
      title="Drift"
      note={drift && `since version ${drift.version}`}
      actions={
        differs && (
          <Button icon={Check} disabled={loading} onClick={() => onAccept(acceptDrift(mirror, subset))}>
            Accept as a new version
          </Button>
        )
      }
    >
      {drift === null ? loading && <Skeleton lines={2} label="Comparing" /> : <Compared drift={drift} />}
    </Panel>
  );
}

function Compared({ drift }: { readonly drift: SubsetDrift }) {
  const { same, sameIndex, before, now, byName } = drift;
  if (same) return <p>The same {formatPlural(now, 'package')}{sameIndex ? ', on the same index.' : ', although the index changed.'}</p>;
  return (
    <div className={styles.drift}>
      <p>
        {formatPlural(now, 'package')} now, {before === null ? 'an unknown number' : formatCount(before)} then{sameIndex ? ', on the same index: something that it is made of changed.' : '. The index changed.'}
      </p>
      {byName ? (
        <div className={styles.sides}>
          <Side title="Came" keys={drift.came} linked />
          <Side title="Went" keys={drift.went} linked />
          <Side title="Gone from the mirror" keys={drift.gone} linked={false} />
        </div>
      ) : (
        <p>Which ones cannot be told: that version kept their number and a hash, not their names.</p>
      )}
    </div>
  );
}

const shown = 12;

function Side({ title, keys: { total, packages }, linked }: { readonly title: string; readonly keys: SubsetDrift['came']; readonly linked: boolean }) {
  if (total === 0) return null;
  return (
    <section aria-label={title}>
      <h3>
        {title} <span>{formatCount(total)}</span>
      </h3>
      <ul>
        {packages.slice(0, shown).map((key) => (
          <li key={packageId(key)}>
            <HubMark hub={key.hub} />
            {linked ? <a href={packageAddress(key)}>{key.name}</a> : <span>{key.name}</span>}
          </li>
        ))}
        {total > shown && <li>and {formatCount(total - Math.min(shown, packages.length))} more</li>}
      </ul>
    </section>
  );
}
