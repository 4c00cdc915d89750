import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Graph } from '../contract/graph.ts';
import { appearanceOf, usualAppearance } from './appearance.ts';
import { drawnGraph, type DrawnGraph } from './drawn-graph.ts';
import { graphFormat, type GraphFormatId } from './formats.ts';
import { hostileGraph, hostileLabels, testEdge, testGraph, testNode } from './testing.ts';
import { holdable } from './xml.ts';

const folder = mkdtempSync(join(tmpdir(), 'ptmx-graph-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function drawn(graph: Graph, places = true): DrawnGraph {
  const positions = places ? Float32Array.from(graph.nodes.flatMap((_, at) => [at * 10, at * -5])) : null;
  return drawnGraph({ graph, positions, appearance: appearanceOf(graph, usualAppearance(graph.nodes), 'light'), title: 'A <title> "of" & it\n2', filters: 'hub:huggingface', made: 'PTMTorrent Explorer 1' });
}

function python(script: string, ...args: readonly string[]): { readonly ok: boolean; readonly value: unknown; readonly error: string } {
  const run = spawnSync('python3', ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
  if (run.status !== 0) return { ok: false, value: null, error: run.stderr ?? String(run.error) };
  return { ok: true, value: JSON.parse(run.stdout) as unknown, error: '' };
}

const hasPython = python('print(1)').ok;
const hasNetworkx = hasPython && python('import networkx; print(1)').ok;

interface ReadGraph {
  readonly directed: boolean;
  readonly nodes: readonly (readonly [string, Record<string, unknown>])[];
  readonly edges: readonly (readonly [string, string, Record<string, unknown>])[];
  readonly about: Record<string, unknown>;
}

function read(format: GraphFormatId, of: DrawnGraph): ReadGraph {
  const file = join(folder, `graph.${format}`);
  writeFileSync(file, graphFormat(format).write(of));
  const script = `
import json, sys, networkx as nx
graph = nx.read_${format}(sys.argv[1])
print(json.dumps({"directed": graph.is_directed(), "nodes": list(graph.nodes(data=True)), "edges": [[s, t, d] for s, t, d in graph.edges(data=True)], "about": {k: v for k, v in graph.graph.items() if isinstance(v, str)}}))`;
  const { value, error } = python(script, file);
  expect(error).toBe('');
  return value as ReadGraph;
}

describe.skipIf(!hasNetworkx)('read back by networkx (skipped where python3-networkx is not installed)', () => {
  const hostile = drawn(hostileGraph());

  it('GraphML holds every label, fact and edge', () => {
    const graph = read('graphml', hostile);
    expect(graph.directed).toBe(true);
    expect(graph.nodes.map(([, facts]) => facts['key'])).toEqual(hostile.nodes.map(({ id }) => id));
    for (const [id] of graph.nodes) expect(id).toMatch(/^[A-Za-z0-9._:-]+$/);
    expect(graph.nodes[0]?.[0]).toBe('package:huggingface_x002F_plain_x0023_0');
    expect(graph.nodes.map(([, facts]) => facts['label'] ?? '')).toEqual(hostileLabels.map(holdable));
    expect(graph.nodes.map(([, facts]) => facts['downloads'])).toEqual(hostileLabels.map((_, at) => at * 1000));
    expect(graph.nodes[3]?.[1]).toMatchObject({ x: 30, y: 15, kind: 'package', hub: 'huggingface', focus: false, first: '2020-09-16' });
    const keys = new Map(graph.nodes.map(([id, facts]) => [id, facts['key']]));
    expect(graph.edges.map(([source, target]) => [keys.get(source), keys.get(target)])).toEqual(hostile.edges.map((edge) => [edge.source.id, edge.target.id]));
    expect(graph.edges[5]?.[2]).toMatchObject({ kind: 'base', relation: 'finetune', weight: 1, conflict: holdable(hostileLabels[5] ?? '') });
    expect(graph.about).toMatchObject({ title: 'A <title> "of" & it\n2', index: 'f00d', filters: 'hub:huggingface', 'note-1': '<note> & "more"' });
  });

  it('GEXF holds every label, fact, look and edge', () => {
    const graph = read('gexf', hostile);
    expect(graph.directed).toBe(true);
    expect(graph.nodes.map(([id]) => id)).toEqual(hostile.nodes.map(({ id }) => id));
    expect(graph.nodes.map(([, facts]) => facts['label'])).toEqual(hostileLabels.map(holdable));
    expect(graph.nodes[3]?.[1]).toMatchObject({ owner: "a\\", downloads: 3000, start: '2020-09-16', viz: { position: { x: 30, y: 15, z: 0 }, color: { r: 193, g: 127, b: 23 } } });
    expect(graph.edges[5]?.[2]).toMatchObject({ kind: 'base', relation: 'finetune', weight: 1, conflict: holdable(hostileLabels[5] ?? ''), start: '2020-09-18' });
  });

  it('a graph whose edges have no direction is undirected in both', () => {
    const graph = testGraph([testNode('maintainer:a', { kind: 'maintainer' }), testNode('maintainer:b', { kind: 'maintainer' })], [testEdge('maintainer:a', 'maintainer:b', { kind: 'together', relation: null, weight: 3 })]);
    for (const format of ['graphml', 'gexf'] as const) expect(read(format, drawn(graph))).toMatchObject({ directed: false, edges: [[expect.any(String), expect.any(String), { weight: 3 }]] });
  });

  it('keeps several edges of one pair, edges to oneself, and two ids that differ in what XML cannot hold', () => {
    const graph = testGraph([testNode('package:a\u0001'), testNode('package:a\u2401'), testNode('package:b')], [testEdge('package:a\u0001', 'package:b'), testEdge('package:a\u0001', 'package:b', { relation: 'merge' }), testEdge('package:b', 'package:b'), testEdge('package:a\u2401', 'package:b')]);
    for (const format of ['graphml', 'gexf'] as const) {
      const back = read(format, drawn(graph));
      expect(back.nodes).toHaveLength(3);
      const keys = new Map(back.nodes.map(([id, { key }]) => [id, key ?? id]));
      expect(back.edges.map(([source, target, { relation }]) => [keys.get(source), keys.get(target), relation]).sort()).toEqual([
        ['package:a␁ (2)', 'package:b', 'finetune'], ['package:a␁', 'package:b', 'finetune'], ['package:a␁', 'package:b', 'merge'], ['package:b', 'package:b', 'finetune'],
      ]);
    }
  });
});

describe.skipIf(!hasPython)('read back by Python (skipped where python3 is not installed)', () => {
  const hostile = drawn(hostileGraph());

  it('CSV rows hold every label; what begins like a formula is guarded', () => {
    const nodes = join(folder, 'nodes.csv');
    const edges = join(folder, 'edges.csv');
    writeFileSync(nodes, graphFormat('nodes-csv').write(hostile));
    writeFileSync(edges, graphFormat('edges-csv').write(hostile));
    const { value, error } = python('import csv, json, sys\nprint(json.dumps([list(csv.DictReader(open(f, encoding="utf-8", newline=""))) for f in sys.argv[1:]]))', nodes, edges);
    expect(error).toBe('');
    const [nodeRows, edgeRows] = value as readonly Record<string, string>[][];
    const guarded = (label: string): string => (/^[=+\-@\t\r]/.test(label) ? `'${label}` : label).replaceAll('\0', '\uFFFD').replaceAll(/\p{Cs}/gu, '\uFFFD');
    expect(nodeRows?.map((row) => row['label'])).toEqual(hostileLabels.map(guarded));
    expect(edgeRows?.map((row) => [row['source'], row['target'], row['type']])).toEqual(hostile.edges.map((edge) => [edge.source.id, edge.target.id, 'Directed']));
  });

  it('Cytoscape’s file and JSON are JSON to Python, with every label and place', () => {
    const files = (['cyjs', 'json'] as const).map((format) => {
      const file = join(folder, `graph.${format}`);
      writeFileSync(file, graphFormat(format).write(hostile));
      return file;
    });
    const { value, error } = python('import json, sys\nprint(json.dumps([json.load(open(f, encoding="utf-8")) for f in sys.argv[1:]]))', ...files);
    expect(error).toBe('');
    const [network, graph] = value as readonly [{ elements: { nodes: { data: { id: string; name: string }; position: unknown }[]; edges: { data: { source: string } }[] } }, { nodes: { label: string }[]; edges: unknown[] }];
    expect(network.elements.nodes.map(({ data }) => data.name)).toEqual([...hostileLabels]);
    expect(network.elements.nodes[3]).toMatchObject({ position: { x: 30, y: -15 } });
    const ids = new Set(network.elements.nodes.map(({ data }) => data.id));
    expect(network.elements.edges.every(({ data }) => ids.has(data.source))).toBe(true);
    expect(graph.nodes.map(({ label }) => label)).toEqual([...hostileLabels]);
    expect(graph.edges).toHaveLength(hostile.edges.length);
  });

  it('DOT has the statements that Graphviz’s grammar sees in it', () => {
    const file = join(folder, 'graph.dot');
    writeFileSync(file, graphFormat('dot').write(hostile));
    const { value, error } = python(dotReader, file);
    expect(error).toBe('');
    const { nodes, edges, graphs } = value as { nodes: [string, Record<string, string>][]; edges: [string, string, Record<string, string>][]; graphs: number };
    // A quoted id keeps its doubled backslashes in Graphviz: the same in nodes and edges.
    const asRead = (text: string): string => holdable(text).replaceAll('\\', '\\\\');
    expect(graphs).toBe(1);
    expect(nodes.map(([id]) => id)).toEqual(hostile.nodes.map(({ id }) => asRead(id)));
    expect(nodes.map(([, { label }]) => label)).toEqual(hostileLabels.map((label) => asRead(label).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)));
    expect(edges.map(([source, target]) => [source, target])).toEqual(hostile.edges.map((edge) => [asRead(edge.source.id), asRead(edge.target.id)]));
    expect(nodes[2]?.[1]).toMatchObject({ downloads: '2000', pos: '15,7.5!' });
  });
});

/** Graphviz's scanner and grammar (lib/cgraph/scan.l, grammar.y) as far as our files use them. */
const dotReader = String.raw`
import json, re, sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
token = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|(?P<string>"(?:\\.|[^"\\])*")|(?P<id>[A-Za-z_\x80-\uffff][A-Za-z_0-9\x80-\uffff]*|-?(?:\.\d+|\d+(?:\.\d*)?))|(?P<mark>->|--|[{}\[\];,=])', re.S)
tokens, at = [], 0
while at < len(text):
    found = token.match(text, at)
    if not found: raise SystemExit("no token at " + repr(text[at:at + 40]))
    at = found.end()
    if found.lastgroup == "string": tokens.append(("id", found.group()[1:-1].replace('\\"', '"')))
    elif found.lastgroup: tokens.append((found.lastgroup, found.group()))
at = 0
def take(mark=None):
    global at
    kind, value = tokens[at]
    if mark is not None and (kind, value) != ("mark", mark): raise SystemExit("expected " + mark + " got " + repr(value))
    if mark is None and kind != "id": raise SystemExit("expected an id, got " + value)
    at += 1
    return value
def attributes():
    found = {}
    take("[")
    while tokens[at] != ("mark", "]"):
        name = take(); take("="); found[name] = take()
        if tokens[at] == ("mark", ","): take(",")
    take("]")
    return found
assert take() in ("digraph", "graph"); take(); take("{")
nodes, edges, graphs = [], [], 0
while tokens[at] != ("mark", "}"):
    name = take()
    if tokens[at][1] in ("->", "--") and tokens[at][0] == "mark":
        take(tokens[at][1]); target = take(); edges.append([name, target, attributes()])
    elif name in ("graph", "node", "edge"):
        graphs += name == "graph"; attributes()
    else: nodes.append([name, attributes()])
take("}")
assert at == len(tokens)
print(json.dumps({"nodes": nodes, "edges": edges, "graphs": graphs}))
`;
