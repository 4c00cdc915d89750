import { fold, printValue } from '../../shared/search/index.ts';
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

const inRow = /[%?]/;
const inParameter = /[%?&=]/;

/** A search folds the names of sets before it looks them up: what folding would change is written as bytes, and what has a meaning in a name. */
function encode(text: string, reserved: RegExp): string {
  return [...text].map((character) => (fold(character) === character && !reserved.test(character) ? character : bytesOf(character))).join('');
}

function bytesOf(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** `ID/PART/ROW?parameter=value&…`; a row may be called anything. */
function printSetName({ measure, part, row, parameters, selection }: SetName): string {
  const values = Object.entries({ ...parameters, ...(selection === '' ? {} : { [selectionName]: selection }) }).map(([id, value]) => `${encode(id, inParameter)}=${encode(String(value), inParameter)}`);
  return `${measure}/${part}/${encode(row, inRow)}${values.length === 0 ? '' : `?${values.join('&')}`}`;
}

/** Reads what `printSetName` wrote; null for anything else. */
export function readSetName(text: string): SetName | null {
  const at = text.indexOf('?');
  const [path, search] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const [measure, part, ...row] = path.split('/');
  if (!measure || !part || row.length === 0) return null;
  try {
    const pairs = search === '' ? [] : search.split('&').map((pair) => [decodeURIComponent(pair.split('=', 1)[0] ?? ''), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))] as const);
    const { [selectionName]: selection = '', ...parameters } = Object.fromEntries(pairs);
    return { measure, part, row: decodeURIComponent(row.join('/')), parameters, selection };
  } catch {
    return null;
  }
}

/**
 * A search for the packages behind a row, among those of the selection: what `packagesOf` gives. `isOfSelection`: which packages these are
 * depends on what else is selected.
 */
export function behind({ info }: Pick<Measure, 'info'>, { query, parameters }: MeasureContext, part: string, row: string, isOfSelection = false): string {
  const initial = new Map(info.parameters.map((parameter) => [parameter.id, parameter.initial]));
  const changed = Object.fromEntries(Object.entries(parameters).filter(([id, value]) => initial.get(id) !== value));
  return within(query, `measure:${printValue(printSetName({ measure: info.id, part, row, parameters: changed, selection: isOfSelection ? query : '' }))}`);
}
