import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MeasureInfo, MeasurePart, MeasureResult } from '../../../../shared/contract/index.ts';
import { besideOther, comparedRows, denominatorWords, publishedRows, sentence } from '../../../../shared/chart/index.ts';
import { modelsAddress } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import { copyToClipboard } from '../../ui/clipboard.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { Segments } from '../../ui/tabs.tsx';
import { AddToDashboard } from '../dashboards/add-to-dashboard.tsx';
import { Chart } from './chart.tsx';
import { DataTable } from './data-table.tsx';
import { Differences } from './differences.tsx';
import { SaveChart } from './save-chart.tsx';
import styles from './measures.module.css';

export interface OtherResult {
  /** "Mirror: Test", "hub:modelzoo". */
  readonly name: string;
  readonly result: MeasureResult;
}

interface PartPanelProps {
  readonly info: MeasureInfo;
  readonly result: MeasureResult;
  readonly part: MeasurePart;
  readonly other: OtherResult | null;
}

const shows = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;

/** One part of a result: its chart or its table, what it is of, what is missing, and what it is set beside. */
export function PartPanel({ info, result, part, other }: PartPanelProps) {
  const [show, setShow] = useState<'chart' | 'table'>('chart');
  const [saving, setSaving] = useState(false);
  const otherPart = other?.result.parts.find(({ key }) => key === part.key);
  const drawn = useMemo(() => (other ? besideOther(part, otherPart, other.name) : part), [part, otherPart, other]);
  const differences = useMemo(() => (otherPart ? comparedRows(part, otherPart) : publishedRows(part)), [part, otherPart]);
  const copy = (key: string): void => {
    const line = sentence(info, result, part, key);
    void copyToClipboard(line, 'Copied a line for a paper', line);
  };
  const isTable = part.kind === 'table';
  return (
    <Panel
      title={part.title}
      actions={
        <>
          {!isTable && <Segments label={`${part.title}: show`} options={shows} value={show} onChange={setShow} />}
          <AddToDashboard title={part.title} tile={{ measure: info.id, part: part.key, query: result.selection.query, parameters: textsOf(result.parameters), look: 'chart' }} />
          <Button icon={Download} onClick={() => setSaving(true)}>
            Save…
          </Button>
        </>
      }
    >
      <div className={styles.part}>
        <p className={styles.of}>
          {denominatorWords(part)}
          {part.missing.filter(({ count }) => count > 0).map(({ words, count, packages }) => (
            <span key={words}>
              {' '}
              Missing: {packages === null ? `${formatCount(count)} ${words}` : <a href={modelsAddress(packages)}>{`${formatCount(count)} ${words}`}</a>}.
            </span>
          ))}
        </p>
        {isTable || show === 'table' ? <DataTable part={part} onCopy={copy} /> : <Chart part={drawn} onCopy={copy} {...(other ? { referenceWord: 'Compared' } : {})} />}
        {isTable && otherPart && other && (
          <>
            <h3 className={styles.beside}>{other.name}</h3>
            <DataTable part={otherPart} onCopy={copy} />
          </>
        )}
        {other && !otherPart && <p className={styles.faint}>{other.name} has no such part.</p>}
        {part.notes.map((note) => (
          <p key={note} className={styles.faint}>
            {note}
          </p>
        ))}
        {(other !== null || differences.length > 0) && <Differences rows={differences} other={other?.name ?? `Published${part.reference === null ? '' : ` (${part.reference})`}`} />}
      </div>
      {saving && <SaveChart info={info} result={result} part={drawn} referenceWord={other ? 'Compared' : 'Published'} onClose={() => setSaving(false)} />}
    </Panel>
  );
}

/** Parameters as addresses hold them. */
function textsOf(parameters: MeasureResult['parameters']): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([id, value]) => [id, String(value)]));
}
