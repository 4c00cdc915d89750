import { resolve } from 'node:path';
import type { AttachedPeatmoss } from '../../shared/contract/index.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import { shown } from '../table.ts';
import type { Verb } from '../verb.ts';

export const peatmossVerb: Verb = {
  name: 'peatmoss',
  summary: 'a PeaTMOSS database joined to a mirror: who uses its packages',
  usage: `ptmx peatmoss [--mirror PATH] [--json]
ptmx peatmoss --import FILE.db [--mirror PATH] [--json]
ptmx peatmoss --remove [--mirror PATH]

Reads which repositories use which model from a PeaTMOSS database (MSR'24), whatever its
distribution, and joins it to the mirror by hub and name: dependents:>10 and sort:-dependents
in a search, the column dependents in tables and exports. The file is read only, and need not
stay.`,
  options: { import: { type: 'string' }, remove: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const path = args.text('import');
    if (path !== null && args.flag('remove')) throw new UsageError('peatmoss takes --import or --remove, not both.');
    if (args.positionals.length > 0) throw new UsageError('peatmoss takes no path; --import names the file, --mirror the mirror.');
    const mirror = await context.mirror({ needsIndex: false });
    if (path !== null) {
      const { job } = await context.call('peatmoss.attach', { mirror, path: resolve(path) });
      context.note((await followJob(context.engine, job, context.signal)).message);
    } else if (args.flag('remove')) {
      const { attached } = await context.call('peatmoss.detach', { mirror });
      context.note(attached === null ? 'No PeaTMOSS database was joined to this mirror.' : `${attached.title} is joined no more. The file itself is not touched.`);
    }
    const { attached } = await context.call('peatmoss.get', { mirror });
    if (args.flag('json')) context.printJson({ attached });
    else if (attached !== null) context.print(linesOf(attached));
    else if (path === null && !args.flag('remove')) context.note('No PeaTMOSS database is joined to this mirror.');
  },
};

const states = { same: 'as it was read', changed: 'changed since it was read: --import reads it again', gone: 'not there now, nor needed' } as const;

function linesOf(attached: AttachedPeatmoss): string {
  const { leftOut } = attached;
  const facts: readonly (readonly [string, string])[] = [
    ['file', `${attached.path} (${states[attached.state]})`],
    ['tables', attached.tables],
    ['models', `${shown(attached.models)}, ${shown(attached.used)} of them in use`],
    ['repositories', `${shown(attached.repositories)}, with ${shown(attached.uses)} uses of models`],
    ['packages', attached.matched === null ? 'not known without an index' : `${shown(attached.matched)} of the mirror, ${shown(attached.matchedUsed)} of them in use`],
    ['left out', `${shown(leftOut.models)} models without a number or a name, ${shown(leftOut.uses)} uses of models that it lacks; ${shown(leftOut.twice)} models a second time`],
  ];
  return facts.map(([label, value]) => `${label.padEnd(14)}${value}`).join('\n');
}
