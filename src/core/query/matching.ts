import { assertNever } from '../../shared/result.ts';
import type { SearchNode, SearchTree } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import { addFromColumn } from './column-conditions.ts';
import { compileSearch, type SqlValue } from './compile-search.ts';
import { lastPackage } from './held-columns.ts';
import { addTo, difference, emptySet, fullSet, intersection, type PackageSet, union } from './package-set.ts';
import { prepareForSearch } from './search.ts';
import { noLimit, type TimeLimit } from './time-limit.ts';

/** The packages of a search, or some of them where the time ran out. */
export interface Matching {
  readonly set: PackageSet;
  readonly isWhole: boolean;
}

/** Sets kept per open index: some 150 kB each over a million packages. */
const mostSets = 96;

interface Memory {
  /** By the condition, as JSON. */
  readonly sets: Map<string, PackageSet>;
  /** What the running statement fills. */
  filled: PackageSet;
  limit: TimeLimit;
}

const memories = new WeakMap<ReadDatabase, Memory>();

class TimeIsOver extends Error {}

/**
 * The packages that belong to a search. Each condition is asked for apart and remembered, so that a search which differs
 * in one condition, as those of neighbouring facets do, costs that one condition only.
 */
export function matchingPackages(database: ReadDatabase, tree: SearchTree, limit: TimeLimit = noLimit): Matching {
  const last = lastPackage(database);
  if (tree.kind === 'everything') return { set: fullSet(last), isWhole: true };
  return matchingNode(database, tree, limit, last);
}

function matchingNode(database: ReadDatabase, node: SearchNode, limit: TimeLimit, last: number): Matching {
  const each = (children: readonly SearchNode[]): readonly Matching[] => children.map((child) => matchingNode(database, child, limit, last));
  switch (node.kind) {
    case 'all':
      return joined(each(node.children), { set: fullSet(last), isWhole: true }, intersection);
    case 'any':
      return joined(each(node.children), { set: emptySet(last), isWhole: true }, union);
    case 'not': {
      const { set, isWhole } = matchingNode(database, node.child, limit, last);
      // What a part of the child's packages leaves over says nothing.
      return isWhole ? { set: difference(fullSet(last), set), isWhole } : { set: emptySet(last), isWhole };
    }
    case 'word':
    case 'phrase':
    case 'value':
    case 'range':
    case 'flag':
      return matchingCondition(database, node, limit, last);
    default:
      return assertNever(node);
  }
}

function joined(parts: readonly Matching[], start: Matching, join: (left: PackageSet, right: PackageSet) => PackageSet): Matching {
  return parts.reduce((sum, part) => ({ set: join(sum.set, part.set), isWhole: sum.isWhole && part.isWhole }), start);
}

function matchingCondition(database: ReadDatabase, node: SearchNode, limit: TimeLimit, last: number): Matching {
  const memory = memoryOf(database);
  const key = JSON.stringify(node);
  const known = memory.sets.get(key);
  if (known) {
    memory.sets.delete(key);
    memory.sets.set(key, known);
    return { set: known, isWhole: true };
  }
  if (limit.isOver()) return { set: emptySet(last), isWhole: false };
  const set = emptySet(last);
  if (!addFromColumn(database, node, set) && !askFor(database, memory, node, set, limit)) return { set, isWhole: false };
  memory.sets.set(key, set);
  for (const oldest of memory.sets.keys()) {
    if (memory.sets.size <= mostSets) break;
    memory.sets.delete(oldest);
  }
  return { set, isWhole: true };
}

/** Adds the packages of a condition to a set; says whether all of them were met in time. */
function askFor(database: ReadDatabase, memory: Memory, node: SearchNode, set: PackageSet, limit: TimeLimit): boolean {
  const search = compileSearch(database, node);
  memory.filled = set;
  memory.limit = limit;
  try {
    // The functions are called for every row, or every 1024th; rows that would go to JavaScript as such take twice as long.
    database
      .prepare<SqlValue[], { added: number }>(`SELECT count(add_package(p.id)) AS added FROM package AS p WHERE (p.id & 1023 OR (live() AND is_timely())) AND ${search?.where ?? '1'}`)
      .get(...(search?.params ?? []));
    return true;
  } catch (error) {
    if (error instanceof TimeIsOver) return false;
    throw error;
  }
}

function memoryOf(database: ReadDatabase): Memory {
  const known = memories.get(database);
  if (known) return known;
  prepareForSearch(database);
  const made: Memory = { sets: new Map(), filled: emptySet(0), limit: noLimit };
  database.function('add_package', { deterministic: false }, (id: unknown) => {
    addTo(made.filled, id as number);
    return 1;
  });
  database.function('is_timely', { deterministic: false }, () => {
    if (made.limit.isOver()) throw new TimeIsOver();
    return 1;
  });
  memories.set(database, made);
  return made;
}
