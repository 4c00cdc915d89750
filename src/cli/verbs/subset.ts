import { resolve } from 'node:path';
import { sampleFields, sampleNumbers } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { changeSubset } from '../subset/change.ts';
import { type Mirrored, subsetNamed } from '../subset/find.ts';
import { listSubsets, onlyName, showSubset, subsetDrift, subsetVersions } from '../subset/look.ts';
import { combineSubsets, createSubset, sampleSubset, tell } from '../subset/make.ts';
import type { Verb } from '../verb.ts';

type Action = (mirrored: Mirrored, rest: readonly string[]) => Promise<void | number>;

const actions: Readonly<Record<string, Action>> = {
  list: listSubsets,
  show: showSubset,
  create: createSubset,
  sample: sampleSubset,
  combine: combineSubsets,
  change: changeSubset,
  freeze: async (mirrored, names) => {
    const { id, current } = onlyName(mirrored, 'freeze', names);
    tell(mirrored, await mirrored.context.call('subsets.freeze', { mirror: mirrored.mirror, id, was: current.version }));
  },
  versions: subsetVersions,
  drift: subsetDrift,
  import: importSubsets,
  export: exportSubsets,
  remove: removeSubsets,
};

export const subsetVerb: Verb = {
  name: 'subset',
  summary: 'named subsets of a mirror: make, sample, combine, compare, share',
  usage: `ptmx subset [list] [--json]
ptmx subset show|freeze NAME
ptmx subset create NAME ["QUERY" | --from FILE [--column TITLE]] [--note TEXT] [--tag TAG]…
ptmx subset sample NAME [--of SUBSET | --query QUERY] --count N [--by FIELD [--equal]] [--top NUMBER] [--seed SEED]
ptmx subset combine NAME --union|--intersection|--difference SUBSET SUBSET…
ptmx subset change NAME [--name NAME [--follow]] [--note TEXT] [--tag TAG]… [--query QUERY]
ptmx subset change NAME --union|--intersection|--difference SUBSET SUBSET…
ptmx subset change NAME [--of SUBSET | --query QUERY] [--count N [--by FIELD [--equal]] [--top NUMBER]] [--seed SEED]
ptmx subset change NAME --add FILE | --take FILE [--column TITLE]
ptmx subset versions NAME [--restore VERSION]
ptmx subset drift NAME [--version VERSION] [--accept]
ptmx subset export FILE [NAME…] [--overwrite]
ptmx subset import FILE
ptmx subset remove NAME…

subset:"NAME" finds a subset's packages in every search: ptmx search, export --query, reach --query.
create --from takes a file of names: a line each (hub/name, owner/name, address, purl), a CSV, or the
manifest of an export. Lines that fit no package, or several, are named and left out.
sample draws N packages by SEED, the same ones everywhere; a seed that is not given is made up and said.
--by draws from each ${sampleFields.join(', ')}: in proportion, or with --equal as many of each.
--top takes the N packages with the most ${sampleNumbers.join(', ')}.
change makes a new version where the definition becomes another one. A rule is given whole, with --count;
--add and --take change a list by a file of names.
drift ends with exit code 5 where a subset no longer holds what its version held.`,
  options: {
    from: { type: 'string' }, column: { type: 'string' }, note: { type: 'string' }, tag: { type: 'string', multiple: true }, name: { type: 'string' },
    of: { type: 'string' }, query: { type: 'string' }, count: { type: 'string' }, by: { type: 'string' }, equal: { type: 'boolean' }, top: { type: 'string' }, seed: { type: 'string' },
    follow: { type: 'boolean' }, add: { type: 'string' }, take: { type: 'string' }, union: { type: 'boolean' }, intersection: { type: 'boolean' }, difference: { type: 'boolean' },
    restore: { type: 'string' }, version: { type: 'string' }, accept: { type: 'boolean' }, overwrite: { type: 'boolean' },
  },
  async run(context) {
    const [name = 'list', ...rest] = context.args.positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new UsageError(`subset has no form ${name}. Forms: ${Object.keys(actions).join(', ')}.`);
    const mirror = await context.mirror({ needsIndex: !['import', 'export', 'remove', 'versions'].includes(name) });
    const { subsets } = await context.call('subsets.list', { mirror });
    return action({ context, mirror, subsets }, rest);
  },
};

async function exportSubsets(mirrored: Mirrored, [target, ...names]: readonly string[]): Promise<void> {
  const { context, mirror } = mirrored;
  if (target === undefined) throw new UsageError('subset export takes a file.');
  const ids = names.length === 0 ? null : names.map((name) => subsetNamed(mirrored, name).id);
  const written = await context.call('subsets.export', { mirror, ids, target: resolve(target), overwrite: context.args.flag('overwrite') });
  if (context.args.flag('json')) return context.printJson(written);
  context.note(`${pluralText(written.count, 'subset')} written to ${written.path}.`);
}

async function importSubsets({ context, mirror }: Mirrored, [path, more]: readonly string[]): Promise<void> {
  if (path === undefined || more !== undefined) throw new UsageError('subset import takes one file.');
  const taken = await context.call('subsets.import', { mirror, path: resolve(path) });
  if (context.args.flag('json')) return context.printJson(taken);
  context.note(`${pluralText(taken.added.length, 'subset')} added.`);
  for (const { from, to } of taken.renamed) context.note(`${from} is named ${to}: the name was taken.`);
  for (const { entry, reason } of taken.bad) context.note(`Left out: ${entry}: ${reason}`);
}

async function removeSubsets(mirrored: Mirrored, names: readonly string[]): Promise<void> {
  const { context, mirror } = mirrored;
  if (names.length === 0) throw new UsageError('subset remove takes names of subsets.');
  const removed = names.map((name) => subsetNamed(mirrored, name));
  const left = await context.call('subsets.remove', { mirror, ids: removed.map(({ id }) => id) });
  if (context.args.flag('json')) return context.printJson(left);
  context.note(`Removed: ${removed.map(({ name }) => name).join(', ')}.`);
}
