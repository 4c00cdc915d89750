import type { Claim, CloneState, HubId, LineageRelation } from '../../shared/domain/index.ts';
import { claimSources, cloneStates, hubOfNumber, lineageRelations, lineageSources, nameOf, noNumber, type ReadDatabase, termKinds } from '../index/index.ts';
import { dependentNumbers } from '../query/index.ts';
import { timeText } from '../../shared/table/index.ts';
import { TermTexts } from './term-texts.ts';

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

interface StoredPackage {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly owner: number | null;
  readonly task: number | null;
  readonly architecture: number | null;
  readonly license: number | null;
  readonly license_original: number | null;
  readonly library: number | null;
  readonly downloads: number | null;
  readonly likes: number | null;
  readonly stars: number | null;
  readonly files: number | null;
  readonly bytes: number | null;
  readonly parameters: number | null;
  readonly created: number | null;
  readonly modified: number | null;
  readonly sha: string | null;
  readonly clone: number;
  readonly commits: number | null;
  readonly claims: number;
  readonly has_card: number;
  readonly gated: number;
  readonly recovered: number;
  readonly url: string | null;
  readonly owner_url: string | null;
  readonly description: string | null;
  readonly repository: string | null;
  readonly origin: string | null;
  /** Ids, separated by commas. */
  readonly terms: string | null;
  /** `source base relation known`, separated by commas; all of them numbers. */
  readonly lineage: string | null;
}

/** Asked for by the batch: a statement for each package takes several times longer than its rows do. */
const batchSql = `
  SELECT p.id, p.hub, p.name, p.ordinal, p.owner, p.task, p.architecture, p.license, p.license_original, p.library, p.downloads,
    p.likes, p.stars, p.files, p.bytes, p.parameters, p.created, p.modified, p.sha, p.clone, p.claims, p.has_card, p.gated,
    p.recovered, p.url, p.owner_url, p.description,
    iif(r.state <> ${cloneStates.indexOf('archived')}, r.commits, NULL) AS commits,
    r.path AS repository, r.origin,
    (SELECT group_concat(term) FROM package_term WHERE package = p.id) AS terms,
    (SELECT group_concat(source || ' ' || base || ' ' || relation || ' ' || (target IS NOT NULL)) FROM lineage WHERE package = p.id) AS lineage
  FROM json_each(?) AS wanted CROSS JOIN package AS p ON p.id = wanted.value LEFT JOIN repository AS r ON r.id = p.repository ORDER BY wanted.key`;

const batchSize = 256;

const claimsSql = 'SELECT task, dataset, metric, value, number, strict, source FROM claim WHERE package = ? ORDER BY position';

interface StoredClaim {
  readonly task: number | null;
  readonly dataset: number | null;
  readonly metric: number;
  readonly value: string;
  readonly number: number | null;
  readonly strict: number;
  readonly source: number;
}

/** The packages of these ids, in their order; dictionary texts are looked up once each. */
export function* readPackages(database: ReadDatabase, ids: Uint32Array, { withClaims }: { readonly withClaims: boolean }): Generator<PackageRecord> {
  const texts = new TermTexts(database);
  const batch = database.prepare<[string], StoredPackage>(batchSql);
  const claims = database.prepare<[number], StoredClaim>(claimsSql);
  const claimsOf = (id: number): Claim[] =>
    claims.all(id).map((claim) => ({
      ...claim,
      task: texts.text(claim.task), dataset: texts.text(claim.dataset), metric: texts.term(claim.metric).text,
      strict: claim.strict !== 0, source: nameOf(claimSources, claim.source),
    }));
  const joined = dependentNumbers(database);
  const dependentsOf = (id: number): number | null => (joined === null || joined[id] === noNumber ? null : (joined[id] ?? null));
  for (let start = 0; start < ids.length; start += batchSize) {
    for (const stored of batch.all(JSON.stringify([...ids.subarray(start, start + batchSize)]))) {
      yield {
        ...scalarsOf(stored, texts),
        dependents: dependentsOf(stored.id),
        ...listsOf(numbersOf(stored.terms), texts),
        lineage: lineageOf(stored.lineage, texts),
        claimList: withClaims && stored.claims > 0 ? claimsOf(stored.id) : [],
      };
    }
  }
}

function numbersOf(list: string | null): number[] {
  return list === null ? [] : list.split(',').map(Number).sort((left, right) => left - right);
}

function lineageOf(list: string | null, texts: TermTexts): PackageRecord['lineage'] {
  if (list === null) return [];
  const steps = list.split(',').map((step) => {
    const [source = 0, base = 0, relation = 0, known = 0] = step.split(' ').map(Number);
    return { source, base, relation, known };
  });
  steps.sort((left, right) => left.source - right.source || left.base - right.base || left.relation - right.relation);
  return steps.map(({ source, base, relation, known }) => ({
    base: texts.term(base).text, relation: nameOf(lineageRelations, relation), source: nameOf(lineageSources, source), inMirror: known !== 0,
  }));
}

function scalarsOf(stored: StoredPackage, texts: TermTexts): Omit<PackageRecord, keyof ReturnType<typeof listsOf> | 'lineage' | 'claimList' | 'dependents'> {
  const hub = hubOfNumber(stored.hub);
  const owner = texts.text(stored.owner);
  const license = texts.text(stored.license);
  return {
    hub, owner, license,
    name: stored.name, ordinal: stored.ordinal,
    task: texts.text(stored.task), architecture: texts.text(stored.architecture), library: texts.text(stored.library),
    licenseOriginal: texts.text(stored.license_original) ?? license,
    downloads: stored.downloads, likes: stored.likes, stars: stored.stars, files: stored.files, bytes: stored.bytes, parameters: stored.parameters,
    created: timeText(stored.created), modified: timeText(stored.modified), sha: stored.sha,
    clone: nameOf(cloneStates, stored.clone), commits: stored.commits, claims: stored.claims,
    hasCard: stored.has_card !== 0, gated: stored.gated !== 0, recovered: stored.recovered !== 0,
    // Hugging Face addresses follow from the name; the index leaves them out.
    url: stored.url ?? (hub === 'huggingface' ? `https://huggingface.co/${stored.name}` : null),
    ownerUrl: stored.owner_url ?? (hub === 'huggingface' && owner !== null ? `https://huggingface.co/${owner}` : null),
    description: stored.description, repository: stored.repository, origin: stored.origin,
  };
}

function listsOf(ids: readonly number[], texts: TermTexts): Pick<PackageRecord, 'datasets' | 'languages' | 'tags' | 'formats' | 'papers'> {
  const terms = ids.map((id) => texts.term(id));
  const ofKind = (kind: number): string[] => terms.filter((term) => term.kind === kind).map((term) => term.text);
  return {
    datasets: ofKind(termKinds.dataset), languages: ofKind(termKinds.language), tags: ofKind(termKinds.tag),
    formats: ofKind(termKinds.format), papers: ofKind(termKinds.paper),
  };
}
