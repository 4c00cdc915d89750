import type { CallAnswer } from '../../shared/contract/index.ts';
import { facetFields } from '../../shared/contract/facets.ts';
import { ExpectedError } from '../../shared/result.ts';
import { parse, print } from '../../shared/search/index.ts';
import { columnIds, type ColumnId, isExtraColumn } from '../../shared/table/index.ts';
import { UsageError } from '../arguments.ts';
import { defaultColumns, readColumns } from '../search/columns.ts';
import { type AskedFacet, countFacets, facetsText, readFacets } from '../search/facets.ts';
import { type OutputFormat, outputFormats, rowWriter } from '../search/rows.ts';
import { shown } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

/** Rows asked of the engine at a time. */
const pageRows = 1000;

export const searchVerb: Verb = {
  name: 'search',
  summary: 'find packages',
  usage: `ptmx search "QUERY" [--sort=ORDER] [--limit N] [--offset N] [--columns LIST] [--format ${outputFormats.join('|')}] [--mirror PATH] [--json]
ptmx search "QUERY" --facet FIELD[:N] [--facet …] [--format ${outputFormats.join('|')}]
ptmx search "QUERY" --count

QUERY is the search language of docs/search.md: words, "phrases", fields such as
hub:onnxmodelzoo task:fill-mask license:mit downloads:>1k, -not, OR, ( ).
--sort takes the orders of the language, in the place of those in QUERY: name, -downloads, task,-likes.
--limit is 20 unless given; 0 means all. --json is --format json.
--columns are ${wrapped(columnIds)}.
--facet counts the values of a field, the N most frequent (20 unless given), of
${wrapped(facetFields)}.`,
  options: {
    sort: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
    columns: { type: 'string', multiple: true },
    format: { type: 'string' },
    facet: { type: 'string', multiple: true },
    count: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const format = formatOf(context);
    const columns = readColumns(args.texts('columns'));
    const facets = readFacets(args.texts('facet'));
    const isCount = args.flag('count');
    refuseTogether([['--count', isCount], ['--facet', facets.length > 0], ['--columns', columns !== null]]);
    const paged = args.text('limit') ?? args.text('offset');
    if (paged !== null && (isCount || facets.length > 0)) throw new UsageError('--limit and --offset are for rows, not for counts.');
    const query = sortedBy(args.positionals.join(' '), args.text('sort'));
    const limit = args.count('limit', 20, 1e9) || Number.MAX_SAFE_INTEGER;
    const asked = { mirror: await context.mirror(), query };
    if (isCount) await writeCount(context, asked, format);
    else if (facets.length > 0) await writeFacets(context, asked, facets, format);
    else await writeRows(context, { ...asked, offset: args.count('offset', 0, 1e9), limit, columns }, format);
  },
};

interface Asked {
  readonly mirror: string;
  readonly query: string;
}

interface AskedRows extends Asked {
  readonly offset: number;
  readonly limit: number;
  readonly columns: readonly ColumnId[] | null;
}

function formatOf({ args }: VerbContext): OutputFormat {
  const format = args.optionalChoice('format', outputFormats);
  if (args.flag('json') && format !== null && format !== 'json') throw new UsageError(`--json and --format ${format} contradict each other.`);
  return args.flag('json') ? 'json' : (format ?? 'table');
}

function refuseTogether(options: readonly (readonly [name: string, isGiven: boolean])[]): void {
  const given = options.filter(([, isGiven]) => isGiven).map(([name]) => name);
  if (given.length > 1) throw new UsageError(`search takes one of ${given.join(', ')}.`);
}

/** A page of the search; what of it cannot be read ends the verb, for left out it would widen the answer without a script's noticing. */
async function ask(context: VerbContext, asked: Asked, page: { readonly offset: number; readonly limit: number }, columns: readonly ColumnId[]): Promise<CallAnswer<'packages.search'>> {
  const answer = await context.call('packages.search', { ...asked, ...page, extra: columns.filter(isExtraColumn) });
  const wrong = answer.notes.find((note) => note.severity === 'error');
  if (wrong) throw new ExpectedError('invalid-arguments', `${wrong.message} (character ${wrong.from + 1} of the query)`, 'ptmx search --help tells more, docs/search.md all of the language.');
  return answer;
}

async function askFirst(context: VerbContext, asked: Asked, page: { readonly offset: number; readonly limit: number }, columns: readonly ColumnId[]): Promise<CallAnswer<'packages.search'>> {
  const answer = await ask(context, asked, page, columns);
  for (const note of answer.notes) context.note(`${note.severity}: ${note.message}`);
  return answer;
}

async function writeCount(context: VerbContext, asked: Asked, format: OutputFormat): Promise<void> {
  const { total } = await askFirst(context, asked, { offset: 0, limit: 1 }, []);
  const text = { table: `${total}\n`, csv: `total\r\n${total}\r\n`, jsonl: `{"total":${total}}\n`, json: `{ "total": ${total} }\n` } satisfies Record<OutputFormat, string>;
  await context.write(text[format]);
}

async function writeFacets(context: VerbContext, asked: Asked, facets: readonly AskedFacet[], format: OutputFormat): Promise<void> {
  const { total } = await askFirst(context, asked, { offset: 0, limit: 1 }, []);
  await context.write(facetsText(format, total, await countFacets(context, asked.mirror, asked.query, facets)));
  if (format === 'table') context.note(`of ${shown(total)} packages`);
}

async function writeRows(context: VerbContext, { offset, limit, columns, ...asked }: AskedRows, format: OutputFormat): Promise<void> {
  const writer = rowWriter(format, columns, defaultColumns);
  const extra = columns ?? [];
  const first = await askFirst(context, asked, { offset, limit: Math.min(pageRows, limit) }, extra);
  const wanted = Math.max(0, Math.min(limit, first.total - offset));
  await context.write(writer.head(first.total));
  let written = 0;
  for (let page = first; ; page = await ask(context, asked, { offset: offset + written, limit: Math.min(pageRows, wanted - written) }, extra)) {
    if (page.total !== first.total || (page.rows.length === 0 && written < wanted)) throw new ExpectedError('busy', 'Another index came into force meanwhile: what was printed is not whole.', 'Run it again.');
    if (page.rows.length > 0) await context.write(writer.page(page.rows));
    written += page.rows.length;
    if (written >= wanted) break;
  }
  await context.write(writer.foot());
  if (format === 'table') context.note(first.total === 0 ? 'No package meets all conditions.' : `${shown(written)} of ${shown(first.total)} packages`);
}

/** The search with this order in the place of its own. */
function sortedBy(query: string, order: string | null): string {
  if (order === null) return query;
  const { sort, errors } = parse(`sort:${order}`);
  const [wrong] = errors;
  if (wrong) throw new UsageError(`--sort: ${wrong.message}`);
  const parsed = parse(query);
  // What cannot be read is not printed either, and is to be refused by the engine.
  return parsed.errors.length > 0 ? query : print(parsed.tree, sort);
}

/** Names in lines of a terminal's width. */
function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 90) lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(name);
  }
  return lines.join(',\n');
}
