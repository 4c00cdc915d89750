import type { Claim, CloneState, HubId, LineageRelation } from '../../shared/domain/index.ts';
import { timeText } from '../../shared/table/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { dependentNumbers } from '../query/index.ts';
import { type PackageBlock, PackageReader } from './package-block.ts';
import type { TextRuns } from './package-scan.ts';
import { type Field, flagFields, listFields, type ListField, numberFields, termFields, textFields, timeFields } from './package-fields.ts';

/** One package with all that a table of packages tells. */
export interface PackageRecord {
  readonly hub: HubId;
  readonly name: string;
  readonly ordinal: number;
  readonly owner: string | null;
  readonly task: string | null;
  readonly architecture: string | null;
  readonly license: string | null;
  /** As the hub writes it. */
  readonly licenseOriginal: string | null;
  readonly library: string | null;
  readonly datasets: readonly string[];
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  readonly formats: readonly string[];
  /** `arxiv:…`, `doi:…` or an address. */
  readonly papers: readonly string[];
  readonly lineage: readonly { readonly base: string; readonly relation: LineageRelation; readonly source: string; readonly inMirror: boolean }[];
  readonly downloads: number | null;
  readonly likes: number | null;
  readonly stars: number | null;
  /** Repositories that use it, where a PeaTMOSS database is joined to the mirror. */
  readonly dependents: number | null;
  readonly files: number | null;
  readonly bytes: number | null;
  readonly parameters: number | null;
  /** ISO 8601, UTC, whole seconds. */
  readonly created: string | null;
  readonly modified: string | null;
  readonly sha: string | null;
  readonly clone: CloneState;
  /** Commits reachable from the clone's HEAD; null without a clone. */
  readonly commits: number | null;
  readonly claims: number;
  /** Empty unless asked for. */
  readonly claimList: readonly Claim[];
  readonly hasCard: boolean;
  readonly gated: boolean;
  readonly recovered: boolean;
  readonly url: string | null;
  readonly ownerUrl: string | null;
  readonly description: string | null;
  /** Place of its clone in the mirror: `data/<hub>/repos/…`, forward slashes; null where it has none. */
  readonly repository: string | null;
  /** The address that the clone was made from. */
  readonly origin: string | null;
}

const allFields: readonly Field[] = [...termFields, ...textFields, ...numberFields, ...timeFields, ...flagFields, ...listFields, 'lineage'];

/** Packages whose texts are held at a time. */
const packagesAtOnce = 4000;

/** The packages of these ids, in their order. */
export function* readPackages(database: ReadDatabase, ids: Uint32Array, { withClaims }: { readonly withClaims: boolean }): Generator<PackageRecord> {
  const reader = new PackageReader(database, new Set<Field>(withClaims ? [...allFields, 'claimList'] : allFields), dependentNumbers(database));
  try {
    for (let start = 0; start < ids.length; start += packagesAtOnce) {
      for (const block of reader.read(ids.subarray(start, start + packagesAtOnce))) yield* recordsOf(block, withClaims);
    }
  } finally {
    reader.close();
  }
}

/** Packages one by one, of a block that has all fields. */
function* recordsOf(block: PackageBlock, withClaims: boolean): Generator<PackageRecord> {
  const term = fieldsOf(termFields, (field) => Array.from(block.term(field), (id) => (id === 0 ? null : block.terms.text(id))));
  const text = fieldsOf(textFields, (field) => stringsOf(block.text(field)));
  const number = fieldsOf(numberFields, (field) => numbersOf(block.number(field)));
  const time = fieldsOf(timeFields, (field) => numbersOf(block.number(field)).map(timeText));
  const flag = fieldsOf(flagFields, (field) => Array.from(block.number(field), (value) => value !== 0));
  const list = fieldsOf(listFields, (field) => textsOf(block, field));
  const lineage = block.lineage();
  const claims = withClaims ? block.claims() : [];
  for (let at = 0; at < block.count; at += 1) {
    yield {
      hub: text.hub[at] as HubId, name: text.name[at] as string, ordinal: number.ordinal[at] as number,
      owner: term.owner[at] ?? null, task: term.task[at] ?? null, architecture: term.architecture[at] ?? null, license: term.license[at] ?? null,
      licenseOriginal: term.licenseOriginal[at] ?? null, library: term.library[at] ?? null,
      datasets: list.datasets[at] ?? [], languages: list.languages[at] ?? [], tags: list.tags[at] ?? [], formats: list.formats[at] ?? [], papers: list.papers[at] ?? [],
      lineage: (lineage[at] ?? []).map(({ base, relation, source, in_mirror: inMirror }) => ({ base, relation: relation as LineageRelation, source, inMirror })),
      downloads: number.downloads[at] ?? null, likes: number.likes[at] ?? null, stars: number.stars[at] ?? null, dependents: number.dependents[at] ?? null, files: number.files[at] ?? null, bytes: number.bytes[at] ?? null,
      parameters: number.parameters[at] ?? null, created: time.created[at] ?? null, modified: time.modified[at] ?? null, sha: text.sha[at] ?? null,
      clone: text.clone[at] as CloneState, commits: number.commits[at] ?? null, claims: number.claims[at] ?? 0, claimList: (claims[at] ?? []) as readonly Claim[],
      hasCard: flag.hasCard[at] === true, gated: flag.gated[at] === true, recovered: flag.recovered[at] === true,
      url: text.url[at] ?? null, ownerUrl: text.ownerUrl[at] ?? null, description: text.description[at] ?? null, repository: text.repository[at] ?? null, origin: text.origin[at] ?? null,
    };
  }
}

/** The address of a paper as an index knows it: `arxiv:…`, `doi:…` or an address. */
export function paperAddress(paper: string): string {
  const [, kind, id = ''] = /^(arxiv|doi):(.*)$/su.exec(paper) ?? [];
  if (kind === 'arxiv') return `https://arxiv.org/abs/${id}`;
  return kind === 'doi' ? `https://doi.org/${id}` : paper;
}

function fieldsOf<Name extends string, Value>(names: readonly Name[], read: (name: Name) => Value): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
}

function numbersOf(numbers: Float64Array): readonly (number | null)[] {
  return Array.from(numbers, (value) => (Number.isNaN(value) ? null : value));
}

function stringsOf({ room: { bytes }, starts, ends }: TextRuns): readonly (string | null)[] {
  return Array.from(starts, (start, at) => (start === -1 ? null : bytes.toString('utf8', start, ends[at])));
}

/** Of each package its texts of a list. */
function textsOf(block: PackageBlock, field: ListField): readonly (readonly string[])[] {
  const { starts, ids } = block.list(field);
  return Array.from({ length: block.count }, (_, at) => Array.from(ids.subarray(starts[at], starts[at + 1]), (id) => block.terms.text(id)));
}
