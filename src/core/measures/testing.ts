import { openTestIndex, type OpenTestIndex, type TestIndex } from '../query/testing.ts';
import { setNamedSets } from '../query/index.ts';
import { makeMailmap } from '../reach/index.ts';
import { measureSets } from './row-sets.ts';
import { runMeasure } from './run.ts';
import type { MeasurePart, MeasureResult, MeasureSource, ParameterValues } from './types.ts';

type Part<Kind extends MeasurePart['kind']> = Extract<MeasurePart, { kind: Kind }>;

export interface OpenMeasures {
  readonly source: MeasureSource;
  run(measure: string, parameters?: ParameterValues, query?: string): MeasureResult;
  /** A part of that result. */
  part<Kind extends MeasurePart['kind']>(kind: Kind, measure: string, key: string, parameters?: ParameterValues, query?: string): Part<Kind>;
  close(): void;
}

/** Nobody has taken in measured results. */
const nothingMeasured: MeasureSource['measured'] = { list: () => [], resultsFor: () => [] };

/** A test's index, ready to be measured, with `measure:` in its searches. */
export function openMeasures(index: TestIndex, given: Partial<MeasureSource> = {}): OpenMeasures {
  const open: OpenTestIndex = openTestIndex(index);
  const other = (): never => {
    throw new Error('This test has one mirror.');
  };
  const source: MeasureSource = { ...open.context, aliases: makeMailmap([], 'none'), measured: nothingMeasured, other, cardText: null, ...given };
  setNamedSets(open.database, 'measure', measureSets(() => source, 'test'));
  const run: OpenMeasures['run'] = (measure, parameters = {}, query = '') => runMeasure(source, { measure, query, parameters });
  return {
    source,
    run,
    part(kind, measure, key, parameters, query) {
      const found = run(measure, parameters, query).parts.find((part) => part.key === key);
      if (found?.kind !== kind) throw new Error(`${measure} has no part ${key} of ${kind}`);
      return found as Part<typeof kind>;
    },
    close: () => open.close(),
  };
}

/** Rows of shares as people read them: label, count, of. */
export function shownRows({ rows }: Part<'shares'>): readonly (readonly [string, number, number])[] {
  return rows.map(({ label, count, of }) => [label, count, of]);
}
