import { Database } from 'lucide-react';
import type { MeasureInfo, MeasureResult } from '../../../../shared/contract/index.ts';
import { parameterFacts } from '../../../../shared/chart/index.ts';
import type { MeasuresRoute } from '../../app/measure-route.ts';
import { modelsAddress, navigate } from '../../app/route.ts';
import { type Fact, FactList, PageHeader, Panel } from '../../ui/panel.tsx';
import { formatCount, formatDuration, formatMoment } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useIndexedMirror, useMirrors } from '../mirrors/store.ts';
import { ParameterFields, SelectionField } from './controls.tsx';
import { stateWords } from './others.ts';
import { type OtherResult, PartPanel } from './part-panel.tsx';
import { useResult } from './use-result.ts';
import { VersusField } from './versus-field.tsx';
import { selectionWords } from './words.ts';
import styles from './measures.module.css';

/** One measure over a selection, with its rule, its charts, and what it is set beside. */
export function MeasureView({ info, route }: { readonly info: MeasureInfo; readonly route: MeasuresRoute }) {
  const mirror = useIndexedMirror();
  const lacksMirror = isMirrorMissing(info, route);
  const { value: result, error, loading, reload } = useResult(lacksMirror ? null : mirror, info.id, route.query, route.parameters);
  const other = useOther(info, route);
  const go = (change: Partial<MeasuresRoute>): void => navigate({ ...route, ...change }, true);
  return (
    <>
      <PageHeader title={info.title} facts={<span>{info.question}</span>} actions={<a href="#/measures">All measures</a>} />
      <div className={styles.controls}>
        <div className={styles.controlRow}>
          <span className={styles.controlLabel} aria-hidden>
            Selection
          </span>
          <SelectionField label="Selection" query={route.query} onChange={(query) => go({ query })} />
          {result && (
            <a href={modelsAddress(route.query)} className={styles.count}>
              {formatCount(result.selection.packages)} of {formatCount(result.selection.ofAll)} packages
            </a>
          )}
        </div>
        <VersusField versus={route.versus} onChange={(versus) => go({ versus })} />
        <ParameterFields parameters={info.parameters} values={route.parameters} onChange={(parameters) => go({ parameters })} />
      </div>
      {result?.selection.notes.map((note) => (
        <p key={note} className={styles.faint} role="status">
          {note}
        </p>
      ))}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {other.error && <ErrorNotice error={other.error} />}
      {lacksMirror && (
        <Empty icon={Database} title="Something to compare with is needed">
          Choose it above: another mirror, once it was opened and indexed, or what this mirror held before, once its index was refreshed with other content.
        </Empty>
      )}
      {!result && loading && <Skeleton lines={8} label="Measuring" />}
      {result && (
        <div className={styles.parts} aria-busy={loading}>
          {result.parts.map((part) => (
            <PartPanel key={part.key} info={info} result={result} part={part} other={other.value} />
          ))}
        </div>
      )}
      <Panel title="How it is counted">
        <p className={styles.rule}>{info.rule}</p>
        <FactList wide facts={factsOf(info, result)} />
      </Panel>
    </>
  );
}

/** Whether the measure compares with another mirror and none is chosen yet. */
function isMirrorMissing({ parameters }: MeasureInfo, route: Pick<MeasuresRoute, 'parameters'>): boolean {
  return parameters.some(({ id, kind }) => kind === 'mirror' && !route.parameters[id]);
}

function useOther(info: MeasureInfo, { query, parameters, versus }: MeasuresRoute): { readonly value: OtherResult | null; readonly error: ReturnType<typeof useResult>['error'] } {
  const own = useIndexedMirror();
  const mirrors = useMirrors((state) => state.mirrors);
  const mirror = versus === null ? null : versus.kind === 'mirror' ? versus.mirror : own;
  const state = versus?.kind === 'state' ? versus.state : null;
  const { value, error } = useResult(isMirrorMissing(info, { parameters }) ? null : mirror, info.id, versus?.kind === 'selection' ? versus.query : query, parameters, state);
  if (versus === null || value === null) return { value: null, error: versus === null ? null : error };
  const nameOf = (): string => {
    switch (versus.kind) {
      case 'selection':
        return versus.query.trim() === '' ? 'Whole mirror' : versus.query.trim();
      case 'mirror':
        return `Mirror ${mirrors.find(({ id }) => id === versus.mirror)?.title ?? versus.mirror}`;
      case 'state':
        return `Earlier: ${stateWords({ builtAt: value.index.builtAt ?? 0, fingerprint: value.index.fingerprint })}`;
    }
  };
  return { value: { name: nameOf(), result: value }, error };
}

function factsOf(info: MeasureInfo, result: MeasureResult | null): readonly Fact[] {
  return [
    { label: 'Denominator', value: info.denominator },
    { label: 'Missing', value: info.missing },
    { label: 'Source', value: info.source },
    ...info.references.map(({ source, note }) => ({ label: `Published: ${source}`, value: note })),
    ...(result === null
      ? []
      : [
          ...parameterFacts(info, result).map(({ title, words }) => ({ label: title, value: words })),
          { label: 'Selection', value: <>{selectionWords(result.selection.query)}: {formatCount(result.selection.packages)} of {formatCount(result.selection.ofAll)} packages</> },
          { label: 'Index', value: <><code>{result.index.fingerprint}</code>{result.index.builtAt !== null && `, built ${formatMoment(result.index.builtAt / 1000)}`}, of {result.index.mirror}</> },
          { label: 'Computed in', value: formatDuration(result.milliseconds) },
        ]),
  ];
}
