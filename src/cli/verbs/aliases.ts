import { resolve } from 'node:path';
import type { CallAnswer } from '../../shared/contract/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { identityKeys } from '../reach-scope.ts';
import { printable, shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

const pageRows = 1000;

export const aliasesVerb: Verb = {
  name: 'aliases',
  summary: 'who is the same person in commits',
  usage: `ptmx aliases [--text TEXT] [--json]
ptmx aliases --import FILE
ptmx aliases --export FILE [--overwrite]
ptmx aliases --suggest [--key email|name|both] [--text TEXT] [--top N] [--mirror PATH]
ptmx aliases --merge MAINTAINER --into MAINTAINER [--name NAME] [--key email|name|both] [--mirror PATH]
ptmx aliases --remove E-MAIL

Aliases are lines of a mailmap (git-check-mailmap) and hold in every mirror. --merge may be given several
times; maintainers are written as ptmx reach prints them under the same --key. --remove takes away
all aliases of commits under an e-mail.`,
  options: {
    text: { type: 'string' }, import: { type: 'string' }, export: { type: 'string' }, overwrite: { type: 'boolean' }, suggest: { type: 'boolean' }, top: { type: 'string' },
    merge: { type: 'string', multiple: true }, into: { type: 'string' }, name: { type: 'string' }, key: { type: 'string' }, remove: { type: 'string' },
  },
  async run(context) {
    const { args } = context;
    if (args.positionals.length > 0) throw new UsageError('aliases takes no words: what is meant follows its option.');
    const [path, target, into, email] = [args.text('import'), args.text('export'), args.text('into'), args.text('remove')];
    const asked = [path !== null, target !== null, into !== null || args.texts('merge').length > 0, email !== null, args.flag('suggest')].filter(Boolean);
    if (asked.length > 1) throw new UsageError('aliases takes one of --import, --export, --suggest, --merge with --into, and --remove.');
    if (path !== null) await importFile(context, path);
    else if (target !== null) {
      const written = await context.call('aliases.export', { target: resolve(target), overwrite: args.flag('overwrite') });
      if (args.flag('json')) context.printJson(written);
      else context.note(`${pluralText(written.count, 'alias', 'aliases')} written to ${written.path}.${written.leftOut === 0 ? '' : ` Left out, because a mailmap cannot say them: ${written.leftOut}.`}`);
    } else if (into !== null || args.texts('merge').length > 0) await merge(context, into);
    else if (email !== null) await remove(context, email);
    else if (args.flag('suggest')) await suggest(context);
    else await list(context);
  },
};

async function importFile(context: VerbContext, path: string): Promise<void> {
  const taken = await context.call('aliases.import', { path: resolve(path) });
  if (context.args.flag('json')) return context.printJson(taken);
  context.note(`${pluralText(taken.added.length, 'alias', 'aliases')} taken in, in the place of ${taken.removed.length}; here already: ${taken.same}.`);
  for (const { line, reason } of taken.bad) context.note(`Line ${line} left out: ${reason}`);
  if (taken.badTotal > taken.bad.length) context.note(`${taken.badTotal - taken.bad.length} more lines left out.`);
}

function keyOf({ args }: VerbContext): (typeof identityKeys)[number] {
  return args.choice('key', identityKeys, 'email');
}

async function merge(context: VerbContext, into: string | null): Promise<void> {
  const { args } = context;
  const from = args.texts('merge');
  if (into === null || from.length === 0) throw new UsageError('--merge MAINTAINER needs --into MAINTAINER, and the other way round.');
  const merged = await context.call('aliases.merge', { mirror: await context.mirror(), key: keyOf(context), into, from: [...from], name: args.text('name') });
  if (args.flag('json')) return context.printJson(merged);
  context.note(`Now ${printable(merged.maintainer)}: ${pluralText(merged.added.length, 'alias', 'aliases')} added, ${merged.removed.length} replaced.`);
}

async function readAll({ call }: VerbContext, text: string): Promise<CallAnswer<'aliases.list'>['aliases']> {
  const found: CallAnswer<'aliases.list'>['aliases'] = [];
  for (;;) {
    const page = await call('aliases.list', { text, offset: found.length, limit: pageRows });
    found.push(...page.aliases);
    if (page.aliases.length === 0 || found.length >= page.total) return found;
  }
}

async function remove(context: VerbContext, email: string): Promise<void> {
  const wanted = (await readAll(context, email)).filter(({ commitEmail }) => commitEmail.toLowerCase() === email.trim().toLowerCase());
  if (wanted.length === 0) throw new UsageError(`There is no alias of commits under ${email}.`);
  const { removed } = await context.call('aliases.remove', { aliases: wanted });
  if (context.args.flag('json')) context.printJson({ removed });
  else context.note(`${pluralText(removed.length, 'alias', 'aliases')} removed.`);
}

async function suggest(context: VerbContext): Promise<void> {
  const { args } = context;
  const answer = await context.call('aliases.suggest', { mirror: await context.mirror(), key: keyOf(context), search: args.text('text') ?? '', limit: args.count('top', 50, pageRows) || pageRows });
  if (args.flag('json')) return context.printJson(answer);
  for (const { members, reasons } of answer.groups) {
    context.print(printable([...reasons.slice(0, 3), ...(reasons.length > 3 ? [`and ${reasons.length - 3} more signs`] : [])].join('; ')));
    for (const { maintainer, name, reach } of members) context.print(printable(`  ${maintainer}${name === maintainer ? '' : `  ${name}`}  reach ${shown(reach)}`));
  }
  context.note(`${shown(answer.groups.length)} of ${shown(answer.total)} suggestions. They are guesses: nothing is merged until it is asked for.`);
}

async function list(context: VerbContext): Promise<void> {
  const found = await readAll(context, context.args.text('text') ?? '');
  if (context.args.flag('json')) return context.printJson({ aliases: found });
  context.print(
    textTable(found, [
      { title: 'commits under', value: ({ commitName, commitEmail }) => [commitName, `<${commitEmail}>`].filter(Boolean).join(' '), most: 60 },
      { title: 'are those of', value: ({ name, email }) => [name ?? '', email === null ? '' : `<${email}>`].filter(Boolean).join(' '), most: 60 },
    ]),
  );
  context.note(pluralText(found.length, 'alias', 'aliases'));
}
