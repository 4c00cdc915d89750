import { ExpectedError } from '../../shared/result.ts';
import type { NamedSets, PackageSet } from '../query/index.ts';
import { measures } from './registry.ts';
import { contextOf } from './run.ts';
import { readSetName } from './set-name.ts';
import type { MeasureSource } from './types.ts';

/** What `measure:` stands for in an index. `revision` differs whenever what the user adds to it does. */
export function measureSets(source: () => MeasureSource, revision: string): NamedSets {
  return {
    revision,
    packages: (name) => {
      const found = findRow(source(), name);
      return typeof found === 'string' ? null : found;
    },
    unknown: (name) => {
      const found = findRow(source(), name);
      return typeof found === 'string' ? found : '';
    },
  };
}

/** The packages of a row, or why there are none. */
function findRow(source: MeasureSource, text: string): PackageSet | string {
  const name = readSetName(text);
  if (name === null) return `“${text}” names no row of a measure: those are written as MEASURE/PART/ROW.`;
  const measure = measures.find(({ info }) => info.id === name.measure);
  if (!measure?.packagesOf) return `There is no measure ${name.measure} whose rows can be asked for.`;
  try {
    return measure.packagesOf(contextOf(source, measure, name.selection, name.parameters), name.part, name.row) ?? `The measure ${name.measure} has no row ${name.part}/${name.row}.`;
  } catch (error) {
    // Parameters that do not fit, another mirror that is not there.
    if (error instanceof ExpectedError && error.code !== 'cancelled') return error.message;
    throw error;
  }
}
