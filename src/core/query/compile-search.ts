import { hubs } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import type { HasValue, IsValue } from '../../shared/search/fields.ts';
import { fold } from '../../shared/search/fold.ts';
import type { FlagNode, RangeNode, SearchNode, SearchTree, ValueNode } from '../../shared/search/tree.ts';
import { patternOf, type TextPattern } from '../../shared/search/words.ts';
import { cloneStates, hubNumber, type TermKind, termKinds } from '../index/index.ts';

export type SqlValue = string | number;

/** A condition on `package AS p`, with the values of its question marks in order. User text is only ever a value. */
export interface CompiledSearch {
  readonly where: string;
  readonly params: readonly SqlValue[];
}

const nothing: CompiledSearch = { where: '0', params: [] };

/**
 * The SQL of a search, in the meaning of `matches` (shared/search/match.ts); null where every package belongs to it.
 * Statements with it need `prepareForSearch` on their connection.
 */
export function compileSearch(tree: SearchTree): CompiledSearch | null {
  return tree.kind === 'everything' ? null : compileNode(tree);
}

function compileNode(node: SearchNode): CompiledSearch {
  switch (node.kind) {
    case 'all':
      return node.children.length === 0 ? { where: '1', params: [] } : joined(node.children.map(compileNode), 'AND');
    case 'any':
      return anyOf(node.children.map(compileNode));
    case 'not': {
      // IS NOT TRUE, since a comparison with a missing value is neither true nor false in SQL.
      const { where, params } = compileNode(node.child);
      return { where: `((${where}) IS NOT TRUE)`, params };
    }
    case 'word':
    case 'phrase':
      return compileText(patternOf(node));
    case 'value':
      return compileValue(node);
    case 'range':
      return compileRange(node);
    case 'flag':
      return compileFlag(node);
    default:
      return assertNever(node);
  }
}

function anyOf(parts: readonly CompiledSearch[]): CompiledSearch {
  return parts.length === 0 ? nothing : joined(parts, 'OR');
}

/** Joined as a balanced tree: SQLite refuses expressions nested more than 1,000 deep, and a chain nests once per part. */
function joined(parts: readonly CompiledSearch[], operator: 'AND' | 'OR'): CompiledSearch {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const middle = Math.ceil(parts.length / 2);
  const left = joined(parts.slice(0, middle), operator);
  const right = joined(parts.slice(middle), operator);
  return { where: `(${left.where} ${operator} ${right.where})`, params: [...left.params, ...right.params] };
}

/** Ids of packages that one of these SELECTs gives. One list per word, so that SQLite can walk the shortest of them. */
function among(selects: readonly CompiledSearch[]): CompiledSearch {
  if (selects.length === 0) return nothing;
  return { where: `p.id IN (${selects.map((select) => select.where).join(' UNION ALL ')})`, params: selects.flatMap((select) => select.params) };
}

function compileText({ namePart, tokens, lastIsPrefix }: TextPattern): CompiledSearch {
  return among([...(namePart === null ? [] : nameSelects(namePart)), ...(tokens.length === 0 ? [] : [fullTextSelect(tokens, lastIsPrefix)])]);
}

/** Tokens hold letters and digits only, so that quoting them is enough to keep them out of the query language. */
function fullTextSelect(tokens: readonly string[], prefix: boolean): CompiledSearch {
  return {
    where: `SELECT rowid FROM package_fts WHERE package_fts MATCH ? AND live()`,
    params: [`"${tokens.join(' ')}"${prefix ? '*' : ''}`],
  };
}

const trigram = 3;

/** A trigram index answers from three characters on; a NUL would end its query early. Anything else is a scan of names. */
function nameSelects(folded: string): readonly CompiledSearch[] {
  if (folded === '') return [];
  if (Array.from(folded).length < trigram || folded.includes('\0')) {
    return [{ where: `SELECT id FROM package WHERE live() AND instr(coalesce(folded, lower(name)), ?) > 0`, params: [folded] }];
  }
  return [
    { where: `SELECT rowid FROM name_fts WHERE name_fts MATCH ? AND live()`, params: [`"${folded.replaceAll('"', '""')}"`] },
    // The few names that fold to something else than their lower case; the trigram tokenizer folds less than `fold`.
    { where: `SELECT id FROM package WHERE folded IS NOT NULL AND instr(folded, ?) > 0`, params: [folded] },
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

function compileValue(node: ValueNode): CompiledSearch {
  const values = [...new Set(node.values.map((value) => fold(value.trim())))];
  if (values.length === 0) return nothing;
  switch (node.field) {
    case 'name':
      return among(values.flatMap(nameSelects));
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
      return among(columnsOf[node.field].map((column) => ({ where: `SELECT id FROM package WHERE ${column} IN (${terms.where}) AND live()`, params: terms.params })));
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

function termIds(kind: TermKind, folded: readonly string[]): CompiledSearch {
  return { where: `SELECT id FROM term WHERE kind = ${termKinds[kind]} AND folded IN (${marks(folded)})`, params: folded };
}

function hasTerm(kind: TermKind, folded: readonly string[]): CompiledSearch {
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

function compileRange({ field, min, max, minInclusive, maxInclusive }: RangeNode): CompiledSearch {
  const { column, unit } = rangeColumns[field];
  const bounds: CompiledSearch[] = [];
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

function compileFlag(node: FlagNode): CompiledSearch {
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
