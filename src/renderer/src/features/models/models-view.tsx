import { Download, PanelRight, SlidersHorizontal } from 'lucide-react';
import { useCallback, useEffect, useMemo } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { sortValues } from '../../../../shared/search/index.ts';
import { isExtraColumn } from '../../../../shared/table/index.ts';
import { navigate, type Route } from '../../app/route.ts';
import { useCommands } from '../../app/use-commands.ts';
import view from '../../app/view.module.css';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { SavedViews } from '../views/saved-views.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { Facets } from './facets/facets.tsx';
import { FilterPills } from './filter-pills.tsx';
import { Inspector } from './inspector.tsx';
import { useLayout } from './layout.ts';
import { QueryBox } from './query-box.tsx';
import { Results } from './results.tsx';
import { sortOf } from './search-tree.ts';
import { selectIn } from './selection.ts';
import { toggleFacets, toggleInspector, useModels } from './store.ts';
import styles from './models.module.css';

type ModelsRoute = Extract<Route, { view: 'models' }>;

/** More rows than a screen has: the first page is asked for, and read, with every key. */
const pageSize = 50;

function change(query: string, replace = false): void {
  navigate({ view: 'models', query }, replace);
}

export function ModelsView({ route }: { readonly route: ModelsRoute }) {
  const mirror = useIndexedMirror();
  const { query } = route;
  const layout = useLayout((state) => state.layout);
  const extra = useMemo(() => layout.map(({ id }) => id).filter(isExtraColumn), [layout]);
  const questionKey = mirror === null ? null : JSON.stringify([mirror, query]);
  const pagesKey = questionKey === null ? null : `${questionKey} ${extra.join(' ')}`;
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('packages.search', { mirror: mirror ?? '', query, extra, offset, limit }, signal),
    [mirror, query, extra],
  );
  const pages = usePages<CallAnswer<'packages.search'>>(pagesKey, pageSize, ask);
  const { facetsShown, inspectorShown, cursor: kept, cursorOf } = useModels();
  const cursor = cursorOf === questionKey ? kept : 0;
  useEffect(() => {
    if (mirror !== null) selectIn(mirror);
  }, [mirror]);
  useCommands({ 'models.filters': toggleFacets, 'models.details': toggleInspector });

  return (
    <div className={view.filled}>
      <header className={styles.head}>
        <h1 className="visually-hidden">Models</h1>
        <div className={styles.bar}>
          <IconButton icon={SlidersHorizontal} label={facetsShown ? 'Hide filters' : 'Show filters'} aria-pressed={facetsShown} onClick={toggleFacets} />
          <QueryBox query={query} notes={pages.first?.notes ?? []} onChange={change} />
          <SavedViews query={query} />
          <Button icon={Download} disabled={!pages.total} onClick={() => navigate({ view: 'export', query, picked: false })}>
            Export these
          </Button>
          <ColumnChooser triggerClass={styles.columns} />
          <IconButton icon={PanelRight} label={inspectorShown ? 'Hide details' : 'Show details'} aria-pressed={inspectorShown} onClick={toggleInspector} />
        </div>
        <div className={styles.under}>
          <output className={styles.total}>{pages.total === null ? (pages.error ? 'Not counted' : 'Counting') : formatPlural(pages.total, 'package')}</output>
          {pages.total !== null && pages.total > 1 && sortOf(query).length === 0 && (
            <span className={styles.place} title={sortValues.relevance}>
              best first
            </span>
          )}
          {pages.total !== null && cursor > 0 && cursor < pages.total && <span className={styles.place}>row {formatCount(cursor + 1)}</span>}
          <FilterPills query={query} onChange={change} />
        </div>
      </header>
      <div className={styles.body}>
        {facetsShown && mirror && <Facets mirror={mirror} query={query} ready={!pages.loading} onChange={change} />}
        <div className={styles.results}>
          {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
          {pages.total === null && !pages.error && (
            <div className={styles.waiting}>
              <Skeleton lines={12} label="Searching" />
            </div>
          )}
          {pages.total !== null && mirror !== null && questionKey !== null && (
            <Results mirror={mirror} query={query} questionKey={questionKey} pages={pages} total={pages.total} cursor={cursor} onQuery={change} />
          )}
        </div>
        {inspectorShown && <Inspector row={pages.rowAt(cursor)} />}
      </div>
    </div>
  );
}
