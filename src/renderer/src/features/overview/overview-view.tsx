import { FolderOpen, HeartPulse, RefreshCw, Unplug } from 'lucide-react';
import type { Overview } from '../../../../shared/contract/index.ts';
import { openPanel } from '../../app/panels.ts';
import { modelsAddress, navigate, problemsAddress } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { BarList } from '../../ui/bar-list.tsx';
import { Button } from '../../ui/button.tsx';
import { Stat, StatStrip } from '../../ui/marks.tsx';
import { PageHeader, Panel } from '../../ui/panel.tsx';
import { formatBytes, formatCount, formatPlural, formatShare } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { openMirror, useIndexedMirror } from '../mirrors/store.ts';
import { ArchivesTable } from './archives-table.tsx';
import { filterText } from './filter-text.ts';
import { HubTable } from './hub-table.tsx';
import { IndexFacts } from './index-facts.tsx';
import { ProblemCounts } from './problem-counts.tsx';
import { SampleIntro } from './sample-intro.tsx';
import styles from './overview.module.css';

export function OverviewView() {
  const mirror = useIndexedMirror();
  const { value: overview, error, loading, reload } = useCall('mirrors.overview', mirror ? { mirror } : null);
  return (
    <div className={view.page}>
      <div className={view.content}>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!overview && loading && <Skeleton lines={9} label="Loading the overview" />}
        {overview && <OverviewContent overview={overview} />}
      </div>
    </div>
  );
}

function OverviewContent({ overview }: { readonly overview: Overview }) {
  const { mirror, hubs } = overview;
  const packages = sum(overview, 'packages');
  const bars = (field: 'task' | 'arch' | 'license' | 'owner', counts: Overview['topTasks']) =>
    counts.map(({ value, count }) => ({ key: value, label: value, count, href: modelsAddress(filterText(field, value)), title: value }));
  return (
    <>
      <PageHeader
        title={mirror.title}
        facts={
          mirror.isSample ? (
            <span>A small mirror that comes with the program: public facts about {formatPlural(packages, 'package')} of {formatPlural(hubs.length, 'hub')}.</span>
          ) : (
            <span>{mirror.sources.join(' · ')}</span>
          )
        }
        actions={
          <>
            <Button icon={HeartPulse} onClick={() => navigate({ view: 'dashboards', dashboard: 'health' })}>
              How healthy is it?
            </Button>
            {!mirror.isSample && (
              <Button icon={RefreshCw} onClick={() => void openMirror(mirror.sources, 'changes')} disabled={!mirror.present}>
                Refresh
              </Button>
            )}
            <Button look={mirror.isSample ? 'primary' : 'plain'} icon={FolderOpen} onClick={() => openPanel('open-mirror')}>
              Open your mirror…
            </Button>
          </>
        }
      />
      {mirror.isSample && <SampleIntro />}
      {!mirror.present && (
        <p className={styles.away}>
          <Unplug size={16} strokeWidth={1.8} aria-hidden />
          The files of this mirror are not there now. All that the index holds can be searched and counted; cards, file lists of clones, commits and raw records come back with them.
        </p>
      )}
      <Totals overview={overview} />
      <Panel title="Hubs" note="Beside the counts of the published dataset (MSR’23, Table I)">
        <HubTable hubs={hubs} />
      </Panel>
      {overview.archives.length > 0 && (
        <Panel title="Archives" note="Read as a stream: the commits of clones inside are in reach once they are unpacked">
          <ArchivesTable archives={overview.archives} />
        </Panel>
      )}
      <div className={styles.lists}>
        <Panel title="Tasks" note={`${formatShare(sum(overview, 'withTask'), packages)} of packages name one`}>
          <BarList bars={bars('task', overview.topTasks)} of={packages} empty="No package names a task." />
        </Panel>
        <Panel title="Architectures" note={`${formatShare(sum(overview, 'withArchitecture'), packages)} name one`}>
          <BarList bars={bars('arch', overview.topArchitectures)} of={packages} empty="No package names an architecture." />
        </Panel>
        <Panel title="Licences" note={`${formatShare(sum(overview, 'withLicense'), packages)} name one`}>
          <BarList bars={bars('license', overview.topLicenses)} of={packages} empty="No package names a licence." />
        </Panel>
        <Panel title="Owners" note={`${formatCount(sum(overview, 'withoutOwner'))} packages have none`}>
          <BarList bars={bars('owner', overview.topOwners)} of={packages} empty="No package has an owner." />
        </Panel>
      </div>
      <div className={styles.pair}>
        <ProblemCounts problems={overview.problems} />
        <IndexFacts overview={overview} />
      </div>
    </>
  );
}

function Totals({ overview }: { readonly overview: Overview }) {
  const packages = sum(overview, 'packages');
  const commits = sum(overview, 'commits');
  const repositories = sum(overview, 'repositories');
  const signedRepositories = sum(overview, 'signedRepositories');
  return (
    <StatStrip>
      <Stat label="Packages" value={formatCount(packages)} href={modelsAddress('')} note={formatPlural(overview.hubs.length, 'hub')} />
      <Stat label="With a clone here" value={formatCount(sum(overview, 'clones'))} href={modelsAddress('is:cloned')} note={formatShare(sum(overview, 'clones'), packages)} />
      <Stat label="Repositories" value={formatCount(repositories)} note={`${formatCount(commits)} commits`} />
      <Stat label="With a signed commit" value={formatCount(signedRepositories)} href={modelsAddress('has:signature')} note={formatShare(signedRepositories, repositories)} />
      <Stat label="With a claim" value={formatCount(sum(overview, 'withClaims'))} href={modelsAddress('has:claims')} note={formatShare(sum(overview, 'withClaims'), packages)} />
      <Stat label="Problems" value={formatCount(sum(overview, 'problems'))} href={problemsAddress()} />
      <Stat label="JSON read" value={formatBytes(sum(overview, 'jsonBytes'))} />
    </StatStrip>
  );
}

type CountName = { [Name in keyof Overview['hubs'][number]]: Overview['hubs'][number][Name] extends number ? Name : never }[keyof Overview['hubs'][number]];

function sum(overview: Overview, name: CountName): number {
  return overview.hubs.reduce((total, hub) => total + hub[name], 0);
}
