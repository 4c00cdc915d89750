import { resolve } from 'node:path';
import type { UnpackEstimate } from '../../shared/contract/index.ts';
import { hubIds } from '../../shared/domain/index.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import { shown } from '../table.ts';
import type { Verb } from '../verb.ts';

export const unpackVerb: Verb = {
  name: 'unpack',
  summary: "unpack one hub's clones and metadata from archives",
  usage: `ptmx unpack MIRROR… --hub HUB --to DIR [--estimate] [--json]

MIRROR is a .tar.gz archive of the dataset, or a folder of them. Writes data/HUB below DIR, an
empty folder or a new one outside of the mirror, which is a mirror then. --estimate only tells
what would be written; it needs no --to.`,
  options: { hub: { type: 'string' }, to: { type: 'string' }, estimate: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const hub = args.optionalChoice('hub', hubIds);
    const to = args.text('to');
    const target = to === null ? null : resolve(to);
    if (args.positionals.length === 0 || hub === null) throw new UsageError('unpack needs the path of a mirror, and --hub.');
    const { mirror } = await context.call('mirrors.open', { paths: args.positionals.map((path) => resolve(path)), indexIfMissing: false });
    if (args.flag('estimate')) {
      const estimate = await context.call('mirrors.unpackEstimate', { mirror: mirror.id, hub, target });
      if (args.flag('json')) context.printJson(estimate);
      else context.print(estimateLines(estimate));
      return;
    }
    if (target === null) throw new UsageError('unpack needs --to, or --estimate.');
    const { job } = await context.call('mirrors.unpack', { mirror: mirror.id, hub, target });
    const done = await followJob(context.engine, job, context.signal);
    if (args.flag('json')) context.printJson(done.outcome);
    else context.note(`${done.message}\nptmx index ${target} reads it.`);
  },
};

function estimateLines({ archives, compressedBytes, unpackedBytes, counted, files, clones, freeBytes, refusal }: UnpackEstimate): string {
  const megabytes = (bytes: number): string => `${shown(Math.round(bytes / 1e5) / 10)} MB`;
  return [
    `archives   ${archives.join(', ')}`,
    `packed     ${megabytes(compressedBytes)}`,
    `unpacked   ${counted ? '' : 'about '}${megabytes(unpackedBytes)}${counted ? '' : ', told by the ends of the archives; indexing them counts it'}`,
    ...(files === null ? [] : [`files      ${shown(files)}`]),
    ...(clones === null ? [] : [`clones     ${shown(clones)}`]),
    ...(freeBytes === null ? [] : [`free       ${megabytes(freeBytes)}`]),
    ...(refusal === null ? [] : [refusal.message, ...(refusal.hint === undefined ? [] : [refusal.hint])]),
  ].join('\n');
}
