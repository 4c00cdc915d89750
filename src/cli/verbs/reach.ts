import type { CallAnswer, CallInput } from '../../shared/contract/index.ts';
import { packageText } from '../../shared/domain/index.ts';
import { csvCell } from '../../shared/table/index.ts';
import { UsageError } from '../arguments.ts';
import { readReachScope, reachScopeOptions, reachScopeUsage } from '../reach-scope.ts';
import { type Column, day, shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

type Scope = CallInput<'reach.curve'>;
type Row = CallAnswer<'reach.list'>['rows'][number];
type PackageRow = CallAnswer<'reach.packages'>['rows'][number];

const kinds = ['direct', 'owner', 'transitive'] as const;
const sorts = ['reach', 'name', 'commits', 'signed', 'packages', 'downloads', 'bytes', 'hubs', 'first', 'last'] as const;
const packageSorts = ['dependants', 'trusted', 'trustedMaintainers', 'downloads', 'name'] as const;
/** Rows asked of the engine at a time. */
const pageRows = 1000;
const mostRows = 10_000_000;

export const reachVerb: Verb = {
  name: 'reach',
  summary: 'how far each maintainer reaches',
  usage: `ptmx reach [--kind direct|owner|transitive] [--show list|spread|times|packages] [--hub HUB] [--query QUERY]
           [--key email|name|both] [--role author|committer|either] [--holder owner|committed]
           [--edges LIST] [--accounts all|people|automated] [--find TEXT] [--sort COLUMN] [--ascending]
           [--top N] [--csv] [--mirror PATH] [--json]

direct:     repositories to which a maintainer has committed (SCORED'22, Fig. 5).
owner:      packages per owning account.
transitive: packages that depend on a maintainer's (maintainer reach MR, USENIX Security'19); --holder says
            whose they are: the owning account's, or those of whoever committed to their repository.
--show spread gives mean, median, Gini and how few maintainers together reach how much; times the same by
commit date; packages the reach PR, trusted packages ITP and trusted maintainers ITM of each package.
--sort takes ${sorts.join(', ')};
with --show packages ${packageSorts.join(', ')}. --top is 50 unless given, 0 means all.
${reachScopeUsage}`,
  options: {
    ...reachScopeOptions,
    kind: { type: 'string' }, show: { type: 'string' }, accounts: { type: 'string' }, find: { type: 'string' }, sort: { type: 'string' }, ascending: { type: 'boolean' }, top: { type: 'string' }, csv: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const show = args.choice('show', ['list', 'spread', 'times', 'packages'], 'list');
    if (args.flag('csv') && args.flag('json')) throw new UsageError('reach takes one of --csv and --json.');
    if (args.positionals.length > 0) throw new UsageError('reach takes no words: --find looks for a maintainer, --query narrows the packages.');
    const kind = args.choice('kind', kinds, 'direct');
    const accounts = args.choice('accounts', ['all', 'people', 'automated'], 'all');
    const scope = { ...(await readReachScope(context)), kind, accounts };
    if (show === 'list') await printList(context, scope);
    else if (show === 'packages') await printPackages(context, scope);
    else if (show === 'spread') await printSpread(context, scope);
    else await printTimes(context, scope);
  },
};

interface Page<Value> {
  readonly total: number;
  readonly rows: readonly Value[];
}

/** As many rows as --top asks for, page by page, in the first page's answer. */
async function readRows<Value, Answer extends Page<Value>>(context: VerbContext, ask: (page: { offset: number; limit: number }) => Promise<Answer>): Promise<Answer & { rows: Value[] }> {
  const top = context.args.count('top', 50, mostRows) || mostRows;
  const first = await ask({ offset: 0, limit: Math.min(top, pageRows) });
  const rows = [...first.rows];
  while (rows.length < Math.min(top, first.total)) {
    const { rows: more } = await ask({ offset: rows.length, limit: Math.min(top - rows.length, pageRows) });
    if (more.length === 0) break;
    rows.push(...more);
  }
  return { ...first, rows };
}

async function printList(context: VerbContext, scope: Scope): Promise<void> {
  const { args } = context;
  const sort = args.choice('sort', sorts, 'reach');
  const asked = { ...scope, search: args.text('find') ?? '', sort, descending: !args.flag('ascending') && sort !== 'name' };
  const answer = await readRows<Row, CallAnswer<'reach.list'>>(context, (page) => context.call('reach.list', { ...asked, ...page }));
  if (args.flag('json')) return context.printJson(answer);
  const counts = scope.kind !== 'owner' && !(scope.kind === 'transitive' && scope.holder === 'owner');
  const columns: readonly Column<Row>[] = [
    { title: 'rank', align: 'right', value: (row) => shown(row.rank) },
    { title: 'reach', align: 'right', value: (row) => shown(row.reach) },
    { title: 'maintainer', value: (row) => row.maintainer },
    { title: 'name', value: (row) => (row.name === row.maintainer ? '' : row.name), most: 30 },
    ...(counts ? [{ title: 'commits', align: 'right' as const, value: (row: Row) => shown(row.commits) }, { title: 'signed', align: 'right' as const, value: (row: Row) => shown(row.signedCommits) }] : []),
    { title: 'packages', align: 'right', value: (row) => shown(row.packages) },
    { title: 'downloads', align: 'right', value: (row) => (row.downloads === 0 && row.unknownDownloads > 0 ? '' : shown(row.downloads)) },
    { title: 'bytes', align: 'right', value: (row) => (row.bytes === 0 && row.unknownBytes > 0 ? '' : shown(row.bytes)) },
    ...(counts ? [{ title: 'first', value: (row: Row) => day(row.first) }, { title: 'last', value: (row: Row) => day(row.last) }] : []),
    { title: 'notes', value: (row) => [row.automated && 'automated', row.aliased && 'merged'].filter(Boolean).join(', ') },
  ];
  if (args.flag('csv')) {
    return writeCsv(context, ['rank', 'maintainer', 'name', 'reach', 'commits', 'signedCommits', 'packages', 'downloads', 'unknownDownloads', 'bytes', 'unknownBytes', 'hubs', 'first', 'last', 'automated', 'aliased'], answer.rows);
  }
  context.print(textTable(answer.rows, columns));
  const of = answer.total === answer.maintainers ? '' : ` found among ${shown(answer.maintainers)}`;
  context.note(`${shown(answer.rows.length)} of ${shown(answer.total)} maintainers${of}. ${answer.rule} (${answer.source})`);
}

async function printPackages(context: VerbContext, { kind: _kind, accounts: _accounts, ...scope }: Scope): Promise<void> {
  const { args } = context;
  const sort = args.choice('sort', packageSorts, 'dependants');
  const asked = { ...scope, search: args.text('find') ?? '', sort, descending: !args.flag('ascending') && sort !== 'name' };
  const answer = await readRows<PackageRow, CallAnswer<'reach.packages'>>(context, (page) => context.call('reach.packages', { ...asked, ...page }));
  if (args.flag('json')) return context.printJson(answer);
  if (args.flag('csv')) {
    return writeCsv(context, ['hub', 'name', 'ordinal', 'owner', 'dependants', 'trusted', 'trustedMaintainers', 'downloads'], answer.rows.map(({ package: key, ...row }) => ({ ...key, ...row })));
  }
  context.print(
    textTable(answer.rows, [
      { title: 'PR', align: 'right', value: (row) => shown(row.dependants) },
      { title: 'ITP', align: 'right', value: (row) => shown(row.trusted) },
      { title: 'ITM', align: 'right', value: (row) => shown(row.trustedMaintainers) },
      { title: 'package', value: (row) => packageText(row.package) },
      { title: 'downloads', align: 'right', value: (row) => shown(row.downloads) },
    ]),
  );
  const spread = (name: string, { mean, median, highest }: typeof answer.dependants): string => `${name}: mean ${decimal(mean)}, median ${decimal(median)}, highest ${shown(highest)}.`;
  context.note(`${shown(answer.rows.length)} of ${shown(answer.total)} packages. ${spread('PR', answer.dependants)} ${spread('ITP', answer.trusted)} ${spread('ITM', answer.trustedMaintainers)}`);
  context.note([...answer.notes, `${answer.rule} (${answer.source})`].join(' '));
}

async function printSpread(context: VerbContext, scope: Scope): Promise<void> {
  const answer = await context.call('reach.curve', scope);
  if (context.args.flag('json')) return context.printJson(answer);
  if (context.args.flag('csv')) return writeCsv(context, ['maintainers', 'reached'], answer.cover);
  const what = scope.kind === 'direct' ? 'repositories' : 'packages';
  const share = (part: number, whole: number): string => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`);
  const lines: readonly (readonly [string, string])[] = [
    ['maintainers', shown(answer.maintainers)],
    [`${what} in scope`, shown(answer.reachable)],
    ['reached by all of them', `${shown(answer.reached)}${share(answer.reached, answer.reachable)}`],
    ['reach of one: mean', decimal(answer.mean)],
    ['median', decimal(answer.median)],
    ['highest', shown(answer.highest)],
    ['with exactly one', `${shown(answer.exactlyOne)}${share(answer.exactlyOne, answer.maintainers)}`],
    ['with none', `${shown(answer.none)}${share(answer.none, answer.maintainers)}`],
    ['Gini coefficient', answer.gini === null ? '' : answer.gini.toFixed(3)],
    ...answer.reaching.map(({ share: part, maintainers }) => [`maintainers that reach ${100 * part} %`, maintainers === null ? 'not even all of them' : `${shown(maintainers)}${share(maintainers, answer.maintainers)}`] as const),
    ['automated accounts', `${shown(answer.automated.maintainers)}, reaching ${shown(answer.automated.reached)}`],
  ];
  context.print(textTable(lines, [{ title: 'figure', value: ([name]) => name }, { title: 'value', align: 'right', value: ([, value]) => value }]));
  context.note(`${answer.rule} (${answer.source})`);
}

async function printTimes(context: VerbContext, scope: Scope): Promise<void> {
  const { args } = context;
  const answer = await context.call('reach.times', { ...scope, maintainer: args.text('find') });
  if (args.flag('json')) return context.printJson(answer);
  if (args.flag('csv')) return writeCsv(context, ['label', 'maintainers', 'reached', 'mean', 'exactlyOne', 'reachingHalf', 'chosen'], answer.periods);
  context.print(
    textTable(answer.periods, [
      { title: 'until the end of', value: ({ label }) => label },
      { title: 'maintainers', align: 'right', value: ({ maintainers }) => shown(maintainers) },
      { title: 'reached', align: 'right', value: ({ reached }) => shown(reached) },
      { title: 'mean', align: 'right', value: ({ mean }) => decimal(mean) },
      { title: 'exactly one', align: 'right', value: ({ exactlyOne }) => shown(exactlyOne) },
      { title: 'reach half', align: 'right', value: ({ reachingHalf }) => shown(reachingHalf) },
      ...(args.text('find') === null ? [] : [{ title: 'the one', align: 'right' as const, value: ({ chosen }: { chosen: number | null }) => shown(chosen) }]),
    ]),
  );
  context.note(`${answer.undated === 0 ? '' : `Without a date: ${shown(answer.undated)} of ${shown(answer.undated + answer.dated)}. `}${answer.rule} (${answer.source})`);
}

function decimal(value: number | null): string {
  return value === null ? '' : value.toLocaleString('en', { maximumFractionDigits: 2 });
}

async function writeCsv<Field extends string>(context: VerbContext, fields: readonly Field[], rows: readonly Readonly<Record<Field, string | number | boolean | null | readonly string[]>>[]): Promise<void> {
  await context.write(`${fields.join(',')}\r\n`);
  for (const row of rows) {
    const cells = fields.map((field) => {
      const value = row[field];
      return field === 'first' || field === 'last' ? day(value as number | null) : csvCell(typeof value === 'boolean' ? String(value) : value);
    });
    await context.write(`${cells.join(',')}\r\n`);
  }
}
