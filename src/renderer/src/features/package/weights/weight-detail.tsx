import { useCallback, useState } from 'react';
import type { WeightDetail as Detail, WeightFile } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { call } from '../../../client/client.ts';
import { usePages } from '../../../client/use-pages.ts';
import { formatCount } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { CallTable, ImportTable, MetadataTable, OperatorTable, TensorTable, ValueTable } from './detail-tables.tsx';
import { WeightFacts } from './weight-facts.tsx';
import styles from './weights.module.css';

type Page = Detail & { readonly total: number; readonly rows: Detail['tensors']['rows'] };
type Part = 'facts' | 'tensors' | 'imports' | 'calls' | 'graph' | 'operators' | 'metadata';

/** Tensors asked for at once; each page reads the header again, which takes milliseconds. */
const pageSize = 500;

/** One weight file in full, part by part. */
export function WeightDetail({ mirror, package: key, file }: { readonly mirror: string; readonly package: PackageKey; readonly file: WeightFile }) {
  const { hub, name, ordinal } = key;
  const { path } = file;
  const ask = useCallback(
    async (offset: number, limit: number, signal: AbortSignal) => {
      const answer = await call('packages.weightFile', { mirror, package: { hub, name, ordinal }, path, offset, limit }, signal);
      return answer.ok ? ({ ok: true, value: { ...answer.value, ...answer.value.tensors } } as const) : answer;
    },
    [mirror, hub, name, ordinal, path],
  );
  const pages = usePages<Page>(JSON.stringify([mirror, hub, name, ordinal, path]), pageSize, ask);
  const [part, setPart] = useState<Part>('facts');
  const detail = pages.first;
  const parts = detail === null ? [] : partsOf(detail);
  const shown = parts.some(({ value }) => value === part) ? part : 'facts';
  return (
    <section className={styles.detail} aria-label="Chosen file">
      <header className={styles.detailHead}>
        <h2 title={path}>{path}</h2>
        {parts.length > 1 && <Segments label="Parts of the file" options={parts} value={shown} onChange={setPart} />}
      </header>
      {pages.error && <div className={styles.notice}><ErrorNotice error={pages.error} onRetry={pages.reload} /></div>}
      {!detail && !pages.error && <div className={styles.notice}><Skeleton lines={5} label="Reading the file’s header" /></div>}
      {detail && shown === 'facts' && <WeightFacts detail={detail} />}
      {detail && shown === 'tensors' && <TensorTable total={pages.total ?? 0} rowAt={pages.rowAt} onShow={pages.show} />}
      {detail?.code && shown === 'imports' && <ImportTable rows={detail.code.imports.rows} />}
      {detail?.code && shown === 'calls' && <CallTable rows={detail.code.calls.rows} />}
      {detail?.graph && shown === 'graph' && <ValueTable graph={detail.graph} />}
      {detail?.graph && shown === 'operators' && <OperatorTable rows={detail.graph.operators.rows} />}
      {detail && shown === 'metadata' && <MetadataTable rows={detail.metadata.rows} />}
    </section>
  );
}

function partsOf({ tensors, code, graph, metadata }: Detail): readonly { readonly value: Part; readonly label: string }[] {
  const counted = (value: Part, label: string, list: { readonly total: number; readonly rows: readonly unknown[] } | undefined): readonly { readonly value: Part; readonly label: string }[] => {
    if (list === undefined || list.total === 0) return [];
    const cut = value !== 'tensors' && list.rows.length < list.total;
    return [{ value, label: `${label} ${cut ? `${formatCount(list.rows.length)} of ` : ''}${formatCount(list.total)}` }];
  };
  const values = graph === null ? 0 : graph.inputs.total + graph.outputs.total;
  return [
    { value: 'facts', label: 'Facts' },
    ...counted('imports', 'Imports', code?.imports),
    ...counted('calls', 'Calls', code?.calls),
    ...counted('tensors', 'Tensors', tensors),
    ...(values > 0 ? [{ value: 'graph' as const, label: `Inputs and outputs ${formatCount(values)}` }] : []),
    ...counted('operators', 'Operators', graph?.operators),
    ...counted('metadata', 'Metadata', metadata),
  ];
}
