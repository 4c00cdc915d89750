import type { CallAnswer, CallArguments } from '../../../shared/contract/index.ts';
import { fold } from '../../../shared/search/fold.ts';
import { hubOfNumber, termKinds } from '../../index/index.ts';
import { foundIds, prepare } from '../../query/index.ts';
import { compare } from '../compare.ts';
import { namedNodes } from './network.ts';
import type { NodeRef } from './node-ref.ts';
import { importanceOf, nodeRow } from './node-rows.ts';
import type { ReachContext } from '../people.ts';
import { accountKey } from '../scope.ts';
import { World } from './world.ts';

/** A node whose name has the text in it. */
interface Found {
  readonly ref: NodeRef;
  readonly name: string;
  readonly weight: number;
}

/** Nodes by part of their name, whatever its case and accents: whole names first, then beginnings, then what matters most. */
export function findNodes(context: ReachContext, { text, limit, ...scope }: CallArguments<'graph.find'>): CallAnswer<'graph.find'> {
  const sought = fold(text.trim());
  if (sought === '') return { nodes: [] };
  const world = new World(context, scope);
  const rankOf = (name: string): number => {
    const folded = fold(name);
    const last = folded.slice(folded.lastIndexOf('/') + 1);
    return folded === sought ? 0 : last === sought ? 1 : folded.startsWith(sought) || last.startsWith(sought) ? 2 : 3;
  };
  const found = [...maintainers(world, sought), ...owners(world, sought), ...packages(world, sought), ...others(world, sought)].map((item) => ({ ...item, rank: rankOf(item.name) }));
  found.sort((left, right) => left.rank - right.rank || right.weight - left.weight || compare(left.name, right.name));
  return { nodes: found.slice(0, limit).map(({ ref }) => nodeRow(world, ref)) };
}

function packages(world: World, sought: string): readonly Found[] {
  const { nodeOf, packages: ids } = world.network();
  const importance = importanceOf(world);
  const name = prepare<[number], { name: string }>(world.database, 'SELECT name FROM package WHERE id = ?');
  const nodes = Array.from(foundIds(world.database, { tree: { kind: 'value', field: 'name', values: [sought] }, sort: [] }), (id) => nodeOf[id] as number).filter((node) => node !== -1);
  world.stopIfUnwanted();
  const weighed = nodes.map((node) => ({ node, weight: importance(node) })).sort((left, right) => right.weight[0] - left.weight[0] || right.weight[1] - left.weight[1]);
  // What is named so exactly may matter little: names are looked at of as many as are read in some milliseconds.
  return weighed.slice(0, 2000).map(({ node, weight }) => {
    const id = ids[node] as number;
    return { ref: { kind: 'package', id }, name: name.get(id)?.name ?? '', weight: weight[0] };
  });
}

function owners(world: World, sought: string): readonly Found[] {
  const terms = prepare<[string], { id: number; text: string }>(
    world.database, `SELECT id, text FROM term WHERE kind = ${termKinds.owner} AND instr(folded, ?) > 0 AND live()`,
  ).all(sought);
  const byOwner = world.packagesByOwner();
  const { hubs } = world.facts();
  const numbers = [...new Set(hubs)];
  return terms.flatMap(({ id, text }) => numbers.flatMap((hub) => {
    const held = byOwner.get(accountKey(id, hub));
    return held ? [{ ref: { kind: 'owner' as const, hub: hubOfNumber(hub), name: text }, name: text, weight: held.length }] : [];
  }));
}

function maintainers(world: World, sought: string): readonly Found[] {
  const { names, people } = world.touches();
  return people.keys.flatMap((key, identity) => {
    const name = names[identity] ?? key;
    if (!fold(name).includes(sought) && !fold(key).includes(sought)) return [];
    const { length } = world.touchesOf(identity);
    return length === 0 ? [] : [{ ref: { kind: 'maintainer' as const, identity }, name: fold(name).includes(sought) ? name : key, weight: length }];
  });
}

/** Base models that are not here, datasets, architectures, repositories. */
function others(world: World, sought: string): readonly Found[] {
  const { dependants } = world.reach();
  const repositories = prepare<[string], { id: number; path: string }>(world.database, 'SELECT id, path FROM repository WHERE instr(lower(path), ?) > 0 AND live()').all(sought);
  const inScope = world.repositories();
  return [
    ...namedNodes(world.network()).flatMap((node) => {
      const ref = world.refOfNode(node);
      return 'name' in ref && ref.kind !== 'owner' && fold(ref.name).includes(sought) ? [{ ref, name: ref.name, weight: dependants[node] as number }] : [];
    }),
    ...repositories.flatMap(({ id, path }) => (inScope[id] === 1 && world.touchesAt(id).length > 0 ? [{ ref: { kind: 'repository' as const, id }, name: path, weight: world.packagesOfRepository(id).length }] : [])),
  ];
}
