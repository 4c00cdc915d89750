import { exportOrPrint, outOptions } from '../export-or-print.ts';
import { onlyPackageKey } from '../package-key.ts';
import type { Verb } from '../verb.ts';

const forms = ['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-3.0.1'] as const;

export const bomVerb: Verb = {
  name: 'bom',
  summary: 'the bill of materials of one package, as CycloneDX or SPDX',
  usage: `ptmx bom HUB/NAME[#N] [--format ${forms.join('|')}] [--out FILE [--overwrite]]
  [--mirror PATH] [--json]

Model card, datasets, base models, files with hashes and licence, held against the official JSON
schema before anything is written. Without --out it is printed; with it, a manifest stands beside
the file, as beside every export. --format: cyclonedx-1.7 unless another is named.`,
  options: { format: { type: 'string' }, ...outOptions },
  async run(context) {
    const { args } = context;
    const key = onlyPackageKey('bom', args.positionals);
    const mirror = await context.mirror();
    await context.call('packages.get', { mirror, package: key });
    await exportOrPrint(context, { mirror, format: args.choice('format', forms, 'cyclonedx-1.7'), selection: { kind: 'list', packages: [key] } });
  },
};
