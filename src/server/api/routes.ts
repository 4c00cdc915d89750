import type { CallName } from '../../shared/contract/index.ts';
import { facetTable, measureTable, packageTable, plainTable, type Table } from './tables.ts';

/** An address of the API, answered by one reading call of the contract. */
export interface Route {
  /** Below `/api/v1`; `{hub}` and `{name}` name the package, other names in braces an argument of the call. */
  readonly path: string;
  readonly id: string;
  readonly tag: 'mirrors' | 'packages' | 'counts' | 'reach' | 'measures' | 'user';
  readonly summary: string;
  readonly description?: string;
  readonly call: CallName;
  /** Arguments of the call that are not to be had here; members of objects with a dot. */
  readonly without?: readonly string[];
  /** Parameters that the call has under another name, or in another place. */
  readonly also?: readonly { readonly name: string; readonly schema: Readonly<Record<string, unknown>> }[];
  /** What a parameter means here, where it is not what it means elsewhere. */
  readonly words?: Readonly<Record<string, string>>;
  /** Puts what was read from the address in the form of the call's arguments. */
  readonly argumentsOf?: (read: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Set where the answer is a list, which is then to be had as CSV and as JSON lines too. */
  readonly table?: Table;
}

const scopeWords = 'Maintainers’ reach by the rules of docs/measures.md, which the answer repeats with its source.';
const onPackage = '/packages/{hub}/{name}';

/** Every address, in the order of docs/notebooks.md. */
export const routes: readonly Route[] = [
  { path: '/mirrors', id: 'listMirrors', tag: 'mirrors', summary: 'Mirrors that were opened, the last one first', call: 'mirrors.recent' },
  { path: '/overview', id: 'getOverview', tag: 'mirrors', summary: 'What the mirror holds, hub by hub', call: 'mirrors.overview' },
  { path: '/problems', id: 'listProblems', tag: 'mirrors', summary: 'What is wrong with the mirror', call: 'problems.list', table: plainTable('rows') },
  {
    path: '/packages', id: 'searchPackages', tag: 'packages', summary: 'Packages that a search finds, in its order',
    description: 'A condition that cannot be understood is refused: left out, it would widen the answer unnoticed.',
    call: 'packages.search', without: ['extra'], table: packageTable,
  },
  { path: '/packages/count', id: 'countPackages', tag: 'counts', summary: 'How many packages a search finds', call: 'packages.count' },
  { path: onPackage, id: 'getPackage', tag: 'packages', summary: 'One package, all that the index knows of it', call: 'packages.get' },
  { path: `${onPackage}/card`, id: 'getCard', tag: 'packages', summary: 'Its model card', call: 'packages.card' },
  { path: `${onPackage}/files`, id: 'listFiles', tag: 'packages', summary: 'Its files at a commit', call: 'packages.files', table: plainTable('files', { isPaged: false }) },
  { path: `${onPackage}/file`, id: 'getFile', tag: 'packages', summary: 'One of its files, a megabyte at most', call: 'packages.file' },
  { path: `${onPackage}/references`, id: 'listReferences', tag: 'packages', summary: 'Branches and tags of its clone', call: 'packages.references' },
  { path: `${onPackage}/history`, id: 'listCommits', tag: 'packages', summary: 'Its commits in the order of git log', call: 'packages.history', table: plainTable('commits', { left: ['graph'], times: { authored: 'seconds', committed: 'seconds' } }) },
  { path: `${onPackage}/history/summary`, id: 'summariseHistory', tag: 'packages', summary: 'Sums over the commits that HEAD reaches', call: 'packages.historySummary' },
  { path: `${onPackage}/history/heat`, id: 'listChangedFiles', tag: 'packages', summary: 'How often files changed in a stretch of its commits', call: 'packages.heat' },
  { path: `${onPackage}/commits/{commit}`, id: 'getCommit', tag: 'packages', summary: 'One commit and what it changed', call: 'packages.commit' },
  { path: `${onPackage}/signatures`, id: 'checkSignatures', tag: 'packages', summary: 'Its signed commits, checked against the imported keys', call: 'packages.signatures', words: { key: 'Only commits signed with this key, as keys names it' } },
  { path: `${onPackage}/weights`, id: 'readWeights', tag: 'packages', summary: 'What the headers of its weight files tell', call: 'packages.weights' },
  { path: `${onPackage}/weights/file`, id: 'readWeightFile', tag: 'packages', summary: 'One weight file in full, of its tensors a page', call: 'packages.weightFile' },
  { path: `${onPackage}/claims`, id: 'listClaims', tag: 'packages', summary: 'Its performance claims, and where else they are stated', call: 'packages.claims', table: plainTable('claims', { isPaged: false }) },
  { path: `${onPackage}/dependents`, id: 'listDependents', tag: 'packages', summary: 'Repositories that use it, by the joined PeaTMOSS database', call: 'peatmoss.dependents', table: plainTable('rows') },
  { path: `${onPackage}/evidence`, id: 'getEvidence', tag: 'packages', summary: 'Its attributes with what they stand on', call: 'packages.evidence' },
  { path: `${onPackage}/raw`, id: 'getRecords', tag: 'packages', summary: 'Its records as they stand in the mirror', call: 'packages.raw' },
  { path: `${onPackage}/notes`, id: 'getNotes', tag: 'user', summary: 'The note and the tags that were written about it', call: 'notes.get' },
  {
    path: '/lineage/{hub}/{name}', id: 'getLineage', tag: 'reach', summary: 'Base models of a package, and what was made of it', call: 'graph.draw', without: ['picture'],
    also: [
      { name: 'up', schema: { type: 'integer', minimum: 0, maximum: 10_000, default: 10_000 } },
      { name: 'down', schema: { type: 'integer', minimum: 0, maximum: 10_000, default: 10_000 } },
      { name: 'ordinal', schema: { type: 'integer', minimum: 0, default: 0 } },
    ],
    argumentsOf: ({ hub, name, ordinal = 0, up = 10_000, down = 10_000, scopeHub, ...rest }) => ({
      ...rest, ...(scopeHub === undefined ? {} : { hub: scopeHub }), picture: { view: 'lineage', node: `package:${String(hub)}/${String(name)}#${Number(ordinal)}`, up, down },
    }),
  },
  { path: '/facets', id: 'countValues', tag: 'counts', summary: 'The values of fields over a search, with counts', call: 'packages.facets', table: facetTable },
  { path: '/histogram', id: 'countNumbers', tag: 'counts', summary: 'How a number or date is spread over a search', call: 'packages.histogram', table: plainTable('bins', { isPaged: false }) },
  { path: '/reach', id: 'listMaintainers', tag: 'reach', summary: 'How far each maintainer reaches', description: scopeWords, call: 'reach.list', without: ['locate'], table: plainTable('rows', { times: { first: 'seconds', last: 'seconds' } }) },
  { path: '/reach/curve', id: 'getReachCurve', tag: 'reach', summary: 'How reach is spread, and how few reach half', description: scopeWords, call: 'reach.curve' },
  { path: '/reach/times', id: 'getReachTimes', tag: 'reach', summary: 'Reach at the end of each year or month', description: scopeWords, call: 'reach.times', table: plainTable('periods', { isPaged: false, times: { until: 'seconds' } }) },
  { path: '/reach/packages', id: 'listPackageReach', tag: 'reach', summary: 'What depends on each package, and what it trusts', description: scopeWords, call: 'reach.packages', table: plainTable('rows') },
  { path: '/measures', id: 'listMeasures', tag: 'measures', summary: 'What is measured, with rules, sources and parameters', call: 'measures.list', table: plainTable('measures', { isPaged: false }) },
  {
    path: '/measures/{measure}', id: 'measure', tag: 'measures', summary: 'A measure of a search’s packages, with the published values', call: 'measures.run', table: measureTable,
    description: 'As CSV and JSON lines, one part of it: the first, unless another is asked for.',
    also: [{ name: 'part', schema: { type: 'string', maxLength: 200 } }],
    words: { state: 'An earlier state of the mirror, by the first 16 digits of its fingerprint; what it holds now, without one' },
  },
  { path: '/states', id: 'listStates', tag: 'measures', summary: 'Earlier states of the mirror, with which measures can be compared', call: 'measures.states', table: plainTable('states', { isPaged: false, times: { builtAt: 'milliseconds' } }) },
  { path: '/subsets', id: 'listSubsets', tag: 'user', summary: 'Named subsets, which q finds as subset:NAME', call: 'subsets.list', table: plainTable('subsets', { isPaged: false, times: { changedAt: 'milliseconds', 'current.madeAt': 'milliseconds' } }) },
  { path: '/peatmoss', id: 'getPeatmoss', tag: 'mirrors', summary: 'The PeaTMOSS database that is joined to the mirror', call: 'peatmoss.get' },
  { path: '/notes', id: 'listNotes', tag: 'user', summary: 'Packages with a note or a tag', call: 'notes.list', table: plainTable('rows', { times: { changedAt: 'milliseconds' } }) },
  { path: '/tags', id: 'listTags', tag: 'user', summary: 'Tags in use, with counts', call: 'notes.tags', table: plainTable('tags', { isPaged: false }) },
  { path: '/views', id: 'listViews', tag: 'user', summary: 'Saved searches with their columns', call: 'views.list' },
];
