import { ArrowLeft, ExternalLink, Route as RouteIcon } from 'lucide-react';
import type { PackageDetail } from '../../../../shared/contract/index.ts';
import { goToAddress, modelsAddress, navigate, packageAddress, type PackageTab, packageTabs, type Route } from '../../app/route.ts';
import { useCommands } from '../../app/use-commands.ts';
import { useCall } from '../../client/use-call.ts';
import { IconButton } from '../../ui/button.tsx';
import { Badge, HubMark } from '../../ui/marks.tsx';
import { CopyButton } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BillButton } from '../exporting/bill-button.tsx';
import { showChoosingDialog } from '../choosing/store.ts';
import { packagePictureAddress } from '../graph/explorer/context.ts';
import { useIndexedMirror } from '../mirrors/store.ts';
import { NotesPanel } from '../notes/notes-panel.tsx';
import { filterText } from '../overview/filter-text.ts';
import { SignaturesTab } from '../signatures/signatures-tab.tsx';
import { CardTab } from './card-tab.tsx';
import { ClaimsTab } from './claims-tab.tsx';
import { cloneBadge } from './clone-text.ts';
import { FilesTab } from './files-tab.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { openLink } from './links.ts';
import { OverviewTab } from './overview-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { WeightsTab } from './weights/weights-tab.tsx';
import styles from './package.module.css';

type PackageRoute = Extract<Route, { view: 'package' }>;

const tabTitles: Readonly<Record<PackageTab, string>> = { overview: 'Overview', card: 'Model card', files: 'Files', weights: 'Weights', history: 'History', signatures: 'Signatures', claims: 'Claims', raw: 'Raw record' };

export function PackageView({ route }: { readonly route: PackageRoute }) {
  const mirror = useIndexedMirror();
  const { value: detail, error, loading, reload } = useCall('packages.get', mirror ? { mirror, package: route.package } : null, true);
  const counts: Readonly<Record<PackageTab, string | undefined>> = {
    overview: undefined,
    card: undefined,
    files: detail && detail.files !== null ? formatCount(detail.files) : undefined,
    weights: undefined,
    history: detail && detail.repository.commits > 0 ? formatCount(detail.repository.commits) : undefined,
    signatures: detail && detail.repository.signedCommits > 0 ? formatCount(detail.repository.signedCommits) : undefined,
    claims: detail && detail.claims > 0 ? formatCount(detail.claims) : undefined,
    raw: undefined,
  };
  const show = (tab: PackageTab) => () => navigate({ view: 'package', package: route.package, tab });
  const draw = (view: 'lineage' | 'tree') => () => goToAddress(packagePictureAddress(route.package, view));
  useCommands({ 'package.overview': show('overview'), 'package.card': show('card'), 'package.files': show('files'), 'package.weights': show('weights'), 'package.history': show('history'), 'package.signatures': show('signatures'), 'package.claims': show('claims'), 'package.raw': show('raw'), 'package.addToDecision': () => showChoosingDialog({ kind: 'add', packages: [route.package] }), 'package.lineage': draw('lineage'), 'package.reach': draw('tree') });
  return (
    <div className={styles.package}>
      <header className={styles.head}>
        <div className={styles.titleRow}>
          <IconButton icon={ArrowLeft} label="Back" onClick={() => history.back()} />
          <h1>{route.package.name}</h1>
          {detail && <IconButton icon={RouteIcon} label="Add to a decision" onClick={() => showChoosingDialog({ kind: 'add', packages: [route.package] })} />}
          {detail?.url && <IconButton icon={ExternalLink} label={`Open ${detail.url} in the browser`} onClick={() => void openLink(detail.url ?? '')} />}
          {detail && mirror && (
            <span className={styles.actions}>
              <BillButton mirror={mirror} package={{ hub: detail.hub, name: detail.name, ordinal: detail.ordinal }} />
            </span>
          )}
        </div>
        {detail && <Identity detail={detail} />}
        <Tabs
          label="Parts of the package"
          current={route.tab}
          tabs={packageTabs.map((tab) => ({ id: tab, label: tabTitles[tab], href: packageAddress(route.package, tab), count: counts[tab] }))}
        />
      </header>
      {error && (
        <div className={styles.notice}>
          <ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : reload} />
          {error.code === 'not-found' && (
            <p className={styles.elsewhere}>
              <a href={modelsAddress(filterText('name', firstPart(route.package.name)))}>Search for names like it</a>
            </p>
          )}
          {error.code === 'not-found' && mirror && (
            <div className={styles.keptNotes}>
              <NotesPanel mirror={mirror} package={route.package} onlyKept />
            </div>
          )}
        </div>
      )}
      {loading && !detail && (
        <div className={styles.notice}>
          <Skeleton lines={8} label="Loading the package" />
        </div>
      )}
      {detail && mirror && <Tab route={route} mirror={mirror} detail={detail} />}
    </div>
  );
}

function Tab({ route, mirror, detail }: { readonly route: PackageRoute; readonly mirror: string; readonly detail: PackageDetail }) {
  const key = { hub: detail.hub, name: detail.name, ordinal: detail.ordinal };
  switch (route.tab) {
    case 'overview':
      return <OverviewTab mirror={mirror} detail={detail} />;
    case 'card':
      return <CardTab mirror={mirror} package={key} />;
    case 'files':
      return <FilesTab mirror={mirror} package={key} place={route.file} recorded={detail.files} />;
    case 'weights':
      return <WeightsTab mirror={mirror} package={key} />;
    case 'history':
      return <HistoryTab mirror={mirror} package={key} commit={route.commit ?? null} />;
    case 'signatures':
      return <SignaturesTab mirror={mirror} package={key} />;
    case 'claims':
      return <ClaimsTab mirror={mirror} package={key} />;
    case 'raw':
      return <RawTab mirror={mirror} package={key} />;
  }
}

function Identity({ detail }: { readonly detail: PackageDetail }) {
  const clone = cloneBadge(detail.repository);
  return (
    <div className={styles.identity}>
      <HubMark hub={detail.hub} named />
      {detail.owner === null ? <span>no owner account</span> : <a href={modelsAddress(filterText('owner', detail.owner))}>{detail.owner}</a>}
      {detail.task && <Badge tone="accent">{detail.task}</Badge>}
      {detail.license && <Badge>{detail.license}</Badge>}
      <Badge tone={clone.tone} title={detail.repository.reason ?? undefined}>
        {clone.text}
      </Badge>
      {detail.claims > 0 && <Badge>{formatPlural(detail.claims, 'claim')}</Badge>}
      {detail.gated && <Badge tone="warning">Gated</Badge>}
      {detail.recovered && (
        <Badge tone="warning" title="No unified record names it">
          Recovered
        </Badge>
      )}
      <a href={packagePictureAddress(detail, 'ego')} title="Who owns and commits to it, and what it has ties with, as a picture">Reach</a>
      {detail.purl && (
        <span className={styles.purl}>
          <code title={detail.purl}>{detail.purl}</code>
          <CopyButton text={detail.purl} label="Copy the package URL" />
        </span>
      )}
    </div>
  );
}

/** What names like it are likely to share: the first part of the name without its owner that has three letters or more. */
function firstPart(name: string): string {
  const short = name.split('/').at(-1) ?? name;
  return short.split(/[-_. ]/).find((part) => part.length >= 3) ?? short;
}
