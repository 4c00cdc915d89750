import { annotationLimits, hubs, isHubId, tidyTag, type HubId } from '../../shared/domain/index.ts';
import { hubNamed } from '../../shared/search/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { readUserCsv, type LeftOut } from './user-csv.ts';

/** What a row of a table of notes says of one package. */
export interface NotesRow {
  readonly hub: HubId;
  readonly name: string;
  readonly ordinal: number;
  readonly note: string;
  readonly tags: readonly string[];
}

export interface NotesRows extends LeftOut {
  readonly rows: readonly NotesRow[];
}

/** The hubs that list a package of that name; null where nobody knows. */
export type HubsOf = (name: string) => readonly HubId[] | null;

const mostRows = 1_000_000;
const longestName = 4096;

/**
 * Reads notes and tags from a table with the columns `hub`, `name`, `ordinal`, `tags` and `note` in any order; `name` and one of the last two must be there. The
 * hub may stand before the name, `huggingface/gpt2`; where it stands nowhere, it is the one hub that lists such a package.
 */
export function readNotesCsv(bytes: Uint8Array, hubsOf: HubsOf): NotesRows {
  const rows: NotesRow[] = [];
  const left = readUserCsv(bytes, (head) => {
    const columns = columnsOf(head);
    return (row) => {
      const read = rowOf(row, columns, hubsOf);
      if (typeof read === 'string') return read;
      if (rows.length === mostRows) return `A file has ${mostRows.toLocaleString('en')} packages at most.`;
      rows.push(read);
      return null;
    };
  });
  return { rows, ...left };
}

/** -1 where there is no such column. */
type Columns = Readonly<Record<'hub' | 'name' | 'ordinal' | 'tags' | 'note', number>>;

function columnsOf(head: readonly string[]): Columns {
  const titles = head.map((title) => title.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const at = (...names: readonly string[]): number => titles.findIndex((title) => names.includes(title));
  const columns = {
    hub: at('hub', 'modelhub'), name: at('name', 'package', 'model', 'modelname', 'modelid', 'id'), ordinal: at('ordinal'), tags: at('tags', 'tag', 'labels', 'label'),
    note: at('note', 'notes', 'comment', 'comments', 'remark', 'remarks'),
  };
  if (columns.name < 0 || (columns.tags < 0 && columns.note < 0)) {
    throw new ExpectedError('refused', `The first line must name the columns name and tags or note; it names ${head.slice(0, 20).map((title) => title.slice(0, 40)).join(', ')}.`, 'Nothing was taken in.');
  }
  return columns;
}

function rowOf(row: readonly string[], columns: Columns, hubsOf: HubsOf): NotesRow | string {
  const cell = (at: number): string => plain(row[at] ?? '');
  const [note, tags] = [cell(columns.note), tagsOf(cell(columns.tags))];
  if (note === '' && tags.length === 0) return 'It has neither a note nor a tag.';
  if (note.length > annotationLimits.note) return `Its note has ${note.length.toLocaleString('en')} characters; ${annotationLimits.note.toLocaleString('en')} are the most.`;
  const long = tags.find((tag) => tag.length > annotationLimits.tag);
  if (long !== undefined) return `A tag has ${annotationLimits.tag} characters at most, and not ${long.length}: ${long.slice(0, 60)}…`;
  if (tags.length > annotationLimits.tagsPerPackage) return `A package has ${annotationLimits.tagsPerPackage} tags at most, and not ${tags.length}.`;
  const ordinal = cell(columns.ordinal);
  if (!/^\d{0,9}$/.test(ordinal)) return `The ordinal is a number, 0 for the first of a name; not ${ordinal.slice(0, 40)}.`;
  const place = placeOf(cell(columns.hub), cell(columns.name), hubsOf);
  return typeof place === 'string' ? place : { ...place, ordinal: Number(ordinal), note, tags };
}

function placeOf(hub: string, name: string, hubsOf: HubsOf): { readonly hub: HubId; readonly name: string } | string {
  if (name === '') return 'It has no name.';
  if (name.length > longestName) return 'Its name is longer than any.';
  if (hub !== '') {
    const named = hubNamed(hub);
    return named === null ? `There is no hub ${hub.slice(0, 60)}; there are ${hubs.map(({ id }) => id).join(', ')}.` : { hub: named, name };
  }
  const [first = '', ...rest] = name.split('/');
  if (isHubId(first) && rest.length > 0) return { hub: first, name: rest.join('/') };
  const listing = hubsOf(name);
  if (listing === null) return 'It names no hub, and there is no index to look the package up in.';
  const [only, ...others] = listing;
  if (only === undefined) return `It names no hub, and the mirror has no package ${name.slice(0, 100)}.`;
  return others.length === 0 ? { hub: only, name } : `It names no hub, and ${listing.join(' and ')} list a package ${name.slice(0, 100)}.`;
}

/** Without the apostrophe that keeps a spreadsheet from running a text as a formula, as exports write it. */
function plain(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** Joined by `|` as exports do it, else by semicolons, line breaks or commas: by the first of these that stands there. */
function tagsOf(cell: string): readonly string[] {
  const parts = cell.includes('|')
    ? [...cell.matchAll(/((?:\\[\\|]|[^|])*)(?:\||$)/g)].map(([, part = '']) => part.replaceAll(/\\([\\|])/g, '$1'))
    : cell.split([';', '\n', ','].find((separator) => cell.includes(separator)) ?? ',');
  return parts.map((part) => tidyTag(plain(part.trim()))).filter((tag) => tag !== '');
}
