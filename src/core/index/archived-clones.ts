import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import type { CloneState, HubId, Problem } from '../../shared/domain/index.ts';
import { ArchivedCloneCollector, type ArchiveArea, type ArchivedClone, type ArchivedHub, type ArchiveSink, type FoundClone, type RepositoryEntry } from '../mirror/index.ts';
import { chooseReadme, cloneTextsOfBytes, readGitFileTexts, type CloneTexts } from '../package/index.ts';
import type { CloneKnowledge } from './clone-reader.ts';
import { cloneStates, hubNumber } from './codes.ts';
import { withoutSecrets } from './origin.ts';
import { repositoryPath, type RepositoryWriter } from './repository-writer.ts';

/** A clone inside an archive with the row that stands for it; it takes the place of one on disk. */
export interface ArchivedLink {
  readonly id: number;
  readonly clone: FoundClone;
  readonly knowledge: CloneKnowledge;
}

/** What takes in one archive's members while they go by. */
export interface ArchiveReading {
  count(hub: HubId, area: ArchiveArea, bytes: number): void;
  repository(entry: RepositoryEntry): ArchiveSink | null;
  /** Called at the archive's end, whole or damaged. */
  finish(isWhole: boolean): void;
}

interface HubSums {
  files: number;
  bytes: number;
  jsonFiles: number;
  htmlFiles: number;
}

interface Waiting {
  readonly clone: ArchivedClone;
  readonly archive: string;
  readonly facts: ArchivedFacts;
}

/** Cards kept for packages that share a clone and follow each other in the records. */
const cachedTexts = 8;

/** Writes what archives hold: sums by hub, and their clones as far as one pass tells of them. */
export class ArchivedClones {
  private readonly insertHub: Statement<(string | number)[]>;
  private readonly updateRepository: Statement<(string | number | null)[]>;
  private readonly insertClone: Statement<(string | number | Buffer | null)[]>;
  private readonly report: (problem: Problem) => void;
  /** By hub and name, until their rows are written. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly links = new Map<string, ArchivedLink>();
  /** The latest ones: those of all clones would be too many to hold. */
  private readonly texts = new Map<number, CloneTexts>();

