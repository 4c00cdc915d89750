import type { WeightFile } from '../../../../../shared/contract/index.ts';
import { Badge } from '../../../ui/marks.tsx';
import { formatBytes, formatCount, formatPlural, formatShort } from '../../../ui/quantity.ts';
import type { Column } from '../../../ui/table/table.tsx';
import { VerdictBadge } from './verdict.tsx';
import styles from './weights.module.css';

export const weightColumns: readonly Column<WeightFile>[] = [
  { id: 'path', title: 'File', width: 'minmax(180px, 2fr)', cell: (file) => <PathCell path={file.path} /> },
  { id: 'format', title: 'Format', width: '150px', from: 620, cell: (file) => <FormatCell file={file} /> },
  { id: 'size', title: 'Size', width: '86px', align: 'end', from: 480, cell: ({ size }) => (size === null ? '—' : formatBytes(size)) },
  { id: 'parameters', title: 'Parameters', width: '96px', align: 'end', from: 700, cell: ({ parameters }) => (parameters === null ? '—' : <span title={formatCount(parameters)}>{formatShort(parameters)}</span>) },
  { id: 'dtype', title: 'Type', width: '100px', from: 840, cell: (file) => <span title={typeText(file)}>{typeText(file)}</span> },
  { id: 'verdict', title: 'Imports and code', width: 'minmax(190px, 1.6fr)', cell: (file) => <VerdictCell file={file} /> },
];

/** Quantisation where there is one, else the types of its tensors, the most frequent first. */
function typeText({ quantisation, dtypes }: WeightFile): string {
  return quantisation ?? (dtypes.map(({ dtype }) => dtype).join(', ') || '—');
}

function PathCell({ path }: { readonly path: string }) {
  const slash = path.lastIndexOf('/') + 1;
  return (
    <span title={path}>
      <span className={styles.faint}>{path.slice(0, slash)}</span>
      {path.slice(slash)}
    </span>
  );
}

/** What is wrong with the file stands before what it would import. */
function VerdictCell({ file: { verdict, problems } }: { readonly file: WeightFile }) {
  return (
    <span className={styles.badges}>
      {problems > 0 && <Badge tone="warning">{formatPlural(problems, 'problem')}</Badge>}
      <VerdictBadge verdict={verdict} />
    </span>
  );
}

function FormatCell({ file }: { readonly file: WeightFile }) {
  if (file.mismatch !== null) return <Badge tone="warning" title={file.mismatch}>{file.formatTitle ?? 'Unknown'}</Badge>;
  if (file.formatTitle !== null) return <Badge>{file.formatTitle}</Badge>;
  return <span className={styles.faint}>{file.formatByName === null ? 'unknown' : `${file.formatByName} by name`}</span>;
}
