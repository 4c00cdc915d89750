import { resolve } from 'node:path';
import type { DecisionState } from '../../shared/contract/index.ts';
import { fitsOf } from '../../shared/choosing/index.ts';
import { packageText, stageTitles } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { day, printable, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

const actions = ['list', 'show', 'export', 'import'] as const;

export const decisionVerb: Verb = {
  name: 'decision',
  summary: 'what was considered when a model was chosen, and why: list, show, export, import',
  usage: `ptmx decision [list] [--mirror PATH] [--json]
ptmx decision show ID [--format markdown] [--mirror PATH] [--json]
ptmx decision export ID --out FILE [--format markdown|json] [--overwrite] [--mirror PATH]
ptmx decision import FILE [--mirror PATH] [--json]

ID is what list shows, or the start of it. --format markdown prints the whole decision as Markdown. Without --format, the name of the
file tells the form: .md is Markdown, anything else JSON, which import reads.`,
  options: { format: { type: 'string' }, out: { type: 'string' }, overwrite: { type: 'boolean' } },
  async run(context) {
    const [action = 'list', given, more] = context.args.positionals;
    const known = actions.find((name) => name === action);
    if (known === undefined) throw new UsageError(`decision takes one of ${actions.join(', ')}; not ${action}.`);
    if (more !== undefined || (known === 'list' && given !== undefined)) throw new UsageError(`decision ${known} takes ${known === 'list' ? 'nothing' : 'one argument'} behind it.`);
    if (given === undefined && known !== 'list') throw new UsageError(`decision ${known} takes ${known === 'import' ? 'a FILE' : 'an ID'}.`);
    if (known !== 'export' && (context.args.text('out') !== null || context.args.flag('overwrite'))) throw new UsageError('--out and --overwrite are for export.');
    const mirror = await context.mirror({ needsIndex: false });
    switch (known) {
      case 'list':
        return list(context, mirror);
      case 'show':
        return show(context, mirror, await wholeId(context, mirror, given ?? ''));
      case 'export':
        return exportOne(context, mirror, await wholeId(context, mirror, given ?? ''));
      case 'import':
        return importOne(context, mirror, given ?? '');
    }
  },
};

async function wholeId(context: VerbContext, mirror: string, given: string): Promise<string> {
  const { decisions } = await context.call('decisions.list', { mirror });
  const found = decisions.filter(({ id }) => id.startsWith(given.toLowerCase()));
  if (found.length > 1) throw new UsageError(`${found.length} decisions begin with ${given}.`);
  const [only] = found;
  return only?.id ?? given.toLowerCase().padEnd(16, '0').slice(0, 16);
}

async function list(context: VerbContext, mirror: string): Promise<void> {
  const answer = await context.call('decisions.list', { mirror });
  if (context.args.flag('json')) return context.printJson(answer);
  context.print(
    textTable(answer.decisions, [
      { title: 'id', value: ({ id }) => id },
      { title: 'title', value: ({ title }) => title, most: 60 },
      { title: 'stage', value: ({ stage }) => stageTitles[stage] },
      { title: 'candidates', align: 'right', value: ({ candidates }) => String(candidates) },
      { title: 'taken', align: 'right', value: ({ taken }) => String(taken) },
      { title: 'dropped', align: 'right', value: ({ dropped }) => String(dropped) },
      { title: 'changed', value: ({ changedAt }) => day(changedAt / 1000) },
    ]),
  );
  context.note(pluralText(answer.decisions.length, 'decision'));
}

const stateWords: Readonly<Record<DecisionState['state'], string>> = { same: 'same version', differs: 'another version now', gone: 'not in this mirror', unknown: 'version not known' };

async function show(context: VerbContext, mirror: string, id: string): Promise<void> {
  const { args } = context;
  const form = args.optionalChoice('format', ['markdown']);
  if (form !== null) return context.write((await context.call('decisions.text', { mirror, id, form })).text);
  const found = await context.call('decisions.get', { mirror, id });
  if (args.flag('json')) return context.printJson(found);
  const { decision, states } = found;
  context.print(`${printable(decision.title)}\n${stageTitles[decision.stage]}, changed ${day(decision.changedAt / 1000)}\n`);
  context.print(
    textTable(decision.candidates.map((candidate, at) => ({ candidate, state: states[at] })), [
      { title: 'candidate', value: ({ candidate }) => packageText(candidate.package), most: 80 },
      { title: 'verdict', value: ({ candidate }) => candidate.verdict },
      { title: 'why', value: ({ candidate }) => candidate.reason.replaceAll(/\s+/g, ' ').trim(), most: 50 },
      { title: 'requirements', value: ({ state }) => (state === undefined ? '' : fitsOf(decision.requirements, state).map(({ title, fit }) => `${title} ${fit}`).join(', ')), most: 60 },
      { title: 'discrepancies', align: 'right', value: ({ state }) => String(state?.checks.filter((claims) => claims.some(({ beyond }) => beyond)).length ?? 0) },
      { title: 'version', value: ({ state }) => stateWords[state?.state ?? 'unknown'] },
    ]),
  );
  if (decision.deployment.trim() !== '') context.print(`\n${decision.deployment}`);
}

async function exportOne(context: VerbContext, mirror: string, id: string): Promise<void> {
  const { args } = context;
  const out = args.text('out');
  if (out === null) throw new UsageError('decision export needs --out FILE.');
  const form = args.choice('format', ['markdown', 'json'], out.toLowerCase().endsWith('.md') ? 'markdown' : 'json');
  const written = await context.call('decisions.export', { mirror, id, form, target: resolve(out), overwrite: args.flag('overwrite') });
  if (args.flag('json')) context.printJson(written);
  else context.note(`Written to ${written.path}.`);
}

async function importOne(context: VerbContext, mirror: string, path: string): Promise<void> {
  const taken = await context.call('decisions.import', { mirror, path: resolve(path) });
  if (context.args.flag('json')) return context.printJson(taken);
  const { decision, known, differing, gone, unknown } = taken;
  context.note(known ? `It is here already, as ${decision.id}.` : `Imported as ${decision.id}: ${printable(decision.title)}`);
  if (differing + gone + unknown > 0) context.note(`Of ${decision.candidates.length} candidates, ${differing} have another version in this mirror, ${gone} are not in it, of ${unknown} it cannot be told.`);
}
