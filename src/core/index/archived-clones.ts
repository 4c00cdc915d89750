import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { CloneState, HubId } from '../../shared/domain/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { ArchivedCloneCollector, type ArchiveArea, type ArchivedClone, type ArchivedHub, type ArchiveSink, type FoundClone, type RepositoryEntry } from '../mirror/index.ts';
import { chooseReadme, cloneTextsOfBytes, readGitFileTexts } from '../package/index.ts';
import { knownClone, reportFailure, type KnownClone } from './clone-reader.ts';
import { hubNumber, hubOfNumber } from './codes.ts';
import { withoutSecrets } from './origin.ts';
import type { PreviousIndex } from './previous.ts';
import type { ReportProblem } from './problem-writer.ts';
import { repositoryPath, type RepositoryWriter } from './repository-writer.ts';
import { noCommits, packTexts, type ScannedClone } from './scan-clone.ts';

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

type StoredValue = string | number | Buffer | null;

/** A clone of an archive that waits for its row. */
interface Waiting {
  readonly clone: Pick<FoundClone, 'hub' | 'name' | 'layout'>;
  readonly scanned: ScannedClone;
  /** What `archived_clone` keeps of it, without the number of its repository. */
  readonly row: readonly StoredValue[];
  /** Its row in the previous index, where the archive was not read again. */
  readonly keptId: number | null;
}

const hubColumns = 'archive, hub, archive_bytes, files, bytes, json_files, html_files, clones, whole';
const cloneColumns = 'archive, files, bytes, git_files, git_bytes, readme, card, card_bytes';

/** Gathers what archives hold: sums by hub, and their clones as far as one pass tells of them. */
export class ArchivedClones {
  private readonly report: ReportProblem;
  /** By hub and name; the first archive that gave a clone of that name. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly hubRows: StoredValue[][] = [];
  private readonly cloneRows: StoredValue[][] = [];

  /** `report` is told of what an archive as a whole has or lacks. */
  constructor(report: ReportProblem) {
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
          this.hubRows.push([archive, hubNumber(hub), bytesOf(archive), files, bytes, jsonFiles, htmlFiles, clones, isWhole ? 1 : 0]);
        }
        for (const [hub, collected] of found) this.take({ archive, hub, collected, isWhole });
      },
    };
  }

  /** Takes from the previous index what an unchanged archive held. */
  takeOver(previous: PreviousIndex, archive: string): void {
    const { database } = previous;
    this.hubRows.push(...(database.prepare<[string]>(`SELECT ${hubColumns} FROM archive_hub WHERE archive = ? ORDER BY hub`).raw().all(archive) as StoredValue[][]));
    const rows = database.prepare<[string]>(`SELECT repository, ${cloneColumns} FROM archived_clone WHERE archive = ? ORDER BY repository`).raw().all(archive) as StoredValue[][];
    const byId = new Map([...previous.repositories.values()].map((repository) => [repository.id, repository]));
    for (const [id, ...row] of rows) {
      const repository = byId.get(Number(id));
      if (!repository) continue;
      const hub = hubOfNumber(repository.hub);
      const name = repository.path.slice(repositoryPath(hub, '').length);
      this.waiting.set(`${hub}/${name}`, { clone: { hub, name, layout: repository.layout as FoundClone['layout'] }, scanned: previous.clone(repository), row, keptId: repository.id });
    }
  }

  /** Gives each clone that does not lie on disk too a row in `repository`, and to packages what it tells. */
  addRepositories(repositories: RepositoryWriter, onDisk: ReadonlyMap<string, unknown>, report: ReportProblem): readonly KnownClone[] {
    const known: KnownClone[] = [];
    for (const [key, { clone, scanned, row, keptId }] of this.waiting) {
      if (onDisk.has(key)) continue;
      const id = repositories.add(clone, scanned);
      this.cloneRows.push([id, ...row]);
      reportFailure(clone, scanned, report);
      known.push(knownClone(id, clone, scanned, keptId));
    }
    this.waiting.clear();
    return known;
  }

  /** Writes the rows that only archives have. */
  write(database: Database): void {
    const insert = (table: string, columns: string, rows: readonly StoredValue[][]): void => {
      const statement = database.prepare(`INSERT OR REPLACE INTO ${table} (${columns}) VALUES (${columns.split(', ').map(() => '?').join(', ')})`);
      for (const row of rows) statement.run(...row);
    };
    insert('archive_hub', hubColumns, this.hubRows);
    insert('archived_clone', `repository, ${cloneColumns}`, this.cloneRows);
  }

  private take({ archive, hub, collected, isWhole }: { archive: string; hub: HubId; collected: ArchivedHub; isWhole: boolean }): void {
    const note = (message: string): void => this.report({ severity: 'note', code: 'clones-in-archive', hub, file: archive, offset: null, record: null, message });
    if (collected.clones.length > 0) note(`${pluralText(collected.clones.length, 'clone lies', 'clones lie')} inside the archive; unpack it to read the commits.`);
    if (collected.filesLeftOut > 0) note(`${pluralText(collected.filesLeftOut, 'card or reference', 'cards or references')} of clones left out: too large, alone or together.`);
    if (collected.membersLeftOut > 0) note(`${pluralText(collected.membersLeftOut, 'file')} of clones left out: names too long, or clones too many.`);
    for (const name of collected.emptyOwners) {
      // Said of the archive, so that it is known again when the archive is not read again.
      this.report({ severity: 'warning', code: 'empty-clone', hub, file: archive, offset: null, record: name, message: `A failed clone left the folder ${repositoryPath(hub, name)} empty.` });
    }
    for (const clone of collected.clones) {
      const key = `${hub}/${clone.name}`;
      if (this.waiting.has(key)) continue;
      const facts = factsOf(clone, { archive, isAllKept: isWhole && collected.filesLeftOut === 0 });
      const readme = chooseReadme([...clone.readmes.keys()]);
      const card = readme === null ? null : (clone.readmes.get(readme)?.bytes ?? null);
      const texts = cloneTextsOfBytes(card ?? Buffer.alloc(0), clone.evaluations.map((file) => file.bytes));
      this.waiting.set(key, {
        clone, scanned: { facts, commits: noCommits(), texts: packTexts(texts), cardDamage: texts.damage }, keptId: null,
        row: [archive, clone.workTree.files, clone.workTree.bytes, clone.git.files, clone.git.bytes, readme, card === null ? null : deflateRawSync(card, { level: 1 }), card?.length ?? null],
      });
    }
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
function factsOf(clone: ArchivedClone, { archive, isAllKept }: { readonly archive: string; readonly isAllKept: boolean }): ArchivedFacts {
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

function bytesOf(archive: string): number {
  return statSync(archive, { throwIfNoEntry: false })?.size ?? 0;
}
