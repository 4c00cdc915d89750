import { hubs } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import type { HasValue, IsValue } from '../../shared/search/fields.ts';
import { fold } from '../../shared/search/fold.ts';
import type { FlagNode, RangeNode, SearchNode, SearchTree, ValueNode } from '../../shared/search/tree.ts';
import { patternOf, type TextPattern } from '../../shared/search/words.ts';
import { cloneStates, hubNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { namesWithPart, namesWithRun, termsWithRun } from './text-search.ts';

export type SqlValue = string | number;

/** A condition on `package AS p`, with the values of its question marks in order. User text is only ever a value. */
export interface Condition {
  readonly where: string;
  readonly params: readonly SqlValue[];
}

export interface CompiledSearch extends Condition {
  /** Equal for equal searches, and short: the values may hold the ids of a million packages. */
  readonly key: string;
}

const nothing: Condition = { where: '0', params: [] };

/**
 * The SQL of a search, in the meaning of `matches` (shared/search/match.ts); null where every package belongs to it.
 * Statements with it need `prepareForSearch` on their connection.
 */
export function compileSearch(database: ReadDatabase, tree: SearchTree): CompiledSearch | null {
  return tree.kind === 'everything' ? null : { ...compileNode(database, tree), key: JSON.stringify(tree) };
}

function compileNode(database: ReadDatabase, node: SearchNode): Condition {
  const compile = (child: SearchNode): Condition => compileNode(database, child);
  switch (node.kind) {
    case 'all':
      return node.children.length === 0 ? { where: '1', params: [] } : joined(node.children.map(compile), 'AND');
    case 'any':
      return anyOf(node.children.map(compile));
    case 'not': {
      // IS NOT TRUE, since a comparison with a missing value is neither true nor false in SQL.
      const { where, params } = compile(node.child);
      return { where: `((${where}) IS NOT TRUE)`, params };
    }
    case 'word':
    case 'phrase':
      return compileText(database, patternOf(node));
    case 'value':
      return compileValue(database, node);
    case 'range':
      return compileRange(node);
    case 'flag':
      return compileFlag(node);
    default:
      return assertNever(node);
  }
}

function anyOf(parts: readonly Condition[]): Condition {
  const possible = parts.filter((part) => part !== nothing);
  return possible.length === 0 ? nothing : joined(possible, 'OR');
}

/** Joined as a balanced tree: SQLite refuses expressions nested more than 1,000 deep, and a chain nests once per part. */
function joined(parts: readonly Condition[], operator: 'AND' | 'OR'): Condition {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const middle = Math.ceil(parts.length / 2);
  const left = joined(parts.slice(0, middle), operator);
  const right = joined(parts.slice(middle), operator);
  return { where: `(${left.where} ${operator} ${right.where})`, params: [...left.params, ...right.params] };
}

/** Ids of packages that one of these SELECTs gives. One list per word, so that SQLite can walk the shortest of them. */
function among(selects: readonly Condition[]): Condition {
  if (selects.length === 0) return nothing;
  return { where: `p.id IN (${selects.map((select) => select.where).join(' UNION ALL ')})`, params: selects.flatMap((select) => select.params) };
}

function compileText(database: ReadDatabase, { namePart, tokens, lastIsPrefix }: TextPattern): Condition {
  const parts = namePart === null ? [] : [inNames(namesWithPart(database, namePart))];
  return anyOf(tokens.length === 0 ? parts : [...parts, ...inTexts(database, tokens, lastIsPrefix)]);
}

function inNames(ids: Uint32Array): Condition {
  return ids.length === 0 ? nothing : { where: `p.id IN (SELECT value FROM json_each(?))`, params: [`[${ids.join(',')}]`] };
}

/** Words that are neighbours in the name, the owner, a tag, the description, or the model card. */
function inTexts(database: ReadDatabase, tokens: readonly string[], lastIsPrefix: boolean): readonly Condition[] {
  const owners = termsWithRun(database, 'owner', tokens, lastIsPrefix);
  const tags = termsWithRun(database, 'tag', tokens, lastIsPrefix);
  // Tokens hold letters and digits only, so that quoting them is enough to keep them out of the query language.
  const match = `"${tokens.join(' ')}"${lastIsPrefix ? '*' : ''}`;
  return [
    inNames(namesWithRun(database, tokens, lastIsPrefix, null)),
    owners.length === 0 ? nothing : { where: `p.owner IN (SELECT value FROM json_each(?))`, params: [`[${owners.join(',')}]`] },
    tags.length === 0 ? nothing : { where: `p.id IN (SELECT package FROM package_term WHERE term IN (SELECT value FROM json_each(?)) AND live())`, params: [`[${tags.join(',')}]`] },
    { where: `p.id IN (SELECT rowid FROM description_fts WHERE description_fts MATCH ? AND live())`, params: [match] },
    { where: `p.repository IN (SELECT rowid FROM card_fts WHERE card_fts MATCH ? AND live())`, params: [match] },
  ];
}

/** Columns of one value, with the hub's own spelling beside where that differs. */
const columnsOf = {
  owner: ['owner'],
  task: ['task', 'task_original'],
  arch: ['architecture', 'architecture_original'],
  license: ['license', 'license_original'],
  library: ['library', 'library_original'],
} as const;

const kindOf = {
  owner: 'owner',
  task: 'task',
  arch: 'architecture',
  license: 'license',
  library: 'library',
  dataset: 'dataset',
  language: 'language',
  tag: 'tag',
  format: 'format',
  paper: 'paper',
} as const satisfies Record<string, TermKind>;

function compileValue(database: ReadDatabase, node: ValueNode): Condition {
  const values = [...new Set(node.values.map((value) => fold(value.trim())))];
  if (values.length === 0) return nothing;
  switch (node.field) {
    case 'name':
      return anyOf(values.map((value) => inNames(namesWithPart(database, value))));
    case 'hub': {
      const numbers = hubs.filter((hub) => values.includes(fold(hub.id))).map((hub) => hubNumber(hub.id));
      return numbers.length === 0 ? nothing : { where: `p.hub IN (${marks(numbers)})`, params: numbers };
    }
    case 'owner':
    case 'task':
    case 'arch':
    case 'license':
    case 'library': {
      const terms = termIds(kindOf[node.field], values);
      const selects = columnsOf[node.field].map((column) => ({ where: `SELECT id FROM package WHERE ${column} IN (${terms.where}) AND live()`, params: terms.params }));
      // A package has one licence in its row and any others among its terms.
      const others = { where: `SELECT package FROM package_term WHERE term IN (${terms.where}) AND live()`, params: terms.params };
      return among(node.field === 'license' ? [...selects, others] : selects);
    }
    case 'dataset':
    case 'language':
    case 'tag':
    case 'format':
      return hasTerm(kindOf[node.field], values);
    case 'paper':
      // Papers are stored with their kind, and asked for with or without it.
      return hasTerm('paper', values.flatMap((value) => [value, `arxiv:${value}`, `doi:${value}`]));
    case 'base': {
      const terms = termIds('base', values);
      return { where: `p.id IN (SELECT package FROM lineage WHERE base IN (${terms.where}) AND live())`, params: terms.params };
    }
    case 'maintainer':
      return {
        where: `p.repository IN (
          SELECT c.repository FROM person JOIN contribution AS c ON c.person = person.id
          WHERE live() AND (fold(person.name) IN (${marks(values)}) OR fold(person.email) IN (${marks(values)})))`,
        params: [...values, ...values],
      };
    default:
      return assertNever(node.field);
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function termIds(kind: TermKind, folded: readonly string[]): Condition {
  return { where: `SELECT id FROM term WHERE kind = ${termKinds[kind]} AND folded IN (${marks(folded)})`, params: folded };
}

function hasTerm(kind: TermKind, folded: readonly string[]): Condition {
  const terms = termIds(kind, folded);
  return { where: `p.id IN (SELECT package FROM package_term WHERE term IN (${terms.where}) AND live())`, params: terms.params };
}

/** Dates are stored in seconds and asked for in milliseconds. */
const rangeColumns = {
  downloads: { column: 'downloads', unit: 1 },
  likes: { column: 'likes', unit: 1 },
  stars: { column: 'stars', unit: 1 },
  files: { column: 'files', unit: 1 },
  params: { column: 'parameters', unit: 1 },
  size: { column: 'bytes', unit: 1 },
  modified: { column: 'modified', unit: 1000 },
  created: { column: 'created', unit: 1000 },
} as const satisfies Record<RangeNode['field'], { column: string; unit: number }>;

function compileRange({ field, min, max, minInclusive, maxInclusive }: RangeNode): Condition {
  const { column, unit } = rangeColumns[field];
  const bounds: Condition[] = [];
  if (min !== null) bounds.push({ where: `p.${column} ${minInclusive ? '>=' : '>'} ?`, params: [min / unit] });
  if (max !== null) bounds.push({ where: `p.${column} ${maxInclusive ? '<=' : '<'} ?`, params: [max / unit] });
  return bounds.length === 0 ? { where: `p.${column} IS NOT NULL`, params: [] } : joined(bounds, 'AND');
}

/** Weight formats that are, or hold, Python pickles: loading one can run any code. */
const pickledFormats = ['pytorch', 'pickle', 'nemo', 'paddle'] as const;

/** Clones inside archives are known, but nothing of git's can be read of them. */
const hasClone = `p.clone NOT IN (${cloneStates.indexOf('missing')}, ${cloneStates.indexOf('archived')})`;

function hasKind(kind: TermKind): string {
  return `p.id IN (SELECT pt.package FROM term JOIN package_term AS pt ON pt.term = term.id WHERE term.kind = ${termKinds[kind]} AND live())`;
}

function compileFlag(node: FlagNode): Condition {
  if (node.field === 'is') return { where: isSql(node.value), params: [] };
  if (node.value === 'pickle') return hasTerm('format', pickledFormats);
  return { where: hasSql(node.value), params: [] };
}

function hasSql(value: Exclude<HasValue, 'pickle'>): string {
  switch (value) {
    case 'card':
      return 'p.has_card <> 0';
    case 'claims':
      return 'p.claims > 0';
    case 'clone':
      return hasClone;
    case 'signature':
      return 'p.repository IN (SELECT id FROM repository WHERE signed_commits > 0)';
    case 'license':
      return 'p.license IS NOT NULL';
    case 'base':
      return 'p.id IN (SELECT package FROM lineage WHERE live())';
    case 'task':
      return 'p.task IS NOT NULL';
    case 'arch':
      return 'p.architecture IS NOT NULL';
    case 'dataset':
      return hasKind('dataset');
    case 'paper':
      return hasKind('paper');
    default:
      return assertNever(value);
  }
}

function isSql(value: IsValue): string {
  switch (value) {
    case 'cloned':
      return hasClone;
    case 'archived':
      return `p.clone = ${cloneStates.indexOf('archived')}`;
    case 'recovered':
      return 'p.recovered <> 0';
    case 'gone':
      // Where a hub has no metadata of its own at all, nothing is gone from it.
      return `(p.unified_file IS NOT NULL AND p.metadata_file IS NULL
        AND p.hub IN (SELECT hub FROM package WHERE metadata_file IS NOT NULL AND live()))`;
    case 'gated':
      return 'p.gated <> 0';
    case 'ownerless':
      return 'p.owner IS NULL';
    default:
      return assertNever(value);
  }
}
