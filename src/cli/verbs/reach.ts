import { hubIds } from '../../shared/domain/index.ts';
import { shown, textTable } from '../table.ts';
import type { Verb } from '../verb.ts';

export const reachVerb: Verb = {
  name: 'reach',
  summary: 'how far each maintainer reaches',
  usage: `ptmx reach [--kind direct|owner] [--hub HUB] [--top N] [--mirror PATH] [--json]

direct: repositories to which a maintainer has committed (SCORED'22, Fig. 5).
owner:  packages per owning account.`,
  options: { kind: { type: 'string' }, hub: { type: 'string' }, top: { type: 'string' } },
  async run(context) {
    const { args } = context;
    const kind = args.choice('kind', ['direct', 'owner'], 'direct');
    const hub = args.optionalChoice('hub', hubIds);
    const top = args.count('top', 20, 1000) || 1;
    const answer = await context.call('reach.list', { mirror: await context.mirror(), kind, hub, limit: top });
    if (args.flag('json')) {
      context.printJson(answer);
      return;
    }
    context.print(
      textTable(answer.rows, [
        { title: 'reach', align: 'right', value: (row) => shown(row.reach) },
        { title: 'maintainer', value: (row) => row.maintainer },
        { title: 'name', value: (row) => (row.name === row.maintainer ? '' : row.name), most: 30 },
        { title: 'commits', align: 'right', value: (row) => shown(row.commits) },
        { title: 'packages', align: 'right', value: (row) => shown(row.packages) },
        { title: 'automated', value: (row) => (row.automated ? 'yes' : '') },
      ]),
    );
    context.note(`${answer.rows.length} of ${answer.maintainers.toLocaleString('en')} maintainers. ${answer.rule} (${answer.source})`);
  },
};
