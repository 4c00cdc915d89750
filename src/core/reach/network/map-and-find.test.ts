import { afterEach, describe, expect, it } from 'vitest';
import type { TestIndex } from '../../query/testing.ts';
import { drawGraph } from './draw.ts';
import { findNodes } from './find.ts';
import { drawMap, mapNodes } from './map.ts';
import { argumentsOf, openWorld, type OpenWorld } from './testing.ts';

let open: OpenWorld | null = null;
afterEach(() => {
  open?.close();
  open = null;
});

const path = 'data/huggingface/repos/ada/bert';
const index: TestIndex = {
  repositories: [{ path, authors: [{ name: 'Ada Lovelace', email: 'ada@x.org', commits: 2, signed: 2 }] }, { path: 'data/huggingface/repos/bo/bert', authors: [{ name: 'Bo', email: 'bo@x.org' }, { name: 'Ada', email: 'ada@x.org' }] }],
  packages: [
    { name: 'google/bert', owner: 'google', task: 'fill-mask', numbers: { downloads: 70 }, datasets: ['wiki'] },
    { name: 'ada/bert', owner: 'ada', task: 'fill-mask', repository: path, bases: [{ base: 'google/bert' }] },
    { name: 'bo/bert', owner: 'bo', task: 'translation', repository: 'data/huggingface/repos/bo/bert', bases: [{ base: 'ada/bert' }, { base: 'gone/Bertha' }] },
    { name: 'VGG', hub: 'onnxmodelzoo' },
  ],
};

function context() {
  open ??= openWorld(index);
  return open.context;
}

const numbers = {
  bytes: (text: string) => [...Buffer.from(text, 'base64')],
  words: (text: string) => [...new Uint32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)],
  shorts: (text: string) => [...new Uint16Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)],
  floats: (text: string) => [...new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)],
};

describe('graph.map', () => {
  it('gives a scope as columns', () => {
    const map = drawMap(context(), argumentsOf('graph.map', {}));
    expect([map.nodes, map.total]).toEqual([5, 5]);
    expect(numbers.words(map.ids)).toEqual([1, 2, 3, 4, 0]);
    expect(numbers.words(map.edges)).toEqual([0, 1, 1, 2, 4, 2]);
    expect(numbers.bytes(map.hubs)).toEqual([0, 0, 0, 3, 255]);
    expect(numbers.words(map.owners)).toEqual([0, 1, 2, 0xffffffff, 0xffffffff]);
    expect(numbers.shorts(map.tasksOfNodes)).toEqual([0, 0, 1, 65535, 65535]);
    expect(map.tasks).toEqual(['fill-mask', 'translation']);
    expect(numbers.floats(map.downloads)).toEqual([70, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(numbers.floats(map.dependants)).toEqual([2, 1, 0, 0, 1]);
    expect(numbers.bytes(map.signed)).toEqual([0, 2, 0, 0, 0]);
    expect(map.named.map(({ node, label }) => `${node} ${label}`)).toEqual(['0 google/bert', '1 ada/bert', '4 gone/Bertha', '2 bo/bert', '3 VGG']);
    expect(mapNodes(context(), argumentsOf('graph.mapNodes', { nodes: [4, 0, 99] })).nodes.map(({ id }) => id)).toEqual(['missing:gone/Bertha', 'package:huggingface/google/bert#0']);
  });

  it('keeps to its cap by dependants, and says so', () => {
    open?.close();
    const packages = [{ name: 'base' }, ...Array.from({ length: 150 }, (_, number) => ({ name: `p${number}`, ...(number % 2 === 0 ? { bases: [{ base: 'base' }] } : {}) }))];
    open = openWorld({ packages });
    const map = drawMap(context(), argumentsOf('graph.map', { cap: 100 }));
    expect([map.nodes, map.total, numbers.words(map.ids)[0]]).toEqual([100, 151, 1]);
    expect(map.notes).toEqual(['51 nodes of 151 with the fewest dependants and downloads are not on the map.']);
  });
});

describe('graph.find', () => {
  const found = (text: string, fields: Readonly<Record<string, unknown>> = {}): string[] => findNodes(context(), argumentsOf('graph.find', { text, ...fields })).nodes.map(({ id }) => id);

  it('finds every kind of node by part of its name, whole names first', () => {
    expect(found('bert')).toEqual([
      'package:huggingface/google/bert#0', 'package:huggingface/ada/bert#0', `repository:${path}`, 'repository:data/huggingface/repos/bo/bert', 'package:huggingface/bo/bert#0', 'missing:gone/Bertha',
    ]);
    expect(found('ADA').slice(0, 2)).toEqual(['owner:huggingface/ada', 'maintainer:ada@x.org']);
    expect(found('@x.org')).toEqual(['maintainer:ada@x.org', 'maintainer:bo@x.org']);
    expect(found('wiki')).toEqual([]);
    expect(found('wiki', { dependencies: { dataset: true } })).toEqual(['dataset:wiki']);
    expect(found('vgg', { hub: 'huggingface' })).toEqual([]);
    expect(found('  ')).toEqual([]);
  });
});

describe('graph.draw of who works together', () => {
  it('ties maintainers by shared repositories, accounts by lineage', () => {
    const maintainers = drawGraph(context(), argumentsOf('graph.draw', { picture: { view: 'together', node: null }, holder: 'committed' }));
    expect(maintainers.nodes.map(({ id, facts }) => `${id} ${facts.reach}`)).toEqual(['maintainer:ada@x.org 2', 'maintainer:bo@x.org 1']);
    expect(maintainers.edges.map(({ kind, weight }) => `${kind} ${weight}`)).toEqual(['together 1']);
    const owners = drawGraph(context(), argumentsOf('graph.draw', { picture: { view: 'together', node: null } }));
    expect(owners.edges.map(({ source, target }) => `${source} > ${target}`).sort()).toEqual(['owner:huggingface/ada > owner:huggingface/bo', 'owner:huggingface/google > owner:huggingface/ada']);
    const around = drawGraph(context(), argumentsOf('graph.draw', { picture: { view: 'together', node: 'owner:huggingface/ada' } }));
    expect(around.nodes.map(({ label }) => label).sort()).toEqual(['ada', 'bo', 'google']);
  });
});
