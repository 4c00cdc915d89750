import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Graph } from '../shared/contract/index.ts';
import {
  appearanceOf, type AppearanceChoice, colourColumns, defaultFigure, drawFigure, drawnGraph, type DrawnGraph, figureLimits, graphFormat, type GraphFormatId, graphThemes, layTiers, type PictureFormat, sizeColumns, usualAppearance,
} from '../shared/graph/index.ts';
import { pluralText } from '../shared/text/quantity.ts';
import { UsageError } from './arguments.ts';
import type { VerbContext } from './verb.ts';

/** Forms in which verbs write a graph. `csv`: its two tables, each a file of its own. */
const graphOutputFormats = ['dot', 'graphml', 'gexf', 'cyjs', 'json', 'csv', 'nodes-csv', 'edges-csv', 'svg'] as const;

export type GraphOutputFormat = (typeof graphOutputFormats)[number];

/** Options of every verb that writes a graph; `writeGraph` reads them. */
export const graphOutputOptions = {
  format: { type: 'string' }, out: { type: 'string', short: 'o' }, overwrite: { type: 'boolean' },
  'colour-by': { type: 'string' }, 'size-by': { type: 'string' }, theme: { type: 'string' }, width: { type: 'string' }, licences: { type: 'boolean' },
} as const;

export const graphOutputUsage = `--format takes ${graphOutputFormats.join(', ')}; it goes to stdout, or to --out PATH,
where --overwrite replaces a file. csv writes two files, PATH-nodes.csv and PATH-edges.csv.
--colour-by ${colourColumns.map(({ id }) => id).join('|')} and
--size-by ${sizeColumns.map(({ id }) => id).join('|')} tell what colours and sizes stand for.
svg also takes --theme ${graphThemes.join('|')}, --width MM, from ${figureLimits.width.least} to ${figureLimits.width.most},
and --licences, which puts them below the names of packages.`;

/** What a verb knows of the graph that it writes. */
export interface GraphSubject {
  readonly title: string;
  /** Which part of the mirror it is drawn from, in words. */
  readonly filters: string;
}

/** Writes a graph in the form that --format names; throws UsageError for options that do not go together. Without --format the verb prints itself. */
export async function writeGraph(context: VerbContext, graph: Graph, { title, filters }: GraphSubject): Promise<void> {
  const { args } = context;
  const format = readGraphFormat(context);
  if (format === null) throw new UsageError('--format is missing.');
  const out = args.text('out');
  if (format === 'csv' && out === null) throw new UsageError('csv makes two files and needs --out; nodes-csv and edges-csv go to stdout.');
  const { name, version } = await context.call('app.info', {});
  const theme = args.choice('theme', graphThemes, 'print');
  const drawn = drawnGraph({
    graph, title, filters,
    // Only DOT is laid out by its reader.
    positions: format === 'dot' ? null : layTiers(graph),
    appearance: appearanceOf(graph, readAppearance(context, graph), theme),
    made: `${name} ${version}`,
  });
  if (format === 'csv') {
    const stem = resolve((out ?? '').replace(/\.csv$/i, ''));
    await save(context, drawn, 'nodes-csv', `${stem}-nodes.csv`);
    await save(context, drawn, 'edges-csv', `${stem}-edges.csv`);
  } else if (out === null) await context.write(fileOf(context, drawn, format));
  else await save(context, drawn, format, resolve(out));
}

/** The form that --format names, or null; throws where options ask for a file without naming its form. */
export function readGraphFormat({ args }: VerbContext): GraphOutputFormat | null {
  const format = args.optionalChoice('format', graphOutputFormats);
  if (format === null) {
    const idle = ['out', 'colour-by', 'size-by', 'theme', 'width'].find((option) => args.text(option) !== null) ?? ['overwrite', 'licences'].find((option) => args.flag(option));
    if (idle !== undefined) throw new UsageError(`--${idle} needs --format.`);
    return null;
  }
  if (format !== 'svg') for (const option of ['theme', 'width']) if (args.text(option) !== null) throw new UsageError(`--${option} is for --format svg.`);
  if (format !== 'svg' && args.flag('licences')) throw new UsageError('--licences is for --format svg.');
  return format;
}

function readAppearance({ args }: VerbContext, { nodes }: Graph): AppearanceChoice {
  const usual = usualAppearance(nodes);
  return {
    colourBy: args.choice('colour-by', colourColumns.map(({ id }) => id), usual.colourBy),
    sizeBy: args.choice('size-by', sizeColumns.map(({ id }) => id), usual.sizeBy),
  };
}

function fileOf({ args }: VerbContext, drawn: DrawnGraph, format: GraphFormatId | 'svg'): string {
  if (format !== 'svg') return graphFormat(format).write(drawn);
  const { least, most } = figureLimits.width;
  const width = args.count('width', defaultFigure.width, most);
  if (width < least) throw new UsageError(`--width takes millimetres from ${least} to ${most}; not ${width}.`);
  return drawFigure(drawn, { ...defaultFigure, width, licences: args.flag('licences') }).svg;
}

async function save(context: VerbContext, drawn: DrawnGraph, format: PictureFormat & (GraphFormatId | 'svg'), target: string): Promise<void> {
  const written = await context.call('exports.picture', { format, content: gzipSync(fileOf(context, drawn, format)).toString('base64'), target, overwrite: context.args.flag('overwrite') });
  context.note(`${pluralText(drawn.nodes.length, 'node')} and ${pluralText(drawn.edges.length, 'edge')} written to ${written.path}.`);
}
