import { hubIds, type HubId, type Package, type Problem } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import {
  adapterOf, claimsOfEvalResults, emptyPackage, nameOfClone, numbersOfChunk, openHubFile, readRecords, scannedValues, scannerOf, tellerOf, withCardFacts,
  type HubFolder, type HubInput, type JsonRecord, type LocatedMirror, type MirrorFile, type PackageEntry, type ScanKind,
} from '../mirror/index.ts';
import { cardItemsOf, type CloneTexts } from '../package/index.ts';
import type { ArchivedClones } from './archived-clones.ts';
import { readClones, stateOf, type KnownClone } from './clone-reader.ts';
import { hubNumber, type ProblemStage } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { Hire } from './hands.ts';
import { PackageWriter } from './package-writer.ts';
import type { BulkWriter } from './pages/index.ts';
import type { PreviousIndex } from './previous.ts';
import { problemReporter, type ReportProblem } from './problem-writer.ts';
import { replayPackages, type ReplayedPackage } from './replay.ts';
import { RepositoryWriter } from './repository-writer.ts';
import type { SourceFiles } from './source-files.ts';
import type { Survey } from './survey.ts';
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
  readonly hire: Hire;
  readonly previous: PreviousIndex | null;
  readonly survey: Survey;
  readonly archived: ArchivedClones;
  readonly files: SourceFiles;
  readonly control: WorkControl;
}

/** How many records lie between two looks at the cancel flag. */
const recordsPerStep = 256;

const nothingKnown = new Int32Array(1);

/** Reads a mirror's clones and hubs and hands their rows to the writer. */
export class MirrorReading {
  readonly hubs: ReadHub[] = [];
  readonly report: Readonly<Record<ProblemStage, ReportProblem>>;
  private readonly addProblem: (row: readonly (string | number | null)[]) => void;
  private readonly bulk: BulkWriter;
  private readonly options: ReadingOptions;
  private readonly terms: TermWriter;
  private readonly packages: PackageWriter;
  private readonly repositories: RepositoryWriter;
  private clones: ReadonlyMap<string, KnownClone> = new Map();
  private readonly hashed = new Set<string>();
  /** Files of which records were found damaged. */
  private readonly damaged = new Set<string>();
  private withoutClone = 0;
  /** Packages that a unified record gave. */
  private unified = 0;

  constructor(bulk: BulkWriter, options: ReadingOptions) {
    this.bulk = bulk;
    this.options = options;
    this.terms = new TermWriter((name) => bulk.table(name));
    this.packages = new PackageWriter(bulk, this.terms);
    this.repositories = new RepositoryWriter(bulk);
    const addProblem = bulk.table('problem');
    this.addProblem = (row) => addProblem([null, ...row]);
    const reporter = (stage: ProblemStage): ReportProblem => problemReporter(stage, this.addProblem);
    this.report = { records: reporter('records'), clones: reporter('clones'), whole: reporter('whole'), listing: reporter('listing') };
  }

  /** What unchanged archives were found to lack. */
  takeOverArchiveProblems(): void {
    const { previous, survey } = this.options;
    for (const problem of previous?.problems('whole', null) ?? []) if (survey.keptArchives.has(problem[3] ?? '')) this.addProblem(problem);
  }

