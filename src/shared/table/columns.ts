import type { FieldName, SortName } from '../search/index.ts';

/** How a column's values are written and lined up. `list`: any number of texts; `flag`: yes or no; `clone`: a clone's state. */
export type ColumnKind = 'text' | 'list' | 'count' | 'bytes' | 'date' | 'flag' | 'clone';

export interface ColumnDefinition {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** The field of the search language that filters by it. */
  readonly field: FieldName | null;
  readonly sort: SortName | null;
  /** Read from the index only where it is asked for, since few tables show it. */
  readonly isExtra: boolean;
  /** One line for the column chooser and `docs/search.md`. */
  readonly description: string;
}

/** What a table of packages can show, in the window, in what is copied from it, and with `ptmx search --columns`. */
export const packageColumns = [
  { id: 'name', title: 'Name', kind: 'text', field: 'name', sort: 'name', isExtra: false, description: 'The name, with its owner where the hub writes it so' },
  { id: 'hub', title: 'Hub', kind: 'text', field: 'hub', sort: 'hub', isExtra: false, description: 'The hub that lists the package' },
  { id: 'owner', title: 'Owner', kind: 'text', field: 'owner', sort: 'owner', isExtra: false, description: 'The account or organisation that owns it' },
  { id: 'task', title: 'Task', kind: 'text', field: 'task', sort: 'task', isExtra: false, description: 'What the model does' },
  { id: 'architecture', title: 'Architecture', kind: 'text', field: 'arch', sort: 'arch', isExtra: false, description: 'The model architecture' },
  { id: 'license', title: 'Licence', kind: 'text', field: 'license', sort: 'license', isExtra: false, description: 'SPDX id where the spelling maps to one, else as the hub writes it' },
  { id: 'library', title: 'Library', kind: 'text', field: 'library', sort: 'library', isExtra: false, description: 'The library or framework that loads it' },
  { id: 'downloads', title: 'Downloads', kind: 'count', field: 'downloads', sort: 'downloads', isExtra: false, description: 'As the hub counts them' },
  { id: 'likes', title: 'Likes', kind: 'count', field: 'likes', sort: 'likes', isExtra: false, description: 'Likes on the hub; stars of the repository where the hub counts those' },
  { id: 'stars', title: 'Stars', kind: 'count', field: 'stars', sort: 'stars', isExtra: false, description: 'Stars of the repository' },
  { id: 'size', title: 'Size', kind: 'bytes', field: 'size', sort: 'size', isExtra: false, description: 'Bytes of all files, where the mirror states them' },
  { id: 'files', title: 'Files', kind: 'count', field: 'files', sort: 'files', isExtra: false, description: 'Files that the hub lists' },
  { id: 'parameters', title: 'Parameters', kind: 'count', field: 'params', sort: 'params', isExtra: false, description: 'Parameters of the model, where stated' },
  { id: 'created', title: 'Created', kind: 'date', field: 'created', sort: 'created', isExtra: false, description: 'The day it was published (UTC)' },
  { id: 'modified', title: 'Modified', kind: 'date', field: 'modified', sort: 'modified', isExtra: false, description: 'The day of the last change (UTC)' },
  { id: 'claims', title: 'Claims', kind: 'count', field: null, sort: 'claims', isExtra: false, description: 'Machine-readable performance claims' },
  { id: 'dependents', title: 'Dependents', kind: 'count', field: 'dependents', sort: 'dependents', isExtra: false, description: 'Repositories that use it, by a PeaTMOSS database joined to the mirror' },
  { id: 'commits', title: 'Commits', kind: 'count', field: null, sort: null, isExtra: false, description: 'Commits reachable from HEAD of its clone' },
  { id: 'signed', title: 'Signed', kind: 'count', field: null, sort: null, isExtra: false, description: 'Commits of its clone that carry a signature' },
  { id: 'card', title: 'Card', kind: 'flag', field: 'has', sort: null, isExtra: false, description: 'Whether it has a model card' },
  { id: 'gated', title: 'Gated', kind: 'flag', field: 'is', sort: null, isExtra: false, description: 'Whether the hub gives it only to users who were accepted' },
  { id: 'recovered', title: 'Recovered', kind: 'flag', field: 'is', sort: null, isExtra: false, description: 'Whether only its clone tells of it' },
  { id: 'clone', title: 'Clone', kind: 'clone', field: 'is', sort: null, isExtra: false, description: 'Whether its repository lies in this mirror' },
  { id: 'datasets', title: 'Datasets', kind: 'list', field: 'dataset', sort: null, isExtra: true, description: 'Datasets it was trained or measured on' },
  { id: 'languages', title: 'Languages', kind: 'list', field: 'language', sort: null, isExtra: true, description: 'Natural languages it was made for' },
  { id: 'formats', title: 'Formats', kind: 'list', field: 'format', sort: null, isExtra: true, description: 'Formats of its weight files' },
  { id: 'tags', title: 'Tags', kind: 'list', field: 'tag', sort: null, isExtra: true, description: 'Tags as the hub writes them' },
  { id: 'papers', title: 'Papers', kind: 'list', field: 'paper', sort: null, isExtra: true, description: 'Papers it names: arXiv number, DOI or address' },
  { id: 'bases', title: 'Base models', kind: 'list', field: 'base', sort: null, isExtra: true, description: 'Packages that it was made from' },
  { id: 'sha', title: 'Commit', kind: 'text', field: null, sort: null, isExtra: true, description: 'The commit that its record names' },
  { id: 'url', title: 'Address', kind: 'text', field: null, sort: null, isExtra: true, description: 'Its page on the hub' },
  { id: 'purl', title: 'Package URL', kind: 'text', field: null, sort: null, isExtra: true, description: 'Package URL with the commit; Hugging Face only' },
  { id: 'description', title: 'Description', kind: 'text', field: null, sort: null, isExtra: true, description: 'What the hub says of it' },
] as const satisfies readonly ColumnDefinition[];

export type PackageColumn = (typeof packageColumns)[number];
export type ColumnId = PackageColumn['id'];
export type ExtraColumnId = Extract<PackageColumn, { readonly isExtra: true }>['id'];

export const columnIds: readonly ColumnId[] = packageColumns.map((column) => column.id);

export const extraColumnIds = packageColumns.filter((column) => column.isExtra).map((column) => column.id) as readonly ExtraColumnId[];

const byId: ReadonlyMap<string, PackageColumn> = new Map(packageColumns.map((column) => [column.id, column]));

export function columnOf(id: ColumnId): PackageColumn {
  const column = byId.get(id);
  if (!column) throw new RangeError(`No column is called ${id}.`);
  return column;
}

export function isColumnId(text: string): text is ColumnId {
  return byId.has(text);
}

export function isExtraColumn(id: ColumnId): id is ExtraColumnId {
  return columnOf(id).isExtra;
}
