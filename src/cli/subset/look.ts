import type { CallAnswer } from '../../shared/contract/index.ts';
import { packageText } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { day, shown, textTable } from '../table.ts';
import { exitCodes } from '../verb.ts';
import { type Mirrored, packages, subsetNamed, wordsOf } from './find.ts';
import { tell } from './make.ts';

export async function listSubsets(mirrored: Mirrored, names: readonly string[]): Promise<void> {
  const { context, mirror, subsets } = mirrored;
  if (names.length > 0) throw new UsageError('subset list takes no name.');
  const { counts } = await context.call('subsets.counts', { mirror });
  if (context.args.flag('json')) return context.printJson({ subsets, counts });
  const countOf = (id: string): string => {
    const counted = counts.find((entry) => entry.id === id);
    return counted?.problem ?? shown(counted?.count);
  };
  context.print(
    textTable(subsets, [
      { title: 'name', value: ({ name }) => name, most: 40 },
      { title: 'packages', align: 'right', value: ({ id }) => countOf(id) },
      { title: 'version', align: 'right', value: ({ current }) => String(current.version) },
      { title: 'of', value: ({ current }) => day(current.madeAt / 1000) },
      { title: 'tags', value: ({ tags }) => tags.join(', '), most: 30 },
      { title: 'definition', value: ({ current }) => wordsOf(mirrored, current.definition), most: 80 },
    ]),
  );
  context.note(pluralText(subsets.length, 'subset'));
}

export async function showSubset(mirrored: Mirrored, names: readonly string[]): Promise<void> {
  const { context, mirror } = mirrored;
  const { id } = onlyName(mirrored, 'show', names);
  const subset = await context.call('subsets.get', { mirror, id });
  const [counted] = (await context.call('subsets.counts', { mirror, ids: [id] })).counts;
  if (context.args.flag('json')) return context.printJson({ ...subset, count: counted?.count ?? null });
  const { current } = subset;
  const nameOf = (of: string): string => mirrored.subsets.find((other) => other.id === of)?.name ?? of;
  const lines = [
    subset.name,
    wordsOf(mirrored, current.definition),
    `${packages(counted?.count ?? null)} now; ${packages(current.count)} in version ${current.version} of ${day(current.madeAt / 1000)}`,
    ...(subset.tags.length === 0 ? [] : [`Tags: ${subset.tags.join(', ')}`]),
    ...(subset.uses.length === 0 ? [] : [`Made of: ${subset.uses.map(nameOf).join(', ')}`]),
    ...(subset.usedBy.length === 0 ? [] : [`Used by: ${subset.usedBy.map(nameOf).join(', ')}`]),
    ...(subset.note === '' ? [] : ['', subset.note]),
  ];
  context.print(lines.join('\n'));
}

export async function subsetVersions(mirrored: Mirrored, names: readonly string[]): Promise<void> {
  const { context, mirror } = mirrored;
  const subset = onlyName(mirrored, 'versions', names);
  const wanted = context.args.count('restore', 0, 1e9);
  if (wanted > 0) return tell(mirrored, await context.call('subsets.restoreVersion', { mirror, id: subset.id, version: wanted, was: subset.current.version }));
  const { versions } = await context.call('subsets.versions', { mirror, id: subset.id });
  if (context.args.flag('json')) return context.printJson({ versions, current: subset.current.version });
  context.print(
    textTable(versions, [
      { title: 'version', align: 'right', value: ({ version }) => `${version === subset.current.version ? '* ' : ''}${version}` },
      { title: 'of', value: ({ madeAt }) => day(madeAt / 1000) },
      { title: 'packages', align: 'right', value: ({ count }) => shown(count) },
      { title: 'index', value: ({ fingerprint }) => (fingerprint ?? '').slice(0, 12) },
      { title: 'why', value: ({ reason }) => reason },
      { title: 'definition', value: ({ definition }) => wordsOf(mirrored, definition), most: 80 },
    ]),
  );
}

/** Ends with the code of a difference where there is one and it was not accepted. */
export async function subsetDrift(mirrored: Mirrored, names: readonly string[]): Promise<number> {
  const { context, mirror } = mirrored;
  const { args } = context;
  const subset = onlyName(mirrored, 'drift', names);
  const version = args.count('version', 0, 1e9);
  const drift = await context.call('subsets.drift', { mirror, id: subset.id, ...(version > 0 ? { version } : {}) });
  const accept = args.flag('accept') && !drift.same;
  if (accept && version > 0) throw new UsageError('--accept makes a version of what it holds now: leave --version out.');
  const accepted = accept ? await context.call('subsets.accept', { mirror, id: subset.id, was: subset.current.version }) : null;
  if (args.flag('json')) context.printJson({ ...drift, accepted: accepted?.current.version ?? null });
  else {
    context.print(driftLines(drift).join('\n'));
    if (accepted) context.note(`Accepted as version ${accepted.current.version}.`);
  }
  return drift.same || accepted ? exitCodes.done : exitCodes.mismatch;
}

function driftLines(drift: CallAnswer<'subsets.drift'>): readonly string[] {
  const index = drift.sameIndex ? 'on the same index' : 'on another index';
  const head = drift.same ? `The same ${packages(drift.now)} as version ${drift.version}, ${index}.` : `${packages(drift.now)} now, ${packages(drift.before)} in version ${drift.version}, ${index}.`;
  if (drift.same) return [head];
  if (!drift.byName) return [head, 'That version did not keep its packages by name: they were too many, or there was no index.'];
  const list = (title: string, { total, packages: keys }: CallAnswer<'subsets.drift'>['came']): readonly string[] =>
    total === 0 ? [] : [`${title}: ${total.toLocaleString('en')}`, ...keys.map((key) => `  ${packageText(key)}`), ...(total > keys.length ? [`  and ${(total - keys.length).toLocaleString('en')} more`] : [])];
  return [head, ...list('Came', drift.came), ...list('Went', drift.went), ...list('Gone from the mirror', drift.gone)];
}

export function onlyName(mirrored: Mirrored, action: string, [name, more]: readonly string[]): ReturnType<typeof subsetNamed> {
  if (name === undefined || more !== undefined) throw new UsageError(`subset ${action} takes the name of one subset.`);
  return subsetNamed(mirrored, name);
}
