import { Boxes, Braces, Database, DatabaseZap, FileChartColumn, FileJson, FolderTree, Globe, Layers, Link, List, type LucideIcon, Quote, ShieldCheck, SquareTerminal, Table2, TableProperties } from 'lucide-react';
import { useMemo } from 'react';
import type { CallAnswer, ExportFormat, Job, Selection } from '../../../../shared/contract/index.ts';
import { isHubId } from '../../../../shared/domain/index.ts';
import { modelsAddress } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { PageHeader, Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useJobs } from '../jobs/store.ts';
import { JobRow } from '../jobs/tray.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { pickedKeys, useSelection } from '../models/selection.ts';
import { EarlierPanel } from './earlier-panel.tsx';
import { ColumnsField } from './columns-field.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { changeExport, checkExport, type Format, useExport } from './store.ts';
import { TargetPanel } from './target-panel.tsx';
import styles from './export.module.css';

const icons: Readonly<Record<ExportFormat, LucideIcon>> = {
  csv: Table2, tsv: TableProperties, jsonl: Braces, json: FileJson, parquet: Layers, sqlite: Database, peatmoss: DatabaseZap, mirror: FolderTree,
  clones: SquareTerminal, urls: Link, rsync: List, globus: Globe, bibtex: Quote, 'cyclonedx-1.6': Boxes, 'cyclonedx-1.7': Boxes, 'spdx-3.0.1': Boxes, report: FileChartColumn,
};

const groups: readonly { readonly title: string; readonly group: Format['group'] }[] = [
  { title: 'Tables', group: 'table' },
  { title: 'The packages themselves', group: 'packages' },
  { title: 'Report', group: 'report' },
  { title: 'Bills of materials', group: 'bill' },
  { title: 'Lists and citations', group: 'list' },
];

/** Writes the packages of a search, or those picked by hand, in a chosen form to a chosen place. */
export function ExportView({ query, picked }: { readonly query: string; readonly picked: boolean }) {
  const mirror = useIndexedMirror();
  const count = useSelection((state) => state.count);
  const version = useSelection((state) => state.version);
  const earlier = useExport((state) => state.listed);
  const listed = earlier !== null && earlier.until === version ? earlier.selection : null;
  const searched = useExport((state) => state.searched);
  const selection = useMemo((): Selection => {
    if (picked && listed !== null) return listed;
    if (picked && version > 0 && count > 0) return { kind: 'list', packages: [...pickedKeys()] };
    return searched?.query === query ? searched : { kind: 'query', query };
  }, [picked, listed, searched, version, count, query]);
  const isList = selection.kind === 'list';
  const formats = useCall('exports.formats', {});
  const estimate = useCall('exports.estimate', mirror && (!picked || isList) ? { mirror, selection } : null);
  const { format: chosen, job: jobId } = useExport();
  const format = formats.value?.formats.find((candidate) => candidate.id === chosen);
  const job = useJobs((state) => state.jobs.find((candidate) => candidate.id === jobId));
  return (
    <div className={view.page}>
      <div className={classNames(view.content, styles.content)}>
        <PageHeader title="Export" facts={<span>Writes what a search found into files of its own. The mirror is only read.</span>} />
        <div className={styles.sides}>
          <div className={styles.side}>
            <Panel title="What" actions={<a href={modelsAddress(query)}>{query === '' && !picked ? 'Narrow it in Models' : 'Change it in Models'}</a>}>
              <div className={styles.what}>
                {picked ? <p>{whatIsPicked(isList, listed !== null)}</p> : query === '' ? <p>Every package of this mirror</p> : <code>{query}</code>}
                {selection.kind === 'query' && selection.manifest !== undefined && <p>Its subsets as they were then</p>}
                {estimate.error && <ErrorNotice error={estimate.error} onRetry={estimate.reload} />}
                {!estimate.value && estimate.loading && <Skeleton lines={1} label="Counting" />}
                {estimate.value && <Estimate estimate={estimate.value} />}
              </div>
            </Panel>
            <Panel title="Form">
              {formats.error && <ErrorNotice error={formats.error} onRetry={formats.reload} />}
              <div className={styles.groups} role="radiogroup" aria-label="Form">
                {groups
                  .map(({ title, group }) => ({ title, forms: formats.value?.formats.filter((option) => option.group === group) ?? [] }))
                  .filter(({ forms }) => forms.length > 0)
                  .map(({ title, forms }) => (
                    <div key={title} className={styles.group}>
                      <h3>{title}</h3>
                      <div className={styles.formats}>
                        {forms.map((option) => (
                          <FormatCard key={option.id} format={option} checked={option.id === chosen} />
                        ))}
                      </div>
                    </div>
                  ))}
              </div>
            </Panel>
          </div>
          <div className={classNames(styles.side, styles.settings)}>
            {format?.choosable && formats.value && <ColumnsField names={formats.value.columns} />}
            {format?.choices && <OptionsPanel choices={format.choices} clones={estimate.value?.clones ?? 0} />}
            {format && mirror && <TargetPanel format={format} mirror={mirror} selection={selection} clones={estimate.value?.clones ?? 0} none={estimate.value?.packages === 0 || (picked && !isList)} />}
            {job && (
              <Panel title="The last export from here" actions={<CheckButton job={job} />}>
                <div className={styles.job}>
                  <JobRow job={job} />
                </div>
              </Panel>
            )}
          </div>
        </div>
        {mirror && <EarlierPanel mirror={mirror} />}
      </div>
    </div>
  );
}

/** Its manifest lies beside it, so it can be checked at once. */
function CheckButton({ job }: { readonly job: Job }) {
  const path = job.state === 'done' ? job.outcome?.path : null;
  return path ? (
    <Button icon={ShieldCheck} onClick={() => void checkExport(path)}>
      Check against its manifest
    </Button>
  ) : null;
}

function whatIsPicked(isList: boolean, isFromManifest: boolean): string {
  if (isFromManifest) return 'The packages that the earlier export listed';
  return isList ? 'The packages picked in Models' : 'No package is picked';
}

function Estimate({ estimate }: { readonly estimate: CallAnswer<'exports.estimate'> }) {
  return (
    <output className={styles.estimate}>
      <strong>{formatPlural(estimate.packages, 'package')}</strong>
      {estimate.hubs.map(({ hub, packages }) => (
        <span key={hub} className={styles.hub}>
          {isHubId(hub) ? <HubMark hub={hub} /> : hub}
          {formatCount(packages)}
        </span>
      ))}
      <span>{estimate.clones === 0 ? 'no clones' : formatPlural(estimate.clones, 'clone')}</span>
    </output>
  );
}

function FormatCard({ format, checked }: { readonly format: Format; readonly checked: boolean }) {
  const Icon = icons[format.id];
  return (
    <label className={classNames(styles.format, checked && styles.checked)}>
      <input className="visually-hidden" type="radio" name="format" checked={checked} onChange={() => changeExport({ format: format.id, target: '' })} />
      <Icon size={20} strokeWidth={1.5} aria-hidden />
      <strong>{format.title}</strong>
      <span>{format.description}</span>
    </label>
  );
}
