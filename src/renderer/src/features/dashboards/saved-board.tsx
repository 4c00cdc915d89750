import { Check, Download, PanelsTopLeft, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { DashboardContent, MeasureInfo, SavedDashboard } from '../../../../shared/contract/index.ts';
import { dashboardLimits } from '../../../../shared/domain/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { Empty } from '../../ui/states.tsx';
import { sayError } from '../../ui/toast.tsx';
import { MeasureTabs } from '../measures/measure-tabs.tsx';
import { Board } from './board.tsx';
import { ExportDashboards } from './dashboard-list.tsx';
import { changeDashboard, removeDashboard } from './store.ts';
import styles from './dashboards.module.css';

/** A dashboard that the user made: looked at, or arranged. */
export function SavedBoard({ dashboard, measures }: { readonly dashboard: SavedDashboard; readonly measures: readonly MeasureInfo[] }) {
  const [arranging, setArranging] = useState(dashboard.tiles.length === 0);
  const [exporting, setExporting] = useState(false);
  const change = useCallback(
    async (content: DashboardContent, title: string): Promise<void> => {
      sayError(await changeDashboard(dashboard, content, title));
    },
    [dashboard],
  );
  const { name, tiles } = dashboard;
  return (
    <>
      <PageHeader
        title={name}
        facts={<span>{formatPlural(tiles.length, 'chart')}; each leads to its measure</span>}
        actions={
          <>
            <Button icon={Download} onClick={() => setExporting(true)}>
              Export…
            </Button>
            <Button icon={Trash2} onClick={() => void removeDashboard(dashboard).then(sayError)}>
              Delete
            </Button>
            <Button look={arranging ? 'primary' : 'plain'} icon={arranging ? Check : PanelsTopLeft} aria-pressed={arranging} onClick={() => setArranging(!arranging)}>
              {arranging ? 'Done' : 'Arrange'}
            </Button>
          </>
        }
      />
      <MeasureTabs current="dashboards" />
      {arranging && <Arrange dashboard={dashboard} measures={measures} onChange={change} />}
      {tiles.length === 0 && !arranging && <Empty title="Nothing is on this dashboard yet">Arrange it to add measures, or add one from its page.</Empty>}
      <Board tiles={tiles} measures={measures} onChange={arranging ? (next, title) => void change({ name, tiles: [...next] }, title) : null} />
      {exporting && <ExportDashboards dashboard={dashboard} onClose={() => setExporting(false)} />}
    </>
  );
}

interface ArrangeProps {
  readonly dashboard: SavedDashboard;
  readonly measures: readonly MeasureInfo[];
  readonly onChange: (content: DashboardContent, title: string) => Promise<void>;
}

function Arrange({ dashboard: { name, tiles }, measures, onChange }: ArrangeProps) {
  const [draft, setDraft] = useState(name);
  const [known, setKnown] = useState(name);
  // Renamed, or undo took that back.
  if (known !== name) {
    setKnown(name);
    setDraft(name);
  }
  const rename = (): void => {
    if (draft.trim() !== '' && draft.trim() !== name) void onChange({ name: draft, tiles }, `Renamed the dashboard ${name}`);
  };
  const add = (id: string): void => {
    const info = measures.find((measure) => measure.id === id);
    if (info) void onChange({ name, tiles: [...tiles, { measure: id, part: null, query: '', parameters: {}, look: 'chart' }] }, `Added ${info.title}`);
  };
  return (
    <form
      className={styles.arrange}
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <TextField label="Name" value={draft} maxLength={dashboardLimits.name} onChange={setDraft} onBlur={rename} />
      <Select
        label="Add a measure"
        value=""
        disabled={tiles.length >= dashboardLimits.tiles}
        options={[{ value: '', label: 'Add a measure…' }, ...measures.map(({ id, title }) => ({ value: id, label: title }))]}
        onChange={add}
      />
      <p className={styles.note}>Charts are moved by their arrows, or dragged. A chart over another selection, or with other parameters, is added from its measure’s page.</p>
    </form>
  );
}
