import type { Graph, Picture } from '../../shared/contract/index.ts';
import { kindWords } from '../../shared/graph/index.ts';
import { UsageError } from '../arguments.ts';
import { graphOutputOptions, graphOutputUsage, readGraphFormat, writeGraph } from '../graph-output.ts';
import { parsePackageKey } from '../package-key.ts';
import { readReachScope, reachScopeOptions, reachScopeUsage } from '../reach-scope.ts';
import { shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

const views = ['ego', 'together', 'tree', 'lineage', 'paths', 'what-if'] as const;

const mostNodes = 5000;

/** Steps that a lineage goes up and down: all there are. */
const allSteps = 10_000;

export const graphVerb: Verb = {
  name: 'graph',
  summary: 'a picture of reach, for papers and other programs',
  usage: `ptmx graph NODE… [--view ${views.join('|')}] [--cap N] [--event taken-over|lost]
           [--format FORMAT] [--out PATH] [--overwrite] [--colour-by COLUMN] [--size-by COLUMN]
           [--theme THEME] [--width MM] [--licences] [--hub HUB] [--query QUERY] [--key email|name|both]
           [--role author|committer|either] [--holder owner|committed] [--edges LIST]
           [--mirror PATH] [--json]

A node is a package as HUB/NAME[#N], or maintainer:KEY, owner:HUB/NAME, missing:BASE, repository:PATH,
dataset:NAME, architecture:NAME. ego: what it is tied to; together: who works with whom; tree: what
depends on it; lineage: what it was made from and what was made of it; paths: the shortest ways
between two nodes; what-if: what is reached when the nodes are taken over (--event), or left without
a base when they are lost. together takes no node, or one. --cap: nodes at most, besides those named.

${reachScopeUsage}

${graphOutputUsage}`,
  options: { view: { type: 'string' }, cap: { type: 'string' }, event: { type: 'string' }, ...reachScopeOptions, ...graphOutputOptions },
  async run(context) {
    const { args } = context;
    const format = readGraphFormat(context);
    const picture = readPicture(context);
    const cap = args.count('cap', 120, mostNodes);
    if (cap < 5) throw new UsageError(`--cap takes a number from 5 to ${mostNodes.toLocaleString('en')}; not ${cap}.`);
    const graph = await context.call('graph.draw', { ...(await readReachScope(context)), picture, cap });
    if (args.flag('json')) context.printJson(graph);
    else if (format === null) printNodes(context, graph);
    else await writeGraph(context, graph, { title: titleOf(picture, graph), filters: '' });
  },
};

function readPicture({ args }: VerbContext): Picture {
  const nodes = args.positionals.map(nodeId);
  const [first, second] = nodes;
  const view = args.choice('view', views, first === undefined ? 'together' : viewOf(first));
  if (view !== 'what-if' && args.text('event') !== null) throw new UsageError('--event is for --view what-if.');
  const most = { ego: 1, together: 1, tree: 1, lineage: 1, paths: 2, 'what-if': 200 }[view];
  if (nodes.length > most) throw new UsageError(`--view ${view} takes ${most === 1 ? 'one node' : `${most} nodes at most`}.`);
  if (view === 'together') return { view, node: first ?? null };
  if (first === undefined) throw new UsageError(`--view ${view} needs a node.`);
  switch (view) {
    case 'ego':
    case 'tree':
      return { view, node: first };
    case 'lineage':
      return { view, node: first, up: allSteps, down: allSteps };
    case 'paths':
      if (second === undefined) throw new UsageError('--view paths needs two nodes.');
      return { view, from: first, to: second };
    case 'what-if':
      return { view, nodes, event: args.choice('event', ['taken-over', 'lost'], 'taken-over') };
  }
}

/** Ids are as everywhere; what begins with a hub is a package. */
function nodeId(given: string): string {
  const kind = /^(maintainer|owner|package|missing|repository|dataset|architecture):(.+)$/s.exec(given);
  if (kind && kind[1] !== 'package') return given;
  const { hub, name, ordinal } = parsePackageKey(kind?.[2] ?? given);
  return `package:${hub}/${name}#${ordinal}`;
}

function viewOf(id: string): 'ego' | 'tree' | 'lineage' {
  if (id.startsWith('package:') || id.startsWith('missing:')) return 'lineage';
  return id.startsWith('dataset:') || id.startsWith('architecture:') ? 'tree' : 'ego';
}

function titleOf(picture: Picture, { nodes }: Graph): string {
  const named = nodes.filter(({ focus }) => focus).map(({ label }) => label);
  const names = named.length > 3 ? `${named.slice(0, 3).join(', ')} and ${named.length - 3} more` : named.join(' and ');
  switch (picture.view) {
    case 'ego':
      return `What ${names} is tied to`;
    case 'together':
      return names === '' ? 'Who works with whom' : `Who works with ${names}`;
    case 'tree':
      return `What depends on ${names}`;
    case 'lineage':
      return `Lineage of ${names}`;
    case 'paths':
      return `How ${names} are connected`;
    case 'what-if':
      return picture.event === 'lost' ? `What is left without a base when ${names} is lost` : `What is reached when ${names} is taken over`;
  }
}

function printNodes(context: VerbContext, graph: Graph): void {
  context.print(
    textTable(graph.nodes, [
      { title: 'kind', value: ({ kind }) => kindWords[kind] },
      { title: 'name', value: ({ label }) => shown(label), most: 60 },
      { title: 'hub', value: ({ hub }) => shown(hub) },
      { title: 'steps', align: 'right', value: ({ distance }) => shown(distance) },
      { title: 'reach', align: 'right', value: ({ facts }) => shown(facts.reach) },
      { title: 'dependants', align: 'right', value: ({ facts }) => shown(facts.dependants) },
      { title: 'downloads', align: 'right', value: ({ facts }) => shown(facts.downloads) },
    ]),
  );
  context.note(`${graph.nodes.length.toLocaleString('en')} nodes, ${graph.edges.length.toLocaleString('en')} edges, ${graph.hidden.toLocaleString('en')} nodes not drawn. ${graph.rule} (${graph.source})`);
  for (const note of graph.notes) context.note(note);
}
