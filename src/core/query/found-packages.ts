import { hubs } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import { isSetFieldName, type SetFieldName } from '../../shared/search/fields.ts';
import type { FlagNode, PhraseNode, RangeNode, SearchNode, SearchTree, ValueNode, WordNode } from '../../shared/search/tree.ts';
import { fold } from '../../shared/search/fold.ts';
import { patternOf } from '../../shared/search/words.ts';
import { hubNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { hold, lastPackage, stopIfUnwanted } from './held.ts';
import { namedSet } from './named-sets.ts';
import { flagged, inRange, withTerms } from './package-fields.ts';
import { idsOf, isEmpty, setOfIds } from './package-ids.ts';
import { addTo, difference, emptySet, fullSet, hasId, intersection, type PackageSet, union } from './package-set.ts';
import { rangeColumns } from './range-columns.ts';
import { prepare } from './statements.ts';
import { nameHits, textsWithRun } from './text-search.ts';

interface Scope {
  readonly database: ReadDatabase;
  readonly last: number;
}

/**
 * The packages of a search, in the meaning of `matches` (shared/search/match.ts). Conditions are looked for one by one and
 * held, so that a search which differs in one of them costs that one only.
 */
export function packagesOf(database: ReadDatabase, tree: SearchTree): PackageSet {
  const scope: Scope = { database, last: lastPackage(database) };
  return held(scope, `all of ${JSON.stringify(tree)}`, () => (tree.kind === 'everything' ? fullSet(scope.last) : nodeSet(scope, tree)));
}

function held({ database }: Scope, key: string, compute: () => PackageSet): PackageSet {
  return hold(database, key, (set) => set.byteLength, compute);
}

function nodeSet(scope: Scope, node: SearchNode): PackageSet {
  switch (node.kind) {
    case 'all':
      return inAll(scope, node.children);
    case 'any':
      return node.children.reduce((sum, child) => union(sum, nodeSet(scope, child)), emptySet(scope.last));
    case 'not':
      return difference(fullSet(scope.last), nodeSet(scope, node.child));
    default:
      return held(scope, JSON.stringify(node), () => leafSet(scope, node));
  }
}

function leafSet(scope: Scope, node: Exclude<SearchNode, { readonly kind: 'all' | 'any' | 'not' }>): PackageSet {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return textSet(scope, node);
    case 'value':
      return node.field === 'name' ? nameSet(scope, node.values) : valueSet(scope, node, node.field);
    case 'range':
      return rangeSet(scope, node);
    case 'flag':
      return flagSet(scope, node);
    default:
      return assertNever(node);
  }
}

/** Fields first: where they leave nothing, no text is looked for. */
function inAll(scope: Scope, children: readonly SearchNode[]): PackageSet {
  let rest: PackageSet | null = null;
  for (const child of [...children].sort((left, right) => Number(hasText(left)) - Number(hasText(right)))) {
    stopIfUnwanted(scope.database);
    const set = nodeSet(scope, child);
    rest = rest ? intersection(rest, set) : set;
    if (isEmpty(rest)) break;
  }
  return rest ?? fullSet(scope.last);
}

function hasText(node: SearchNode): boolean {
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.children.some(hasText);
    case 'not':
      return hasText(node.child);
    default:
      return node.kind === 'word' || node.kind === 'phrase' || (node.kind === 'value' && node.field === 'name');
  }
}

function nameSet({ database, last }: Scope, values: readonly string[]): PackageSet {
  const parts = new Set(values.map((value) => fold(value.trim())));
  return [...parts].reduce((sum, part) => union(sum, nameHits(database, part).all), emptySet(last));
}

function textSet({ database, last }: Scope, node: WordNode | PhraseNode): PackageSet {
  const { namePart, tokens, lastIsPrefix } = patternOf(node);
  const set = namePart === null ? emptySet(last) : nameHits(database, namePart).all;
  if (tokens.length === 0) return set;
  const inTexts = union(set, withWords(database, tokens, lastIsPrefix));
  // Where a name holds the one word as a part, a run of it adds nothing.
  const isPart = tokens.length === 1 && tokens[0] === namePart;
  return isPart ? inTexts : union(inTexts, textsWithRun(database, 'name', tokens, lastIsPrefix));
}

/** Words that are neighbours in the owner, a tag, the description, or the model card. */
function withWords(database: ReadDatabase, tokens: readonly string[], lastIsPrefix: boolean): PackageSet {
  const [owners, tags] = (['owner', 'tag'] as const).map((kind) => withTerms(database, kind, [...idsOf(textsWithRun(database, kind, tokens, lastIsPrefix))])) as [PackageSet, PackageSet];
  const set = union(owners, tags);
  // Tokens hold letters and digits only, so that quoting them is enough to keep them out of the query language.
  const match = `"${tokens.join(' ')}"${lastIsPrefix ? '*' : ''}`;
  for (const sql of [descriptionSql, cardSql]) for (const id of prepare<[string], number>(database, sql).pluck().iterate(match)) addTo(set, id);
  return set;
}

