import { resolve } from 'node:path';
import type { CallAnswer } from '../../shared/contract/index.ts';
import { exportFormats } from '../../shared/contract/exports.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import { shown } from '../table.ts';
import { exitCodes, type Verb, type VerbContext } from '../verb.ts';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'write the packages of a search to a file or a mirror subset',
  usage: `ptmx export --format ${exportFormats.join('|')} --out PATH [--query QUERY]
            [--columns a,b,…] [--overwrite] [--with-clones] [--mirror PATH] [--json]
ptmx export --from MANIFEST --out PATH [--overwrite] [--mirror PATH] [--json]

Without --query every package is written. --columns names the columns of a table, in their
order (docs/exports.md has them all); without it, those of the format. mirror makes a folder that this program and the
dataset's own scripts read; --with-clones copies the clones into it.

--from makes an export again as its manifest says, and compares: on the same mirror every file has
the same bytes. Ends with exit code 5 where it differs, and says in what.`,
  options: {
    format: { type: 'string' },
    out: { type: 'string', short: 'o' },
    query: { type: 'string' },
    columns: { type: 'string' },
    from: { type: 'string' },
    overwrite: { type: 'boolean' },
    'with-clones': { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const from = args.text('from');
    if (from !== null) return exportAgain(context, from);
    const out = args.text('out');
    const format = args.optionalChoice('format', exportFormats);
    if (out === null || format === null) throw new UsageError('export needs --format and --out.');
    const columns = args.text('columns');
    const { job } = await context.call('exports.start', {
      mirror: await context.mirror(), format, target: resolve(out), overwrite: args.flag('overwrite'), withClones: args.flag('with-clones'),
      columns: columns === null ? null : columns.split(',').map((name) => name.trim()).filter((name) => name !== ''),
      selection: { kind: 'query', query: args.text('query') ?? '' },
    });
    const done = await followJob(context.engine, job, context.signal);
    if (args.flag('json')) context.printJson(done.outcome);
    else context.note(done.message);
    return exitCodes.done;
  },
};

async function exportAgain(context: VerbContext, from: string): Promise<number> {
  const { args } = context;
  const out = args.text('out');
  if (out === null) throw new UsageError('export --from needs --out.');
  if (['format', 'query', 'columns', 'with-clones'].some((name) => args.text(name) !== null || args.flag(name))) throw new UsageError('--from takes format, selection and columns from the manifest.');
  const mirror = await context.mirror();
  const before = await context.call('exports.manifest', { mirror, path: resolve(from) });
  const { format, selection, columns, withClones } = before;
  const { job } = await context.call('exports.start', { mirror, format, selection, columns, withClones, target: resolve(out), overwrite: args.flag('overwrite') });
  const done = await followJob(context.engine, job, context.signal);
  const after = await context.call('exports.manifest', { mirror, path: done.outcome?.path ?? resolve(out) });
  const differences = differencesOf(before, after);
  if (args.flag('json')) context.printJson({ ...done.outcome, same: differences.length === 0, sameIndex: before.sameIndex, differences });
  else {
    context.note(done.message);
    for (const difference of differences) context.print(difference);
    context.note(differences.length === 0 ? 'Every file has the same bytes as before.' : 'It is not the same as before.');
  }
  return differences.length === 0 ? exitCodes.done : exitCodes.mismatch;
}

type ManifestFacts = CallAnswer<'exports.manifest'>;

function differencesOf(before: ManifestFacts, after: ManifestFacts): readonly string[] {
  const isTable = before.format !== 'mirror';
  // A table may have another name now; it is one file all the same.
  const nameOf = (path: string): string => (isTable ? 'table' : path);
  const was = new Map(before.files.map((file) => [nameOf(file.path), file]));
  const is = new Map(after.files.map((file) => [nameOf(file.path), file]));
  const gone = [...was].filter(([name]) => !is.has(name)).map(([, { path }]) => `${path}: not there any more`);
  const changed = [...is].flatMap(([name, file]) => {
    const old = was.get(name);
    if (old?.sha256 === file.sha256) return [];
    return [old === undefined ? `${file.path}: new` : `${file.path}: other content, ${shown(file.bytes)} bytes (${shown(old.bytes)} before)`];
  });
  const files = [...gone, ...changed];
  if (files.length === 0) return [];
  return [
    ...(before.sameIndex ? [] : ['The mirror is another one, or changed: its index has another fingerprint.']),
    ...(before.version === after.version ? [] : [`Written by version ${after.version}, before by ${before.version}.`]),
    ...(before.packages === after.packages ? [] : [`${shown(after.packages)} packages, ${shown(before.packages)} before.`]),
    ...files,
  ];
}
