import type { Annotation } from '../../shared/contract/index.ts';
import { packageText } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { UsageError } from '../arguments.ts';
import { parsePackageKey } from '../package-key.ts';
import { printable } from '../table.ts';
import type { Verb } from '../verb.ts';

export const noteVerb: Verb = {
  name: 'note',
  summary: 'the note and tags of one package, shown or changed',
  usage: `ptmx note [MIRROR…] HUB/NAME[#N] [--text TEXT] [--tag TAG]… [--untag TAG]…
          [--mirror PATH] [--json]

--text puts a text in the place of the note; an empty one takes it away. --tag adds a tag,
--untag takes one off. Without them, both are only shown.`,
  options: {
    text: { type: 'string' },
    tag: { type: 'string', multiple: true },
    untag: { type: 'string', multiple: true },
  },
  async run(context) {
    const { args } = context;
    const given = args.positionals.at(-1);
    if (given === undefined) throw new UsageError('note takes one HUB/NAME (quote a name with spaces).');
    const key = parsePackageKey(given);
    const about = { mirror: await context.mirror({ paths: args.positionals.slice(0, -1), needsIndex: false }), package: key };
    let annotation = await context.call('notes.get', about);
    // A name that is misspelled would get a note that nobody finds.
    if (annotation.present === false && annotation.changedAt === null) {
      throw new ExpectedError('not-found', `This mirror has no package ${packageText(key)}, and nothing is written about it.`, 'Names are compared letter by letter; ptmx search finds other spellings.');
    }
    const [add, remove, text] = [args.texts('tag'), args.texts('untag'), args.text('text')];
    // Tags first: they may be refused, and then the note stays as it is.
    if (add.length + remove.length > 0) annotation = await context.call('notes.changeTags', { ...about, add: [...add], remove: [...remove] });
    if (text !== null) annotation = await context.call('notes.setNote', { ...about, note: text });
    if (args.flag('json')) context.printJson(annotation);
    else context.print(linesOf(annotation));
    if (annotation.present === false) context.note('The mirror does not have this package now. What was written about it is kept.');
  },
};

function linesOf({ note, tags, changedAt }: Annotation): string {
  if (changedAt === null) return 'Nothing is written about this package.';
  const head = [`tags            ${printable(tags.join(', '))}`, `changed         ${new Date(changedAt).toISOString()}`].map((line) => line.trimEnd());
  return note === '' ? head.join('\n') : [...head, '', note.split('\n').map(printable).join('\n')].join('\n');
}
