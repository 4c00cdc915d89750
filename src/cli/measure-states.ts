import { type ComparedRow, comparedRows, denominatorWords, differenceInterval, differenceText, valueText } from '../shared/chart/index.ts';
import type { CallAnswer } from '../shared/contract/index.ts';
import { type ParsedArguments, UsageError } from './arguments.ts';
import { day, textTable } from './table.ts';
import type { VerbContext } from './verb.ts';

type State = CallAnswer<'measures.states'>['states'][number];
type Result = CallAnswer<'measures.run'>;
type Part = Result['parts'][number];

/** The same measure elsewhere. */
export interface OtherParts {
  readonly name: string;
  readonly parts: readonly Part[];
}

const shortFingerprint = 12;

/** `ptmx measure states`: what is kept, or what is left once some are removed. */
export async function measureStates(context: VerbContext): Promise<void> {
  const { args } = context;
  refuseResultOptions(args);
  const mirror = await context.mirror();
  const removed = await Promise.all(args.texts('remove').map((given) => stateNamed(context, mirror, given)));
  const answer = removed.length === 0 ? await context.call('measures.states', { mirror }) : await context.call('measures.removeStates', { mirror, states: removed.map(({ id }) => id) });
  if (args.flag('json')) return context.printJson(answer);
  context.print(
    textTable(answer.states, [
      { title: 'state', value: ({ fingerprint }) => fingerprint.slice(0, shortFingerprint) },
      { title: 'indexed', value: ({ builtAt }) => day(builtAt / 1000) },
      { title: 'packages', align: 'right', value: ({ packages }) => packages.toLocaleString('en') },
      { title: 'index', align: 'right', value: ({ bytes }) => valueText(bytes, 'bytes') },
      { title: '', value: ({ readable }) => (readable ? '' : 'not readable by this version') },
    ]),
  );
  context.note(`The last ${answer.most} states are kept, of ${valueText(answer.mostBytes, 'bytes')} together.`);
}

/** Throws where an option is given that says how one measure's result is wanted. */
export function refuseResultOptions(args: ParsedArguments): void {
  const given = ['selection', 'part', 'width', 'theme', 'against'].find((option) => args.text(option) !== null) ?? ['csv', 'svg'].find((option) => args.flag(option)) ?? (args.texts('param').length > 0 ? 'param' : undefined);
  if (given !== undefined) throw new UsageError(`--${given} needs the id of a measure.`);
}

/** The state whose fingerprint begins so; the latest one for `last`. */
export async function stateNamed(context: VerbContext, mirror: string, given: string): Promise<State> {
  const { states } = await context.call('measures.states', { mirror });
  const found = given === 'last' ? states.slice(0, 1) : states.filter(({ fingerprint }) => given !== '' && fingerprint.startsWith(given.toLowerCase()));
  const [state, more] = found;
  const known = states.length === 0 ? 'None is kept.' : `There are: ${states.map(({ fingerprint }) => fingerprint.slice(0, shortFingerprint)).join(', ')}.`;
  if (state === undefined) throw new UsageError(`No earlier state begins with ${given}. ${known}`);
  if (more !== undefined) throw new UsageError(`${found.length} earlier states begin with ${given}. ${known}`);
  return state;
}

export function stateWords({ builtAt, fingerprint }: Result['index']): string {
  return `${builtAt === null ? 'earlier' : day(builtAt / 1000)}, index ${fingerprint.slice(0, shortFingerprint)}`;
}

/** Parts with their rows beside those of another result; tables have no such rows. */
export function differencesOf(parts: readonly Part[], others: readonly Part[]): readonly { readonly part: string; readonly rows: readonly ComparedRow[] }[] {
  return parts.flatMap((part) => {
    const other = others.find(({ key }) => key === part.key);
    return other === undefined || part.kind === 'table' ? [] : [{ part: part.key, rows: comparedRows(part, other) }];
  });
}

export function printDifferences(context: VerbContext, part: Part, { name, parts }: OtherParts): void {
  const [found] = differencesOf([part], parts);
  context.print(`${part.title} (${part.key})`);
  if (found === undefined) {
    context.print('Tables are not compared row by row.\n');
    return;
  }
  context.print(
    textTable(found.rows, [
      { title: '', value: ({ label }) => label, most: 80 },
      { title: 'now', align: 'right', value: ({ own, unit }) => valueText(own, unit) },
      { title: name, align: 'right', value: ({ other, unit }) => valueText(other, unit) },
      { title: 'difference', align: 'right', value: (row) => (row.difference === null ? '—' : differenceText(row.difference, row)) },
      { title: '95% interval', align: 'right', value: differenceInterval },
    ]),
  );
  context.print(`${denominatorWords(part)}\n`);
}
