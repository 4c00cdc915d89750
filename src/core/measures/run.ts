import type { CallArguments } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { packagesOf, lastPackage, metaText, readSearch, sizeOf, unknownSets } from '../query/index.ts';
import { readParameters } from './parameters.ts';
import { measures } from './registry.ts';
import type { Measure, MeasureContext, MeasureInfo, MeasureResult, MeasureSource, ParameterValues } from './types.ts';

/** What each measure is, in the order in which they are shown. */
export function listMeasures(): readonly MeasureInfo[] {
  return measures.map(({ info, packagesOf }) => ({ ...info, sets: packagesOf !== undefined }));
}

/** The measure of that id. Throws `not-found`. */
function measureNamed(id: string): Measure {
  const measure = measures.find(({ info }) => info.id === id);
  if (!measure) throw new ExpectedError('not-found', `There is no measure ${id}.`, `There are: ${measures.map(({ info }) => info.id).join(', ')}.`);
  return measure;
}

/** A measure over the packages of a search. Throws `not-found` and `invalid-arguments`. */
export function runMeasure(source: MeasureSource, { measure: id, query, parameters }: Pick<CallArguments<'measures.run'>, 'measure' | 'query' | 'parameters'>): MeasureResult {
  const measure = measureNamed(id);
  const context = contextOf(source, measure, query, parameters);
  const began = performance.now();
  const parts = measure.compute(context);
  return {
    measure: id,
    parameters: context.parameters,
    selection: { query, packages: context.packages, ofAll: lastPackage(source.database), notes: [...readSearch(query).notes, ...unknownSets(source.database, query)].map(({ message }) => message) },
    index: { fingerprint: metaText(source.database, 'fingerprint'), builtAt: source.mirror.indexedAt, mirror: source.mirror.title },
    milliseconds: performance.now() - began,
    parts: [...parts],
  };
}

/** What a measure computes with. Throws `invalid-arguments`. */
export function contextOf(source: MeasureSource, measure: Measure, query: string, given: ParameterValues): MeasureContext {
  const parameters = readParameters(measure.info.parameters, given);
  const selected = packagesOf(source.database, readSearch(query).tree);
  return { ...source, query, selected, packages: sizeOf(selected), parameters };
}
