import { createHash, type Hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { hubIds, type HubId, type Package, type Problem } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import {
  adapterOf, claimsOfEvalResults, emptyPackage, findClones, nameOfClone, openHubFile, readArchive, readRecords, withCardFacts,
  type HubFolder, type HubInput, type JsonRecord, type LocatedMirror, type MirrorFile, type PackageEntry,
} from '../mirror/index.ts';
import type { CloneTexts } from '../package/index.ts';
import { ArchiveFileWriter } from './archive-files.ts';
import { ArchivedClones, type ArchivedLink } from './archived-clones.ts';
import { hubNumber } from './codes.ts';
import type { WorkControl } from './control.ts';
import { finishIndex, type IndexSummary } from './finish.ts';
import { PackageWriter } from './package-writer.ts';
import { ProblemWriter } from './problem-writer.ts';
import { CloneReader, type CloneKnowledge, type ListedClone } from './clone-reader.ts';
import { RepositoryWriter } from './repository-writer.ts';
import { tableSql } from './schema.ts';
import { TermWriter } from './terms.ts';

export interface BuildOptions {
  readonly located: LocatedMirror;
  /** A file that does not exist yet; on failure the caller removes it. */
  readonly databaseFile: string;
  readonly appVersion: string;
}

/** How many records lie between two looks at the cancel flag. */
const recordsPerStep = 256;
/**
 * Packages between two commits. They protect nothing (a half-built file is thrown away): SQLite gets slow, and large,
 * once its cache holds nothing but unwritten pages.
 */
const packagesPerCommit = 5000;

/**
 * Reads a mirror into a new index file. Throws `cancelledError()` soon after the control says so. The file is complete
 * and closed when this returns; until then it is worth nothing.
 */
export async function buildIndex(options: BuildOptions, control: WorkControl): Promise<IndexSummary> {
  const database = openForBuilding(options.databaseFile);
  try {
    return await new IndexBuild(database, options, control).run();
  } finally {
    database.close();
  }
}

/** No journal and no syncing: a half-built file is thrown away, and the whole one is synced once at its end. */
function openForBuilding(file: string): Database.Database {
  const database = new Database(file);
  for (const pragma of ['page_size = 8192', 'journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE', 'temp_store = MEMORY', 'cache_size = -65536']) {
    database.pragma(pragma);
  }
  database.exec(tableSql);
  return database;
}

class IndexBuild {
  private readonly started = performance.now();
  private readonly terms: TermWriter;
  private readonly packages: PackageWriter;
  private readonly repositories: RepositoryWriter;
  private readonly problems: ProblemWriter;
  private readonly clones: CloneReader;
  private readonly archiveFiles: ArchiveFileWriter;
  private readonly archivedClones: ArchivedClones;
  private readonly database: Database.Database;
  private readonly options: BuildOptions;
  private readonly control: WorkControl;
  private readonly sourceFiles = new Map<string, number>();

  constructor(database: Database.Database, options: BuildOptions, control: WorkControl) {
    this.database = database;
    this.options = options;
    this.control = control;
    this.terms = new TermWriter(database);
    this.packages = new PackageWriter(database, this.terms);
    this.repositories = new RepositoryWriter(database);
    this.problems = new ProblemWriter(database);
    this.archiveFiles = new ArchiveFileWriter(database);
    this.archivedClones = new ArchivedClones(database, this.problems.report);
    this.clones = new CloneReader(database, this.repositories, this.problems, control);
  }

  async run(): Promise<IndexSummary> {
    this.database.exec('BEGIN');
    for (const archive of this.options.located.archives) await this.spool(archive);
    const clones = this.listClones();
    this.archivedClones.addRepositories(this.repositories, clones);
    for (const hub of hubIds) this.readHub(hub, clones);
    this.readOtherClones(clones);
    this.packages.flush();
    const { located, appVersion } = this.options;
    return finishIndex(this.database, { located, appVersion, started: this.started, control: this.control, problems: this.problems });
  }

  private async spool(archive: string): Promise<void> {
    const reading = this.archivedClones.begin(archive);
    const end = await readArchive(archive, {
      begin: (entry) => this.archiveFiles.begin(entry, archive),
      count: reading.count,
      repository: reading.repository,
      progress: (done) => this.control.progress({ phase: 'Unpacking archives', done, total: null, unit: 'bytes' }),
      isCancelled: this.control.isCancelled,
    });
    if (end.kind === 'stopped') throw cancelledError();
    if (end.kind === 'damaged') {
      this.problems.report({ severity: 'error', code: 'truncated-archive', hub: null, file: archive, offset: null, record: null, message: end.reason });
    }
    reading.finish(end.kind === 'whole');
  }

  /** Clones by hub and name, each with a row of its own; read after the records. */
  private listClones(): Map<string, ListedClone> {
    const clones = new Map<string, ListedClone>();
    for (const folder of this.options.located.folders) {
      for (const clone of findClones(folder.hub, folder.folder, this.problems.report)) {
        if (this.control.isCancelled()) throw cancelledError();
        clones.set(`${clone.hub}/${clone.name}`, { id: this.repositories.addFound(clone), clone, folder });
      }
    }
    return clones;
  }

  private readHub(hub: HubId, clones: ReadonlyMap<string, ListedClone>): void {
    const folder = this.options.located.folders.find((candidate) => candidate.hub === hub);
    const adapter = adapterOf(hub);
    const hashes = new Map<string, Hash>();
    const opened = new Map<string, MirrorFile | null>();
    const open = (path: string): MirrorFile | null => {
      if (!opened.has(path)) opened.set(path, this.open(hub, folder, path));
      return opened.get(path) ?? null;
    };
    const recordsFile = open(adapter.recordsPath);
    let bytesDone = 0;
    const input: HubInput = {
      file: open,
      // What a second reading meets has been reported by the first.
      records: (file, reading) => this.recordsOf(file, reading === 'again' ? () => undefined : this.problems.report, hashes, (bytes) => {
        bytesDone += bytes;
        this.control.progress({ phase: `Reading ${hub}`, done: bytesDone, total: sum(opened), unit: 'bytes' });
      }),
      report: this.problems.report,
    };
    const before = this.packages.count;
    const linked = new Set<number>();
    adapter.read(input, (entry) => {
      if (this.packages.count % recordsPerStep === 0 && this.control.isCancelled()) throw cancelledError();
      const { clonePaths } = entry.package;
      const clone = clonePaths.map((path) => clones.get(`${hub}/${path}`)).find((found) => found !== undefined) ?? this.archivedClones.find(hub, clonePaths);
      if (clone) linked.add(clone.id);
      this.add(entry, clone, false);
    });
    const records = this.packages.count - before;
    this.treatUnlinked(hub, clones, linked, recordsFile !== null || records > 0);
    const present = folder !== undefined || this.archivedClones.ofHub(hub).length > 0 || opened.size > 0 && [...opened.values()].some((file) => file !== null);
    if (!present) return;
    this.reportMissingFiles(hub, recordsFile, opened, records);
    this.database.prepare('INSERT INTO hub (hub, records, json_bytes, origin) VALUES (?, ?, ?, ?)').run(hubNumber(hub), recordsFile ? records : 0, sum(opened), folder ? 'folder' : 'archive');
    const hashFile = this.database.prepare('UPDATE source_file SET sha256 = ? WHERE path = ?');
    for (const [path, hash] of hashes) hashFile.run(hash.digest('hex'), path);
  }

  /** Adds a package with what its clone tells; the clone is read when its first package comes. */
  private add(entry: PackageEntry, listed: ListedClone | ArchivedLink | undefined, recovered: boolean): void {
    const known = listed === undefined ? null : this.knowledgeOf(listed);
    const texts = known?.texts ?? null;
    this.packages.add({ ...entry, package: texts === null ? entry.package : withTexts(entry.package, texts) }, {
      repository: listed?.id ?? null,
      clone: known?.state ?? 'missing',
      recordCommit: known?.standing(entry.package.sha) ?? 'not-stated',
      card: texts?.card ?? '',
      recovered,
      fileId: (path) => this.sourceFiles.get(path) ?? null,
    });
    if (this.packages.count % packagesPerCommit === 0) this.database.exec('COMMIT; BEGIN');
  }

  private knowledgeOf(listed: ListedClone | ArchivedLink): CloneKnowledge {
    return 'knowledge' in listed ? listed.knowledge : this.clones.read(listed);
  }

  /** Clones that no record names count in every measure too. */
  private readOtherClones(clones: ReadonlyMap<string, ListedClone>): void {
    for (const listed of clones.values()) {
      this.control.progress({ phase: 'Reading other clones', done: this.clones.count, total: clones.size, unit: 'repositories' });
      this.clones.read(listed);
    }
  }

  private open(hub: HubId, folder: HubFolder | undefined, path: string): MirrorFile | null {
    const shown = `data/${hub}/${path}`;
    const file = (folder ? openHubFile(folder, path, this.problems.report) : null) ?? this.archiveFiles.open(hub, shown);
    if (!file) return null;
    this.database.prepare('INSERT OR IGNORE INTO source_file (hub, path, archive, bytes, modified_ms) VALUES (?, ?, ?, ?, ?)').run(hubNumber(hub), shown, file.archive, file.bytes, file.modifiedMs);
    const row = this.database.prepare<[string], { id: number }>('SELECT id FROM source_file WHERE path = ?').get(shown);
    if (row) this.sourceFiles.set(shown, row.id);
    return file;
  }

  /** Records of a file, hashed on the way and counted for progress. */
  private recordsOf(file: MirrorFile, report: (problem: Problem) => void, hashes: Map<string, Hash>, advance: (bytes: number) => void): Iterable<JsonRecord> {
    const { control } = this;
    const hash = file.archive === null && !hashes.has(file.path) ? createHash('sha256') : null;
    if (hash) hashes.set(file.path, hash);
    const counted: MirrorFile = {
      ...file,
      *chunks() {
        for (const chunk of file.chunks()) {
          if (control.isCancelled()) throw cancelledError();
          hash?.update(chunk);
          advance(chunk.length);
          yield chunk;
        }
      },
    };
    return readRecords(counted, report);
  }

  /** Clones that no record names: packages of their own where the hub has no records at all, problems otherwise. */
  private treatUnlinked(hub: HubId, clones: ReadonlyMap<string, ListedClone>, linked: ReadonlySet<number>, hasRecords: boolean): void {
    for (const listed of [...clones.values(), ...this.archivedClones.ofHub(hub)]) {
      const { id, clone } = listed;
      if (clone.hub !== hub || linked.has(id)) continue;
      if (hasRecords) {
        this.problems.report({
          severity: 'note', code: 'clone-without-record', hub, file: `data/${hub}/repos/${clone.name}`, offset: null, record: clone.name,
          message: 'No unified record names this clone.',
        });
      } else if (clone.layout !== 'empty') {
        const { name, owner } = nameOfClone(hub, clone.name, this.knowledgeOf(listed).origin);
        const found = { ...emptyPackage(hub, name), owner };
        this.add({ package: found, unified: null, metadata: null }, listed, true);
      }
    }
  }

  private reportMissingFiles(hub: HubId, recordsFile: MirrorFile | null, opened: ReadonlyMap<string, MirrorFile | null>, records: number): void {
    const others = [...opened].filter(([path]) => path !== adapterOf(hub).recordsPath);
    const at = { severity: 'warning', hub, offset: null, record: null } as const;
    if (!recordsFile) this.problems.report({ ...at, code: 'missing-records', file: `data/${hub}/${adapterOf(hub).recordsPath}`, message: `Packages come from ${records > 0 ? "the hub's own metadata" : 'the clones'}.` });
    for (const [path, file] of others) {
      if (!file) this.problems.report({ ...at, code: 'missing-metadata', file: `data/${hub}/${path}`, message: 'What only this file tells is missing.' });
    }
  }
}

/** What the clone's README and evaluation files tell where the hub's metadata says nothing. */
function withTexts(found: Package, texts: CloneTexts): Package {
  const carded = texts.facts === null ? found : withCardFacts(found, texts.facts, texts.card);
  const evaluated = claimsOfEvalResults(texts.evaluations);
  return evaluated.length === 0 ? carded : { ...carded, claims: [...carded.claims, ...evaluated] };
}

function sum(files: ReadonlyMap<string, MirrorFile | null>): number {
  let bytes = 0;
  for (const file of files.values()) bytes += file?.bytes ?? 0;
  return bytes;
}
