import { afterEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../shared/contract/index.ts';
import { type Random, randomFrom } from '../../../shared/search/testing-random.ts';
import type { TestIndex } from '../../query/testing.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { drawGraph } from './draw.ts';
import { expandNode, restOf } from './expand.ts';
import { argumentsOf, openWorld, type OpenWorld } from './testing.ts';
import { whatIf } from './what-if.ts';

let open: OpenWorld | null = null;
afterEach(() => {
  open?.close();
  open = null;
});

type Fields = Readonly<Record<string, unknown>>;


function context() {
  if (!open) throw new Error('No index is open');
  return open.context;
}

const draw = (fields: Fields): Graph => drawGraph(context(), argumentsOf('graph.draw', fields));

interface RandomWorld {
  readonly index: TestIndex;
  readonly names: readonly string[];
  basesOf(name: string): readonly string[];
  ownerOf(name: string): string;
}

function randomWorld(random: Random): RandomWorld {
  const people = Array.from({ length: 6 }, (_, number) => ({ name: `Person ${number}`, email: `p${number}@x.org` }));
  const repositories = Array.from({ length: 5 }, (_, number) => ({
    path: `data/huggingface/repos/r/${number}`, authors: people.filter(() => random.below(3) === 0).map((person) => ({ ...person, commits: 1 + random.below(9) })),
  }));
  const names = Array.from({ length: 25 }, (_, number) => `o${random.below(6)}/p${number}`);
  const packages = names.map((name) => ({
    name, owner: name.split('/')[0] ?? null, numbers: { downloads: random.below(3) === 0 ? null : random.below(1000) },
    repository: random.below(2) === 0 ? (repositories[random.below(5)]?.path ?? null) : null,
    bases: random.list(0, 2, () => ({ base: random.below(6) === 0 ? `gone/${random.below(3)}` : (names[random.below(25)] ?? '') })),
  }));
  const byName = new Map(packages.map((item) => [item.name, item]));
  return {
    index: { packages, repositories }, names,
    basesOf: (name) => (byName.get(name)?.bases ?? []).map(({ base }) => base).filter((base) => base !== name),
    ownerOf: (name) => `owner:huggingface/${name.split('/')[0]}`,
  };
}

const idOf = (name: string): string => (name.startsWith('gone/') ? `missing:${name}` : `package:huggingface/${name}#0`);

/** A picture names everything once, ties nothing that is not in it, keeps to its cap, and its tables have what it leaves out. */
function expectSound(graph: Graph, fields: Fields & { readonly picture: unknown; readonly cap: number }, asked: number, place: string): void {
  const ids = graph.nodes.map(({ id }) => id);
  const all = new Set(ids);
  expect(all.size, place).toBe(ids.length);
  expect(graph.edges.flatMap(({ source, target }) => [source, target]).filter((id) => !all.has(id)), place).toEqual([]);
  const drawn = graph.nodes.filter(({ kind }) => kind !== 'more');
  expect(drawn.length, place).toBeLessThanOrEqual(fields.cap + asked);
  const shown = drawn.map(({ id }) => id);
  const hidden = new Set<string>();
  for (const more of graph.nodes.filter(({ kind }) => kind === 'more')) {
    const rest = restOf(context(), argumentsOf('graph.rest', { ...fields, node: more.id, shown, limit: 500 }));
    expect([more.id, rest.total, rest.rows.length], place).toEqual([more.id, more.weight, more.weight]);
    for (const { id } of rest.rows) hidden.add(id);
  }
  expect(shown.filter((id) => hidden.has(id)), place).toEqual([]);
  expect(hidden.size, place).toBe(graph.hidden);
}

describe('pictures of random worlds', () => {
  it('are sound in every view, at every cap', () => {
    console.log(`pictures seed ${seed}`);
    const random = randomFrom(seed);
    let pictures = 0;
    for (let round = 0; round < 3; round += 1) {
      const world = randomWorld(random);
      open?.close();
      open = openWorld(world.index);
      const people = (world.index.repositories ?? []).flatMap(({ authors }) => authors.map(({ email }) => `maintainer:${email}`));
      const nodes = [...new Set([...people, ...world.names.slice(0, 8).flatMap((name) => [idOf(name), world.ownerOf(name), ...world.basesOf(name).map(idOf)])])];
      for (const cap of [5, 12, 500]) {
        const dependencies = { repository: random.below(2) === 0 };
        for (const holder of ['owner', 'committed']) {
          const fields = { cap, dependencies, holder };
          const expectView = (picture: Fields, asked: number): void => {
            pictures += 1;
            expectSound(draw({ ...fields, picture }), { ...fields, picture }, asked, `seed ${seed}, round ${round}, cap ${cap}, ${JSON.stringify([picture, dependencies, holder])}`);
          };
          expectView({ view: 'together', node: null }, 0);
          for (const node of nodes) {
            expectView({ view: 'ego', node }, 1);
            expectView({ view: 'tree', node }, 1);
            expectView({ view: 'what-if', nodes: [node, nodes[0] ?? node], event: random.below(2) === 0 ? 'lost' : 'taken-over' }, 2);
            expectView({ view: 'paths', from: node, to: nodes[random.below(nodes.length)] ?? node }, 2);
            if (node.startsWith('owner') || node.startsWith('maintainer')) expectView({ view: 'together', node }, 1);
            else expectView({ view: 'lineage', node, up: random.below(4), down: random.below(4) }, 1);
          }
        }
      }
    }
    expect(pictures).toBeGreaterThan(300);
  });

  it('reach by distance what the rules say, when taken over and when lost', () => {
    const random = randomFrom(seed + 1);
    for (let round = 0; round < 20; round += 1) {
      const world = randomWorld(random);
      open?.close();
      open = openWorld(world.index);
      const [one, other] = [world.names[0] ?? '', world.names[1] ?? ''];
      const held = world.names.filter((name) => world.ownerOf(name) === world.ownerOf(one) || name === other);
      for (const event of ['taken-over', 'lost'] as const) {
        const distances = new Map(held.map((name) => [name, 0]));
        for (let distance = 1, grown = true; grown; distance += 1) {
          const fresh = world.names.filter((name) => {
            const bases = world.basesOf(name);
            const gone = bases.filter((base) => distances.has(base));
            return !distances.has(name) && gone.length > 0 && (event === 'taken-over' || gone.length === bases.length);
          });
          for (const name of fresh) distances.set(name, distance);
          grown = fresh.length > 0;
        }
        const reached = [...distances].filter(([, distance]) => distance > 0);
        const answer = whatIf(context(), argumentsOf('graph.whatIf', { nodes: [world.ownerOf(one), idOf(other)], event, limit: 100 }));
        const place = `seed ${seed}, round ${round}, ${event}`;
        expect([answer.held, answer.reached], place).toEqual([held.length, reached.length]);
        expect(answer.rows.map(({ label, distance }) => `${label} ${distance}`).sort(), place).toEqual(reached.map(([name, distance]) => `${name} ${distance}`).sort());
        expect(answer.byDistance.reduce((sum, step) => sum + step.packages, 0), place).toBe(reached.length);
        const downloads = reached.map(([name]) => world.index.packages?.find((item) => item.name === name)?.numbers?.downloads ?? null);
        expect([answer.downloads, answer.unknownDownloads], place).toEqual([downloads.reduce<number>((sum, value) => sum + (value ?? 0), 0), downloads.filter((value) => value === null).length]);
      }
    }
  });

  it('join two nodes by the shortest ways there are', () => {
    const random = randomFrom(seed + 2);
    for (let round = 0; round < 15; round += 1) {
      const world = randomWorld(random);
      open?.close();
      open = openWorld(world.index);
      const ties = (world.index.packages ?? []).flatMap((item) => [
        [idOf(item.name), world.ownerOf(item.name)], ...(item.repository ? [[idOf(item.name), `repository:${item.repository}`]] : []), ...world.basesOf(item.name).map((base) => [idOf(item.name), idOf(base)]),
      ]);
      const commits = (world.index.repositories ?? []).flatMap(({ path, authors }) => authors.map(({ email }) => [`maintainer:${email}`, `repository:${path}`]));
      const all = [...ties, ...commits].flatMap(([left, right]) => [[left, right], [right, left]]);
      const [from, to] = [idOf(world.names[0] ?? ''), idOf(world.names[1] ?? '')];
      let steps = 0;
      const seen = new Set([from]);
      for (let edge = [from]; edge.length > 0 && !seen.has(to); steps += 1) {
        edge = [...new Set(all.flatMap(([left, right]) => (edge.includes(left ?? '') && !seen.has(right ?? '') ? [right ?? ''] : [])))];
        for (const id of edge) seen.add(id);
      }
      const graph = draw({ picture: { view: 'paths', from, to }, cap: 1000 });
      const place = `seed ${seed}, round ${round}`;
      expect(graph.nodes.find(({ id }) => id === to)?.distance ?? null, place).toBe(seen.has(to) ? steps : null);
      // All other nodes lie between two of their neighbours.
      for (const { id, distance } of graph.nodes.filter((node) => !node.focus)) {
        const ends = graph.edges.flatMap(({ source, target }) => (source === id ? [target] : target === id ? [source] : []));
        const near = graph.nodes.filter((node) => ends.includes(node.id)).map((node) => (node.distance ?? 0) - (distance ?? 0));
        expect([near.includes(1), near.includes(-1)], `${place}, ${id}`).toEqual([true, true]);
      }
    }
  });

  it('grow by expanding until everything that is tied together is shown', () => {
    const random = randomFrom(seed + 3);
    for (let round = 0; round < 5; round += 1) {
      const world = randomWorld(random);
      open?.close();
      open = openWorld(world.index);
      const start = idOf(world.names[0] ?? '');
      const shown = new Set([start]);
      const edges = new Set<string>();
      let waiting = [start];
      for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
        const grown = expandNode(context(), argumentsOf('graph.expand', { node, shown: [...shown], cap: 3 }));
        const fresh = grown.nodes.filter(({ kind }) => kind !== 'more').map(({ id }) => id);
        expect(fresh.filter((id) => shown.has(id)), `seed ${seed}, round ${round}`).toEqual([]);
        expect(fresh.length, `seed ${seed}, round ${round}`).toBeLessThanOrEqual(3);
        for (const id of fresh) shown.add(id);
        for (const { source, target, kind } of grown.edges.filter((edge) => !edge.target.startsWith('more:'))) edges.add(`${source} ${kind} ${target}`);
        waiting = grown.hidden > 0 ? [node, ...waiting, ...fresh] : [...waiting, ...fresh];
      }
      // A picture of all of it at once has the same nodes of each package's surroundings and the same ties.
      for (const id of [...shown].filter((node) => node.startsWith('package:'))) {
        const ego = draw({ picture: { view: 'ego', node: id }, cap: 1000 });
        expect(ego.nodes.filter((node) => !shown.has(node.id)), `seed ${seed}, round ${round}`).toEqual([]);
        expect(ego.edges.filter(({ source, target, kind }) => !edges.has(`${source} ${kind} ${target}`)), `seed ${seed}, round ${round}, ${id}`).toEqual([]);
      }
    }
  });
});
