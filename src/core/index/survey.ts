import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { hubIds, type HubId, type Problem } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import { adapterOf, findClones, openHubFile, type FoundClone, type HubFolder, type LocatedMirror, type MirrorFile } from '../mirror/index.ts';
import { cloneStates, hubNumber, severities } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { PreviousFile, PreviousIndex, PreviousRepository } from './previous.ts';
import { repositoryPath } from './repository-writer.ts';
import { headOf, scanClone, type CloneQuestion } from './scan-clone.ts';

/** A clone that was found, where it lies. */
export interface ListedClone {
  readonly clone: FoundClone;
  readonly folder: HubFolder;
}

/** What lies in the mirror, and what of it is as the previous index has it. */
export interface Survey {
  readonly clones: readonly ListedClone[];
  /** What was met while clones were listed. */
  readonly problems: readonly Problem[];
  /** Rows of the previous index, by path, of clones whose commits are the same. */
  readonly keptClones: ReadonlyMap<string, PreviousRepository>;
  /** Hubs of whose files none has changed, come or gone. */
  readonly keptHubs: ReadonlySet<HubId>;
  readonly keptArchives: ReadonlySet<string>;
  /** Whether a new index would be the previous one once more. */
  readonly isUnchanged: boolean;
}

/** Looks at names, sizes, dates and where the HEADs stand; reads no record and walks no commits. A file whose date may have been set back is hashed. */
export function surveyMirror(located: LocatedMirror, previous: PreviousIndex | null, control: WorkControl): Survey {
  const problems: Problem[] = [];
  const clones: ListedClone[] = [];
  for (const folder of located.folders) {
    for (const clone of findClones(folder.hub, folder.folder, (problem) => problems.push(problem))) {
      if (control.isCancelled()) throw cancelledError();
      clones.push({ clone, folder });
    }
  }
  if (!previous?.isReusable) return { clones, problems, keptClones: new Map(), keptHubs: new Set(), keptArchives: new Set(), isUnchanged: false };
  const keptArchives = new Set(previous.archives().filter((archive) => isSameFile(archive.path, archive) && previous.knowsClonesOf(archive.path)).map(({ path }) => path));
  const keptHubs = new Set(hubIds.filter((hub) => isKeptHub(hub, { located, previous, keptArchives, control })));
  const keptClones = new Map<string, PreviousRepository>();
  for (const [done, listed] of clones.entries()) {
    if (control.isCancelled()) throw cancelledError();
    control.progress({ phase: 'Comparing clones', done, total: clones.length, unit: 'repositories' });
    const before = previous.repositories.get(repositoryPath(listed.clone.hub, listed.clone.name));
    if (before && !previous.archived.has(before.id) && isSameClone(listed, before, control)) keptClones.set(before.path, before);
  }
  const isUnchanged =
    hubIds.every((hub) => keptHubs.has(hub)) && keptClones.size === clones.length && previous.repositories.size - previous.archived.size === clones.length
    && keptArchives.size === located.archives.length && previous.archives().length === located.archives.length
    && previous.meta('hub_folders') === hubFoldersText(located) && isSameListing(problems, previous);
  return { clones, problems, keptClones, keptHubs, keptArchives, isUnchanged };
}

/** Where the hubs lie, as `meta` keeps it. */
export function hubFoldersText(located: LocatedMirror): string {
  return JSON.stringify(Object.fromEntries(located.folders.map((place) => [place.hub, place.folder])));
}

function isSameFile(path: string, { bytes, modified_ms: modifiedMs }: { readonly bytes: number; readonly modified_ms: number }): boolean {
  try {
    const { size, mtimeMs } = statSync(path);
    return size === bytes && Math.trunc(mtimeMs) === modifiedMs;
  } catch {
    return false;
  }
}

interface Comparing {
  readonly located: LocatedMirror;
  readonly previous: PreviousIndex;
  readonly keptArchives: ReadonlySet<string>;
  readonly control: WorkControl;
}

/** Whether each file that the hub may have is there, or not there, as before. */
function isKeptHub(hub: HubId, comparing: Comparing): boolean {
  const { located, previous, keptArchives } = comparing;
  const folder = located.folders.find((candidate) => candidate.hub === hub);
  const before = new Map(previous.files(hub).map((file) => [file.path, file]));
  if (!folder) return [...before.values()].every(({ archive }) => archive !== null && keptArchives.has(archive)) && located.archives.every((archive) => keptArchives.has(archive));
  const { recordsPath, metadataPaths } = adapterOf(hub);
  return [recordsPath, ...metadataPaths].every((path) => isKeptFile(before.get(`data/${hub}/${path}`), folder, path, comparing));
}

function isKeptFile(before: PreviousFile | undefined, folder: HubFolder, path: string, { located, previous, keptArchives, control }: Comparing): boolean {
  const now = openHubFile(folder, path, () => undefined);
  if (now) {
    if (before === undefined || before.archive !== null || now.bytes !== before.bytes || now.modifiedMs !== before.modified_ms) return false;
    const changed = previous.fileChanges.get(now.path);
    // Whoever copies or unpacks a file sets its date; that it was changed since stays to be seen.
    return changed === undefined || changed === now.changedMs || hashOf(now, control) === before.sha256;
  }
  const isFromArchive = before !== undefined && before.archive !== null && keptArchives.has(before.archive);
  return isFromArchive || (before === undefined && located.archives.every((archive) => keptArchives.has(archive)));
}

function hashOf(file: MirrorFile, control: WorkControl): string {
  const hash = createHash('sha256');
  let done = 0;
  for (const chunk of file.chunks()) {
    if (control.isCancelled()) throw cancelledError();
    hash.update(chunk);
    done += chunk.length;
    control.progress({ phase: `Comparing ${file.hub}`, done, total: file.bytes, unit: 'bytes' });
  }
  return hash.digest('hex');
}

/** A whole clone is the same while its HEAD is: a commit's name covers all before it. Another may have been mended since. */
function isSameClone({ clone, folder }: ListedClone, before: PreviousRepository, control: WorkControl): boolean {
  if (clone.layout !== before.layout) return false;
  const question: CloneQuestion = { absolute: clone.absolute, layout: clone.layout, mirrorRoot: folder.folder };
  if (before.state === cloneStates.indexOf('whole')) {
    const now = headOf(question);
    return now !== null && now.head === before.head && now.branch === before.branch && now.origin === before.origin;
  }
  const { facts, commits } = scanClone(question, control.isCancelled);
  return cloneStates.indexOf(facts.state) === before.state && facts.reason === before.reason && facts.head === before.head && commits.count === before.commits;
}

function isSameListing(problems: readonly Problem[], previous: PreviousIndex): boolean {
  const now = problems.map(({ severity, code, hub, file, offset, record, message }) => [severities.indexOf(severity), code, hub === null ? null : hubNumber(hub), file, offset, record, message]);
  const before = previous.problems('listing', null).map((problem) => problem.slice(0, 7));
  return JSON.stringify(now) === JSON.stringify(before);
}