  async run(): Promise<void> {
    const { survey, hire, previous, control } = this.options;
    for (const problem of survey.problems) this.report.listing(problem);
    const known = await readClones({ survey, hire, repositories: this.repositories, report: this.report.clones, previous, control });
    const onDisk = byName(known);
    this.clones = new Map([...onDisk, ...byName(this.options.archived.addRepositories(this.repositories, onDisk, this.report.clones))]);
    for (const hub of hubIds) this.readHub(hub);
    this.packages.flush();
    this.terms.flush();
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
    open(adapter.recordsPath);
    let bytesDone = 0;
    const input: HubInput = {
      file: open,
      // What a second reading meets has been reported by the first.
      records: (file, reading, scan) => this.recordsOf(file, scan ?? null, reading === 'again' ? () => undefined : (problem) => this.reportRecord(file, problem), (bytes) => {
        bytesDone += bytes;
        control.progress({ phase: `Reading ${hub}`, done: bytesDone, total: sum(opened), unit: 'bytes' });
      }),
      isDamaged: (file) => this.damaged.has(file.path),
      report: this.report.records,
    };
    const before = this.packages.count;
    const unifiedBefore = this.unified;
    const withoutBefore = this.withoutClone;
    const linked = new Set<number>();
    const add = (entry: PackageEntry): void => {
      if (this.packages.count % recordsPerStep === 0 && control.isCancelled()) throw cancelledError();
      const clone = this.cloneOf(hub, entry.package.clonePaths);
      if (clone) linked.add(clone.id);
      this.add(entry, clone, false);
    };
    if (this.canReplay(hub)) this.replay(hub, open, linked, add);
    else adapter.read(input, add);
    const packages = this.packages.count - before;
    const records = this.unified - unifiedBefore;
    this.treatUnlinked(hub, linked, packages > 0);
    const clones = [...this.clones.values()].filter(({ clone }) => clone.hub === hub).length;
    const present = folder !== undefined || clones > 0 || [...opened.values()].some((file) => file !== null);
    if (!present) return;
    this.reportMissingFiles(hub, opened, records, packages > 0 ? "the hub's own metadata" : clones > 0 ? 'the clones' : null);
    const packagesWithoutClone = this.withoutClone - withoutBefore;
    this.hubs.push({ hub, records, jsonBytes: sum(opened), origin: folder ? 'folder' : 'archive', clones, packagesWithoutClone });
  }

  /**
   * Whether the hub's packages can be taken from the previous index: none of its files changed, and what did among its
   * clones can be told to concern certain packages.
   */
  private canReplay(hub: HubId): boolean {
    const { previous, survey } = this.options;
    if (!previous || !survey.keptHubs.has(hub)) return false;
    const before = [...previous.repositories.values()].filter((repository) => repository.hub === hubNumber(hub));
    const now = [...this.clones.values()].filter(({ clone }) => clone.hub === hub);
    const isSame = before.length === now.length && now.every(({ keptId }) => keptId !== null);
    return isSame || adapterOf(hub).clonePathsOf !== undefined;
  }

  /** Takes over what still holds; a package whose clone changed, came or went is read again, its records alone. */
  private replay(hub: HubId, open: (path: string) => MirrorFile | null, linked: Set<number>, add: (entry: PackageEntry) => void): void {
    const { previous, files, control } = this.options;
    if (!previous) return;
    const { recordsPath, metadataPaths, clonePathsOf } = adapterOf(hub);
    for (const path of [recordsPath, ...metadataPaths]) open(path);
    files.keepHashes(previous.files(hub));
    for (const problem of previous.problems('records', hub)) this.addProblem(problem);
    const byKept = new Map([...this.clones.values()].flatMap((known) => (known.keptId === null ? [] : [[known.keptId, known] as const])));
    const options = {
      previous, hub, terms: this.terms, fileId: (path: string) => files.id(path), repositoryId: (before: number) => byKept.get(before)?.id ?? null,
    };
    for (const found of replayPackages(options)) {
      if (this.packages.count % recordsPerStep === 0) {
        if (control.isCancelled()) throw cancelledError();
        control.progress({ phase: `Taking over ${hub}`, done: this.packages.count, total: null, unit: 'packages' });
      }
      const kept = found.repository === null ? undefined : byKept.get(found.repository);
      const clone = clonePathsOf ? this.cloneOf(hub, clonePathsOf(found.name)) : kept;
      if (clone !== kept || (found.repository !== null && !kept)) {
        readAlone(hub, found, open, add);
        continue;
      }
      if (kept) linked.add(kept.id);
      else this.withoutClone += 1;
      if (found.unified !== null) this.unified += 1;
      this.packages.addStored(found.stored());
    }
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
    if (entry.unified !== null) this.unified += 1;
    const texts = clone?.texts();
    const card = texts?.card || entry.package.cardText;
    this.packages.add(texts ? { ...entry, package: withTexts(entry.package, texts) } : entry, {
      repository: clone?.id ?? null,
      clone: stateOf(clone),
      recordCommit: clone?.standing(entry.package.sha) ?? 'not-stated',
      hasCard: texts !== undefined && texts.card !== '',
      cardItems: card ? cardItemsOf(card) : null,
      recovered,
      fileId: (path) => this.options.files.id(path),
    });
  }

