import { UsageError } from '../arguments.ts';
import { graphOutputOptions, graphOutputUsage, readGraphFormat, writeGraph } from '../graph-output.ts';
import { parsePackageKey } from '../package-key.ts';
import { readReachScope } from '../reach-scope.ts';
import { lineageText } from '../show/lineage-text.ts';
import type { Verb } from '../verb.ts';

const mostNodes = 5000;

/** Deeper than any chain that there is. */
const allSteps = 10_000;

export const lineageVerb: Verb = {
  name: 'lineage',
  summary: 'base models of a package, and what was made from it',
  usage: `ptmx lineage HUB/NAME[#N] [--up] [--down] [--depth N] [--cap N] [--edges LIST]
             [--hub HUB] [--query QUERY] [--format FORMAT] [--out PATH] [--overwrite]
             [--colour-by COLUMN] [--size-by COLUMN] [--theme THEME] [--width MM]
             [--mirror PATH] [--json]

missing:BASE in the place of HUB/NAME is a base model that the mirror lacks. --up shows base models
alone, --down what was made from it alone. --depth: steps at most; --cap: packages at most.
--edges takes relations between commas (base, finetune, adapter, merge, quantized), all unless given.

${graphOutputUsage}`,
  options: {
    up: { type: 'boolean' }, down: { type: 'boolean' }, depth: { type: 'string' }, cap: { type: 'string' },
    hub: { type: 'string' }, query: { type: 'string' }, edges: { type: 'string' }, ...graphOutputOptions,
  },
  async run(context) {
    const { args } = context;
    const format = readGraphFormat(context);
    const [given, more] = args.positionals;
    if (given === undefined || more !== undefined) throw new UsageError('lineage takes one HUB/NAME (quote a name with spaces).');
    const node = given.startsWith('missing:') ? given : packageId(given);
    const depth = args.count('depth', allSteps, allSteps);
    const cap = args.count('cap', 120, mostNodes);
    if (cap < 5) throw new UsageError(`--cap takes a number from 5 to ${mostNodes.toLocaleString('en')}; not ${cap}.`);
    const isBoth = args.flag('up') === args.flag('down');
    const picture = { view: 'lineage', node, up: isBoth || args.flag('up') ? depth : 0, down: isBoth || args.flag('down') ? depth : 0 } as const;
    const graph = await context.call('graph.draw', { ...(await readReachScope(context)), picture, cap });
    if (args.flag('json')) {
      context.printJson(graph);
      return;
    }
    if (format !== null) {
      await writeGraph(context, graph, { title: `Lineage of ${graph.nodes.find(({ focus }) => focus)?.label ?? given}`, filters: '' });
      return;
    }
    context.print(lineageText(graph));
    for (const note of graph.notes) context.note(note);
    context.note(`${graph.rule} (${graph.source})`);
  },
};

function packageId(given: string): string {
  const { hub, name, ordinal } = parsePackageKey(given);
  return `package:${hub}/${name}#${ordinal}`;
}
