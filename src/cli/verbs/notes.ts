import { resolve } from 'node:path';
import type { AnnotatedRow, CallAnswer } from '../../shared/contract/index.ts';
import { annotationLimits, packageText } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { day, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

/** Rows asked of the engine at a time: with whole notes, some megabytes. */
const pageRows = 100;

export const notesVerb: Verb = {
  name: 'notes',
  summary: 'what was written about packages',
  usage: `ptmx notes [MIRROR…] [--text TEXT] [--tag TAG] [--gone] [--mirror PATH] [--json]
ptmx notes [MIRROR…] --export FILE [--overwrite]
ptmx notes [MIRROR…] --import FILE

--text finds words in notes, tags and names; --gone lists packages that the mirror no longer has.
--import takes in what --export wrote, or a CSV with the columns hub, name, ordinal, tags and
note, and takes nothing away: tags are united, and a note is
put below one's own.`,
  options: {
    text: { type: 'string' },
    tag: { type: 'string' },
    gone: { type: 'boolean' },
    export: { type: 'string' },
    overwrite: { type: 'boolean' },
    import: { type: 'string' },
  },
  async run(context) {
    const { args } = context;
    const [target, path] = [args.text('export'), args.text('import')];
    if (target !== null && path !== null) throw new UsageError('notes takes --export or --import, not both.');
    const filtered = args.text('text') !== null || args.text('tag') !== null || args.flag('gone');
    if (filtered && (target !== null || path !== null)) throw new UsageError('--export and --import take all notes.');
    const mirror = await context.mirror({ paths: args.positionals, needsIndex: false });
    if (target !== null) {
      const written = await context.call('notes.export', { mirror, target: resolve(target), overwrite: args.flag('overwrite') });
      if (args.flag('json')) context.printJson(written);
      else context.note(`Notes and tags on ${pluralText(written.count, 'package')} written to ${written.path}.`);
    } else if (path !== null) await importFile(context, mirror, path);
    else await list(context, mirror);
  },
};

async function importFile(context: VerbContext, mirror: string, path: string): Promise<void> {
  const taken = await context.call('notes.import', { mirror, path: resolve(path) });
  if (context.args.flag('json')) {
    context.printJson(taken);
    return;
  }
  context.note(`Notes and tags on ${pluralText(taken.packages, 'package')} read. Notes added: ${taken.notesAdded}, put together: ${taken.notesJoined}; tags added: ${taken.tagsAdded}.`);
  if (taken.notesLeftOut + taken.tagsLeftOut > 0) context.note(`Left out, because a package would have too much: notes ${taken.notesLeftOut}, tags ${taken.tagsLeftOut}.`);
  for (const { line, reason } of taken.bad) context.note(`Line ${line} left out: ${reason}`);
  if (taken.badTotal > taken.bad.length) context.note(`${(taken.badTotal - taken.bad.length).toLocaleString('en')} more rows left out.`);
  if (taken.notInMirror) context.note(`Not in this mirror, and kept nevertheless: ${pluralText(taken.notInMirror, 'package')}.`);
}

async function list(context: VerbContext, mirror: string): Promise<void> {
  const { args } = context;
  const json = args.flag('json');
  const filter = { mirror, text: args.text('text') ?? '', tag: args.text('tag'), gone: args.flag('gone'), excerpt: json ? annotationLimits.note : 300, limit: pageRows };
  const rows: AnnotatedRow[] = [];
  let page: CallAnswer<'notes.list'>;
  do {
    page = await context.call('notes.list', { ...filter, offset: rows.length });
    rows.push(...page.rows);
  } while (page.rows.length > 0 && rows.length < page.total);
  const { all, gone, total } = page;
  if (json) {
    context.printJson({ all, gone, total, rows });
    return;
  }
  context.print(
    textTable(rows, [
      { title: 'package', value: (row) => packageText(row.package) },
      { title: 'in mirror', value: (row) => (row.present === null ? '' : row.present ? 'yes' : 'gone') },
      { title: 'changed', value: (row) => day(row.changedAt / 1000) },
      { title: 'tags', value: (row) => row.tags.join(', '), most: 40 },
      { title: 'note', value: (row) => row.excerpt.replaceAll(/\s+/g, ' ').trim(), most: 80 },
    ]),
  );
  context.note(`${total.toLocaleString('en')} of ${all.toLocaleString('en')} annotated packages`);
}
