import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { contract, type Graph } from '../../src/shared/contract/index.ts';
import { sampleProgram } from './support/sample-program.ts';

let graph: Graph;
const { here, ptmx } = sampleProgram();
const bert = 'huggingface/bert-base-uncased';

beforeAll(async () => {
  graph = contract['graph.draw'].answer.parse(JSON.parse((await ptmx('graph', bert, '--json')).stdout));
});

describe('ptmx graph', () => {
  test('lists the nodes with rule and counts', async () => {
    const { code, stdout, stderr } = await ptmx('graph', bert);
    expect(code).toBe(0);
    expect(graph.nodes.length).toBeGreaterThan(1);
    for (const { label } of graph.nodes) expect(stdout).toContain(label);
    expect(stderr).toContain(`${graph.nodes.length} nodes, ${graph.edges.length} edges`);
    expect(stderr).toContain(graph.rule);
  });

  test('writes every form to stdout', async () => {
    const beginnings = { dot: '// title: Lineage of', graphml: '<?xml', gexf: '<?xml', cyjs: '{', json: '{', 'nodes-csv': 'id,label,kind', 'edges-csv': 'source,target,type' };
    for (const [format, beginning] of Object.entries(beginnings)) {
      const { code, stdout, stderr } = await ptmx('graph', bert, '--format', format);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.startsWith(beginning)).toBe(true);
      expect(stdout).toContain(`package:${bert}#0`);
    }
  });

  test('writes a figure of a width and theme, and both tables, and overwrites only when told', async () => {
    const svg = here('lineage.svg');
    const draw = ['graph', bert, '--format', 'svg', '--width', '85', '--theme', 'dark', '--colour-by', 'task', '--out', svg];
    expect(await ptmx(...draw)).toMatchObject({ code: 0, stderr: `${graph.nodes.length} nodes and ${graph.edges.length} edges written to ${svg}.\n` });
    expect(readFileSync(svg, 'utf8')).toMatch(/width="85mm"[^]*Colour: task[^]*Lineage of /);
    expect((await ptmx(...draw)).code).not.toBe(0);
    expect((await ptmx(...draw, '--overwrite')).code).toBe(0);
    expect((await ptmx('graph', bert, '--format', 'csv', '--out', here('bert.csv'))).code).toBe(0);
    expect(readFileSync(here('bert-nodes.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(graph.nodes.length + 1);
    expect(readFileSync(here('bert-edges.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(graph.edges.length + 1);
    expect(existsSync(here('bert.csv'))).toBe(false);
  });

  test.each([
    [['--format', 'csv'], 'needs --out'],
    [['--out', 'x.svg'], '--out needs --format'],
    [['--format', 'dot', '--width', '85'], '--width is for --format svg'],
    [['--format', 'svg', '--width', '5'], '--width takes millimetres from 40 to 1200'],
    [['--format', 'svg', '--colour-by', 'mood'], '--colour-by takes one of kind, hub'],
    [['--view', 'paths'], '--view paths needs two nodes'],
    [['--event', 'lost'], '--event is for --view what-if'],
    [['--cap', '2'], '--cap takes a number from 5'],
  ])('refuses %j', async (options, message) => {
    const { code, stderr, stdout } = await ptmx('graph', bert, ...options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