  private open(hub: HubId, folder: HubFolder | undefined, path: string): MirrorFile | null {
    return this.options.files.open(hub, `data/${hub}/${path}`, folder ? openHubFile(folder, path, this.report.whole) : null);
  }

  /** Records of a file, counted for progress; the first time, the other thread reads the file, hashes it and looks at what may be known before parsing. */
  private recordsOf(file: MirrorFile, scan: ScanKind | null, report: ReportProblem, advance: (bytes: number) => void): Iterable<JsonRecord> {
    const { control } = this.options;
    const advanceBy = (chunk: Buffer): void => {
      if (control.isCancelled()) throw cancelledError();
      advance(chunk.length);
    };
    if (file.absolute === null || this.hashed.has(file.path)) {
      const counted: MirrorFile = {
        ...file,
        *chunks() {
          for (const chunk of file.chunks()) {
            advanceBy(chunk);
            yield chunk;
          }
        },
      };
      return readRecords(counted, report, scan && scannedValues(scannerOf(scan), tellerOf(scan)));
    }
    this.hashed.add(file.path);
    const scanned = this.bulk.chunks(file.path, file.absolute, scan && { kind: scan, numbers: numbersOfChunk });
    let told: Int32Array | null = null;
    const ahead: MirrorFile = {
      ...file,
      *chunks() {
        for (const chunk of scanned) {
          advanceBy(chunk.bytes);
          told = chunk.told;
          yield chunk.bytes;
        }
      },
    };
    return readRecords(ahead, report, scan && { ...tellerOf(scan), of: () => told ?? nothingKnown });
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

  /** `source`: what packages come from where there are no unified records; null where there are no packages. */
  private reportMissingFiles(hub: HubId, opened: ReadonlyMap<string, MirrorFile | null>, records: number, source: string | null): void {
    const { recordsPath } = adapterOf(hub);
    const others = [...opened].filter(([path]) => path !== recordsPath);
    const at: Pick<Problem, 'severity' | 'hub' | 'offset' | 'record'> = { severity: 'warning', hub, offset: null, record: null };
    if (records === 0) {
      const message = source === null ? 'No package of this hub is known.' : `Packages come from ${source}.`;
      this.report.whole({ ...at, code: 'missing-records', file: `data/${hub}/${recordsPath}`, message: opened.get(recordsPath) ? `The file holds no record. ${message}` : message });
    }
    for (const [path, file] of others) {
      if (!file) this.report.whole({ ...at, code: 'missing-metadata', file: `data/${hub}/${path}`, message: 'What only this file tells is missing.' });
    }
  }

  private reportRecord(file: MirrorFile, problem: Problem): void {
    if (problem.severity === 'error') this.damaged.add(file.path);
    this.report.records(problem);
  }
}

function byName(clones: readonly KnownClone[]): ReadonlyMap<string, KnownClone> {
  return new Map(clones.map((known) => [`${known.clone.hub}/${known.clone.name}`, known]));
}

/** Reads a package anew from the places of its records; what that meets was reported when the whole was read. */
function readAlone(hub: HubId, { unified, metadata }: ReplayedPackage, open: (path: string) => MirrorFile | null, add: (entry: PackageEntry) => void): void {
  const places = [unified, metadata].filter((place) => place !== null);
  adapterOf(hub).read(
    {
      file: (path) => (places.some((place) => place.path === `data/${hub}/${path}`) ? open(path) : null),
      *records(file) {
        for (const { path, offset, length } of places) {
          if (path !== file.path) continue;
          const slice: MirrorFile = { ...file, *chunks() { yield file.read(offset, length); } };
          for (const record of readRecords(slice, () => undefined)) yield { ...record, offset, length };
        }
      },
      isDamaged: () => false,
      report: () => undefined,
    },
    add,
  );
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
