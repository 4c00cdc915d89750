import { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { closest } from '../../shared/search/spelling.ts';
import { parameterWords } from './parameter-words.ts';
import type { Route } from './routes.ts';

/** As much of JSON Schema as zod writes for arguments. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly [more: string]: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
  /** Where its value stands in the arguments of the call. */
  readonly place: readonly string[];
}

/** The most rows that one answer can be asked for. */
const mostRows = 1_000_000_000;

const pageParameters: readonly (readonly [string, JsonSchema])[] = [
  ['limit', { type: 'integer', minimum: 1, maximum: mostRows }],
  ['offset', { type: 'integer', minimum: 0, maximum: mostRows, default: 0 }],
  ['cursor', { type: 'string', maxLength: 100 }],
];

const kept = new WeakMap<Route, readonly Parameter[]>();

/** What an address takes: the arguments of its call, flat, and what belongs to every list. */
export function parametersOf(route: Route): readonly Parameter[] {
  const known = kept.get(route);
  if (known) return known;
  const made = makeParameters(route);
  kept.set(route, made);
  return made;
}

function makeParameters(route: Route): readonly Parameter[] {
  const inPath = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const schema = z.toJSONSchema(contract[route.call].args, { io: 'input' }) as JsonSchema;
  const left = new Set([...(route.without ?? []), ...(route.table?.isPaged ? ['offset', 'limit'] : [])]);
  const made: Parameter[] = [];
  const add = (name: string, place: readonly string[], of: JsonSchema, required: boolean): void => {
    const isInPath = inPath.has(name);
    made.push({ name, place, in: isInPath ? 'path' : 'query', required: isInPath || required, description: route.words?.[name] ?? describe(name), schema: withoutNull(of) });
  };
  const walk = (of: JsonSchema, place: readonly string[]): void => {
    for (const [key, member] of Object.entries(of.properties ?? {})) {
      const path = [...place, key];
      if (left.has(path.join('.'))) continue;
      const plain = withoutNull(member);
      if (plain.properties && key === 'package') walkPackage(plain, path);
      else if (plain.properties) walk(plain, path);
      // The address of a lineage names the package's hub: that of the scope has another name there.
      else add(nameOf(path, inPath.has('hub')), inPath.has('hub') && key === 'hub' ? ['scopeHub'] : path, member, key !== 'mirror' && place.length === 0 && (of.required ?? []).includes(key));
    }
  };
  const walkPackage = (of: JsonSchema, path: readonly string[]): void => {
    for (const [key, member] of Object.entries(of.properties ?? {})) add(key, [...path, key], key === 'ordinal' ? { ...member, default: 0 } : member, false);
  };
  walk(schema, []);
  for (const name of ['hub', 'name']) if (inPath.has(name) && !made.some((parameter) => parameter.name === name)) add(name, [name], packageKeyMember(name), true);
  for (const { name, schema: own } of route.also ?? []) add(name, [name], own, false);
  if (route.table?.columns) add('columns', ['columns'], route.table.columns, false);
  if (route.table?.isPaged) for (const [name, own] of pageParameters) add(name, [name], own, false);
  if (route.table) add('format', ['format'], { type: 'string', enum: ['json', 'csv', 'ndjson'] }, false);
  const rank = ({ in: where, required }: Parameter): number => (where === 'path' ? 0 : required ? 1 : 2);
  return made.toSorted((one, other) => rank(one) - rank(other));
}

function packageKeyMember(name: string): JsonSchema {
  const schema = z.toJSONSchema(contract['packages.get'].args, { io: 'input' }) as JsonSchema;
  return schema.properties?.['package']?.properties?.[name] ?? { type: 'string' };
}

/** `q` is what everybody calls it in an address; members of objects are written with a dot. */
function nameOf(path: readonly string[], isHubInPath: boolean): string {
  const name = path.join('.');
  if (name === 'query') return 'q';
  if (name === 'fields') return 'field';
  return name === 'hub' && isHubInPath ? 'scope.hub' : name;
}

function describe(name: string): string {
  const words = parameterWords[name];
  if (words === undefined) throw new Error(`The parameter ${name} has no description.`);
  return words;
}

/** What is left out is null already: no address has to say so. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const others = anyOf?.filter(({ type }) => type !== 'null');
  const only = others?.length === 1 && others.length < (anyOf?.length ?? 0) ? others[0] : undefined;
  const merged: Record<string, unknown> = only ? { ...rest, ...only } : { ...schema };
  if (Array.isArray(merged['type'])) merged['type'] = (merged['type'] as string[]).find((type) => type !== 'null') ?? 'string';
  if (merged['default'] === null) delete merged['default'];
  return merged as JsonSchema;
}

/** Reads what stands in an address. Throws `invalid-arguments` for a name or a value that does not fit; bounds are the contract's to check. */
export function readParameters(route: Route, inPath: Readonly<Record<string, string>>, inQuery: URLSearchParams): Record<string, unknown> {
  const parameters = parametersOf(route);
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  for (const name of inQuery.keys()) {
    if (names.includes(name)) continue;
    const meant = closest(name, names);
    throw new ExpectedError('invalid-arguments', `There is no parameter ${name.slice(0, 100)} here.`, meant === null ? `There are ${names.join(', ')}.` : `${meant} is meant?`);
  }
  const read: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const texts = parameter.in === 'path' ? [inPath[parameter.name] ?? ''] : inQuery.getAll(parameter.name);
    if (texts.length > 0) put(read, parameter.place, valueOf(parameter, texts));
    else if (parameter.required) throw new ExpectedError('invalid-arguments', `The parameter ${parameter.name} is missing.`, parameter.description);
    else if (parameter.place.length === 2 && parameter.place[0] === 'package') put(read, parameter.place, parameter.schema.default);
  }
  return read;
}

function put(into: Record<string, unknown>, place: readonly string[], value: unknown): void {
  const [first = '', ...rest] = place;
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = (into[first] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}

function valueOf({ name, schema }: Parameter, texts: readonly string[]): unknown {
  if (schema.type === 'array') {
    // Values of a closed list hold no comma; any other text may.
    const items = schema.items?.enum ? texts.flatMap((text) => text.split(',')).map((text) => text.trim()) : texts;
    return items.map((text) => scalarOf(name, schema.items ?? {}, text));
  }
  const [text = ''] = texts;
  if (texts.length > 1) throw new ExpectedError('invalid-arguments', `The parameter ${name} is given twice.`);
  return scalarOf(name, schema, text);
}

function scalarOf(name: string, schema: JsonSchema, text: string): unknown {
  if (schema.enum && !schema.enum.includes(text)) throw new ExpectedError('invalid-arguments', `${name} is one of ${schema.enum.join(', ')}; not ${text.slice(0, 100)}.`);
  switch (schema.type) {
    case 'integer':
    case 'number':
      if (!/^-?\d{1,16}(\.\d{1,16})?$/.test(text)) throw new ExpectedError('invalid-arguments', `${name} is a number; not ${text.slice(0, 100)}.`);
      return Number(text);
    case 'boolean':
      // Python writes True, R writes TRUE.
      if (/^(true|1|yes)$/i.test(text)) return true;
      if (/^(false|0|no)$/i.test(text)) return false;
      throw new ExpectedError('invalid-arguments', `${name} is true or false; not ${text.slice(0, 100)}.`);
    default:
      return text;
  }
}
