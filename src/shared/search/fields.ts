import { type HubId, hubs } from '../domain/hub.ts';
import { fold } from './fold.ts';

/**
 * `text`: one of several values, compared whole after folding. `substring`: a part of the value, after folding.
 * `number`, `bytes`, `date`: ranges. `flag`: a word of a closed list. `set`: the name of a set that no package states of
 * itself, compared as a text. `sort`: an order, not a filter.
 */
export type FieldKind = 'text' | 'substring' | 'number' | 'bytes' | 'date' | 'flag' | 'set' | 'sort';

export interface FieldDefinition {
  readonly name: string;
  readonly kind: FieldKind;
  readonly aliases: readonly string[];
  /** One line for completion, help and `docs/search.md`. */
  readonly description: string;
  readonly example: string;
}

/** Every field of the search language, in the order in which completion and the documentation show them. */
export const fields = [
  { name: 'hub', kind: 'text', aliases: [], description: 'The hub that lists the package.', example: 'hub:huggingface' },
  { name: 'owner', kind: 'text', aliases: ['author', 'org'], description: 'The account or organisation that owns the package.', example: 'owner:google' },
  { name: 'name', kind: 'substring', aliases: ['package', 'model'], description: 'A part of the package name.', example: 'name:bert-base' },
  { name: 'task', kind: 'text', aliases: ['tasks'], description: 'What the model does.', example: 'task:text-classification' },
  { name: 'arch', kind: 'text', aliases: ['architecture'], description: 'The model architecture.', example: 'arch:wav2vec2' },
  { name: 'library', kind: 'text', aliases: ['lib', 'framework'], description: 'The library or framework that loads it.', example: 'library:transformers' },
  { name: 'license', kind: 'text', aliases: ['licence', 'licenses'], description: 'The licence identifier.', example: 'license:apache-2.0' },
  { name: 'dataset', kind: 'text', aliases: ['datasets'], description: 'A dataset it was trained or measured on.', example: 'dataset:squad' },
  { name: 'language', kind: 'text', aliases: ['lang', 'languages'], description: 'A natural language it was made for.', example: 'language:de' },
  { name: 'tag', kind: 'text', aliases: ['tags'], description: 'A tag as its hub writes it.', example: 'tag:"fill mask",autotrain' },
  { name: 'paper', kind: 'text', aliases: ['papers'], description: 'A paper, by DOI or arXiv number.', example: 'paper:1810.04805' },
  { name: 'base', kind: 'text', aliases: ['base_model'], description: 'The package it was made from.', example: 'base:bert-base-uncased' },
  { name: 'maintainer', kind: 'text', aliases: ['maintainers'], description: 'A person who committed to its repository.', example: 'maintainer:"Ada Lovelace"' },
  { name: 'format', kind: 'text', aliases: ['formats'], description: 'A format of its weight files.', example: 'format:safetensors' },
  { name: 'downloads', kind: 'number', aliases: ['download'], description: 'Downloads as the hub counts them.', example: 'downloads:>1k' },
  { name: 'likes', kind: 'number', aliases: ['like'], description: 'Likes on the hub.', example: 'likes:10..100' },
  { name: 'stars', kind: 'number', aliases: ['star'], description: 'Stars of the repository.', example: 'stars:>=500' },
  { name: 'files', kind: 'number', aliases: ['file'], description: 'Files in the package.', example: 'files:<20' },
  { name: 'params', kind: 'number', aliases: ['parameters'], description: 'Parameters of the model.', example: 'params:>1.5b' },
  { name: 'size', kind: 'bytes', aliases: ['bytes'], description: 'Bytes of all files of the package.', example: 'size:2GB..10GB' },
  { name: 'claims', kind: 'number', aliases: ['claim'], description: 'Machine-readable performance claims.', example: 'claims:>=3' },
  { name: 'commits', kind: 'number', aliases: ['commit'], description: 'Commits that HEAD of its clone reaches.', example: 'commits:>=2' },
  { name: 'dependents', kind: 'number', aliases: ['dependants', 'reuses'], description: 'Repositories that use it, by a PeaTMOSS database joined to the mirror.', example: 'dependents:>10' },
  { name: 'modified', kind: 'date', aliases: ['updated'], description: 'The day of the last change (UTC).', example: 'modified:2022..' },
  { name: 'created', kind: 'date', aliases: [], description: 'The day it was published (UTC).', example: 'created:2021-03' },
  { name: 'has', kind: 'flag', aliases: [], description: 'Something the package comes with.', example: 'has:card' },
  { name: 'is', kind: 'flag', aliases: [], description: 'A state of the package.', example: 'is:cloned' },
  { name: 'subset', kind: 'set', aliases: ['subsets'], description: 'A subset of yours that holds the package.', example: 'subset:"my sample"' },
  { name: 'measure', kind: 'set', aliases: ['measures'], description: 'A row of a measure that counts the package.', example: 'measure:"architectures/shares/other"' },
  { name: 'sort', kind: 'sort', aliases: ['order'], description: 'The order of the results.', example: 'sort:-downloads,name' },
] as const satisfies readonly FieldDefinition[];

