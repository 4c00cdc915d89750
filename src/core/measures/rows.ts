import { printValue } from '../../shared/search/index.ts';
import type { PackageSet } from '../query/index.ts';
import type { Measure, MeasureContext, ParameterValues } from './types.ts';
import { within } from './within.ts';

/** Keys of rows that are no value of a field; those that are begin with `=`, so that no value can be taken for one. */
export const restKey = 'other';
export const noneKey = 'none';

export function valueKey(folded: string): string {
  return `=${folded}`;
}

/** The value of a key; null for other rows. */
export function valueOfKey(key: string): string | null {
  return key.startsWith('=') ? key.slice(1) : null;
}

/** A row as `measure:` names it. */
export interface RowName {
  readonly measure: string;
  readonly part: string;
  readonly row: string;
  /** Values as texts, and under `in` the search that was measured, where rows depend on it. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The parameter of a name that holds the search within which the row was counted. */
export const withinParameter = 'in';

/** Names are folded before they are looked up, so that all but plain letters, digits and signs is written as bytes. */
function encode(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => (plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`)).join('');
}

const plain = /[a-z0-9 ._:-]/;

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Row keys are folded texts, of which only what has a meaning in a name is hidden. */
function encodeKey(key: string): string {
  return key.replaceAll(/[%?]/g, encode);
}

export function printRowName({ measure, part, row, parameters }: RowName): string {
  const pairs = [...parameters].map(([key, value]) => `${encode(key)}=${encode(value)}`);
  return `${measure}/${part}/${encodeKey(row)}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

/** Null for a text that is no such name. */
export function readRowName(text: string): RowName | null {
  const [path = '', given = ''] = text.split('?', 2);
  const [measure, part, ...rest] = path.split('/');
  const row = decode(rest.join('/'));
  if (measure === undefined || part === undefined || rest.length === 0 || row === null) return null;
  const parameters = new Map<string, string>();
  for (const pair of given === '' ? [] : given.split('&')) {
    const at = pair.indexOf('=');
    const [key, value] = at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    if (key === null || value === null) return null;
    parameters.set(key, value);
  }
  return { measure, part, row, parameters };
}

/**
 * The search for a row's packages, by the row's name: for what no other search finds. `dependsOnSelection`: what the row stands for is
 * another thing in another selection (what was folded together, say).
 */
export function rowSearch(context: MeasureContext, info: Measure['info'], part: string, row: string, dependsOnSelection = false): string {
  const changed = info.parameters.filter(({ id, initial }) => context.parameters[id] !== initial).map(({ id }) => [id, String(context.parameters[id] as ParameterValues[string])] as const);
  const selection = dependsOnSelection && context.query.trim() !== '' ? [[withinParameter, context.query] as const] : [];
  return within(context.query, `measure:${printValue(printRowName({ measure: info.id, part, row, parameters: new Map([...changed, ...selection]) }))}`);
}

export type RowSets = (context: MeasureContext, part: string, row: string) => PackageSet | undefined;
