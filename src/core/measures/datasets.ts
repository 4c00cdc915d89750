import { claimSources } from '../index/index.ts';
import { addTo, difference, emptySet, fullSet, hasId, hold, lastPackage, prepare, type PackageSet, stopIfUnwanted, valueNamed } from '../query/index.ts';
import { fold } from '../../shared/search/index.ts';
import { noneKey, restKey, valueKey, valueOfKey } from './rows.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart, ShareRow } from './types.ts';
import { valueShares, valueSharesSet } from './value-shares.ts';

const paper = 'ICSE’23, Fig. 6';
const percentages: readonly (readonly [string, number])[] = [[noneKey, 82.1], ['universal_dependencies', 9.4], [restKey, 4.6], ['conll2003', 0.8], ['emotion', 0.7]];
const published = new Map<string, NonNullable<ShareRow['reference']>>(percentages.map(([key, percent]) => [key, { share: Math.round(10 * percent) / 1000, count: null, of: null }]));

/** Shares of datasets, by model or, as the paper, by metric. */
export const datasets: Measure = {
  info: {
    id: 'datasets',
    title: 'Datasets',
    group: 'composition',
    question: 'On which datasets were the models trained or measured?',
    rule: 'By model: a model counts once for each dataset that its card (cardData.datasets) or a dataset: tag names, spellings that differ in case alone being one. By metric, as the paper counts: each metric of a card’s model-index counts once for the dataset of its result, and a model without any counts once as none. The most frequent are shown, the others folded together.',
    source: paper,
    unit: 'packages',
    denominator: 'All packages of the selection; by metric: metrics, and models without any.',
    missing: 'Packages that name no dataset.',
    parameters: [
      {
        kind: 'choice', id: 'count', title: 'What is counted', description: 'Models, or each metric of a model’s claims.', initial: 'models',
        options: [{ value: 'models', title: 'Models' }, { value: 'metrics', title: 'Metrics of claims, as the paper counts' }],
      },
      { kind: 'number', id: 'top', title: 'Datasets shown', description: 'How many are shown one by one.', min: 1, max: 1000, step: 1, initial: 10 },
    ],
    references: [{ source: paper, note: 'Percentages of metrics, not of models: they stand beside the paper’s counting alone. The paper names datasets by type, the index by name where the card gives one.' }],
  },
  compute(context) {
    return [isByMetric(context) ? metricsPart(context, this.info) : modelsPart(context, this.info)];
  },
  packagesOf(context, part, row) {
    const top = Number(context.parameters['top']);
    if (part === 'models') return valueSharesSet(context, 'dataset', top, row);
    return part === 'metrics' ? metricsSet(context, top, row) : undefined;
  },
};

function isByMetric({ parameters }: MeasureContext): boolean {
  return parameters['count'] === 'metrics';
}

function modelsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { rows, missing } = valueShares(context, {
    info, part: 'models', field: 'dataset', search: { field: 'dataset', has: 'has:dataset' }, top: Number(context.parameters['top']),
    labels: { rest: 'Other datasets only', none: 'None named' },
  });
  return {
    kind: 'shares', key: 'models', title: 'Packages by dataset', denominator: { words: 'all packages', count: context.packages },
    missing: [{ words: 'packages that name no dataset', count: missing, packages: rows.at(-1)?.packages ?? null }],
    reference: null, notes: ['A model with several datasets counts for each.'], unit: 'packages', partition: false, rows: [...rows],
  };
}

/** Metrics of model-indexes: their packages, and the terms of their datasets, 0 where none is named. */
interface Metrics {
  readonly packages: Uint32Array;
  readonly datasets: Uint32Array;
}

const metricsSql = `SELECT package, coalesce(dataset, 0) AS dataset FROM claim WHERE source = ${claimSources.indexOf('model-index')} AND (package & 1023 OR live())`;

function metricsOf({ database }: MeasureContext): Metrics {
  return hold(database, 'metrics and datasets', ({ packages }) => 8 * packages.length, () => {
    const rows = prepare<[], [number, number]>(database, metricsSql).raw().all() as unknown as readonly (readonly [number, number])[];
    stopIfUnwanted(database);
    return { packages: Uint32Array.from(rows, ([id]) => id), datasets: Uint32Array.from(rows, ([, dataset]) => dataset) };
  });
}

