import { hubIds, type HubId, type Package, type Problem } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import {
  adapterOf, claimsOfEvalResults, emptyPackage, findClones, nameOfClone, openHubFile, readRecords, withCardFacts,
  type HubFolder, type HubInput, type JsonRecord, type LocatedMirror, type MirrorFile, type PackageEntry,
} from '../mirror/index.ts';
import type { CloneTexts } from '../package/index.ts';
import { readClones, stateOf, type KnownClone, type ListedClone } from './clone-reader.ts';
import type { WorkControl } from './control.ts';
import { PackageWriter } from './package-writer.ts';
import type { BulkWriter } from './pages/index.ts';
import type { PreviousIndex } from './previous.ts';
import { problemReporter, type ReportProblem } from './problem-writer.ts';
import { RepositoryWriter } from './repository-writer.ts';
import type { SourceFiles } from './source-files.ts';
import { TermWriter } from './terms.ts';

/** What the mirror holds of a hub, as the `hub` table keeps it. */
export interface ReadHub {
  readonly hub: HubId;
  readonly records: number;
  readonly jsonBytes: number;
  readonly origin: 'folder' | 'archive';
  /** Repositories found, and packages that none of them belongs to. */
  readonly clones: number;
  readonly packagesWithoutClone: number;
}

export interface ReadingOptions {
  readonly located: LocatedMirror;
  readonly workerFile: string;
  readonly previous: PreviousIndex | null;
  readonly files: SourceFiles;
  readonly control: WorkControl;
}

/** How many records lie between two looks at the cancel flag. */
const recordsPerStep = 256;

/** Reads a mirror's clones and hubs and hands their rows to the writer. */
export class MirrorReading {
  readonly hubs: ReadHub[] = [];
  readonly report: Readonly<Record<'records' | 'clones' | 'whole', ReportProblem>>;
  private readonly bulk: BulkWriter;
  private readonly options: ReadingOptions;
  private readonly terms: TermWriter;
  private readonly packages: PackageWriter;
  private readonly repositories: RepositoryWriter;
  private clones: ReadonlyMap<string, KnownClone> = new Map();
  private readonly hashed = new Set<string>();
  private withoutClone = 0;

  constructor(bulk: BulkWriter, options: ReadingOptions) {
    this.bulk = bulk;
    this.options = options;
    this.terms = new TermWriter((name) => bulk.table(name));
    this.packages = new PackageWriter(bulk, this.terms);
    this.repositories = new RepositoryWriter(bulk);
    const addProblem = bulk.table('problem');
    const add = (row: readonly (string | number | null)[]): void => addProblem([null, ...row]);
    this.report = { records: problemReporter('records', add), clones: problemReporter('clones', add), whole: problemReporter('whole', add) };
  }

  async run(): Promise<void> {
    const { workerFile, previous, control } = this.options;
    const known = await readClones(this.listClones(), { workerFile, repositories: this.repositories, report: this.report.clones, previous, control });
    this.clones = new Map(known.map((clone) => [`${clone.clone.hub}/${clone.clone.name}`, clone]));
    for (const hub of hubIds) this.readHub(hub);
    this.packages.flush();
    this.terms.flush();
  }

  private listClones(): readonly ListedClone[] {
    const clones: ListedClone[] = [];
    for (const folder of this.options.located.folders) {
      for (const clone of findClones(folder.hub, folder.folder, this.report.clones)) {
        if (this.options.control.isCancelled()) throw cancelledError();
        clones.push({ clone, folder });
      }
    }
    return clones;
  }

