import { hubIds } from '../../shared/domain/index.ts';
import { shown, textTable } from '../table.ts';
import type { Verb } from '../verb.ts';

export const problemsVerb: Verb = {
  name: 'problems',
  summary: 'what is wrong with the mirror, and where',
  usage: `ptmx problems [--hub HUB] [--code CODE] [--limit N] [--mirror PATH] [--json]`,
  options: { hub: { type: 'string' }, code: { type: 'string' }, limit: { type: 'string' } },
  async run(context) {
    const { args } = context;
    const answer = await context.call('problems.list', {
      mirror: await context.mirror(), hub: args.optionalChoice('hub', hubIds), code: args.text('code'), limit: args.count('limit', 50, 1000) || 1,
    });
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
  },
};
