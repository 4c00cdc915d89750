import { Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import type { SavedDashboard } from '../../../../shared/contract/index.ts';
import { navigate, printRoute } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { sayError } from '../../ui/toast.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { importedToast } from '../exporting/imported-toast.ts';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import { MeasureTabs } from '../measures/measure-tabs.tsx';
import measures from '../measures/measures.module.css';
import { health, healthId } from '../../../../shared/dashboards/index.ts';
import { freeName, loadDashboards, saveDashboard } from './store.ts';

/** All dashboards: the program's own, then the user's. */
export function DashboardList({ dashboards }: { readonly dashboards: readonly SavedDashboard[] }) {
  const [dialog, setDialog] = useState<'import' | 'export' | null>(null);
  return (
    <>
      <PageHeader
        title="Dashboards"
        facts={<span>Measures put together, each over a selection of its own. They fit every mirror.</span>}
        actions={
          <>
            <Button icon={Upload} onClick={() => setDialog('import')}>
              Import…
            </Button>
            <Button disabled={dashboards.length === 0} onClick={() => setDialog('export')}>
              Export all…
            </Button>
            <Button look="primary" icon={Plus} onClick={() => void make()}>
              New dashboard
            </Button>
          </>
        }
      />
      <MeasureTabs current="dashboards" />
      <section className={measures.group} aria-label="Dashboards">
        <ul>
          <li>
            <a href={printRoute({ view: 'dashboards', dashboard: healthId })}>
              <strong>{health.name}</strong>
              <span>Claims, signatures, cards, licences, weights, downloads, maintenance: what can be wrong, one by one.</span>
              <small>Comes with the program</small>
            </a>
          </li>
          {dashboards.map(({ id, name, tiles }) => (
            <li key={id}>
              <a href={printRoute({ view: 'dashboards', dashboard: id })}>
                <strong>{name}</strong>
                <small>{formatPlural(tiles.length, 'chart')}</small>
              </a>
            </li>
          ))}
        </ul>
      </section>
      {dialog === 'import' && <ImportDashboards onClose={() => setDialog(null)} />}
      {dialog === 'export' && <ExportDashboards dashboard={null} onClose={() => setDialog(null)} />}
    </>
  );

  async function make(): Promise<void> {
    const saved = await saveDashboard({ name: freeName('New dashboard'), tiles: [] });
    if (saved.ok) navigate({ view: 'dashboards', dashboard: saved.value.id });
    else sayError(saved.error);
  }
}

/** Writes one dashboard, or all of them, to a file that others can import. */
export function ExportDashboards({ dashboard, onClose }: { readonly dashboard: SavedDashboard | null; readonly onClose: () => void }) {
  return (
    <SaveDialog
      title={dashboard === null ? 'Export all dashboards' : `Export ${dashboard.name}`}
      verb="Export"
      format="json"
      suggestion="dashboards.json"
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('dashboards.export', { ids: dashboard === null ? null : [dashboard.id], ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Exported ${formatPlural(answer.value.count, 'dashboard')}` } } : answer;
      }}
    >
      <p>{dashboard === null ? 'All dashboards' : `The dashboard ${dashboard.name}`}, with measures, parameters and selections, as JSON. No number of a mirror is in it.</p>
    </SaveDialog>
  );
}

function ImportDashboards({ onClose }: { readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import dashboards"
      what="dashboards"
      suggestion="dashboards.json"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('dashboards.import', { path });
        if (!answer.ok) return answer;
        await loadDashboards();
        const { added, same, bad } = answer.value;
        return { ok: true, value: importedToast(`Imported ${formatPlural(added.length, 'dashboard')}`, [same > 0 && `${formatPlural(same, 'dashboard')} here already`], bad) };
      }}
    >
      <p>The dashboards of the file come behind one’s own, and none is replaced: one whose name is taken gets a number.</p>
    </ImportDialog>
  );
}
