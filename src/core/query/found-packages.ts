import { hubs } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import { isSetFieldName, type SetFieldName } from '../../shared/search/fields.ts';
import type { FlagNode, RangeNode, SearchNode, SearchTree, ValueNode } from '../../shared/search/tree.ts';
import { fold } from '../../shared/search/fold.ts';
import { patternOf, type TextPattern } from '../../shared/search/words.ts';
import { hubNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { hold, isHeld, lastPackage, stopIfUnwanted } from './held.ts';
import { namedSet } from './named-sets.ts';
import { flagged, inRange, withTerms } from './package-fields.ts';
import { idsOf, isEmpty, setOfIds } from './package-ids.ts';
import { addTo, difference, emptySet, fullSet, hasId, intersection, type PackageSet, sizeOf, union } from './package-set.ts';
import { rangeColumns } from './range-columns.ts';
import { prepare } from './statements.ts';
import { fewShare, nameRunTest, nameTest, namesWithPart, namesWithRun, termsWithRun } from './text-search.ts';

/** Where a search is looked for: in all packages, or, where only some can still matter, in these. */
interface Scope {
  readonly database: ReadDatabase;
  readonly last: number;
  readonly within: PackageSet | null;
}

/**
 * The packages of a search, in the meaning of `matches` (shared/search/match.ts). Conditions are looked for one by one and
 * held, so that a search which differs in one of them costs that one only.
 */
export function packagesOf(database: ReadDatabase, tree: SearchTree): PackageSet {
  const scope: Scope = { database, last: lastPackage(database), within: null };
  return held(scope, `all of ${JSON.stringify(tree)}`, () => (tree.kind === 'everything' ? fullSet(scope.last) : nodeSet(scope, tree)));
}

function held({ database }: Scope, key: string, compute: () => PackageSet): PackageSet {
  return hold(database, key, (set) => set.byteLength, compute);
}

/** Packages of a node; outside of the scope it may leave some out. */
function nodeSet(scope: Scope, node: SearchNode): PackageSet {
  switch (node.kind) {
    case 'all':
      return inAll(scope, node.children);
    case 'any':
      return node.children.reduce((sum, child) => union(sum, nodeSet(scope, child)), emptySet(scope.last));
    case 'not':
      return difference(scope.within ?? fullSet(scope.last), nodeSet(scope, node.child));
    case 'word':
    case 'phrase':
      return textSet(scope, patternOf(node));
    case 'value':
      return node.field === 'name' ? nameSet(scope, node.values) : held(scope, JSON.stringify(node), () => valueSet(scope, node, node.field as ListedField));
    case 'range':
      return held(scope, JSON.stringify(node), () => rangeSet(scope, node));
    case 'flag':
      return held(scope, JSON.stringify(node), () => flagSet(scope, node));
    default:
      return assertNever(node);
  }
}

/** Fields first, then the longest text: what little is left of the packages has its names looked at one by one. */
function inAll(scope: Scope, children: readonly SearchNode[]): PackageSet {
  let rest = scope.within;
  for (const child of [...children].sort((left, right) => costOf(left) - costOf(right))) {
    stopIfUnwanted(scope.database);
    const set = nodeSet({ ...scope, within: rest }, child);
    rest = rest ? intersection(rest, set) : set;
    if (isEmpty(rest)) break;
  }
  return rest ?? fullSet(scope.last);
}

function costOf(node: SearchNode): number {
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.children.reduce((most, child) => Math.max(most, costOf(child)), 0);
    case 'not':
      return costOf(node.child) + 1;
    case 'word':
    case 'phrase':
      return 1 + 1 / (1 + node.text.length);
    case 'value':
      return node.field === 'name' ? 1.5 : 0;
    default:
      return 0;
  }
}

function nameSet(scope: Scope, values: readonly string[]): PackageSet {
  const parts = [...new Set(values.map((value) => fold(value.trim())))];
  return parts.reduce((sum, part) => union(sum, inNames(scope, { namePart: part, tokens: [], lastIsPrefix: false })), emptySet(scope.last));
}

function textSet(scope: Scope, pattern: TextPattern): PackageSet {
  const { namePart, tokens, lastIsPrefix } = pattern;
  if (tokens.length === 0) return inNames(scope, pattern);
  const texts = held(scope, `texts with ${tokens.join(' ')}${lastIsPrefix ? '*' : ''}`, () => inTexts(scope, tokens, lastIsPrefix));
  // Where a name holds the one word as a part, a run of it adds nothing.
  const isPart = tokens.length === 1 && tokens[0] === namePart;
  return union(texts, inNames(scope, isPart ? { ...pattern, tokens: [] } : pattern));
}

/** By the names alone. */
function inNames({ database, last, within }: Scope, { namePart, tokens, lastIsPrefix }: TextPattern): PackageSet {
  const isKnown = namePart === null || namePart === '' || isHeld(database, `names with ${namePart}`);
  if (within && !isKnown && sizeOf(within) * fewShare < last) {
    const hasPart = nameTest(database, namePart);
    const hasRun = tokens.length === 0 ? () => false : nameRunTest(database, tokens, lastIsPrefix);
    return setOfIds(idsOf(within).filter((id) => hasPart(id) || hasRun(id)), last);
  }
  // The run first: its walk finds the part too.
  const set = setOfIds(tokens.length === 0 ? [] : namesWithRun(database, tokens, lastIsPrefix, namePart), last);
  const ids = namePart === null ? [] : namesWithPart(database, namePart);
  for (let at = 0; at < ids.length; at += 1) addTo(set, ids[at] as number);
  return set;
}

/** Words that are neighbours in the owner, a tag, the description, or the model card. */
function inTexts({ database }: Scope, tokens: readonly string[], lastIsPrefix: boolean): PackageSet {
  const owners = withTerms(database, 'owner', termsWithRun(database, 'owner', tokens, lastIsPrefix));
  const tags = withTerms(database, 'tag', termsWithRun(database, 'tag', tokens, lastIsPrefix));
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
