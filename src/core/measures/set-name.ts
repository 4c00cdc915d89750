import { printValue } from '../../shared/search/print.ts';
import { within } from './within.ts';
import type { Measure, MeasureContext, ParameterValues } from './types.ts';

/** What `measure:` names: the packages behind a row of a measure's part, with the parameters that are not as they are initially. */
export interface SetName {
  readonly measure: string;
  readonly part: string;
  readonly row: string;
  readonly parameters: ParameterValues;
  /** The search that the measure was taken over, where membership depends on it; else empty. */
  readonly selection: string;
}

/** No parameter has this name. */
const selectionName = 'in';

/** `ID/PART/ROW?parameter=value`, each piece encoded as in an address, so that a row may be called anything. */
export function printSetName({ measure, part, row, parameters, selection }: SetName): string {
  const values = Object.entries({ ...parameters, ...(selection === '' ? {} : { [selectionName]: selection }) }).map(([id, value]) => `${encodeURIComponent(id)}=${encodeURIComponent(value)}`);
  return `${[measure, part, row].map((piece) => encodeURIComponent(piece)).join('/')}${values.length === 0 ? '' : `?${values.join('&')}`}`;
}

/** Reads what `printSetName` wrote; null for anything else. */
export function readSetName(text: string): SetName | null {
  const [path = '', search = ''] = text.split('?', 2);
  try {
    const [measure, part, row, ...more] = path.split('/').map(decodeURIComponent);
    if (!measure || !part || row === undefined || more.length > 0) return null;
    const { [selectionName]: selection = '', ...parameters } = Object.fromEntries(new URLSearchParams(search));
    return { measure, part, row, parameters, selection };
  } catch {
    return null;
  }
}

/**
 * A search for the packages behind a row, among those of the selection: what `packagesOf` gives. `isOfSelection`: which packages these are
 * depends on what else is selected.
 */
export function behind({ info }: Measure, { query, parameters }: MeasureContext, part: string, row: string, isOfSelection = false): string {
  const initial = new Map(info.parameters.map((parameter) => [parameter.id, parameter.initial]));
  const changed = Object.fromEntries(Object.entries(parameters).filter(([id, value]) => initial.get(id) !== value));
  return within(query, `measure:${printValue(printSetName({ measure: info.id, part, row, parameters: changed, selection: isOfSelection ? query : '' }))}`);
}
