import { lazy, Suspense } from 'react';
import { Opening } from '../features/mirrors/opening.tsx';
import { useMirrors } from '../features/mirrors/store.ts';
import { DashboardsView } from '../features/dashboards/dashboards-view.tsx';
import { MeasuresView } from '../features/measures/measures-view.tsx';
import { OverviewView } from '../features/overview/overview-view.tsx';
import { ModelsView } from '../features/models/models-view.tsx';
import { NotesView } from '../features/notes/notes-view.tsx';
import { SubsetsView } from '../features/subsets/subsets-view.tsx';
import { ProblemsView } from '../features/problems/problems-view.tsx';
import { ExportView } from '../features/exporting/export-view.tsx';
import { useConnection } from '../client/connection.ts';
import { Skeleton } from '../ui/states.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { type Route, useRoute } from './route.ts';
import { Sidebar } from './sidebar.tsx';
import styles from './shell.module.css';

// Markdown and the graph are the two large parts; they load when they are first looked at.
const PackageView = lazy(async () => ({ default: (await import('../features/package/package-view.tsx')).PackageView }));
const ChoosingView = lazy(async () => ({ default: (await import('../features/choosing/choosing-view.tsx')).ChoosingView }));
const CompareView = lazy(async () => ({ default: (await import('../features/comparing/compare-view.tsx')).CompareView }));
const ReachView = lazy(async () => ({ default: (await import('../features/reach/reach-view.tsx')).ReachView }));

/** Side bar and the view on screen. */
export function Shell() {
  const route = useRoute((state) => state.route);
  const indexed = useMirrors((state) => state.current?.indexed === true);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      <Sidebar route={route} />
      <Lost />
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorBoundary key={route.view}>
          <Suspense fallback={<div className={styles.waiting}><Skeleton lines={6} /></div>}>{indexed ? <View route={route} /> : <Opening />}</Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}

/** The connection comes back by itself; what is on screen is asked again then. */
function Lost() {
  const lost = useConnection((state) => state.lost);
  return (
    <div role="status" className={lost ? styles.lost : 'visually-hidden'}>
      {lost && 'The program that serves this page does not answer. This page goes on by itself once it is there again.'}
    </div>
  );
}

function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'overview':
      return <OverviewView />;
    case 'models':
      return <ModelsView route={route} />;
    case 'package':
      return <PackageView route={route} />;
    case 'reach':
      return <ReachView route={route} />;
    case 'measures':
      return <MeasuresView route={route} />;
    case 'dashboards':
      return <DashboardsView dashboard={route.dashboard} />;
    case 'problems':
      return <ProblemsView route={route} />;
    case 'notes':
      return <NotesView route={route} />;
    case 'subsets':
      return <SubsetsView route={route} />;
    case 'export':
      return <ExportView query={route.query} picked={route.picked} />;
    case 'choosing':
      return <ChoosingView route={route} />;
    case 'compare':
      return <CompareView route={route} />;
  }
}
