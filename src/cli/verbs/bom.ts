import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../arguments.ts';
import { onlyPackageKey } from '../package-key.ts';
import { followJob } from '../progress.ts';
import { exitCodes, type Verb } from '../verb.ts';

const forms = ['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-3.0.1'] as const;

export const bomVerb: Verb = {
  name: 'bom',
  summary: 'the bill of materials of one package, as CycloneDX or SPDX',
  usage: `ptmx bom HUB/NAME[#N] [--format ${forms.join('|')}] [--out FILE [--overwrite]]
  [--mirror PATH] [--json]

Model card, datasets, base models, files with hashes and licence, held against the official JSON
schema before anything is written. Without --out it is printed; with it, a manifest stands beside
the file, as beside every export. --format: cyclonedx-1.7 unless another is named.`,
  options: { format: { type: 'string' }, out: { type: 'string', short: 'o' }, overwrite: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const key = onlyPackageKey('bom', args.positionals);
    const out = args.text('out');
    if (out === null && args.flag('overwrite')) throw new UsageError('--overwrite is for --out.');
    const format = args.choice('format', forms, 'cyclonedx-1.7');
    const mirror = await context.mirror();
    await context.call('packages.get', { mirror, package: key });
    const folder = out === null ? await mkdtemp(join(tmpdir(), 'ptmx-bom-')) : null;
    try {
      const target = folder === null ? resolve(out ?? '') : join(folder, 'bill.json');
      const { job } = await context.call('exports.start', { mirror, format, target, overwrite: args.flag('overwrite'), selection: { kind: 'list', packages: [key] } });
      const done = await followJob(context.engine, job, context.signal);
      if (folder !== null) await context.write(await readFile(target, 'utf8'));
      else if (args.flag('json')) context.printJson(done.outcome);
      else context.note(done.message);
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
    return exitCodes.done;
  },
};
