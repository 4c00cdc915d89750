import type { CallAnswer } from '../../shared/contract/index.ts';
import { besideOther, captionOf, differenceCsv, differenceMethod, drawPart, parameterWords, partCsv } from '../../shared/chart/index.ts';
import { figureLimits, graphThemes } from '../../shared/graph/index.ts';
import { parse } from '../../shared/search/index.ts';
import { UsageError } from '../arguments.ts';
import { differencesOf, measureStates, type OtherParts, printDifferences, refuseResultOptions, stateNamed, stateWords } from '../measure-states.ts';
import { printPart } from '../print-part.ts';
import { textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

type Info = CallAnswer<'measures.list'>['measures'][number];
type Result = CallAnswer<'measures.run'>;
type Part = Result['parts'][number];

const defaultWidth = 160;

export const measureVerb: Verb = {
  name: 'measure',
  summary: 'the papers’ measures on a mirror, beside the published values',
  usage: `ptmx measure list [--json]
ptmx measure ID [--selection QUERY] [--param NAME=VALUE]… [--part PART] [--against STATE]
           [--csv | --svg | --json] [--width MM] [--theme ${graphThemes.join('|')}] [--mirror PATH]
ptmx measure states [--remove STATE]… [--mirror PATH] [--json]

list tells what is measured, with the parameters of each measure. QUERY narrows the packages that are
measured. A result has parts; all are printed as tables, --part chooses one. --csv and --svg write one part,
the first unless --part names another; --width and --theme are for --svg.

states lists what the mirror held before its index was last built of other content. --against sets a measure
beside such a state: STATE is the start of its fingerprint, or last.`,
  options: { selection: { type: 'string' }, param: { type: 'string', multiple: true }, part: { type: 'string' }, csv: { type: 'boolean' }, svg: { type: 'boolean' }, width: { type: 'string' }, theme: { type: 'string' }, against: { type: 'string' }, remove: { type: 'string', multiple: true } },
  async run(context) {
    const { args } = context;
    const [id, ...more] = args.positionals;
    if (id === undefined || more.length > 0) throw new UsageError('measure takes one word: list, states, or the id of a measure.');
    if (id === 'states') return measureStates(context);
    if (args.texts('remove').length > 0) throw new UsageError('--remove is for measure states.');
    const { measures } = await context.call('measures.list', {});
    if (id === 'list') return printList(context, measures);
    const info = measures.find((measure) => measure.id === id);
    if (!info) throw new UsageError(`There is no measure ${id}. There are: ${measures.map((measure) => measure.id).join(', ')}.`);
    await printResult(context, info);
  },
};

function printList(context: VerbContext, measures: readonly Info[]): void {
  const { args } = context;
  refuseResultOptions(args);
  if (args.flag('json')) return context.printJson({ measures });
  context.print(
    textTable(measures, [
      { title: 'id', value: ({ id }) => id },
      { title: 'question', value: ({ question }) => question, most: 110 },
      { title: 'source', value: ({ source }) => source, most: 40 },
      { title: 'parameters', value: ({ parameters }) => parameters.map(parameterText).join(' '), most: 80 },
    ]),
  );
}

function parameterText(parameter: Info['parameters'][number]): string {
  return `${parameter.id}=${parameter.kind === 'choice' ? parameter.options.map(({ value }) => value).join('|') : String(parameter.initial)}`;
}

async function printResult(context: VerbContext, info: Info): Promise<void> {
  const { args } = context;
  const forms = (['csv', 'svg', 'json'] as const).filter((form) => args.flag(form));
  if (forms.length > 1) throw new UsageError('measure takes one of --csv, --svg and --json.');
  if (forms[0] !== 'svg') for (const option of ['width', 'theme']) if (args.text(option) !== null) throw new UsageError(`--${option} is for --svg.`);
  const query = args.text('selection') ?? '';
  const unread = parse(query).errors.find(({ severity }) => severity === 'error');
  if (unread) throw new UsageError(`--selection cannot be read: ${unread.message}`);
  const mirror = await context.mirror();
  const asked = { mirror, measure: info.id, query, parameters: readParameters(args.texts('param')) };
  const against = args.text('against');
  const state = against === null ? null : await stateNamed(context, mirror, against);
  const result = await context.call('measures.run', asked);
  const earlier = state === null ? null : await context.call('measures.run', { ...asked, state: state.id });
  const wanted = args.text('part');
  const chosen = wanted === null ? result.parts : result.parts.filter(({ key }) => key === wanted);
  const [first] = chosen;
  if (first === undefined) throw new UsageError(`${info.id} has no part ${wanted ?? ''}. There are: ${result.parts.map(({ key }) => key).join(', ')}.`);
  const other = earlier === null ? null : { name: stateWords(earlier.index), parts: earlier.parts };
  if (forms[0] === 'json') return context.printJson({ ...result, parts: chosen, ...(earlier === null ? {} : { against: { ...earlier, parts: earlier.parts.filter(({ key }) => chosen.some((part) => part.key === key)) }, differences: differencesOf(chosen, earlier.parts) }) });
  if (forms[0] === 'csv') await context.write(other === null ? partCsv(first) : differenceCsv(differencesOf([first], other.parts)[0]?.rows ?? []));
  else if (forms[0] === 'svg') await context.write(await svgOf(context, info, result, first, other));
  else {
    for (const part of chosen) {
      if (other === null) printPart(context, part);
      else printDifferences(context, part, other);
    }
  }
  if (forms.length > 0 && wanted === null && result.parts.length > 1) context.note(`This is the part ${first.key}; --part takes ${result.parts.map(({ key }) => key).join(', ')}.`);
  for (const note of notesOf(info, result)) context.note(note);
  if (other !== null) context.note(`Beside it: ${other.name}. ${differenceMethod}`);
}

/** Values stay texts: the engine reads them by the parameter's kind. */
function readParameters(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--param takes NAME=VALUE, not ${pair}.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function svgOf(context: VerbContext, info: Info, result: Result, part: Part, other: OtherParts | null): Promise<string> {
  const { args } = context;
  const { least, most } = figureLimits.width;
  const width = args.count('width', defaultWidth, most);
  if (width < least) throw new UsageError(`--width takes millimetres from ${least} to ${most}; not ${width}.`);
  const { name, version } = await context.call('app.info', {});
  const drawn = other === null ? part : besideOther(part, other.parts.find(({ key }) => key === part.key), other.name);
  return drawPart(drawn, { width, unit: 'mm', theme: args.choice('theme', graphThemes, 'print'), ...(other === null ? {} : { referenceWord: 'Compared' }), caption: captionOf(info, result, part, `${name} ${version}`) }).svg;
}

function notesOf(info: Info, { selection, index, parameters, milliseconds }: Result): readonly string[] {
  const words = parameterWords(info, { parameters });
  return [
    ...selection.notes,
    `${info.rule} (${info.source})`,
    `Missing: ${info.missing}`,
    ...info.references.map(({ source, note }) => `${source}: ${note}`),
    `${words.length === 0 ? '' : `${words.join('; ')}. `}${selection.query.trim() === '' ? `All ${selection.packages.toLocaleString('en')} packages` : `${selection.packages.toLocaleString('en')} of ${selection.ofAll.toLocaleString('en')} packages: ${selection.query.trim()}`}; index ${index.fingerprint.slice(0, 12)}, ${milliseconds.toFixed(0)} ms.`,
  ];
}
