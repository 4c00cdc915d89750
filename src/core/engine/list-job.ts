import { basename } from 'node:path';
import type { CallArguments, ListRead } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import type { PackageList, ReadDatabase, WorkControl } from '../index/index.ts';
import { contentsOf, type FoundIds, IdFinder, listOfSet, readIdFile } from '../named-subsets/index.ts';
import { lastPackage, setOfIds } from '../query/index.ts';
import { choosePackages, startMeter } from '../subset/index.ts';
import { readUserChunks } from './read-user-file.ts';
import type { JobEnd, JobMeans } from './run-job.ts';
import { contentsNow, indexed } from './subset-calls.ts';
import { withMembers } from './subset-members.ts';
import { storedSelection } from './subset-snapshots.ts';
import type { WorkerContext } from './worker-context.ts';

type Asked = CallArguments<'subsets.importIds'>;

/** Reads the packages that a file names, and keeps them as a list, or in one, where that was asked for. */
export async function importList({ context, control }: JobMeans, asked: Asked): Promise<JobEnd> {
  const { read: { database } } = indexed(context, asked.mirror);
  const { form, ...found } = await findNamed(database, asked, control);
  const isKept = asked.name !== null || asked.list !== null;
  if (isKept && found.packages === 0) {
    const [first] = found.unresolved;
    throw new ExpectedError('refused', `${basename(asked.path)} names no package of this mirror.`, first ? `Line ${first.line}: ${first.text}: ${first.reason}` : 'Nothing was taken in.');
  }
  startMeter(control, { phase: 'Keeping the list', total: found.packages, unit: 'packages' });
  const subset = isKept ? keep(context, asked, database, listOfSet(database, found.set), found) : null;
  const { set: _set, ...told } = found;
  const listed: ListRead = {
    subset, form, ...told, unresolved: [...told.unresolved], ambiguous: told.ambiguous.map((entry) => ({ ...entry, candidates: [...entry.candidates] })),
  };
  return { outcome: { path: null, count: found.packages, bytes: null, listed }, message: messageOf(listed) };
}

async function findNamed(database: ReadDatabase, { path, column }: Asked, control: WorkControl): Promise<FoundIds & { readonly form: string }> {
  let finder: IdFinder | null = null;
  let bytes = 0;
  const chunks = readUserChunks(path, (read) => void (bytes = read));
  const meter = startMeter(control, { phase: 'Reading the file', total: chunks.bytes, unit: 'bytes' });
  const { form, selection } = await readIdFile(chunks.read(), path, column, (line) => {
    if (finder === null) {
      const names = startMeter(control, { phase: 'Reading the names of the mirror', total: lastPackage(database), unit: 'packages' });
      finder = new IdFinder(database, { file: basename(path), tick: (done) => names.at(done) });
    }
    meter.at(bytes);
    finder.take(line);
  });
  if (selection === null) return { form, ...((finder as IdFinder | null) ?? new IdFinder(database, { file: basename(path) })).finish() };
  const { ids } = choosePackages(database, storedSelection(selection));
  return { form, set: setOfIds(ids, lastPackage(database)), packages: ids.length, lines: ids.length, repeated: 0, unresolved: [], unresolvedTotal: 0, ambiguous: [], ambiguousTotal: 0 };
}

function keep(context: WorkerContext, { mirror, name, note, tags, list }: Asked, database: ReadDatabase, named: PackageList, { set }: FoundIds): NonNullable<ListRead['subset']> {
  const store = context.userDatabase.subsets;
  if (list === null) {
    const [id = ''] = store.add(mirror, [{ name: name ?? '', note, tags, definition: { kind: 'list', list: named }, reason: 'imported', contents: contentsOf(database, set, named) }]);
    return { id, name: store.get(mirror, id).name, version: 1 };
  }
  const { current: { definition, version: was } } = store.get(mirror, list.id);
  if (definition.kind !== 'list') throw new ExpectedError('refused', `“${store.get(mirror, list.id).name}” is not a list.`, 'Only a list has packages to add or take away; freezing makes it one.');
  const changed = { kind: 'list', list: withMembers(definition.list, list.change, named) } as const;
  store.change(mirror, list.id, {}, { version: was }, { definition: changed, reason: 'changed', contents: contentsNow(context, mirror, changed) });
  const { name: changedName, current } = store.get(mirror, list.id);
  return { id: list.id, name: changedName, version: current.version };
}

function messageOf({ subset, packages, lines, unresolvedTotal, ambiguousTotal }: ListRead): string {
  const left = unresolvedTotal + ambiguousTotal;
  return `${subset === null ? '' : `${subset.name}: `}${pluralText(packages, 'package')} of ${pluralText(lines, 'line')}${left === 0 ? '' : `, ${pluralText(left, 'line')} left out`}.`;
}
