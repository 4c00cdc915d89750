import type { SampleField, SampleNumber, SampleRule } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import { hubOfNumber, noNumber, type NumberField, packageLine, type ReadDatabase } from '../index/index.ts';
import { eachNumbers, idsOf, lastPackage, type PackageSet, prepare, setOfIds } from '../query/index.ts';
import { allocateEqually, allocateInProportion, type Group, largestFirst } from './allocate.ts';
import { drawnNumber } from './draw.ts';
import { eachPackage } from './package-lines.ts';

export interface SampledGroup {
  /** As the mirror writes it; null for the packages without a value. */
  readonly name: string | null;
  readonly packages: number;
  readonly taken: number;
}

export interface Sample {
  readonly packages: PackageSet;
  /** The largest first; none where the rule has no groups. */
  readonly groups: readonly SampledGroup[];
}

const fieldOf: Readonly<Record<SampleField, NumberField>> = { hub: 'hub', owner: 'owner', task: 'task', arch: 'architecture', license: 'license', library: 'library' };
const numberOf: Readonly<Record<SampleNumber, NumberField>> = {
  downloads: 'downloads', likes: 'likes', stars: 'stars', files: 'files', size: 'bytes', params: 'parameters', claims: 'claims', created: 'created', modified: 'modified',
};

/** Draws from a set by a rule (docs/subsets.md): the same packages for the same seed, wherever they are drawn. */
export function drawSample(database: ReadDatabase, from: PackageSet, rule: SampleRule, seed: string): Sample {
  const last = lastPackage(database);
  const drawn = new Float64Array(last + 1);
  eachPackage(database, from, (id, key) => void (drawn[id] = drawnNumber(seed, key)));
  const order = orderOf(database, drawn);
  switch (rule.kind) {
    case 'uniform':
      return { packages: setOfIds(first(idsOf(from), drawn, order, rule.count), last), groups: [] };
    case 'stratified': {
      const groups = groupsOf(database, from, rule.by);
      const shares = (rule.allocation === 'equal' ? allocateEqually : allocateInProportion)(groups, rule.count);
      const taken = groups.map(({ ids }, at) => first(ids, drawn, order, shares[at] as number));
      return { packages: setOfIds(taken.flatMap((ids) => [...ids]), last), groups: sampled(groups, taken) };
    }
    case 'top': {
      const numbers = numbersOf(database, numberOf[rule.number]);
      const groups = rule.by === null ? [groupOf(null, null, idsOf(from))] : groupsOf(database, from, rule.by);
      const compare = (left: number, right: number): number => (numbers[right] as number) - (numbers[left] as number) || order(left, right);
      const taken = groups.map(({ ids }) => ids.filter((id) => !Number.isNaN(numbers[id])).sort(compare).subarray(0, rule.count));
      return { packages: setOfIds(taken.flatMap((ids) => [...ids]), last), groups: rule.by === null ? [] : sampled(groups, taken) };
    }
    default:
      return assertNever(rule);
  }
}

type Order = (left: number, right: number) => number;

/** By the numbers drawn; two that are equal, one in 2^52, by their lines. */
function orderOf(database: ReadDatabase, drawn: Float64Array): Order {
  const key = prepare<[number], { hub: number; name: string; ordinal: number }>(database, 'SELECT hub, name, ordinal FROM package WHERE id = ?');
  const lineOf = (id: number): string => {
    const { hub = 0, name = '', ordinal = 0 } = key.get(id) ?? {};
    return packageLine({ hub: hubOfNumber(hub), name, ordinal });
  };
  return (left, right) => (drawn[left] as number) - (drawn[right] as number) || (left === right ? 0 : lineOf(left) < lineOf(right) ? -1 : 1);
}

/** The first of some ids in their order: found by the number that the last of them drew, so that only ties are compared. */
function first(ids: Uint32Array, drawn: Float64Array, order: Order, count: number): Uint32Array {
  if (count >= ids.length) return ids;
  if (count <= 0) return new Uint32Array(0);
  const most = Float64Array.from(ids, (id) => drawn[id] as number).sort()[count - 1] as number;
  const below = ids.filter((id) => (drawn[id] as number) < most);
  const equal = ids.filter((id) => drawn[id] === most).sort(order);
  return Uint32Array.from([...below, ...equal.subarray(0, count - below.length)]);
}

interface IdGroup extends Group {
  readonly label: string | null;
  readonly ids: Uint32Array;
}

function groupOf(name: string | null, label: string | null, ids: Uint32Array): IdGroup {
  return { name, label, ids, size: ids.length };
}

/** The packages by the value in their row; spellings that fold to the same are one group, packages without a value another. */
function groupsOf(database: ReadDatabase, from: PackageSet, by: SampleField): readonly IdGroup[] {
  const values = numbersOf(database, fieldOf[by]);
  const found = new Map<string | null, { readonly label: string | null; readonly ids: number[] }>();
  const term = prepare<[number], { text: string; folded: string }>(database, 'SELECT text, folded FROM term WHERE id = ?');
  const names = new Map<number, { readonly name: string; readonly label: string }>();
  const nameOf = (value: number): { readonly name: string; readonly label: string } => {
    const known = names.get(value);
    if (known) return known;
    const stored = by === 'hub' ? undefined : term.get(value);
    const name = stored ? { name: stored.folded, label: stored.text } : { name: hubOfNumber(value), label: hubOfNumber(value) };
    names.set(value, name);
    return name;
  };
  for (const id of idsOf(from)) {
    const value = values[id] as number;
    const { name, label } = Number.isNaN(value) ? { name: null, label: null } : nameOf(value);
    const group = found.get(name);
    if (group) group.ids.push(id);
    else found.set(name, { label, ids: [id] });
  }
  return [...found].map(([name, { label, ids }]) => groupOf(name, label, Uint32Array.from(ids)));
}

/** A field's numbers by id; NaN where a package has none. */
function numbersOf(database: ReadDatabase, field: NumberField): Float64Array {
  const values = new Float64Array(lastPackage(database) + 1).fill(Number.NaN);
  eachNumbers(database, field, (numbers, start) => {
    for (let at = 0; at < numbers.length; at += 1) if (numbers[at] !== noNumber) values[start + at] = numbers[at] as number;
  });
  return values;
}

function sampled(groups: readonly IdGroup[], taken: readonly Uint32Array[]): readonly SampledGroup[] {
  return largestFirst(groups).map((at) => ({ name: (groups[at] as IdGroup).label, packages: (groups[at] as IdGroup).size, taken: (taken[at] as Uint32Array).length }));
}

