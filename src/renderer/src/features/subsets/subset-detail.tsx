import { ChartBarBig, ChartNoAxesColumnDecreasing, Dices, Download, FileDown, Package, PencilLine, Snowflake, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Subset } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { allReach } from '../../app/commands.ts';
import { allMeasures } from '../../app/measure-route.ts';
import { usualRules } from '../../app/reach-route.ts';
import { modelsAddress, navigate, printRoute } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton, type Fact, FactList, Panel } from '../../ui/panel.tsx';
import { formatCount, formatMoment, formatPlural } from '../../ui/quantity.ts';
import { ShownText } from '../../ui/shown-text.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { DriftPanel } from './drift-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { freezeSubset, openSubset, removeSubset, showSubsetsDialog, subsetQuery, wordsOf } from './store.ts';
import { VersionsPanel } from './versions-panel.tsx';
import styles from './subsets.module.css';

interface SubsetDetailProps {
  readonly mirror: string;
  readonly subset: Subset;
  readonly subsets: readonly Subset[];
}

/** One subset: what it is and holds, what became of it, and what can be done with it. */
export function SubsetDetail({ mirror, subset, subsets }: SubsetDetailProps) {
  const [error, setError] = useState<CallError | null>(null);
  const drift = useCall('subsets.drift', { mirror, id: subset.id });
  const query = subsetQuery(subset.name);
  const act = (change: Promise<CallError | null>): void => void change.then(setError);
  const remove = async (): Promise<CallError | null> => {
    const failure = await removeSubset(mirror, subset);
    if (failure === null) openSubset(null);
    return failure;
  };
  return (
    <article className={styles.subset} aria-labelledby="subset-name">
      <header>
        <h2 id="subset-name"><ShownText text={subset.name} /></h2>
        <p className={styles.definition}><ShownText text={wordsOf(subset.current.definition)} /></p>
        <div className={styles.actions}>
          <a className={styles.open} href={modelsAddress(query)}>
            <Package size={15} strokeWidth={1.8} aria-hidden />
            {drift.value === null ? 'Show in Models' : `Show ${formatPlural(drift.value.now, 'package')} in Models`}
          </a>
          <Button icon={Download} onClick={() => navigate({ view: 'export', query, picked: false })}>
            Export
          </Button>
          <Button icon={ChartNoAxesColumnDecreasing} onClick={() => navigate({ ...allReach, rules: { ...usualRules, query } })}>
            Reach
          </Button>
          <Button icon={ChartBarBig} onClick={() => navigate({ ...allMeasures, query })}>
            Measures
          </Button>
          <Button icon={Dices} onClick={() => showSubsetsDialog({ kind: 'sample', of: subset.id, query: '' })}>
            Sample…
          </Button>
          <Button icon={PencilLine} onClick={() => showSubsetsDialog({ kind: 'edit', subset })}>
            Change…
          </Button>
          {subset.current.definition.kind !== 'list' && (
            <Button icon={Snowflake} title="Make it a list of what it holds now" onClick={() => act(freezeSubset(mirror, subset))}>
              Freeze
            </Button>
          )}
          <Button icon={FileDown} onClick={() => showSubsetsDialog({ kind: 'export', subset })}>
            Definition…
          </Button>
          <Button icon={Trash2} onClick={() => act(remove())}>
            Remove
          </Button>
        </div>
      </header>
      {(error ?? drift.error) && <ErrorNotice error={(error ?? drift.error) as CallError} />}
      <Panel title="Facts" actions={<CopyButton text={query} label={`Copy ${query}`} />}>
        <FactList wide facts={factsOf(subset, subsets, query, drift.value?.now ?? null)} />
        {subset.note !== '' && <p className={styles.noteText}>{subset.note}</p>}
      </Panel>
      <DriftPanel drift={drift} onAccept={act} mirror={mirror} subset={subset} />
      <ProfilePanel mirror={mirror} query={query} />
      <VersionsPanel mirror={mirror} subset={subset} onAct={act} />
    </article>
  );
}

function factsOf({ current, tags, uses, usedBy }: Subset, subsets: readonly Subset[], query: string, now: number | null): readonly Fact[] {
  const links = (ids: readonly string[]): Fact['value'] =>
    ids.flatMap((id) => {
      const other = subsets.find((subset) => subset.id === id);
      return other ? [<a key={id} className={styles.link} href={printRoute({ view: 'subsets', name: other.name })}><ShownText text={other.name} /></a>] : [];
    });
  const { definition } = current;
  return [
    { label: 'Version', value: `${current.version}, of ${formatMoment(current.madeAt / 1000)}` },
    { label: 'Held then', value: current.count === null ? 'not known: there was no index' : formatPlural(current.count, 'package') },
    ...(definition.kind === 'list' && now !== null && now < definition.total ? [{ label: 'Not in the mirror', value: `${formatCount(definition.total - now)} of ${formatPlural(definition.total, 'package')} that it names` }] : []),
    ...(definition.kind === 'sample' ? [{ label: 'Seed', value: <code>{definition.seed}</code> }] : []),
    { label: 'In a search', value: <code><ShownText text={query} /></code> },
    ...(tags.length > 0 ? [{ label: 'Tags', value: tags.join(', ') }] : []),
    ...(uses.length > 0 ? [{ label: 'Made of', value: links(uses) }] : []),
    ...(usedBy.length > 0 ? [{ label: 'Used by', value: links(usedBy) }] : []),
  ];
}
