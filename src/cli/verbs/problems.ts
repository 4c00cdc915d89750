import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CallInput, ProblemFormat } from '../../shared/contract/index.ts';
import { problemFormats } from '../../shared/contract/problems.ts';
import { hubIds } from '../../shared/domain/index.ts';
import { UsageError } from '../arguments.ts';
import { shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

type Filter = Pick<CallInput<'problems.list'>, 'mirror' | 'hub' | 'code' | 'file'>;

const mostListed = 1000;

export const problemsVerb: Verb = {
  name: 'problems',
  summary: 'what is wrong with the mirror, and where',
  usage: `ptmx problems [MIRROR…] [--hub HUB] [--code CODE] [--file FILE] [--limit N] [--mirror PATH] [--json]
ptmx problems [MIRROR…] --format ${problemFormats.join('|')} [--out PATH] [--overwrite] [--hub HUB] [--code CODE] [--file FILE]

--file takes a path as the list shows it. --format writes all problems, to PATH or to stdout.`,
  options: {
    hub: { type: 'string' },
    code: { type: 'string' },
    file: { type: 'string' },
    limit: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string', short: 'o' },
    overwrite: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const format = args.optionalChoice('format', problemFormats);
    if (format === null && args.text('out') !== null) throw new UsageError('--out needs --format.');
    if (format !== null && args.text('limit') !== null) throw new UsageError('--format writes all problems; it takes no --limit.');
    const filter: Filter = { mirror: await context.mirror({ paths: args.positionals }), hub: args.optionalChoice('hub', hubIds), code: args.text('code'), file: args.text('file') };
    await (format === null ? list(context, filter) : report(context, filter, format));
  },
};

async function list(context: VerbContext, filter: Filter): Promise<void> {
  const { args } = context;
  const answer = await context.call('problems.list', { ...filter, limit: args.count('limit', 50, mostListed) || mostListed });
  if (args.flag('json')) {
    context.printJson(answer);
    return;
  }
  context.print(
    textTable(answer.rows, [
      { title: 'severity', value: (row) => row.severity },
      { title: 'code', value: (row) => row.code },
      { title: 'file', value: (row) => shown(row.file), most: 60 },
      { title: 'offset', align: 'right', value: (row) => (row.offset === null ? '' : String(row.offset)) },
      { title: 'record', value: (row) => shown(row.record), most: 40 },
      { title: 'message', value: (row) => row.message, most: 90 },
    ]),
  );
  context.note(`${answer.rows.length.toLocaleString('en')} of ${answer.total.toLocaleString('en')} problems`);
}

async function report(context: VerbContext, filter: Filter, format: ProblemFormat): Promise<void> {
  const { args } = context;
  const out = args.text('out');
  if (out !== null) {
    const outcome = await context.call('problems.export', { ...filter, format, target: resolve(out), overwrite: args.flag('overwrite') });
    if (args.flag('json')) context.printJson(outcome);
    else context.note(`${outcome.count.toLocaleString('en')} problems written to ${outcome.path}.`);
    return;
  }
  // Through a file, so that a slow reader of the pipe holds no index open and the report is never held in memory.
  const folder = await mkdtemp(join(tmpdir(), 'ptmx-problems-'));
  try {
    const { path } = await context.call('problems.export', { ...filter, format, target: join(folder, `problems.${format}`) });
    await pipeline(createReadStream(path), process.stdout, { signal: context.signal, end: false });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
