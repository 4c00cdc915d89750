import { Download, PanelRight, SearchX, SlidersHorizontal } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { CallAnswer, PackageRow } from '../../../../shared/contract/index.ts';
import type { SortName } from '../../../../shared/search/index.ts';
import { navigate, packageAddress, problemsAddress, type Route } from '../../app/route.ts';
import { useApp } from '../../app/settings.ts';
import view from '../../app/view.module.css';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table/table.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { modelColumns } from './columns.tsx';
import { Facets } from './facets.tsx';
import { FilterPills } from './filter-pills.tsx';
import { Inspector } from './inspector.tsx';
import { nextSort, sortOf, withSort } from './search-tree.ts';
import { QueryBox } from './query-box.tsx';
import { moveCursor, toggleFacets, toggleInspector, useModels } from './store.ts';
import styles from './models.module.css';

type ModelsRoute = Extract<Route, { view: 'models' }>;
type Search = CallAnswer<'packages.search'>;

const pageSize = 100;

export function ModelsView({ route }: { readonly route: ModelsRoute }) {
  const mirror = useIndexedMirror();
  const { query } = route;
  const key = mirror === null ? null : JSON.stringify([mirror, query]);
  const ask = useCallback(
    (offset: number, limit: number, signal: AbortSignal) => call('packages.search', { mirror: mirror ?? '', query, offset, limit }, signal),
    [mirror, query],
  );
  const pages = usePages<Search>(key, pageSize, ask);
  const sort = useMemo(() => sortOf(query), [query]);
  const { facetsShown, inspectorShown, cursor: kept, cursorOf } = useModels();
  const cursor = cursorOf === key ? kept : 0;
  const chosen = pages.rowAt(cursor);
  const compact = useApp((state) => state.settings.density === 'compact');
  const change = useCallback((text: string, replace = false) => navigate({ ...route, query: text }, replace), [route]);
  const openRow = (row: PackageRow): void => {
    location.hash = packageAddress(row);
  };

  return (
    <div className={view.filled}>
      <header className={styles.head}>
        <h1 className="visually-hidden">Models</h1>
        <div className={styles.bar}>
          <IconButton icon={SlidersHorizontal} label={facetsShown ? 'Hide filters' : 'Show filters'} aria-pressed={facetsShown} onClick={toggleFacets} />
          <QueryBox query={query} notes={pages.first?.notes ?? []} onChange={change} />
          <Button icon={Download} disabled={!pages.total} onClick={() => navigate({ view: 'export', query })}>
            Export these
          </Button>
          <IconButton icon={PanelRight} label={inspectorShown ? 'Hide details' : 'Show details'} aria-pressed={inspectorShown} onClick={toggleInspector} />
        </div>
        <div className={styles.under}>
          <output className={styles.total}>
            {pages.total === null ? (pages.error ? 'Not counted' : 'Counting') : formatPlural(pages.total, 'package')}
          </output>
          <FilterPills query={query} onChange={change} />
        </div>
      </header>
      <div className={styles.body}>
        {facetsShown && mirror && <Facets mirror={mirror} query={query} onChange={change} />}
        <div className={styles.results}>
          {pages.error && <ErrorNotice error={pages.error} onRetry={pages.reload} />}
          {pages.total === null && !pages.error && (
            <div className={styles.waiting}>
              <Skeleton lines={12} label="Searching" />
            </div>
          )}
          {pages.total !== null && (
            <Table
              label="Packages"
              className={styles.table}
              columns={modelColumns}
              total={pages.total}
              rowAt={pages.rowAt}
              onShow={pages.show}
              rowHeight={compact ? 26 : 32}
              minWidth={460}
              sorting={sort[0]}
              onSort={(by) => change(withSort(query, nextSort(sort, by as SortName, false)))}
              cursor={cursor}
              onCursor={(index) => moveCursor(index, key ?? '')}
              onOpen={openRow}
              resetKey={key ?? ''}
              stale={pages.loading}
              empty={<NoResult query={query} onClear={() => change('')} />}
            />
          )}
        </div>
        {inspectorShown && <Inspector row={chosen} />}
      </div>
    </div>
  );
}

function NoResult({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  if (query === '') return <Empty icon={SearchX} title="This mirror has no packages" actions={<a href={problemsAddress()}>See what was found instead</a>} />;
  return (
    <Empty icon={SearchX} title="No package meets all conditions" actions={<Button onClick={onClear}>Clear the search</Button>}>
      Take a filter away, or search for fewer words.
    </Empty>
  );
}