export type Field = (typeof fields)[number];
export type FieldName = Field['name'];
type NamesOfKind<Kind extends FieldKind> = Extract<Field, { readonly kind: Kind }>['name'];

/** Fields that are compared with words: whole values, parts of the name, names of sets. */
export type ValueFieldName = NamesOfKind<'text' | 'substring' | 'set'>;
export type SetFieldName = NamesOfKind<'set'>;
/** Fields that hold one number; a date is the number of milliseconds since 1970 (UTC). */
export type RangeFieldName = NamesOfKind<'number' | 'bytes' | 'date'>;
export type FlagFieldName = NamesOfKind<'flag'>;

export const hasValues = {
  card: 'A model card.',
  claims: 'At least one machine-readable performance claim.',
  clone: 'A git clone that lies unpacked in this mirror.',
  signature: 'At least one commit that carries a signature.',
  license: 'A licence.',
  base: 'A package it was made from.',
  pickle: 'A weight file that can run code when it is loaded.',
  task: 'A task.',
  arch: 'An architecture.',
  dataset: 'A dataset.',
  paper: 'A paper.',
} as const satisfies Record<string, string>;

export const isValues = {
  cloned: 'Its repository lies unpacked in this mirror.',
  archived: 'Its repository lies inside an archive, where its commits cannot be read.',
  recovered: 'Found by its clone only; no record names it.',
  gone: 'Its record stayed, its entry in the hub metadata did not.',
  gated: 'The hub gives it only to users who were accepted.',
  ownerless: 'No account owns it.',
} as const satisfies Record<string, string>;

export const sortValues = {
  relevance: 'The best answer first: exact name, then names that start so, then the rest; among equals the most downloaded.',
  downloads: 'By downloads.',
  likes: 'By likes, or stars where the hub counts those.',
  stars: 'By stars.',
  name: 'By name.',
  modified: 'By the day of the last change.',
  created: 'By the day of publishing.',
  size: 'By bytes.',
  files: 'By the number of files.',
  params: 'By parameters.',
  dependents: 'By the number of repositories that use it.',
  claims: 'By the number of performance claims.',
  hub: 'By hub.',
  owner: 'By owner.',
  task: 'By task.',
  arch: 'By architecture.',
  license: 'By licence.',
  library: 'By library.',
} as const satisfies Record<string, string>;

export type HasValue = keyof typeof hasValues;
export type IsValue = keyof typeof isValues;
export type SortName = keyof typeof sortValues;

const byName: ReadonlyMap<string, Field> = new Map(fields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field])));

/** The field of that name or alias, in any case. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name.toLowerCase());
}

export function isValueFieldName(name: FieldName): name is ValueFieldName {
  const kind = byName.get(name)?.kind;
  return kind === 'text' || kind === 'substring' || kind === 'set';
}

export function isSetFieldName(name: FieldName): name is SetFieldName {
  return byName.get(name)?.kind === 'set';
}

/** Every name and alias of the fields that ask for sets. */
export const setFieldNames: readonly string[] = fields.flatMap((field) => (field.kind === 'set' ? [field.name, ...field.aliases] : []));

export function isRangeFieldName(name: FieldName): name is RangeFieldName {
  const kind = byName.get(name)?.kind;
  return kind === 'number' || kind === 'bytes' || kind === 'date';
}

export function isDateFieldName(name: FieldName): boolean {
  return byName.get(name)?.kind === 'date';
}

export interface ClosedValue {
  readonly value: string;
  readonly description: string;
}

function describe(values: Readonly<Record<string, string>>): readonly ClosedValue[] {
  return Object.entries(values).map(([value, description]) => ({ value, description }));
}

/** All values a field can take where that list is closed, else null. */
export function closedValues(name: FieldName): readonly ClosedValue[] | null {
  if (name === 'has') return describe(hasValues);
  if (name === 'is') return describe(isValues);
  if (name === 'sort') return describe(sortValues);
  if (name === 'hub') return hubs.map((hub) => ({ value: hub.id, description: hub.title }));
  return null;
}

/** Finds a closed value as a person may write it: in any case, or by the alias of the field of that name. */
function keyOf<Key extends string>(values: Readonly<Record<Key, string>>, text: string): Key | null {
  const folded = fold(text);
  const candidates = [folded, fieldNamed(folded)?.name ?? folded];
  return candidates.find((candidate): candidate is Key => Object.hasOwn(values, candidate)) ?? null;
}

export function hasValueNamed(text: string): HasValue | null {
  return keyOf(hasValues, text);
}

export function isValueNamed(text: string): IsValue | null {
  return keyOf(isValues, text);
}

export function sortNamed(text: string): SortName | null {
  return keyOf(sortValues, text);
}

function squash(text: string): string {
  return fold(text).replaceAll(/[^a-z0-9]/g, '');
}

const hubOfName: ReadonlyMap<string, HubId> = new Map(hubs.flatMap(({ id, title, emittedName }) => [id, title, emittedName].map((name) => [squash(name), id] as const)));

/** The hub of that id, title or emitted name, whatever its case, spaces and punctuation. */
export function hubNamed(text: string): HubId | null {
  return hubOfName.get(squash(text)) ?? null;
}
