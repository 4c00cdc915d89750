import type { z } from 'zod';
import type { measureInfoSchema, measureParametersSchema, measurePartSchema, measureResultSchema } from '../../shared/contract/measures.ts';
import type { UserDatabase } from '../index/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import type { PackageSet, ReadContext } from '../query/index.ts';
import type { ReachContext } from '../reach/index.ts';

export type MeasureInfo = z.output<ReturnType<typeof measureInfoSchema>>;
export type MeasureParameter = MeasureInfo['parameters'][number];
export type MeasurePart = z.output<ReturnType<typeof measurePartSchema>>;
export type MeasureResult = z.output<ReturnType<typeof measureResultSchema>>;
export type ParameterValues = z.output<ReturnType<typeof measureParametersSchema>>;
export type SharesPart = Extract<MeasurePart, { kind: 'shares' }>;
export type ShareRow = SharesPart['rows'][number];

/** What all measures have at hand: an open index, the user's aliases, and the results that the user took in. */
export interface MeasureSource extends ReachContext {
  readonly measured: Pick<UserDatabase['measured'], 'list' | 'resultsFor'>;
  /** Another mirror's index, or that of an earlier state of this one (`state:`). Throws `not-found` and `no-index`. */
  other(mirror: string): ReadContext;
  /** The latest earlier state of the mirror that can be read, which a report compares with; left out where there is none. */
  readonly lastState?: { readonly id: string; readonly fingerprint: string; readonly builtAt: number };
  /** The text of a package’s card, empty where it does not lie in this mirror; null for an earlier state, whose files are no longer there. */
  readonly cardText: ((of: PackageKey) => string) | null;
}

export interface MeasureContext extends MeasureSource {
  /** The text of the selection's search; empty for the whole mirror. */
  readonly query: string;
  /** Its packages, a bit for each, and how many. */
  readonly selected: PackageSet;
  readonly packages: number;
  /** All of the measure's parameters, checked. */
  readonly parameters: ParameterValues;
}

/** One measure of a paper, whole: adding one is a file and its line in `registry.ts`. */
export interface Measure {
  readonly info: Omit<MeasureInfo, 'sets'>;
  /** Reads the index only; asks now and then whether the answer is still wanted (`stopIfUnwanted`). */
  compute(context: MeasureContext): readonly MeasurePart[];
  /** The packages behind a row, where no other search finds them: what `measure:"ID/PART/ROW"` means. Undefined for a row that there is not. */
  packagesOf?(context: MeasureContext, part: string, row: string): PackageSet | undefined;
}
