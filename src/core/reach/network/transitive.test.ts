import { afterEach, describe, expect, it } from 'vitest';
import { reachScopeSchema } from '../../../shared/contract/graph.ts';
import { randomFrom } from '../../../shared/search/testing-random.ts';
import { openTestIndex, type OpenTestIndex, type TestIndex, testMirror, type TestPackage } from '../../query/testing.ts';
import { noAliases } from '../mailmap.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { transitiveReach } from './transitive.ts';

let open: OpenTestIndex | null = null;
afterEach(() => {
  open?.close();
  open = null;
});

function reach(index: TestIndex, scope: Parameters<ReturnType<typeof reachScopeSchema>['parse']>[0] & object = {}) {
  open?.close();
  open = openTestIndex(index);
  return transitiveReach({ ...open.context, aliases: noAliases }, reachScopeSchema().parse({ mirror: testMirror, ...scope }));
}

/** MR of those who reach anything. */
function byHolder({ identities, reach }: ReturnType<typeof transitiveReach>): Record<string, number> {
  return Object.fromEntries(identities.flatMap((identity, holder) => ((reach[holder] ?? 0) > 0 ? [[identity, reach[holder] ?? 0]] : [])));
}

describe('transitiveReach', () => {
  const family: readonly TestPackage[] = [
    { name: 'google/bert', owner: 'google' },
    { name: 'ada/bert', owner: 'ada', bases: [{ base: 'google/bert', relation: 'finetune' }] },
    { name: 'bo/bert', owner: 'bo', bases: [{ base: 'ada/bert', relation: 'quantized' }] },
    { name: 'bo/merge', owner: 'bo', bases: [{ base: 'bo/bert', relation: 'merge' }, { base: 'gone/base', relation: 'merge' }] },
  ];

  it('follows base models over any number of steps', () => {
    const found = reach({ packages: family });
    expect(byHolder(found)).toEqual({ 'huggingface/google': 3, 'huggingface/ada': 2, 'huggingface/bo': 1 });
    expect([...found.dependants]).toEqual([3, 2, 1, 0, 1]);
    expect([...found.trusted]).toEqual([0, 1, 2, 3]);
    expect([...found.trustedHolders]).toEqual([0, 1, 2, 3]);
    expect([...found.reachedBy(0)]).toEqual([1, 2, 3]);
    expect([...found.sumReached(Float64Array.of(1, 10, Number.NaN, 1000))]).toEqual([1010, 1000, 1000]);
  });

  it('keeps to the relations, the hub and the search of its scope', () => {
    expect(byHolder(reach({ packages: family }, { dependencies: { relations: ['finetune'] } }))).toEqual({ 'huggingface/google': 1 });
    expect(byHolder(reach({ packages: family }, { hub: 'modelzoo' }))).toEqual({});
    const searched = reach({ packages: family }, { query: 'owner:bo,ada' });
    expect(byHolder(searched)).toEqual({ 'huggingface/ada': 2, 'huggingface/bo': 1 });
    expect(searched.network.odd.outside).toBe(1);
  });

  it('links a base in another case where one package alone can be meant, and counts what names itself', () => {
    const packages: readonly TestPackage[] = [
      { name: 'A/Base', owner: 'A' },
      { name: 'x/one', owner: 'x', bases: [{ base: 'a/base' }] },
      { name: 'b/Twin', owner: 'b' },
      { name: 'b/twin', owner: 'b' },
      { name: 'x/two', owner: 'x', bases: [{ base: 'B/TWIN' }, { base: 'x/two' }] },
      { name: 'x/three', owner: 'x', bases: [{ base: 'b/twin' }] },
    ];
    const found = reach({ packages });
    expect(byHolder(found)).toEqual({ 'huggingface/A': 1, 'huggingface/b': 1 });
    expect(found.network.odd).toEqual({ self: 1, outside: 0, otherCase: 1, cycles: 0 });
    expect(found.network.names).toEqual(['B/TWIN']);
  });

  it('follows datasets, architectures and shared repositories where they are chosen', () => {
    const repositories = [{ path: 'data/onnxmodelzoo/repos/onnx/models', hub: 'onnxmodelzoo' as const, authors: [{ name: 'Eve', email: 'Eve@x.org' }] }];
    const packages: readonly TestPackage[] = [
      { name: 'google/squad-bert', owner: 'google', datasets: ['google/squad', 'plain'], architecture: 'bert' },
      { name: 'ada/bert', owner: 'ada', datasets: ['google/squad'], architecture: 'bert', bases: [{ base: 'google/squad-bert' }] },
      { name: 'VGG', hub: 'onnxmodelzoo', owner: 'ONNX', repository: 'data/onnxmodelzoo/repos/onnx/models' },
      { name: 'AlexNet', hub: 'onnxmodelzoo', owner: 'ONNX', repository: 'data/onnxmodelzoo/repos/onnx/models' },
    ];
    const all = { dataset: true, architecture: true, repository: true };
    const found = reach({ packages, repositories }, { dependencies: all });
    // The account's datasets reach both packages, one of which is its own; the two of one repository reach one another.
    expect(byHolder(found)).toEqual({ 'huggingface/google': 2, 'onnxmodelzoo/ONNX': 2 });
    expect([...found.trusted]).toEqual([0, 1, 1, 1]);
    expect(byHolder(reach({ packages, repositories }, { dependencies: all, holder: 'committed' }))).toEqual({ 'eve@x.org': 2 });
    expect(byHolder(reach({ packages, repositories }, { holder: 'committed' }))).toEqual({});
  });

  it('gives sets that agree with the figures on random lineage', () => {
    console.log(`transitive seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 10; round += 1) {
      const names = Array.from({ length: 40 }, (_, number) => `o${random.below(8)}/p${number}`);
      const packages = names.map((name) => ({ name, owner: name.split('/')[0] ?? null, bases: random.list(0, 3, () => ({ base: random.below(9) === 0 ? 'gone/base' : (names[random.below(40)] ?? '') })) }));
      const found = reach({ packages });
      const basesOf = (name: string): readonly string[] => packages.find((item) => item.name === name)?.bases.map(({ base }) => base) ?? [];
      found.identities.forEach((identity, holder) => {
        const reached = new Set<string>();
        for (const start of names.filter((name) => `huggingface/${name}`.startsWith(`${identity}/`))) {
          const own = new Set<string>();
          for (let edge = [start]; edge.length > 0; ) {
            edge = names.filter((name) => !own.has(name) && basesOf(name).some((base) => edge.includes(base)));
            for (const name of edge) own.add(name);
          }
          own.delete(start);
          for (const name of own) reached.add(name);
        }
        expect([...found.reachedBy(holder)].map((node) => names[node]).sort(), `seed ${seed}, round ${round}, ${identity}`).toEqual([...reached].sort());
        expect(found.reach[holder], `seed ${seed}, round ${round}, ${identity}`).toBe(reached.size);
      });
    }
  });
});
