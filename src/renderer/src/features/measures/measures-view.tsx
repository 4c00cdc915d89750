import { useEffect } from 'react';
import type { MeasuresRoute } from '../../app/measure-route.ts';
import view from '../../app/view.module.css';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { MeasureList } from './measure-list.tsx';
import { MeasureView } from './measure-view.tsx';
import { loadMeasures, useMeasures } from './store.ts';

/** The list of measures, or one of them over a selection. */
export function MeasuresView({ route }: { readonly route: MeasuresRoute }) {
  const { measures, error } = useMeasures();
  useEffect(() => {
    if (useMeasures.getState().measures.length === 0) void loadMeasures();
  }, []);
  const info = measures.find(({ id }) => id === route.measure);
  return (
    // Another page than the list, or it would open as far down as the list was scrolled.
    <div key={route.measure} className={view.page}>
      <div className={view.content}>
        {route.measure === null && <MeasureList query={route.query} />}
        {info && <MeasureView key={info.id} info={info} route={route} />}
        {route.measure !== null && !info && error && <ErrorNotice error={error} onRetry={() => void loadMeasures()} />}
        {route.measure !== null && !info && !error && measures.length === 0 && <Skeleton lines={8} label="Loading measures" />}
        {route.measure !== null && !info && measures.length > 0 && (
          <Empty title={`There is no measure ${route.measure}`} actions={<a href="#/measures">All measures</a>} />
        )}
      </div>
    </div>
  );
}
