import { afterEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../shared/contract/index.ts';
import type { TestIndex, TestPackage } from '../../query/testing.ts';
import { drawGraph } from './draw.ts';
import { argumentsOf, openWorld, type OpenWorld } from './testing.ts';

let open: OpenWorld | null = null;
afterEach(() => {
  open?.close();
  open = null;
});

function draw(index: TestIndex | null, fields: Readonly<Record<string, unknown>>): Graph {
  if (index !== null) {
    open?.close();
    open = openWorld(index);
  }
  if (!open) throw new Error('No index is open');
  return drawGraph(open.context, argumentsOf('graph.draw', fields));
}

const labels = (graph: Graph): string[] => graph.nodes.map(({ kind, label, distance }) => `${kind} ${label} ${distance}`);
const lines = (graph: Graph): string[] => graph.edges.map(({ source, target, kind, relation }) => `${source} -${relation ?? kind}> ${target}`);

const family: readonly TestPackage[] = [
  { name: 'google/bert', owner: 'google', license: 'GPL-3.0-only', numbers: { downloads: 5 } },
  { name: 'ada/bert', owner: 'ada', license: 'MIT', bases: [{ base: 'google/bert', relation: 'finetune' }] },
  { name: 'bo/bert', owner: 'bo', bases: [{ base: 'ada/bert', relation: 'quantized' }] },
  { name: 'bo/merge', owner: 'bo', bases: [{ base: 'bo/bert', relation: 'merge' }, { base: 'gone/base', relation: 'merge' }] },
];

describe('graph.draw of a lineage', () => {
  it('shows bases and what was made from them, with relations, missing bases and conflicts of licences', () => {
    const graph = draw({ packages: family }, { picture: { view: 'lineage', node: 'package:huggingface/bo/bert#0', up: 9, down: 9 } });
    expect(labels(graph)).toEqual(['package bo/bert 0', 'package ada/bert -1', 'package google/bert -2', 'package bo/merge 1']);
    expect(lines(graph)).toEqual([
      'package:huggingface/ada/bert#0 -quantized> package:huggingface/bo/bert#0',
      'package:huggingface/google/bert#0 -finetune> package:huggingface/ada/bert#0',
      'package:huggingface/bo/bert#0 -merge> package:huggingface/bo/merge#0',
    ]);
    expect(graph.edges.map(({ conflict }) => conflict)).toEqual([null, 'GPL-3.0-only of the base asks for the same licence, not MIT.', null]);
    const merge = draw(null, { picture: { view: 'lineage', node: 'package:huggingface/bo/merge#0', up: 1, down: 1 } });
    expect(labels(merge)).toEqual(['package bo/merge 0', 'package bo/bert -1', 'missing gone/base -1']);
    expect(merge.notes).toEqual(['1 base model not in this mirror, or renamed since, which nothing here tells: each is a node of its own that nobody holds.']);
    expect(merge.fingerprint).toBe('f00d');
  });

  it('keeps to its cap and says what is behind it', () => {
    const packages = [{ name: 'base' }, ...Array.from({ length: 30 }, (_, number) => ({ name: `made-${number}`, bases: [{ base: 'base' }], numbers: { downloads: number } }))];
    const graph = draw({ packages }, { picture: { view: 'lineage', node: 'package:huggingface/base#0', up: 5, down: 5 }, cap: 10 });
    expect(graph.nodes.length).toBe(12);
    expect(graph.nodes[1]?.label).toBe('made-29');
    expect(graph.nodes.at(-1)).toMatchObject({ id: 'more:package:huggingface/base#0:dependants', kind: 'more', label: '20 more', weight: 20 });
    expect(graph.hidden).toBe(20);
  });

  it('refuses what has no lineage or is not there', () => {
    expect(() => draw({ packages: family }, { picture: { view: 'lineage', node: 'owner:huggingface/bo', up: 1, down: 1 } })).toThrow('Only packages and base models have a lineage.');
    expect(() => draw(null, { picture: { view: 'ego', node: 'maintainer:nobody@x.org' } })).toThrow('nobody@x.org is not in this mirror');
  });
});

describe('graph.draw of a tree', () => {
  it('shows dependants by distance, from a holder and from a base that is not there', () => {
    const graph = draw({ packages: family }, { picture: { view: 'tree', node: 'owner:huggingface/google' } });
    expect(labels(graph)).toEqual(['owner google 0', 'package google/bert 1', 'package ada/bert 2', 'package bo/bert 3', 'package bo/merge 4']);
    expect(graph.notes[0]).toBe('3 packages depend on it, the farthest 3 steps away.');
    const missing = draw(null, { picture: { view: 'tree', node: 'missing:gone/base' } });
    expect(labels(missing)).toEqual(['missing gone/base 0', 'package bo/merge 1']);
  });

  it('ties a maintainer to the packages of the repositories committed to', () => {
    const path = 'data/huggingface/repos/google/bert';
    const [bert, ...others] = family;
    const index = { repositories: [{ path, authors: [{ name: 'Ada', email: 'ada@x.org', commits: 3 }] }], packages: [{ ...bert, name: 'google/bert', repository: path }, ...others] };
    for (const picture of [{ view: 'tree', node: 'maintainer:ada@x.org' }, { view: 'what-if', nodes: ['maintainer:ada@x.org'], event: 'lost' }]) {
      const graph = draw(index, { picture });
      expect(lines(graph)[0]).toBe('maintainer:ada@x.org -committed> package:huggingface/google/bert#0');
      expect(graph.edges[0]?.weight).toBe(3);
      expect(graph.nodes.map(({ distance }) => distance)).toEqual([0, 1, 2, 3, ...(picture.view === 'tree' ? [4] : [])]);
    }
  });

  it('draws a chain of 1,000 as far as the cap goes, and reaches far levels of a wide tree', () => {
    const chain = Array.from({ length: 1000 }, (_, number) => ({ name: `c${number}`, bases: number === 0 ? [] : [{ base: `c${number - 1}` }] }));
    const graph = draw({ packages: chain }, { picture: { view: 'tree', node: 'package:huggingface/c0#0' }, cap: 50 });
    expect(graph.nodes.filter(({ kind }) => kind === 'package').map(({ distance }) => distance)).toEqual(Array.from({ length: 51 }, (_, distance) => distance));
    expect(graph.notes[0]).toBe('999 packages depend on it, the farthest 999 steps away.');
    const wide = [{ name: 'root' }, ...Array.from({ length: 200 }, (_, number) => ({ name: `w${number}`, bases: [{ base: 'root' }] })), { name: 'far', bases: [{ base: 'w7' }] }];
    const drawn = draw({ packages: wide }, { picture: { view: 'tree', node: 'package:huggingface/root#0' }, cap: 20 });
    expect(drawn.nodes.find(({ label }) => label === 'far')?.distance).toBe(2);
  });

  it('stands for cycles and ties of a package to itself', () => {
    const packages: readonly TestPackage[] = [
      { name: 'a', bases: [{ base: 'b' }, { base: 'a' }] },
      { name: 'b', bases: [{ base: 'a' }] },
    ];
    const graph = draw({ packages }, { picture: { view: 'tree', node: 'package:huggingface/a#0' } });
    expect(labels(graph)).toEqual(['package a 0', 'package b 1']);
    expect(graph.edges).toHaveLength(2);
    expect(graph.notes.slice(1)).toEqual(['1 package names itself as a base, which counts for nothing.', '1 cycle: packages that depend on one another; none counts for itself.']);
  });
});

describe('graph.draw of an ego', () => {
  const path = 'data/onnxmodelzoo/repos/onnx/models';
  const shared: TestIndex = {
    repositories: [
      { path, hub: 'onnxmodelzoo', authors: [{ name: 'Ada', email: 'ada@x.org', commits: 3 }, { name: 'Bo', email: 'bo@x.org', commits: 2 }] },
      { path: 'data/huggingface/repos/ada/one', authors: [{ name: 'Ada', email: 'Ada@x.org' }] },
    ],
    packages: [
      ...['AlexNet', 'VGG'].map((name) => ({ name, hub: 'onnxmodelzoo' as const, repository: path })),
      { name: 'ada/one', owner: 'ada', repository: 'data/huggingface/repos/ada/one' },
    ],
  };

  it('ties a maintainer to repositories, those to packages and to the others who committed', () => {
    const graph = draw(shared, { picture: { view: 'ego', node: 'maintainer:ada@x.org' } });
    expect(labels(graph)).toEqual(['maintainer Ada 0', 'repository onnx/models 1', 'repository ada/one 1', 'maintainer Bo 2', 'package AlexNet 2', 'package VGG 2']);
    expect(graph.edges.map(({ kind, weight }) => `${kind} ${weight}`)).toEqual(['committed 3', 'committed 2', 'committed 1', 'holds 1', 'holds 1']);
    expect(graph.nodes[0]?.facts.reach).toBe(2);
    expect(graph.nodes[2]?.package).toEqual({ hub: 'huggingface', name: 'ada/one', ordinal: 0 });
  });

  it('follows lineage from an account to others, within the cap', () => {
    const packages: readonly TestPackage[] = [
      { name: 'google/bert', owner: 'google', numbers: { downloads: 9 } },
      { name: 'google/t5', owner: 'google', bases: [{ base: 'gone/base' }] },
      { name: 'ada/bert', owner: 'ada', bases: [{ base: 'google/bert' }] },
      ...Array.from({ length: 20 }, (_, number) => ({ name: `google/x${number}`, owner: 'google' })),
    ];
    const whole = draw({ packages }, { picture: { view: 'ego', node: 'owner:huggingface/google' }, cap: 100 });
    expect(whole.nodes.filter(({ kind }) => kind === 'package')).toHaveLength(23);
    expect(lines(whole)).toEqual(expect.arrayContaining([
      'package:huggingface/google/bert#0 -base> package:huggingface/ada/bert#0', 'missing:gone/base -base> package:huggingface/google/t5#0', 'owner:huggingface/ada -owns> package:huggingface/ada/bert#0',
    ]));
    expect(whole.hidden).toBe(0);
    const capped = draw(null, { picture: { view: 'ego', node: 'owner:huggingface/google' }, cap: 10 });
    expect(capped.nodes.filter(({ kind }) => kind !== 'more').length).toBeLessThanOrEqual(11);
    expect(capped.hidden + capped.nodes.filter(({ label }) => label.startsWith('google/')).length).toBe(22);
  });

  it('draws a package with all that it is tied to', () => {
    const graph = draw(shared, { picture: { view: 'ego', node: 'package:huggingface/ada/one#0' } });
    expect(labels(graph)).toEqual(['package ada/one 0', 'owner ada 1', 'repository ada/one 1']);
  });
});