  constructor(database: Database, report: (problem: Problem) => void) {
    this.insertHub = database.prepare('INSERT OR REPLACE INTO archive_hub (archive, hub, archive_bytes, files, bytes, json_files, html_files, clones, whole) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.updateRepository = database.prepare('UPDATE repository SET state = ?, reason = ?, head = ?, branch = ?, origin = ? WHERE id = ?');
    this.insertClone = database.prepare('INSERT INTO archived_clone (repository, archive, files, bytes, git_files, git_bytes, readme, card, card_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.report = report;
  }

  begin(archive: string): ArchiveReading {
    const collector = new ArchivedCloneCollector();
    const sums = new Map<HubId, HubSums>();
    return {
      count: (hub, area, bytes) => {
        const sum = sums.get(hub) ?? { files: 0, bytes: 0, jsonFiles: 0, htmlFiles: 0 };
        sums.set(hub, sum);
        sum.files += 1;
        sum.bytes += bytes;
        if (area === 'json') sum.jsonFiles += 1;
        if (area === 'html') sum.htmlFiles += 1;
      },
      repository: (entry) => collector.entry(entry),
      finish: (isWhole) => {
        const found = collector.finish();
        for (const [hub, { files, bytes, jsonFiles, htmlFiles }] of sums) {
          const clones = found.get(hub)?.clones.length ?? 0;
          this.insertHub.run(archive, hubNumber(hub), bytesOf(archive), files, bytes, jsonFiles, htmlFiles, clones, isWhole ? 1 : 0);
        }
        for (const [hub, collected] of found) this.take({ archive, hub, collected, isWhole });
      },
    };
  }

  /** Writes a row for each clone that does not lie on disk too. Called when those on disk have theirs. */
  addRepositories(repositories: RepositoryWriter, onDisk: ReadonlyMap<string, unknown>): void {
    for (const [key, { clone, archive, facts }] of this.waiting) {
      if (onDisk.has(key)) continue;
      const found: FoundClone = { hub: clone.hub, name: clone.name, absolute: '', layout: clone.layout };
      const id = repositories.addFound(found);
      this.updateRepository.run(cloneStates.indexOf(facts.state), facts.reason, facts.head, facts.branch, facts.origin, id);
      const readme = chooseReadme([...clone.readmes.keys()]);
      const card = readme === null ? null : (clone.readmes.get(readme)?.bytes ?? null);
      this.insertClone.run(
        id, archive, clone.workTree.files, clone.workTree.bytes, clone.git.files, clone.git.bytes, readme,
        card === null ? null : deflateRawSync(card, { level: 1 }), card?.length ?? null,
      );
      this.reportState(clone, facts);
      this.links.set(key, { id, clone: found, knowledge: this.knowledgeOf(id, facts, () => cloneTextsOfBytes(card ?? Buffer.alloc(0), clone.evaluations.map((file) => file.bytes))) });
    }
    this.waiting.clear();
  }

  /** The first of these folders below `repos/` that is a clone inside an archive. */
  find(hub: HubId, clonePaths: readonly string[]): ArchivedLink | undefined {
    return clonePaths.map((path) => this.links.get(`${hub}/${path}`)).find((link) => link !== undefined);
  }

  ofHub(hub: HubId): readonly ArchivedLink[] {
    return [...this.links.values()].filter((link) => link.clone.hub === hub);
  }

  private knowledgeOf(id: number, facts: ArchivedFacts, read: () => CloneTexts): CloneKnowledge {
    const texts = (): CloneTexts => {
      const told = this.texts.get(id) ?? read();
      this.texts.delete(id);
      const oldest = this.texts.size >= cachedTexts ? this.texts.keys().next().value : undefined;
      if (oldest !== undefined) this.texts.delete(oldest);
      this.texts.set(id, told);
      return told;
    };
    return {
      state: facts.state,
      origin: facts.origin,
      get texts() {
        return texts();
      },
      standing: (sha) => (sha === null ? 'not-stated' : sha === facts.head ? 'equal' : 'unknown'),
    };
  }

  private take({ archive, hub, collected, isWhole }: { archive: string; hub: HubId; collected: ArchivedHub; isWhole: boolean }): void {
    const note = (message: string): void => this.report({ severity: 'note', code: 'clones-in-archive', hub, file: archive, offset: null, record: null, message });
    if (collected.clones.length > 0) note(`${counted(collected.clones.length, 'clone lies', 'clones lie')} inside the archive; unpack it to read the commits.`);
    if (collected.filesLeftOut > 0) note(`${counted(collected.filesLeftOut, 'card or reference', 'cards or references')} of clones left out: too large, alone or together.`);
    if (collected.membersLeftOut > 0) note(`${counted(collected.membersLeftOut, 'file', 'files')} of clones left out: names too long, or clones too many.`);
    for (const name of collected.emptyOwners) {
      this.report({ severity: 'warning', code: 'empty-clone', hub, file: repositoryPath(hub, name), offset: null, record: name, message: 'A failed clone left this folder empty.' });
    }
    for (const clone of collected.clones) {
      const key = `${hub}/${clone.name}`;
      // Another archive gave a clone of that name already.
      if (!this.waiting.has(key)) this.waiting.set(key, { clone, archive, facts: factsOf(clone, { archive, isAllKept: isWhole && collected.filesLeftOut === 0 }) });
    }
  }

  private reportState(clone: ArchivedClone, { state, reason }: ArchivedFacts): void {
    if (state === 'archived') return;
    this.report({
      severity: state === 'empty' ? 'warning' : 'error', code: state === 'empty' ? 'empty-clone' : 'broken-clone', hub: clone.hub,
      file: repositoryPath(clone.hub, clone.name), offset: null, record: clone.name, message: reason,
    });
  }
}

interface ArchivedFacts {
  readonly state: Extract<CloneState, 'archived' | 'empty' | 'broken'>;
  readonly reason: string;
  readonly head: string | null;
  readonly branch: string | null;
  readonly origin: string | null;
}

/** `isAllKept`: the archive was read to its end and nothing was left out, so that what was not met is not there. */
export function factsOf(clone: ArchivedClone, { archive, isAllKept }: { readonly archive: string; readonly isAllKept: boolean }): ArchivedFacts {
  const unknown = { head: null, branch: null, origin: null };
  const inside = `Its commits lie inside the archive ${basename(archive)}; unpack it to read them.`;
  if (clone.layout === 'empty' && isAllKept) return { state: 'empty', reason: 'The folder is empty: the clone failed.', ...unknown };
  if (clone.layout === 'no-repository' && isAllKept) return { state: 'broken', reason: 'The folder holds files but no git repository.', ...unknown };
  const { head, origin: address } = readGitFileTexts((path) => clone.gitFiles.get(path)?.bytes.toString('utf8') ?? null);
  const origin = withoutSecrets(address);
  switch (head.kind) {
    case 'resolved':
      return { state: 'archived', reason: inside, head: head.sha, branch: head.branch, origin };
    case 'unborn':
      return isAllKept ? { state: 'empty', reason: head.reason, ...unknown, origin } : { state: 'archived', reason: inside, ...unknown, origin };
    case 'unknown':
      return { state: 'archived', reason: `${inside} ${head.reason}`, ...unknown, origin };
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function bytesOf(archive: string): number {
  return statSync(archive, { throwIfNoEntry: false })?.size ?? 0;
}
