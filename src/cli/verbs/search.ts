import type { PackageRow } from '../../shared/contract/index.ts';
import { parse, print } from '../../shared/search/index.ts';
import { UsageError } from '../arguments.ts';
import { day, shown, textTable } from '../table.ts';
import type { Verb } from '../verb.ts';

/** Rows asked of the engine at a time. */
const pageRows = 1000;

export const searchVerb: Verb = {
  name: 'search',
  summary: 'find packages',
  usage: `ptmx search "QUERY" [--sort=ORDER] [--limit N] [--offset N] [--mirror PATH] [--json]

QUERY is the search language of docs/search.md: words, "phrases", fields such as
hub:onnxmodelzoo task:fill-mask license:mit downloads:>1k, -not, OR, ( ).
--sort takes the orders of the language, in the place of those in QUERY: name, -downloads, task,-likes. --limit is 20 unless given; 0 means all.`,
  options: {
    sort: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
  },
  async run(context) {
    const { args } = context;
    const mirror = await context.mirror();
    const limit = args.count('limit', 20, 1e9) || Number.MAX_SAFE_INTEGER;
    let offset = args.count('offset', 0, 1e9);
    const query = sortedBy(args.positionals.join(' '), args.text('sort'));
    const rows: PackageRow[] = [];
    let total = 0;
    for (;;) {
      const page = await context.call('packages.search', { mirror, query, offset, limit: Math.min(pageRows, limit - rows.length) });
      const wrong = page.notes.find((note) => note.severity === 'error');
      // A condition that is left out would widen the answer without a script's noticing.
      if (wrong) throw new UsageError(`${wrong.message} (character ${wrong.from + 1} of the query)`);
      if (rows.length === 0) for (const note of page.notes) context.note(`${note.severity}: ${note.message}`);
      total = page.total;
      rows.push(...page.rows);
      offset += page.rows.length;
      if (page.rows.length === 0 || rows.length >= limit || offset >= total) break;
    }
    if (args.flag('json')) context.printJson({ total, rows });
    else {
      context.print(
        textTable(rows, [
          { title: 'hub', value: (row) => row.hub },
          { title: 'name', value: (row) => row.name },
          { title: 'owner', value: (row) => shown(row.owner), most: 24 },
          { title: 'task', value: (row) => shown(row.task), most: 28 },
          { title: 'architecture', value: (row) => shown(row.architecture), most: 20 },
          { title: 'license', value: (row) => shown(row.license), most: 16 },
          { title: 'downloads', align: 'right', value: (row) => shown(row.downloads) },
          { title: 'modified', value: (row) => day(row.modified) },
        ]),
      );
      context.note(`${rows.length.toLocaleString('en')} of ${total.toLocaleString('en')} packages`);
    }
  },
};

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
