import type { PackageRecord } from '../package-record.ts';
import type { TableFormat } from '../types.ts';

/** One object a line. Keys are part of the format: append, never rename. */
function objectOf(record: PackageRecord): Readonly<Record<string, unknown>> {
  return {
    hub: record.hub,
    name: record.name,
    ordinal: record.ordinal,
    owner: record.owner,
    task: record.task,
    architecture: record.architecture,
    license: record.license,
    license_original: record.licenseOriginal,
    library: record.library,
    datasets: record.datasets,
    languages: record.languages,
    tags: record.tags,
    formats: record.formats,
    papers: record.papers,
    base_models: record.lineage.map((step) => step.base),
    lineage: record.lineage.map(({ base, relation, source, inMirror }) => ({ base, relation, source, in_mirror: inMirror })),
    downloads: record.downloads,
    likes: record.likes,
    stars: record.stars,
    files: record.files,
    bytes: record.bytes,
    parameters: record.parameters,
    created: record.created,
    modified: record.modified,
    sha: record.sha,
    clone: record.clone,
    commits: record.commits,
    claims: record.claims,
    claim_list: record.claimList.map(({ task, dataset, metric, value, number, strict, source }) => ({ task, dataset, metric, value, number, strict, source })),
    has_card: record.hasCard,
    gated: record.gated,
    recovered: record.recovered,
    url: record.url,
    owner_url: record.ownerUrl,
    description: record.description,
  };
}

/** Stands in for a package where only the names of the keys matter. */
const nothing: PackageRecord = {
  hub: 'huggingface', name: '', ordinal: 0, owner: null, task: null, architecture: null, license: null, licenseOriginal: null, library: null,
  datasets: [], languages: [], tags: [], formats: [], papers: [], lineage: [], downloads: null, likes: null, stars: null, files: null, bytes: null,
  parameters: null, created: null, modified: null, sha: null, clone: 'missing', commits: null, claims: 0, claimList: [], hasCard: false,
  gated: false, recovered: false, url: null, ownerUrl: null, description: null,
};

/** JSON lines: typed values and arrays, with lineage and claims; missing values are null. */
export const jsonLines: TableFormat = {
  kind: 'table',
  info: { id: 'jsonl', title: 'JSON lines', description: 'One JSON object per package, with lists, lineage and claims.', target: 'file', extension: 'jsonl' },
  columns: Object.keys(objectOf(nothing)),
  withClaims: true,
  notes: ['One JSON object a line, UTF-8, ended by a line feed; a missing value is null. Dates are ISO 8601 in UTC.'],
  head: '',
  row: (record) => `${JSON.stringify(objectOf(record))}\n`,
};
