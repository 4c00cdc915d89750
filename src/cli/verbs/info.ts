import type { CallAnswer, Overview } from '../../shared/contract/index.ts';
import { shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

export type Info = Overview;

export function readInfo(context: VerbContext, mirror: string): Promise<CallAnswer<'mirrors.overview'>> {
  return context.call('mirrors.overview', { mirror });
}

export const infoVerb: Verb = {
  name: 'info',
  summary: 'what the mirror holds, hub by hub',
  usage: `ptmx info [MIRROR…] [--mirror PATH] [--json]`,
  options: {},
  async run(context) {
    const info = await readInfo(context, await context.mirror({ paths: context.args.positionals }));
    if (context.args.flag('json')) context.printJson(info);
    else context.print(infoLines(info));
  },
};

export function infoLines(info: Info): string {
  const table = textTable(info.hubs, [
    { title: 'hub', value: (hub) => hub.hub },
    { title: 'packages', align: 'right', value: (hub) => shown(hub.packages) },
    { title: 'owners', align: 'right', value: (hub) => shown(hub.owners) },
    { title: 'with task', align: 'right', value: (hub) => shown(hub.withTask) },
    { title: 'clones', align: 'right', value: (hub) => shown(hub.clones) },
    { title: 'repositories', align: 'right', value: (hub) => shown(hub.repositories) },
    { title: 'commits', align: 'right', value: (hub) => shown(hub.commits) },
    { title: 'signed', align: 'right', value: (hub) => shown(hub.signedCommits) },
    { title: 'maintainers', align: 'right', value: (hub) => shown(hub.maintainers) },
    { title: 'problems', align: 'right', value: (hub) => shown(hub.problems) },
  ]);
  const { mirror, index } = info;
  return [
    `${mirror.title}: ${mirror.sources.join(', ')}`,
    `indexed in ${index.seconds.toFixed(1)} s, ${(index.bytes / 1e6).toFixed(1)} MB, fingerprint ${index.fingerprint.slice(0, 16)}`,
    '',
    table,
  ].join('\n');
}