  private readHub(hub: HubId): void {
    const { control } = this.options;
    const folder = this.options.located.folders.find((candidate) => candidate.hub === hub);
    const adapter = adapterOf(hub);
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
      records: (file, reading) => this.recordsOf(file, reading === 'again' ? () => undefined : this.report.records, (bytes) => {
        bytesDone += bytes;
        control.progress({ phase: `Reading ${hub}`, done: bytesDone, total: sum(opened), unit: 'bytes' });
      }),
      report: this.report.records,
    };
    const before = this.packages.count;
    const withoutBefore = this.withoutClone;
    const linked = new Set<number>();
    adapter.read(input, (entry) => {
      if (this.packages.count % recordsPerStep === 0 && control.isCancelled()) throw cancelledError();
      const clone = this.cloneOf(hub, entry.package.clonePaths);
      if (clone) linked.add(clone.id);
      this.add(entry, clone, false);
    });
    const records = this.packages.count - before;
    this.treatUnlinked(hub, linked, recordsFile !== null || records > 0);
    const present = folder !== undefined || [...opened.values()].some((file) => file !== null);
    if (!present) return;
    this.reportMissingFiles(hub, recordsFile, opened, records);
    const clones = [...this.clones.values()].filter(({ clone }) => clone.hub === hub).length;
    const packagesWithoutClone = this.withoutClone - withoutBefore;
    this.hubs.push({ hub, records: recordsFile ? records : 0, jsonBytes: sum(opened), origin: folder ? 'folder' : 'archive', clones, packagesWithoutClone });
  }

  private cloneOf(hub: HubId, paths: readonly string[]): KnownClone | undefined {
    if (this.clones.size === 0) return undefined;
    for (const path of paths) {
      const found = this.clones.get(`${hub}/${path}`);
      if (found) return found;
    }
    return undefined;
  }

  private add(entry: PackageEntry, clone: KnownClone | undefined, recovered: boolean): void {
    if (!clone) this.withoutClone += 1;
    const texts = clone?.texts();
    this.packages.add(texts ? { ...entry, package: withTexts(entry.package, texts) } : entry, {
      repository: clone?.id ?? null,
      clone: stateOf(clone),
      recordCommit: clone?.standing(entry.package.sha) ?? 'not-stated',
      hasCard: texts !== undefined && texts.card !== '',
      recovered,
      fileId: (path) => this.options.files.id(path),
    });
  }

  private open(hub: HubId, folder: HubFolder | undefined, path: string): MirrorFile | null {
    return this.options.files.open(hub, `data/${hub}/${path}`, folder ? openHubFile(folder, path, this.report.records) : null);
  }

  /** Records of a file, hashed on the way and counted for progress. */
  private recordsOf(file: MirrorFile, report: ReportProblem, advance: (bytes: number) => void): Iterable<JsonRecord> {
    const { bulk } = this;
    const { control } = this.options;
    const isHashed = file.archive === null && !this.hashed.has(file.path);
    if (isHashed) this.hashed.add(file.path);
    const counted: MirrorFile = {
      ...file,
      *chunks() {
        let room: Buffer | null = null;
        for (const chunk of file.chunks(isHashed ? () => (room = bulk.chunk()) : undefined)) {
          if (control.isCancelled()) throw cancelledError();
          advance(chunk.length);
          yield chunk;
          // Whoever reads has copied it.
          if (room !== null) bulk.hash(file.path, room, chunk.length);
          room = null;
        }
        if (room !== null) bulk.hash(file.path, room, 0);
      },
    };
    return readRecords(counted, report);
  }

  /** Clones that no record names: packages of their own where the hub has no records at all, problems otherwise. */
  private treatUnlinked(hub: HubId, linked: ReadonlySet<number>, hasRecords: boolean): void {
    for (const known of this.clones.values()) {
      const { id, clone, facts } = known;
      if (clone.hub !== hub || linked.has(id)) continue;
      if (hasRecords) {
        this.report.clones({
          severity: 'note', code: 'clone-without-record', hub, file: `data/${hub}/repos/${clone.name}`, offset: null, record: clone.name,
          message: 'No unified record names this clone.',
        });
      } else if (clone.layout !== 'empty') {
        const { name, owner } = nameOfClone(hub, clone.name, facts.origin);
        this.add({ package: { ...emptyPackage(hub, name), owner }, unified: null, metadata: null }, known, true);
      }
    }
  }

  private reportMissingFiles(hub: HubId, recordsFile: MirrorFile | null, opened: ReadonlyMap<string, MirrorFile | null>, records: number): void {
    const others = [...opened].filter(([path]) => path !== adapterOf(hub).recordsPath);
    const at: Pick<Problem, 'severity' | 'hub' | 'offset' | 'record'> = { severity: 'warning', hub, offset: null, record: null };
    if (!recordsFile) this.report.records({ ...at, code: 'missing-records', file: `data/${hub}/${adapterOf(hub).recordsPath}`, message: `Packages come from ${records > 0 ? "the hub's own metadata" : 'the clones'}.` });
    for (const [path, file] of others) {
      if (!file) this.report.records({ ...at, code: 'missing-metadata', file: `data/${hub}/${path}`, message: 'What only this file tells is missing.' });
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
