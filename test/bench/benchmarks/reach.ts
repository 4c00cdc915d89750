import { generatedLineage } from '../generated-lineage.ts';
import { firstInstalled, outputOf } from '../programs.ts';
import type { Benchmark, BenchContext, Measured } from '../types.ts';

/** Packages that networkx is asked for: it walks from each. */
const fewPackages = 10_000;
const manyTimes = 10;
/** Rounds follow one another for so long on both sides, and the fastest counts, since other work only ever adds. */
const forSeconds = 3;

/**
 * PR by the descendants of each node, ITP and ITM by its ancestors, MR by the union of an account's descendants. Prints seconds without
 * imports and reading, the sums of PR and MR, and the peak in bytes (kibibytes on Linux, bytes on macOS).
 */
const script = `
import collections, json, resource, sys, time
import networkx
accounts = [int(line) for line in open(sys.argv[2])]
graph = networkx.DiGraph()
graph.add_nodes_from(range(len(accounts)))
graph.add_edges_from(tuple(map(int, line.split())) for line in open(sys.argv[1]))
held = collections.defaultdict(list)
for package, account in enumerate(accounts):
    held[account].append(package)
seconds = float('inf')
began = time.perf_counter()
while time.perf_counter() - began < float(sys.argv[3]):
    started = time.perf_counter()
    below = {node: networkx.descendants(graph, node) for node in graph}
    above = {node: networkx.ancestors(graph, node) for node in graph}
    pr = {node: len(found) for node, found in below.items()}
    itp = {node: len(found) for node, found in above.items()}
    itm = {node: len({accounts[other] for other in found}) for node, found in above.items()}
    mr = {account: len(set().union(*(below[package] for package in own))) for account, own in held.items()}
    seconds = min(seconds, time.perf_counter() - started)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == 'darwin' else 1024)
print(json.dumps([seconds, sum(pr.values()), sum(mr.values()), sum(itm.values()), peak]))
`;

function pythonWithNetworkx(): string | null {
  return firstInstalled(['python3', '/usr/bin/python3'], ['-c', 'import networkx']);
}

/** PR, ITP, ITM of every package and MR of every account over a generated network with a few bases of many. */
export const reach: Benchmark = {
  name: 'reach',
  summary: 'transitive reach of everybody in a generated network, beside networkx; and ten times as large',
  needs: [],
  async prepare(context) {
    for (const packages of [fewPackages, context.models, manyTimes * context.models]) generatedLineage(context, packages);
    await import('../measured-reach.ts');
    return null;
  },
  measurements: [
    { name: 'reach', goals: [{ kind: 'longest', atMostMilliseconds: 1500 }, { kind: 'peak', atMostMegabytes: () => 400 }], run: (context) => measure(context, context.models) },
    { name: 'reach-large', goals: [{ kind: 'seconds-against', against: 'reach', atMost: 15 }], run: (context) => measure(context, manyTimes * context.models) },
    {
      name: 'reach-networkx',
      goals: [],
      async run(context) {
        const python = pythonWithNetworkx();
        if (python === null) return { kind: 'skipped', reason: 'no python3 here imports networkx (python3-networkx on Debian)' };
        const data = generatedLineage(context, fewPackages);
        const printed: unknown = JSON.parse(outputOf(python, ['-c', script, data.ties, data.accounts, String(forSeconds)]));
        const [seconds, sum, reached, trusted, peakBytes] = Array.isArray(printed) ? printed.map(Number) : [];
        if (seconds === undefined || peakBytes === undefined) throw new Error('The script printed no figures.');
        return { kind: 'measured', seconds, records: fewPackages, bytesIn: null, bytesOut: null, parts: [], notes: [`sums of PR ${sum}, MR ${reached}, ITM ${trusted}`], otherProgram: { peakBytes } };
      },
    },
    { name: 'reach-few', goals: [{ kind: 'seconds-against', against: 'reach-networkx', atMost: 0.02 }], run: (context) => measureFew(context) },
  ],
};

async function measure(context: BenchContext, packages: number): Promise<Measured> {
  const { measureReach } = await import('../measured-reach.ts');
  const { parts, notes } = measureReach(generatedLineage(context, packages).index);
  const seconds = parts.reduce((sum, [, part]) => sum + part, 0);
  return { kind: 'measured', seconds, records: packages, bytesIn: null, bytesOut: null, parts, notes, longestMilliseconds: 1000 * seconds };
}

async function measureFew(context: BenchContext): Promise<Measured> {
  const { fastestFigures } = await import('../measured-reach.ts');
  const { seconds, notes } = fastestFigures(generatedLineage(context, fewPackages).index, forSeconds);
  return { kind: 'measured', seconds, records: fewPackages, bytesIn: null, bytesOut: null, parts: [], notes };
}
