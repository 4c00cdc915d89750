import { Checkbox } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { Segments } from '../../ui/tabs.tsx';
import { changeExport, type Format, type Options, useExport } from './store.ts';
import styles from './export.module.css';

interface OptionsPanelProps {
  readonly choices: NonNullable<Format['choices']>;
  /** Repositories of the selection that lie in folders. */
  readonly clones: number;
}

/** How the chosen form is made, where there is something to choose. */
export function OptionsPanel({ choices, clones }: OptionsPanelProps) {
  const { byHub, packed, renumber } = useExport();
  return (
    <Panel title="How">
      <div className={styles.options}>
        {choices.includes('packed') && (
          <Choice label="Written as" note={packed ? 'One .tar.gz, as the dataset shares its hubs. It opens here without being unpacked, but commits and files of clones are read from folders only.' : 'A folder, which opens at once.'}>
            <Segments label="Written as" options={shapes} value={packed ? 'archive' : 'folder'} onChange={(value) => changeExport({ packed: value === 'archive', target: '' })} />
          </Choice>
        )}
        {choices.includes('clones') && <CloneOptions clones={clones} />}
        {choices.includes('renumber') && (
          <Checkbox checked={renumber} onChange={(checked) => changeExport({ renumber: checked })}>
            Number the records from 0 on <small>in place of their ids in this mirror, which have gaps in a subset</small>
          </Checkbox>
        )}
        {choices.includes('hubs') && (
          <Checkbox checked={byHub} onChange={(checked) => changeExport({ byHub: checked, target: '' })}>
            A file for each hub <small>in one folder, which DuckDB, Spark and Trino read as one table</small>
          </Checkbox>
        )}
      </div>
    </Panel>
  );
}

const shapes = [
  { value: 'folder', label: 'Folder' },
  { value: 'archive', label: 'One archive' },
] as const;

const ways = [
  { value: 'auto', label: 'Shared or copied' },
  { value: 'reflink', label: 'Shared only' },
  { value: 'copy', label: 'Copied' },
  { value: 'link', label: 'Hard links' },
] as const satisfies readonly { value: Options['copyBy']; label: string }[];

const wayNotes: Readonly<Record<Options['copyBy'], string>> = {
  auto: 'Files share their blocks with the mirror’s where the disk can, which takes no space; else they are copied. Changing one never changes the other.',
  reflink: 'Files share their blocks with the mirror’s; nothing is written where the disk cannot.',
  copy: 'Every byte is copied.',
  link: 'A second name for the mirror’s own files, on its own disk: no space is taken, but whoever changes a file of the export changes the mirror.',
};

function CloneOptions({ clones }: { readonly clones: number }) {
  const { withClones, copyBy, lfsContent, packed } = useExport();
  const isOn = withClones && clones > 0;
  return (
    <>
      <Checkbox checked={isOn} disabled={clones === 0} onChange={(checked) => changeExport({ withClones: checked })}>
        {clones === 0 ? 'With clones (the selection has none in folders)' : `With ${formatPlural(clones, 'clone')}`} <small>repositories with their commits and files</small>
      </Checkbox>
      {isOn && (
        <div className={styles.inner}>
          <Checkbox checked={lfsContent} onChange={(checked) => changeExport({ lfsContent: checked })}>
            With weights <small>without, the contents of Git LFS stay away, and their pointers lie in their places</small>
          </Checkbox>
          {!packed && (
            <Choice label="Files are" note={wayNotes[copyBy]}>
              <Segments label="Files are" options={ways} value={copyBy} onChange={(value) => changeExport({ copyBy: value })} />
            </Choice>
          )}
        </div>
      )}
    </>
  );
}

function Choice({ label, note, children }: { readonly label: string; readonly note: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.choice}>
      <span>{label}</span>
      {children}
      <p>{note}</p>
    </div>
  );
}
