import { pluralText } from '../../../../shared/text/quantity.ts';
import { accountOf } from '../../scope.ts';
import { Drawing } from '../drawing.ts';
import { idOf, type NodeRef, slotOf } from '../node-ref.ts';
import { coMaintainers, relatedAccounts } from '../sides.ts';
import type { World } from '../world.ts';

type Maintainer = Extract<NodeRef, { kind: 'maintainer' }>;
type Owner = Extract<NodeRef, { kind: 'owner' }>;

/** A line between two of those drawn. */
interface Pair {
  readonly source: NodeRef;
  readonly target: NodeRef;
  weight: number;
  since: number | null;
}

/** Ties drawn for each node on average, at most: more are a blot. The weakest are left out and counted. */
const tiesPerNode = 12;
/** Of these each node has its strongest in any case: among many of one strength, those of a few nodes would else be all that is drawn. */
const ownTies = 3;

/** Who works with whom: around one maintainer or account, or those of the whole scope who share most. */
export function drawTogether(world: World, ref: NodeRef | null, cap: number): { readonly drawing: Drawing; readonly notes: readonly string[] } {
  const drawing = new Drawing(world);
  if (ref) drawing.add(ref, { focus: true, distance: 0 });
  const all = togetherWith(world, ref);
  for (const other of all.slice(0, cap)) drawing.add(other, { distance: ref ? 1 : null });
  const drawn = [...drawing.nodes.values()].map((node) => node.ref);
  const side = drawn.some(({ kind }) => kind === 'owner') ? 'accounts' : 'co-maintainers';
  const pairs = [...pairsOf(world, drawn)].sort((left, right) => right.weight - left.weight);
  for (const { source, target, weight, since } of strongest(pairs, tiesPerNode * drawn.length)) {
    drawing.join({ source: idOf(world, source), target: idOf(world, target), kind: 'together', relation: null, weight, conflict: null, since });
  }
  drawing.addMore(ref, side, all);
  const weaker = pairs.length - tiesPerNode * drawn.length;
  return { drawing, notes: weaker > 0 ? [`${pluralText(weaker, 'weaker tie is', 'weaker ties are')} not drawn.`] : [] };
}

/** The strongest of each node, then the strongest of all. `pairs`: by falling weight. */
export function strongest<Tie extends Pick<Pair, 'source' | 'target'>>(pairs: readonly Tie[], most: number): readonly Tie[] {
  if (pairs.length <= most) return pairs;
  const counts = new Map<string, number>();
  const [own, others]: [Tie[], Tie[]] = [[], []];
  for (const pair of pairs) {
    const ends = [slotOf(pair.source), slotOf(pair.target)];
    const isOwn = ends.some((end) => (counts.get(end) ?? 0) < ownTies);
    (isOwn ? own : others).push(pair);
    if (isOwn) for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return [...own, ...others.slice(0, most - own.length)];
}

/** Those who share something with one of them, or with anybody, those who share most first. */
export function togetherWith(world: World, ref: NodeRef | null): readonly NodeRef[] {
  if (ref?.kind === 'owner') return relatedAccounts(world, ref).map(({ owner }) => owner);
  if (ref?.kind === 'maintainer') return coMaintainers(world, ref.identity).map(({ identity }) => ({ kind: 'maintainer', identity }));
  return world.scope.holder === 'owner' ? sharingAccounts(world) : sharingMaintainers(world);
}

/** By the number of their repositories that others committed to as well. */
function sharingMaintainers(world: World): readonly Maintainer[] {
  const { people } = world.touches();
  const found: { identity: number; shared: number; others: number }[] = [];
  for (let identity = 0; identity < people.keys.length; identity += 1) {
    if (identity % 1024 === 0) world.stopIfUnwanted();
    const others = world.touchesOf(identity).map((entry) => world.touchesAt(world.touches().repositories[entry] as number).length - 1).filter((count) => count > 0);
    if (others.length > 0) found.push({ identity, shared: others.length, others: others.reduce((sum, count) => sum + count, 0) });
  }
  found.sort((left, right) => right.shared - left.shared || right.others - left.others || left.identity - right.identity);
  return found.map(({ identity }) => ({ kind: 'maintainer', identity }));
}

/** By the number of ties between their packages and those of others. */
function sharingAccounts(world: World): readonly Owner[] {
  const { packages, dependants } = world.network();
  const facts = world.facts();
  const key = (node: number): number => {
    const id = packages[node] as number;
    return node >= packages.length || facts.owners[id] === 0 ? -1 : accountOf(facts, id);
  };
  const sums = new Map<number, { node: number; ties: number }>();
  for (let node = 0; node < packages.length; node += 1) {
    const own = key(node);
    if (own === -1) continue;
    for (let at = dependants.offsets[node] as number; at < (dependants.offsets[node + 1] as number); at += 1) {
      const end = dependants.items[at] as number;
      const other = key(end);
      if (other === -1 || other === own) continue;
      for (const [account, member] of [[own, node], [other, end]] as const) {
        const sum = sums.get(account) ?? { node: member, ties: 0 };
        sum.ties += 1;
        sums.set(account, sum);
      }
    }
  }
  const ordered = [...sums.values()].sort((left, right) => right.ties - left.ties || left.node - right.node);
  return ordered.flatMap(({ node }) => world.ownerOf(packages[node] as number) ?? []);
}

function pairsOf(world: World, refs: readonly NodeRef[]): Iterable<Pair> {
  const pairs = new Map<string, Pair>();
  const drawn = new Map(refs.map((ref) => [slotOf(ref), ref]));
  const add = (source: NodeRef, target: NodeRef, since: number | null): void => {
    const key = `${slotOf(source)}\n${slotOf(target)}`;
    const pair = pairs.get(key) ?? { source, target, weight: 0, since };
    pair.weight += 1;
    if (since !== null) pair.since = Math.min(pair.since ?? since, since);
    pairs.set(key, pair);
  };
  const byRepository = new Map<number, { readonly ref: Maintainer; readonly since: number | null }[]>();
  for (const ref of refs) {
    world.stopIfUnwanted();
    if (ref.kind === 'owner') addBases(world, ref, drawn, add);
    else if (ref.kind === 'maintainer') {
      const { repositories, first } = world.touches();
      for (const entry of world.touchesOf(ref.identity)) {
        const here = byRepository.get(repositories[entry] as number) ?? [];
        const since = first[entry] as number;
        // Who comes later began the tie.
        for (const other of here) add(other.ref, ref, since === 0 || other.since === null ? null : Math.max(since, other.since));
        here.push({ ref, since: since === 0 ? null : since });
        byRepository.set(repositories[entry] as number, here);
      }
    }
  }
  return pairs.values();
}

function addBases(world: World, ref: Owner, drawn: ReadonlyMap<string, NodeRef>, add: (source: NodeRef, target: NodeRef, since: null) => void): void {
  const { packages, bases } = world.network();
  for (const node of world.heldNodes(ref)) {
    for (let at = bases.offsets[node] as number; at < (bases.offsets[node + 1] as number); at += 1) {
      const base = bases.items[at] as number;
      const owner = base < packages.length ? world.ownerOf(packages[base] as number) : null;
      const other = owner ? drawn.get(slotOf(owner)) : undefined;
      if (other && slotOf(other) !== slotOf(ref)) add(other, ref, null);
    }
  }
}
