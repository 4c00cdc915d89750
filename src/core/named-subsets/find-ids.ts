import { type PackageKey, subsetLimits } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { hubNumber, type ReadDatabase } from '../index/index.ts';
import { addTo, emptySet, hasId, lastPackage, type PackageSet, prepare } from '../query/index.ts';
import { comparableAddress, type IdLine, type Reading } from './id-file.ts';
import { NameTable } from './name-table.ts';

interface UnresolvedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

interface AmbiguousLine {
  readonly line: number;
  readonly text: string;
  readonly candidates: readonly PackageKey[];
}

export interface FoundIds {
  readonly set: PackageSet;
  readonly packages: number;
  readonly lines: number;
  /** Lines that name a package once more. */
  readonly repeated: number;
  /** The first of them; their number is told whole. */
  readonly unresolved: readonly UnresolvedLine[];
  readonly unresolvedTotal: number;
  readonly ambiguous: readonly AmbiguousLine[];
  readonly ambiguousTotal: number;
}

interface IdFinderOptions {
  readonly file: string;
  readonly tick?: (packages: number) => void;
  readonly most?: number;
}

/** Lines told of a file. */
const mostTold = 200;
const mostCandidates = 10;

/**
 * The packages that lines name, line by line: what it keeps in memory grows with the mirror and not with the file. A name is compared as it is
 * written; only where nothing is named so, case and accents aside, and with the owner before it. A line that fits several packages takes none of them.
 */
export class IdFinder {
  private readonly database: ReadDatabase;
  private readonly file: string;
  private readonly most: number;
  private readonly names: NameTable;
  private readonly set: PackageSet;
  private words: ReadonlyMap<string, readonly number[]> | null = null;
  private packages = 0;
  private lines = 0;
  private repeated = 0;
  private unresolvedTotal = 0;
  private ambiguousTotal = 0;
  private readonly unresolved: UnresolvedLine[] = [];
  private readonly ambiguous: AmbiguousLine[] = [];

  /** `tick` is told how many names it has read of the mirror's; `file` is where the lines come from, for people. */
  constructor(database: ReadDatabase, { file, tick = () => undefined, most = subsetLimits.listed }: IdFinderOptions) {
    this.database = database;
    this.file = file;
    this.most = most;
    this.names = new NameTable(database, tick);
    this.set = emptySet(lastPackage(database));
  }

  /** Throws `refused` at the line that names one package more than a list has. */
  take({ line, text, readings, reason }: IdLine): void {
    this.lines += 1;
    const written = distinct(readings.map((reading) => this.exact(reading)));
    const ids = written.length > 0 ? written : distinct(readings.map((reading) => this.near(reading)));
    const [id] = ids;
    if (id === undefined) {
      this.unresolvedTotal += 1;
      if (this.unresolved.length < mostTold) this.unresolved.push({ line, text, reason: reason ?? 'No package of this mirror is named so.' });
    } else if (ids.length > 1) {
      this.ambiguousTotal += 1;
      if (this.ambiguous.length < mostTold) this.ambiguous.push({ line, text, candidates: this.inHubOrder(ids).slice(0, mostCandidates).map((each) => this.keyOf(each)) });
    } else if (hasId(this.set, id)) this.repeated += 1;
    else {
      if (this.packages === this.most) {
        throw new ExpectedError('refused', `${this.file}, line ${line.toLocaleString('en')}, names one package more than a list has: ${this.most.toLocaleString('en')} at most.`, 'Nothing was taken in. Divide the file, and make a union of the lists.');
      }
      addTo(this.set, id);
      this.packages += 1;
    }
  }

  finish(): FoundIds {
    const { set, packages, lines, repeated, unresolved, unresolvedTotal, ambiguous, ambiguousTotal } = this;
    return { set, packages, lines, repeated, unresolved, unresolvedTotal, ambiguous, ambiguousTotal };
  }

  private exact(reading: Reading): readonly number[] {
    switch (reading.kind) {
      case 'key':
        return this.names.named(reading.name).filter((id) => this.names.hubOf(id) === reading.hub && (reading.ordinal === null || this.names.ordinalOf(id) === reading.ordinal));
      case 'name':
        return this.names.named(reading.name);
      case 'address':
        return [];
    }
  }

  private near(reading: Reading): readonly number[] {
    if (reading.kind === 'key' && reading.ordinal !== null) return [];
    this.words ??= wordsBesideNames(this.database);
    const byWord = this.words.get(wordOf(reading)) ?? [];
    if (reading.kind === 'address') return byWord;
    const named = this.names.namedNearly(fold(reading.name), fold);
    return [...(reading.kind === 'key' ? named.filter((id) => this.names.hubOf(id) === reading.hub) : named), ...byWord];
  }

  private inHubOrder(ids: readonly number[]): readonly number[] {
    return [...ids].sort((left, right) => hubNumber(this.names.hubOf(left)) - hubNumber(this.names.hubOf(right)) || left - right);
  }

  private keyOf(id: number): PackageKey {
    return { hub: this.names.hubOf(id), name: this.names.nameOf(id), ordinal: this.names.ordinalOf(id) };
  }
}

function distinct(lists: readonly (readonly number[])[]): readonly number[] {
  const [only, more] = lists.filter((list) => list.length > 0);
  if (only === undefined || (more === undefined && only.length === 1)) return only ?? [];
  return [...new Set(lists.flat())];
}

interface NamedRow {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly owner: string | null;
  readonly url: string | null;
}

/**
 * What a package goes by besides its name: the owner before it, and its address. Hugging Face's packages are left out but for those without an
 * account in their name, since their name holds the account, and tells the address.
 */
function wordsBesideNames(database: ReadDatabase): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>();
  const add = (word: string, id: number): void => {
    const ids = words.get(word);
    if (ids === undefined) words.set(word, [id]);
    else if (ids.at(-1) !== id) ids.push(id);
  };
  const huggingface = hubNumber('huggingface');
  for (const which of [`p.hub > ${huggingface}`, `p.hub < ${huggingface}`, `p.hub = ${huggingface} AND instr(p.name, '/') = 0`]) {
    const rows = prepare<[], NamedRow>(
      database,
      `SELECT p.id, p.hub, p.name, t.text AS owner, p.url FROM package AS p INDEXED BY package_key LEFT JOIN term AS t ON t.id = p.owner WHERE ${which} AND (p.id & 1023 OR live())`,
    );
    for (const { id, hub, name, owner, url } of rows.iterate()) {
      if (owner !== null) {
        const whole = `${fold(owner)}/${fold(name)}`;
        add(`name ${whole}`, id);
        add(`key ${hub} ${whole}`, id);
      }
      if (url === null) continue;
      const address = comparableAddress(url);
      add(`address ${address}`, id);
      add(`address ${repositoryOf(address)}`, id);
    }
  }
  return words;
}

function wordOf(reading: Reading): string {
  switch (reading.kind) {
    case 'key':
      return `key ${hubNumber(reading.hub)} ${fold(reading.name)}`;
    case 'name':
      return `name ${fold(reading.name)}`;
    case 'address':
      return `address ${reading.address}`;
  }
}

/** `github.com/owner/repository` of a longer address there. */
function repositoryOf(address: string): string {
  return address.startsWith('github.com/') ? address.split('/').slice(0, 3).join('/') : address;
}