const descriptionSql = 'SELECT rowid FROM description_fts WHERE description_fts MATCH ? AND (rowid & 1023 OR live())';
const cardSql = `SELECT p.id FROM card_fts CROSS JOIN package AS p ON p.repository = card_fts.rowid WHERE card_fts MATCH ? AND (p.id & 1023 OR live())`;

type ListedField = Exclude<ValueNode['field'], 'name'>;

const kindOf = {
  owner: 'owner', task: 'task', arch: 'architecture', license: 'license', library: 'library',
  dataset: 'dataset', language: 'language', tag: 'tag', format: 'format', paper: 'paper', base: 'base',
} as const satisfies Record<Exclude<ListedField, 'hub' | 'maintainer' | SetFieldName>, TermKind>;

function valueSet({ database, last }: Scope, node: ValueNode, field: ListedField): PackageSet {
  const values = [...new Set(node.values.map((value) => fold(value.trim())))];
  if (isSetFieldName(field)) return values.reduce((sum, name) => union(sum, namedSet(database, field, name) ?? sum), emptySet(last));
  switch (field) {
    case 'hub': {
      const numbers = hubs.filter((hub) => values.includes(fold(hub.id))).map((hub) => hubNumber(hub.id));
      return numbers.reduce((sum, number) => union(sum, ofHub(database, number)), emptySet(last));
    }
    case 'maintainer':
      return byMaintainers(database, values, last);
    case 'paper':
      // Papers are stored with their kind, and asked for with or without it.
      return ofTerms(database, 'paper', values.flatMap((value) => [value, `arxiv:${value}`, `doi:${value}`]));
    default:
      return ofTerms(database, kindOf[field], values);
  }
}

function ofHub(database: ReadDatabase, number: number): PackageSet {
  return inRange(database, 'hub', { min: number, max: number, minInclusive: true, maxInclusive: true });
}

function ofTerms(database: ReadDatabase, kind: TermKind, folded: readonly string[]): PackageSet {
  const find = prepare<[number, string], number>(database, 'SELECT id FROM term WHERE kind = ? AND folded = ?').pluck();
  return withTerms(database, kind, folded.flatMap((text) => find.all(termKinds[kind], text)));
}

function byMaintainers(database: ReadDatabase, folded: readonly string[], last: number): PackageSet {
  const people = prepare<[], { id: number; name: string; email: string }>(database, 'SELECT id, name, email FROM person WHERE live()');
  const wanted = new Set(folded);
  const ids: number[] = [];
  for (const { id, name, email } of people.iterate()) if (wanted.has(fold(name.trim())) || wanted.has(fold(email.trim()))) ids.push(id);
  const packages = prepare<[string], number>(
    database,
    `SELECT p.id FROM contribution AS c CROSS JOIN package AS p ON p.repository = c.repository
      WHERE c.person IN (SELECT value FROM json_each(?)) AND (p.id & 1023 OR live())`,
  ).pluck();
  return setOfIds(packages.iterate(`[${ids.join(',')}]`), last);
}

function rangeSet({ database }: Scope, node: RangeNode): PackageSet {
  const { field, unit } = rangeColumns[node.field];
  return inRange(database, field, { ...node, min: node.min === null ? null : node.min / unit, max: node.max === null ? null : node.max / unit });
}

/** Weight formats that are, or hold, Python pickles: loading one can run any code. */
export const pickledFormats = ['pytorch', 'pickle', 'nemo', 'paddle'] as const;

function flagSet({ database, last }: Scope, node: FlagNode): PackageSet {
  switch (node.value) {
    case 'pickle':
      return ofTerms(database, 'format', pickledFormats);
    case 'signature':
      return setOfIds(prepare<[], number>(database, 'SELECT p.id FROM repository AS r CROSS JOIN package AS p ON p.repository = r.id WHERE r.signed_commits > 0 AND live()').pluck().iterate(), last);
    case 'cloned':
      return flagged(database, 'clone');
    case 'arch':
      return flagged(database, 'architecture');
    case 'ownerless':
      return difference(fullSet(last), flagged(database, 'owner'));
    case 'gone':
      return gone(database, last);
    default:
      return flagged(database, node.value);
  }
}

/** Where a hub has no metadata of its own at all, nothing is gone from it. */
function gone(database: ReadDatabase, last: number): PackageSet {
  const withMetadata = flagged(database, 'metadata');
  const candidates = difference(flagged(database, 'unified'), withMetadata);
  const set = emptySet(last);
  if (isEmpty(candidates)) return set;
  const sets = hubs.map((hub) => ofHub(database, hubNumber(hub.id))).filter((hub) => !isEmpty(intersection(hub, withMetadata)));
  for (const id of idsOf(candidates)) if (sets.some((hub) => hasId(hub, id))) addTo(set, id);
  return set;
}
