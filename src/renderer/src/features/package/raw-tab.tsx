import { Braces } from 'lucide-react';
import { useRef } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Badge } from '../../ui/marks.tsx';
import { CopyButton, Panel } from '../../ui/panel.tsx';
import { formatBytes, formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import styles from './raw.module.css';
import tab from './package.module.css';

type RawRecord = NonNullable<CallAnswer<'packages.raw'>['unified']>;
type Violations = NonNullable<RawRecord['violations']>;

/** The records as they stand in the mirror, with the place they were read from and where they differ from their form. */
export function RawTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value, error, loading, reload } = useCall('packages.raw', { mirror, package: key }, true);
  return (
    <div className={tab.scroll}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {loading && <Skeleton lines={10} label="Loading the record" />}
      {value && !value.unified && !value.metadata && (
        <Empty icon={Braces} title="No record to show">
          {value.reason ?? 'No file of this mirror has a record of this package.'}
        </Empty>
      )}
      {value && (value.unified || value.metadata) && (
        <div className={styles.records}>
          {value.unified && <RecordText title="Unified record" record={value.unified} />}
          {value.metadata && <RecordText title="Hub metadata" record={value.metadata} />}
          {value.reason && <p className={styles.muted}>{value.reason}</p>}
        </div>
      )}
    </div>
  );
}

function RecordText({ title, record }: { readonly title: string; readonly record: RawRecord }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const place = `${record.file}, byte ${formatCount(record.offset)}, ${formatBytes(record.length)}`;
  return (
    <Panel
      title={title}
      note={place}
      actions={
        <>
          {record.truncated && <Badge tone="warning">Cut</Badge>}
          <CopyButton text={record.text} label={`Copy the ${title.toLowerCase()}`} />
        </>
      }
    >
      {record.violations && record.violations.total > 0 && <ViolationList violations={record.violations} onShow={(line) => text.current && showLine(text.current, line)} />}
      <textarea ref={text} className={styles.raw} readOnly aria-label={title} value={record.text} rows={Math.min(34, record.text.split('\n').length + 1)} spellCheck={false} />
    </Panel>
  );
}

/** Selects a line and brings it into sight. */
function showLine(text: HTMLTextAreaElement, line: number): void {
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  // A text box shows its selection when it gets the focus.
  text.blur();
  text.focus();
}

function ViolationList({ violations, onShow }: { readonly violations: Violations; readonly onShow: (line: number) => void }) {
  const { list, total } = violations;
  return (
    <details className={styles.violations} open={list.some(({ usual }) => !usual)}>
      <summary>{formatPlural(total, 'place')} where it differs from the form of such records</summary>
      <ul>
        {list.map(({ path, line, expected, found, usual }) => (
          <li key={path}>
            <button type="button" className={styles.line} onClick={() => onShow(line)}>
              line {formatCount(line)}
            </button>
            <code>{path === '' ? 'the record' : path}</code>
            <span>
              expected {expected}, found <code>{found}</code>
            </span>
            {usual && <Badge title="The generator of the dataset writes it so in every record">usual</Badge>}
          </li>
        ))}
      </ul>
      {total > list.length && <p>The first {formatCount(list.length)} are listed.</p>}
    </details>
  );
}
