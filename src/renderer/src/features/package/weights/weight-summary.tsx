import type { ReactNode } from 'react';
import type { Weights } from '../../../../../shared/contract/index.ts';
import { formatBytes, formatCount, formatPlural, formatShort } from '../../../ui/quantity.ts';
import { VerdictBadge } from './verdict.tsx';
import styles from './weights.module.css';

/** What the weight files are together. Parameters are those of the largest set: files of other formats are copies of it. */
export function WeightSummary({ weights }: { readonly weights: Weights }) {
  const { summary, stated, reason, source, commit } = weights;
  const [largest] = summary.sets;
  const others = summary.sets.length - 1;
  return (
    <section className={styles.summary} aria-label="Summary of weights">
      <dl>
        {largest && (
          <Fact label="Parameters" title={largest.dtypes.map(({ dtype, parameters }) => `${dtype} ${formatCount(parameters)}`).join(', ')}>
            <strong>{formatShort(largest.parameters ?? 0)}</strong> {largest.dtypes.slice(0, 4).map(({ dtype, parameters }) => `${dtype} ${formatShort(parameters)}`).join(', ')}
            <span className={styles.faint}>
              {' '}
              in {largest.name}
              {largest.whole ? '' : ', not whole'}
              {others > 0 && `; ${formatPlural(others, 'other set')}`}
            </span>
          </Fact>
        )}
        {stated.map(({ format, total, dtypes }) => (
          <Fact key={format} label={`Stated by the hub, ${format}`} title="From the hub’s metadata; not checked against the files">
            {total === null ? '' : `${formatShort(total)} parameters`} <span className={styles.faint}>{dtypes.map(({ dtype, parameters }) => `${dtype} ${formatShort(parameters)}`).join(', ')}</span>
          </Fact>
        ))}
        {summary.files > 0 && (
          <Fact label="Files">
            {formatPlural(summary.files, 'file')}
            {summary.bytes !== null && `, ${formatBytes(summary.bytes)}`}
            {summary.read < summary.files && <span className={styles.faint}>, content of {formatCount(summary.read)} here</span>}
          </Fact>
        )}
        {summary.formats.length > 0 && <Fact label="Formats">{summary.formats.map(({ format, files }) => (files === 1 ? format : `${format} (${formatCount(files)})`)).join(', ')}</Fact>}
        {summary.quantisation.length > 0 && <Fact label="Quantisation">{summary.quantisation.join(', ')}</Fact>}
        {summary.verdict && (
          <Fact label="Imports and code, worst of all files">
            <VerdictBadge verdict={summary.verdict} />
          </Fact>
        )}
      </dl>
      <p className={styles.source}>
        {source === 'clone' ? `From headers of the files in the clone${commit === null ? '' : ` at ${commit.slice(0, 12)}`}. Nothing was loaded or run.` : null} {reason}
      </p>
    </section>
  );
}

function Fact({ label, title, children }: { readonly label: string; readonly title?: string | undefined; readonly children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
