import type { CallAnswer } from '../../../shared/contract/index.ts';
import type { HubId } from '../../../shared/domain/index.ts';
import { cancelledError, ExpectedError } from '../../../shared/result.ts';
import { formatOfFile } from '../../mirror/index.ts';
import { insideClone, type OpenClone, type PackageClone } from '../clone.ts';
import { filesOfMetadata, type MetadataRecord } from '../metadata.ts';
import { folderOfPath, joinTreePath, TreeFinder } from '../tree-paths.ts';
import { detailOf, type Examined, examine, rowOf } from './examine.ts';
import type { Surroundings } from './reader.ts';
import { Report, type WeightDetail } from './report.ts';
import { openContent } from './source.ts';
import { statedInMetadata } from './stated.ts';
import { summarise } from './summary.ts';

type Weights = CallAnswer<'packages.weights'>;
type WeightFile = Weights['files'][number];

export interface WeightsInput {
  readonly hub: HubId;
  readonly clone: PackageClone | null;
  /** The hub's own record, from which files are told where no clone can be read. */
  readonly metadata: MetadataRecord | null;
  readonly folder?: string | null | undefined;
  readonly isStopped?: (() => boolean) | undefined;
}

const maxListed = 2000;
const maxSearched = 50_000;
/** Files looked into for one answer, and how long that may take. */
const maxExamined = 500;
const maxMilliseconds = 10_000;

/** Names that weights, and pickles beside them, go by; what a file is, its content decides. */
const otherNames = /\.(bin|pt|pth|pkl|pickle|joblib|dill|npy|npz)$|\.index\.json$/i;

function isWeightName(path: string): boolean {
  return formatOfFile(path) !== null || otherNames.test(path);
}

/** The weight files of a package with what their headers tell. Throws `cancelled` when `isStopped` says so. */
export function readWeights(input: WeightsInput): Weights {
  const { clone } = input;
  if (clone === null) return fromMetadata(input, 'This mirror has no clone of the package.');
  return insideClone(clone, (opened) => fromClone(opened, input), (reason) => fromMetadata(input, `The clone cannot be read: ${clone.reason ?? reason}`));
}

/** One weight file in full. Throws `not-found` where the package has no file of that path. */
export function readWeightFile(input: WeightsInput, asked: { readonly path: string; readonly offset: number; readonly limit: number }): WeightDetail {
  const { clone } = input;
  const told = (reason: string): WeightDetail => {
    const row = fromMetadata(input, reason).files.find(({ path }) => path === asked.path);
    if (row === undefined) throw absentFile(asked.path);
    return detailOf(nothingExamined, row, asked);
  };
  if (clone === null) return told('This mirror has no clone of the package.');
  return insideClone(clone, (opened) => {
    const places = placesOf(opened, input);
    const place = isWeightName(asked.path) && asked.path.startsWith(prefixOf(places.root)) ? places.finder.find(asked.path) : null;
    // A link is no weight file, wherever it leads.
    if (place === null || place.path !== asked.path || (place.kind !== 'file' && place.kind !== 'executable')) throw absentFile(asked.path);
    const { row, examined } = examineFile(opened, { ...place, size: opened.repository.blobSize(place.sha) }, places.around(place.path), input);
    return detailOf(examined, row, asked);
  }, told);
}

function absentFile(path: string): ExpectedError {
  return new ExpectedError('not-found', `The package has no weight file ${path.slice(0, 200)}.`);
}

interface Places {
  readonly finder: TreeFinder;
  /** The folder of the package in its repository. */
  readonly root: { readonly path: string; readonly sha: string };
  readonly around: (path: string) => Surroundings;
}

function placesOf({ repository, head }: OpenClone, { folder }: WeightsInput): Places {
  const finder = new TreeFinder(repository, head);
  const place = (folder ?? '') === '' ? null : finder.find(folder ?? '');
  const root = place?.kind === 'folder' ? place : { path: '', sha: head };
  const around = (path: string): Surroundings => ({
    path,
    has: (relative) => {
      const joined = joinTreePath(folderOfPath(path), relative);
      return joined === null || !joined.startsWith(prefixOf(root)) ? null : finder.find(joined) !== null;
    },
  });
  return { finder, root, around };
}

function prefixOf({ path }: Places['root']): string {
  return path === '' ? '' : `${path}/`;
}

function fromClone(opened: OpenClone, input: WeightsInput): Weights {
  const { root, around } = placesOf(opened, input);
  const listing = opened.repository.listFiles(root.sha, { limit: maxSearched });
  const weights = listing.files.filter(({ kind, path }) => (kind === 'file' || kind === 'executable') && isWeightName(path)).map((file) => ({ ...file, path: `${prefixOf(root)}${file.path}` }));
  const until = performance.now() + maxMilliseconds;
  const files = weights.slice(0, maxListed).map((file, index) => {
    if (input.isStopped?.() === true) throw cancelledError();
    if (index >= maxExamined) return absentRow(file, `Not read: the first ${maxExamined} files are.`);
    if (performance.now() > until) return absentRow(file, `Not read: the files before it took ${maxMilliseconds / 1000} seconds.`);
    return examineFile(opened, file, around(file.path), input).row;
  });
  const reason = listing.truncated ? `Weight files were sought among the first ${maxSearched} files.` : weights.length === 0 ? 'No file at HEAD has the name of a weight file.' : null;
  return { source: 'clone', reason, commit: opened.head, stated: statedInMetadata(input.metadata), summary: summarise(files), files, total: weights.length };
}

interface FileToRead {
  readonly path: string;
  readonly sha: string;
  readonly size: number | null;
}

function examineFile(opened: OpenClone, file: FileToRead, around: Surroundings, input: WeightsInput): { readonly row: WeightFile; readonly examined: Examined } {
  const content = openContent(opened, file);
  if (content.kind === 'absent') return { row: absentRow({ path: file.path, size: content.size, oid: content.oid }, content.reason), examined: nothingExamined };
  const examined = examine(content.source, around, { isStopped: input.isStopped });
  return { row: rowOf(examined, { path: file.path, size: content.size, oid: content.oid }), examined };
}

const nothingExamined: Examined = { report: new Report(), reader: null, outcome: 'whole', reason: null, mismatch: null };

function absentRow(file: { readonly path: string; readonly size: number | null; readonly oid?: string | null }, reason: string): WeightFile {
  return {
    path: file.path, size: file.size, oid: file.oid ?? null, format: null, formatTitle: null, formatByName: formatOfFile(file.path), mismatch: null, outcome: 'absent', reason,
    parameters: null, tensors: null, dtypes: [], quantisation: null, problems: 0, verdict: { kind: 'content-absent', text: 'Content not here' },
  };
}

function fromMetadata({ hub, metadata }: WeightsInput, why: string): Weights {
  const { files, reason } = filesOfMetadata(hub, metadata);
  const weights = files.filter(({ path }) => isWeightName(path));
  const listed = weights.slice(0, maxListed).map((file) => absentRow({ path: file.path, size: file.size, oid: file.lfs?.oid ?? null }, 'Content not here: only the hub’s metadata names the file.'));
  const stated = statedInMetadata(metadata);
  const hasList = files.length > 0 || Array.isArray(metadata?.['siblings']) || stated.length > 0;
  const none = weights.length === 0 && files.length > 0 ? ' None of them has the name of a weight file.' : '';
  return { source: hasList ? 'metadata' : 'none', reason: `${why} ${reason}${none}`, commit: null, stated, summary: summarise(listed), files: listed, total: weights.length };
}
