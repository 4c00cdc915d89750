import type { CallAnswer, CommitDetail, HistorySummary } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { addHeat, type HeatFile, mostChanged } from '../../shared/history/heat.ts';
import { day, printable, shown, textTable } from '../table.ts';
import type { VerbContext } from '../verb.ts';
import { drawGraph } from './graph-text.ts';

interface Asked {
  readonly mirror: string;
  readonly package: PackageKey;
}

/** Options of the history tab, for the verb's usage and for docs/cli.md. */
export const historyOptions = { commit: { type: 'string' }, refs: { type: 'string' }, find: { type: 'string' }, heat: { type: 'boolean' } } as const;

/** Prints the commits with their graph and the sums over them, or one commit with the files that it changed. */
export async function showHistory(context: VerbContext, asked: Asked, limit: number, json: boolean): Promise<void> {
  const commit = context.args.text('commit');
  if (commit !== null) {
    const detail = await context.call('packages.commit', { ...asked, commit: commit.toLowerCase() });
    return json ? context.printJson(detail) : context.print(commitText(detail, limit));
  }
  if (context.args.flag('heat')) return showHeat(context, asked, limit, json);
  const refs = context.args.choice('refs', ['head', 'all'], 'head');
  const history = await context.call('packages.history', { ...asked, limit, refs, text: context.args.text('find') ?? '' });
  const summary = await context.call('packages.historySummary', asked);
  if (json) return context.printJson({ ...history, summary });
  for (const row of history.commits) context.print(rowText(row));
  if (summary.busFactor !== null) context.print(`\n${summaryText(summary)}`);
  for (const note of history.notes) context.note(note);
  context.note(history.clone.reason ?? `${history.commits.length} of ${history.total} commits`);
}

/** Counts how often each file changed, piece by piece, so that an interrupt ends it. */
async function showHeat(context: VerbContext, asked: Asked, limit: number, json: boolean): Promise<void> {
  const files = new Map<string, HeatFile>();
  const sums = { commits: 0, merges: 0, incomplete: 0 };
  for (let isLast = false; !isLast; ) {
    const piece = await context.call('packages.heat', { ...asked, offset: sums.commits });
    addHeat(files, piece.files);
    sums.commits += piece.commits;
    sums.merges += piece.merges;
    sums.incomplete += piece.incomplete;
    isLast = piece.isLast || piece.commits === 0;
  }
  const listed = mostChanged(files, limit);
  if (json) return context.printJson({ ...sums, total: files.size, files: listed });
  context.print(textTable(listed, [
    { title: 'changes', align: 'right', value: ({ changes }) => shown(changes) },
    { title: 'last', value: ({ last }) => day(last) },
    { title: 'path', value: ({ path }) => path, most: 160 },
  ]));
  const unknown = sums.incomplete === 0 ? '' : `; of ${sums.incomplete} commits not every change is known`;
  context.note(`${listed.length} of ${files.size} files, in ${sums.commits} commits; their ${sums.merges} merges left out${unknown}`);
}

function rowText(row: CallAnswer<'packages.history'>['commits'][number]): string {
  const refs = row.refs.length === 0 ? '' : ` (${row.refs.map(({ kind, name }) => (kind === 'tag' ? `tag: ${name}` : name)).join(', ')})`;
  const signature = row.signature === 'none' ? '' : ` [${row.signature}]`;
  const text = printable(`${row.sha.slice(0, 10)} ${day(row.authored)} ${row.authorName || row.authorEmail}${signature}${refs}: ${row.subject}`);
  if (row.graph === null) return text;
  const { before, commit, after } = drawGraph(row.graph);
  return [before, `${commit} ${text}`, after].filter((line) => line !== null).join('\n');
}

function summaryText(summary: HistorySummary): string {
  const { clone, people, authors, busFactor, months } = summary;
  const facts = [
    `${clone.commits} commits by ${authors} authors from ${day(summary.first?.authored ?? null)} to ${day(summary.last?.authored ?? null)}, ${clone.signedCommits} with a signature`,
    `bus factor ${busFactor}: the smallest number of authors who together wrote more than half of the commits`,
    `busiest month ${busiest(months)}`,
  ];
  const table = textTable(people.slice(0, 10), [
    { title: 'commits', align: 'right', value: ({ commits }) => shown(commits) },
    { title: 'share', align: 'right', value: ({ commits }) => `${((commits / Math.max(1, clone.commits)) * 100).toFixed(1)}%` },
    { title: 'signed', align: 'right', value: ({ signed }) => shown(signed) },
    { title: 'first', value: ({ first }) => day(first) },
    { title: 'last', value: ({ last }) => day(last) },
    { title: 'author', value: ({ name, email }) => `${name} <${email}>`, most: 80 },
  ]);
  const more = authors > 10 ? `\n+ ${authors - 10} more` : '';
  return `${facts.join('\n')}\n\n${table}${more}`;
}

function busiest(months: HistorySummary['months']): string {
  const [most] = [...months].sort((left, right) => right.commits - left.commits);
  return most ? `${most.month} with ${most.commits}` : 'none';
}

function commitText({ commit, tree, message, messageTruncated, against, changes, total, isComplete, notes }: CommitDetail, limit: number): string {
  const facts: readonly (readonly [string, string])[] = [
    ['commit', commit.sha],
    ['tree', tree],
    ['parents', commit.parents.join(' ')],
    ['author', `${commit.authorName} <${commit.authorEmail}> ${moment(commit.authored, commit.authoredOffset)}`],
    ['committer', `${commit.committerName} <${commit.committerEmail}> ${moment(commit.committed, commit.committedOffset)}`],
    ['signature', commit.signature === 'none' ? 'none' : `${commit.signature}, not checked`],
    ['references', commit.refs.map(({ name }) => name).join(', ')],
  ];
  const lines = facts.filter(([, value]) => value !== '').map(([label, value]) => `${label.padEnd(12)}${printable(value)}`);
  const text = message.trimEnd().split('\n').map((line) => `    ${printable(line.replace(/\r$/, ''))}`);
  const cut = messageTruncated ? ['    … the message goes on'] : [];
  const listed = changes.slice(0, limit);
  const table = textTable(listed, [
    { title: 'change', value: ({ kind }) => kind },
    { title: 'size', align: 'right', value: ({ size, sizeBefore, kind }) => shown(kind === 'deleted' ? sizeBefore : size) },
    { title: 'before', align: 'right', value: ({ kind, sizeBefore }) => (kind === 'modified' || kind === 'retyped' ? shown(sizeBefore) : '') },
    { title: 'path', value: ({ from, path }) => (from === null ? path : `${from} → ${path}`), most: 160 },
  ]);
  const compared = against === null ? 'no parent' : `parent ${against.slice(0, 10)}`;
  const head = `${isComplete ? '' : 'at least '}${total} files changed against ${compared}`;
  const more = total > listed.length ? [`+ ${total - listed.length} more`] : [];
  return [...lines, '', ...text, ...cut, '', head, ...(listed.length > 0 ? [table] : []), ...more, ...notes.map((note) => printable(note))].join('\n');
}

/** A moment as the commit states it: `2021-05-20 10:00 +0100`. */
function moment(seconds: number, offset: number): string {
  const date = new Date((seconds + offset * 60) * 1000);
  if (Number.isNaN(date.getTime())) return 'not a date';
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} ${zone}`;
}
