import { mostCompared } from '../../shared/contract/compare-limits.ts';
import { cellText, comparisonTable, shownRows } from '../../shared/comparing/index.ts';
import type { CallAnswer, Comparison } from '../../shared/contract/index.ts';
import { type PackageKey, packageText } from '../../shared/domain/index.ts';
import { UsageError } from '../arguments.ts';
import { parsePackageKey } from '../package-key.ts';
import { commitChangesText } from '../show/commit-changes.ts';
import { textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

export const compareVerb: Verb = {
  name: 'compare',
  summary: 'two to six packages side by side, or two commits of one',
  usage: `ptmx compare HUB/NAME[#N] HUB/NAME[#N] … [--only-different] [--index-only] [--markdown | --csv]
             [--mirror PATH] [--json]
ptmx compare HUB/NAME[#N]@COMMIT HUB/NAME[#N]@COMMIT [--mirror PATH] [--json]

--only-different leaves out what is the same, or known of none. --index-only asks the index alone and reads no card,
file or clone. A COMMIT is a branch, a tag, a hash or seven or more digits of one; a name with an @ of its own takes
@HEAD behind it.`,
  options: { 'only-different': { type: 'boolean' }, 'index-only': { type: 'boolean' }, markdown: { type: 'boolean' }, csv: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const given = args.positionals.map(readSide);
    if (given.length < 2 || given.length > mostCompared) throw new UsageError(`compare takes two to ${mostCompared} packages.`);
    if (args.flag('markdown') && args.flag('csv')) throw new UsageError('compare takes --markdown or --csv, not both.');
    const mirror = await context.mirror();
    if (given.some(({ commit }) => commit !== null)) return compareCommits(context, mirror, given);
    const comparison = await context.call('packages.compare', { mirror, packages: given.map(({ key }) => key), deep: !args.flag('index-only') });
    const onlyDifferent = args.flag('only-different');
    if (args.flag('json')) context.printJson({ ...comparison, groups: shownRows(comparison.groups, onlyDifferent) });
    else if (args.flag('markdown') || args.flag('csv')) await context.write(comparisonTable(comparison, args.flag('csv') ? 'csv' : 'markdown', onlyDifferent));
    else printSheet(context, comparison, onlyDifferent);
  },
};

interface GivenSide {
  readonly key: PackageKey;
  readonly commit: string | null;
}

/** `huggingface/org/name@main`; the last @ counts. */
function readSide(given: string): GivenSide {
  const at = given.lastIndexOf('@');
  return at < 0 ? { key: parsePackageKey(given), commit: null } : { key: parsePackageKey(given.slice(0, at)), commit: given.slice(at + 1) };
}

async function compareCommits(context: VerbContext, mirror: string, given: readonly GivenSide[]): Promise<void> {
  const { args } = context;
  const [first, second, more] = given;
  const isOne = first !== undefined && second !== undefined && more === undefined && packageText(first.key) === packageText(second.key);
  if (!isOne || !first.commit || !second.commit) throw new UsageError('Commits are compared of one package: name it twice, each time with @COMMIT.');
  const refused = ['only-different', 'index-only', 'markdown', 'csv'].find((option) => args.flag(option));
  if (refused !== undefined) throw new UsageError(`--${refused} is for packages, not for commits.`);
  const changes: CallAnswer<'packages.compareCommits'> = await context.call('packages.compareCommits', { mirror, package: first.key, from: first.commit, to: second.commit });
  if (args.flag('json')) context.printJson(changes);
  else context.print(commitChangesText(changes));
}

const verdictMarks = { same: '', differs: '≠', partly: '?', unknown: '' } as const;

function printSheet(context: VerbContext, comparison: Comparison, onlyDifferent: boolean): void {
  const { sides, groups } = comparison;
  for (const { title, note, rows } of shownRows(groups, onlyDifferent)) {
    context.print(`${title}${note === null ? '' : `: ${note}`}`);
    if (rows.length > 0) {
      context.print(
        textTable(rows, [
          { title: '', value: ({ verdict }) => verdictMarks[verdict] },
          { title: 'attribute', value: (row) => (row.about === null ? row.title : `${row.title} (${row.about})`), most: 60 },
          ...sides.map(({ package: key }, at) => ({ title: packageText(key), value: (row: (typeof rows)[number]) => { const cell = row.cells[at]; return cell === undefined ? '' : cellText(row, cell, 3); }, most: 60 })),
        ]),
      );
    }
    context.print('');
  }
  context.note('≠ differs · ? equal as far as it is known, and not known of all');
  for (const { package: key, gains } of sides) if (gains.length > 0) context.note(`A clone of ${packageText(key)} would add: ${gains.join('; ')}`);
}
