import { extname, resolve } from 'node:path';
import type { CallAnswer, CallArguments, ExportFormat } from '../../shared/contract/index.ts';
import { copyWays, exportFormats } from '../../shared/contract/exports.ts';
import { describeSource } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { parse } from '../../shared/search/index.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import { printable, shown } from '../table.ts';
import { exitCodes, type Verb, type VerbContext } from '../verb.ts';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'write the packages of a search to a file or a mirror subset',
  usage: `ptmx export ["QUERY"] --format ${exportFormats.join('|')} --out PATH
            [--query QUERY] [--columns a,b,…] [--overwrite] [--by-hub] [--dry-run]
            [--mirror PATH] [--json] [--with-clones [--copy-by auto|reflink|link|copy] [--no-lfs-content]] [--renumber]
ptmx export --from MANIFEST --out PATH [--overwrite] [--mirror PATH] [--json]

QUERY is a search as ptmx search takes it, bare or after --query; without one every package is
written. --format may be left out where PATH ends in .csv, .tsv, .jsonl, .ndjson, .json, .parquet,
.sqlite, .bib or .html. --overwrite replaces what lies at PATH already. --columns names the columns of a table, in
their order (docs/exports.md has them all); without it, those of the format. --by-hub writes Parquet
as a folder with a file for each hub, which readers take for one table.

mirror makes a folder that this program and the dataset's own scripts read, or one archive where
PATH ends in .tar.gz; --with-clones copies the clones into it. --copy-by says how: auto shares their
blocks with the mirror's where the disk can and copies else; link makes second names of the mirror's
own files, so that whoever changes one changes both. --no-lfs-content leaves the contents of Git LFS
out, with their pointers in the places of the files. --renumber gives the records ids from 0 on.

--dry-run writes nothing: it tells how much there is to write, and what stands against it.

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
    'copy-by': { type: 'string' },
    'no-lfs-content': { type: 'boolean' },
    renumber: { type: 'boolean' },
    'by-hub': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const from = args.text('from');
    if (from !== null) return exportAgain(context, from);
    const out = args.text('out');
    const format = args.optionalChoice('format', exportFormats) ?? formatOf(out ?? '');
    if (out === null || format === null) throw new UsageError('export needs --format and --out; --format may be left out where the ending of --out tells it.');
    const query = queryOf(args);
    for (const note of parse(query).errors) if (note.severity === 'warning') context.note(`warning: ${note.message}`);
    const columns = args.text('columns');
    const asked = {
      mirror: await context.mirror(), format, target: resolve(out), overwrite: args.flag('overwrite'), ...optionsOf(args, out),
      columns: columns === null ? null : columns.split(',').map((name) => name.trim()).filter((name) => name !== ''),
      selection: { kind: 'query' as const, query },
    };
    if (args.flag('dry-run')) return tellSize(context, asked);
    const { job } = await context.call('exports.start', asked);
    const done = await followJob(context.engine, job, context.signal);
    if (args.flag('json')) context.printJson(done.outcome);
    else context.note(done.message);
    return exitCodes.done;
  },
};

/** Words that stand bare are the search too: left out without a word, they would let everything be written. */
function queryOf(args: VerbContext['args']): string {
  const option = args.text('query');
  const words = args.positionals.join(' ');
  if (option !== null && words !== '') throw new UsageError(`The search is named twice: by --query and by ${words}. Quote it where it has spaces.`);
  return option ?? words;
}

function optionsOf(args: VerbContext['args'], out: string) {
  return {
    withClones: args.flag('with-clones'), copyBy: args.choice('copy-by', copyWays, 'auto'), lfsContent: !args.flag('no-lfs-content'), renumber: args.flag('renumber'),
    byHub: args.flag('by-hub'), packed: args.text('format') === 'mirror' && isArchiveName(out),
  };
}

const formsOfEndings: Readonly<Partial<Record<string, ExportFormat>>> = {
  '.csv': 'csv', '.tsv': 'tsv', '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.json': 'json', '.parquet': 'parquet', '.sqlite': 'sqlite', '.bib': 'bibtex', '.html': 'report',
};

/** The form that the ending of a file's name tells; null where it tells none. */
function formatOf(out: string): ExportFormat | null {
  return formsOfEndings[extname(out).toLowerCase()] ?? null;
}

const isArchiveName = (path: string): boolean => /\.(tar\.gz|tgz)$/i.test(path);

async function tellSize(context: VerbContext, asked: CallArguments<'exports.start'>): Promise<number> {
  const size = await context.call('exports.measure', asked);
  if (context.args.flag('json')) context.printJson(size);
  else {
    context.print(`${size.counted ? '' : 'about '}${shown(size.bytes)} bytes to write${size.freeBytes === null ? '' : `, ${shown(size.freeBytes)} free`}`);
    if (size.clones > 0) context.print(`${shown(size.clones)} clones of ${shown(size.cloneBytes)} bytes, ${shown(size.lfsBytes)} of them contents of Git LFS${size.sharesBlocks === true ? '; their blocks are shared' : ''}`);
    for (const { reason, count, examples } of size.warnings) context.print(printable(`${shown(count)}: ${reason} ${examples.slice(0, 3).join(', ')}`));
  }
  if (size.refusal) throw new ExpectedError('refused', size.refusal.message, size.refusal.hint);
  return exitCodes.done;
}

async function exportAgain(context: VerbContext, from: string): Promise<number> {
  const { args } = context;
  const out = args.text('out');
  if (out === null) throw new UsageError('export --from needs --out.');
  if (['format', 'query', 'columns', 'with-clones', 'copy-by', 'no-lfs-content', 'renumber', 'by-hub', 'dry-run'].some((name) => args.text(name) !== null || args.flag(name)) || args.positionals.length > 0) throw new UsageError('--from takes format, selection, columns and options from the manifest.');
  const mirror = await context.mirror();
  const before = await context.call('exports.manifest', { mirror, path: resolve(from) });
  if (before.peatmoss && before.peatmoss.state !== 'same' && !args.flag('json')) context.note(describeSource(before.peatmoss));
  const { format, selection, columns, withClones, copyBy, lfsContent, renumber, byHub } = before;
  const { job } = await context.call('exports.start', {
    mirror, format, selection, columns, withClones, copyBy, lfsContent, renumber, byHub, packed: before.packed, target: resolve(out), overwrite: args.flag('overwrite'),
  });
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
  const isOne = before.files.length === 1 && after.files.length === 1;
  // It may have another name now; it is the one file all the same.
  const nameOf = (path: string): string => (isOne ? '' : path);
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
  const source = before.peatmoss === null ? after.peatmoss && `A PeaTMOSS database is joined to the mirror now, ${after.peatmoss.file}; none was then.` : before.peatmoss.state !== 'same' && describeSource(before.peatmoss);
  return [
    ...(before.sameIndex ? [] : ['The mirror is another one, or changed: its index has another fingerprint.']),
    ...(source ? [source] : []),
    ...(before.version === after.version ? [] : [`Written by version ${after.version}, before by ${before.version}.`]),
    ...(before.packages === after.packages ? [] : [`${shown(after.packages)} packages, ${shown(before.packages)} before.`]),
    ...files,
  ];
}
