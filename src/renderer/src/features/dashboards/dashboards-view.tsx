import { useEffect } from 'react';
import view from '../../app/view.module.css';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { loadMeasures, useMeasures } from '../measures/store.ts';
import { DashboardList } from './dashboard-list.tsx';
import { healthId } from '../../../../shared/dashboards/index.ts';
import { Health } from './health-view.tsx';
import { SavedBoard } from './saved-board.tsx';
import { loadDashboards, useDashboards } from './store.ts';

/** All dashboards, the one about the mirror's health, or one that the user made. */
export function DashboardsView({ dashboard: id }: { readonly dashboard: string | null }) {
  const { measures, error } = useMeasures();
  const dashboards = useDashboards((state) => state.dashboards);
  useEffect(() => {
    if (useMeasures.getState().measures.length === 0) void loadMeasures();
    void loadDashboards();
  }, []);
  const saved = dashboards?.find((dashboard) => dashboard.id === id);
  const isThere = measures.length > 0 && dashboards !== null;
  return (
    <div key={id} className={view.page}>
      <div className={view.content}>
        {error && <ErrorNotice error={error} onRetry={() => void loadMeasures()} />}
        {!isThere && !error && <Skeleton lines={8} label="Loading dashboards" />}
        {isThere && id === null && <DashboardList dashboards={dashboards} />}
        {isThere && id === healthId && <Health measures={measures} />}
        {isThere && saved && <SavedBoard key={saved.id} dashboard={saved} measures={measures} />}
        {isThere && id !== null && id !== healthId && !saved && (
          <Empty title="This dashboard is not there any more" actions={<a href="#/dashboards">All dashboards</a>}>
            It was deleted, or belongs to another data folder.
          </Empty>
        )}
      </div>
    </div>
  );
}