interface CountedMetrics {
  /** The most frequent first. */
  readonly values: readonly { readonly folded: string; readonly label: string; readonly count: number }[];
  readonly metrics: number;
  readonly withoutDataset: number;
  /** Packages of the selection without a metric. */
  readonly without: number;
}

function countMetrics(context: MeasureContext): CountedMetrics {
  const { database, selected } = context;
  const { packages, datasets: terms } = metricsOf(context);
  const counts = new Map<number, number>();
  let metrics = 0;
  let models = 0;
  let before = 0;
  for (let at = 0; at < packages.length; at += 1) {
    const id = packages[at] as number;
    if (!hasId(selected, id)) continue;
    metrics += 1;
    if (id !== before) models += 1;
    before = id;
    const term = terms[at] as number;
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const text = prepare<[number], { text: string }>(database, 'SELECT text FROM term WHERE id = ?');
  const byFolded = new Map<string, { folded: string; label: string; count: number; most: number }>();
  for (const [term, count] of counts) {
    if (term === 0) continue;
    const label = text.get(term)?.text ?? '';
    const folded = fold(label.trim());
    const known = byFolded.get(folded);
    const isUsual = known === undefined || count > known.most;
    byFolded.set(folded, { folded, label: isUsual ? label : known.label, count: (known?.count ?? 0) + count, most: isUsual ? count : known.most });
  }
  const values = [...byFolded.values()].sort((left, right) => right.count - left.count || (left.folded < right.folded ? -1 : 1));
  return { values, metrics, withoutDataset: counts.get(0) ?? 0, without: context.packages - models };
}

function metricsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { values, metrics, withoutDataset, without } = countMetrics(context);
  const top = Number(context.parameters['top']);
  const of = metrics + without;
  const rest = values.slice(top).reduce((sum, { count }) => sum + count, 0) + withoutDataset;
  const row = (key: string, label: string, count: number, role: ShareRow['role'], reference: string): ShareRow =>
    shareRow({ key, label, count, of, role, packages: behind({ info }, context, 'metrics', key, role === 'rest'), reference: published.get(reference) ?? null });
  return {
    kind: 'shares', key: 'metrics', title: 'Metrics by dataset, as the paper counts', denominator: { words: 'metrics, and packages without any', count: of },
    missing: [{ words: 'metrics without a dataset, which count as other', count: withoutDataset, packages: null }],
    reference: paper, notes: [`${metrics.toLocaleString('en')} metrics of ${(context.packages - without).toLocaleString('en')} packages; the others count once each, as none.`],
    unit: 'claims', partition: true,
    rows: [
      ...values.slice(0, top).map(({ folded, label, count }) => row(valueKey(folded), label, count, 'value', folded)),
      ...(rest === 0 ? [] : [row(restKey, 'Other datasets', rest, 'rest', restKey)]),
      row(noneKey, 'None: packages without a metric', without, 'none', noneKey),
    ],
  };
}

function metricsSet(context: MeasureContext, top: number, row: string): PackageSet | undefined {
  const { database } = context;
  const wanted = valueOfKey(row);
  if (wanted !== null && valueNamed(database, 'dataset', wanted) === undefined) return undefined;
  if (wanted === null && row !== noneKey && row !== restKey) return undefined;
  const shown = new Set(row === restKey ? countMetrics(context).values.slice(0, top).map(({ folded }) => folded) : []);
  const isWanted = (folded: string): boolean => row === noneKey || (wanted === null ? !shown.has(folded) : folded === wanted);
  const folded = prepare<[number], { folded: string }>(database, 'SELECT folded FROM term WHERE id = ?');
  const { packages, datasets: terms } = metricsOf(context);
  const known = new Map<number, boolean>([[0, row !== noneKey ? wanted === null : true]]);
  const set = emptySet(lastPackage(database));
  for (let at = 0; at < packages.length; at += 1) {
    const term = terms[at] as number;
    const isOne = known.get(term) ?? isWanted(folded.get(term)?.folded ?? '');
    known.set(term, isOne);
    if (isOne) addTo(set, packages[at] as number);
  }
  return row === noneKey ? difference(fullSet(lastPackage(database)), set) : set;
}
