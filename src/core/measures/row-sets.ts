import { ExpectedError } from '../../shared/result.ts';
import type { NamedSets, PackageSet } from '../query/index.ts';
import { measures } from './registry.ts';
import { readRowName, type RowName, withinParameter } from './rows.ts';
import { contextOf } from './run.ts';
import type { Measure, MeasureSource } from './types.ts';

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
function findRow(source: MeasureSource, name: string): PackageSet | string {
  const row = readRowName(name);
  if (row === null) return `“${name}” names no row of a measure: those are written as MEASURE/PART/ROW.`;
  const measure = measures.find(({ info }) => info.id === row.measure);
  if (!measure?.packagesOf) return `There is no measure ${row.measure} whose rows can be asked for.`;
  try {
    return packagesOfRow(source, measure, row) ?? `The measure ${row.measure} has no row ${row.part}/${row.row}.`;
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'invalid-arguments') return error.message;
    throw error;
  }
}

function packagesOfRow(source: MeasureSource, measure: Measure, { part, row, parameters }: RowName): PackageSet | undefined {
  const { [withinParameter]: query = '', ...given } = Object.fromEntries(parameters);
  return measure.packagesOf?.(contextOf(source, measure, query, given), part, row);
}
