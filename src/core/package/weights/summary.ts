import type { CallAnswer } from '../../../shared/contract/index.ts';
import { groupBy } from '../../../shared/group.ts';
import { folderOfPath } from '../tree-paths.ts';
import { weightReaders } from './registry.ts';
import { worstVerdict } from './verdict.ts';

type Weights = CallAnswer<'packages.weights'>;
type WeightFile = Weights['files'][number];
type Summary = Weights['summary'];

const maxSets = 200;

/** What the weight files of a package are together. Parameters are told for each set: files of several formats are copies of one model. */
export function summarise(files: readonly WeightFile[]): Summary {
  const weights = files.filter(({ format }) => format !== 'shard-index');
  const formats = [...groupBy(weights, titleOf)].map(([format, members]) => ({ format, files: members.length, bytes: sumOf(members) }));
  return {
    files: files.length,
    read: files.filter(({ outcome }) => outcome !== 'absent').length,
    bytes: sumOf(files),
    formats: formats.sort((left, right) => (right.bytes ?? 0) - (left.bytes ?? 0)),
    sets: setsOf(weights).slice(0, maxSets),
    quantisation: [...new Set(files.flatMap(({ quantisation }) => (quantisation === null ? [] : [quantisation])))].slice(0, 50),
    verdict: worstVerdict(files.map(({ verdict }) => verdict)),
  };
}

/** Of a file whose content is not here, what its name promises. */
function titleOf({ formatTitle, formatByName }: WeightFile): string {
  return formatTitle ?? weightReaders.find(({ id }) => id === formatByName)?.title ?? formatByName ?? 'unknown';
}

function setsOf(files: readonly WeightFile[]): readonly Summary['sets'][number][] {
  const sets = [...groupBy(files.filter(({ parameters }) => parameters !== null), (file) => `${setName(file.path)}\n${file.formatTitle}`)].map(([, members]) => {
    const dtypes = new Map<string, { parameters: number; tensors: number }>();
    for (const { dtype, parameters, tensors } of members.flatMap((file) => file.dtypes)) {
      const before = dtypes.get(dtype) ?? { parameters: 0, tensors: 0 };
      dtypes.set(dtype, { parameters: before.parameters + parameters, tensors: before.tensors + tensors });
    }
    const [first] = members;
    const shards = Number(/-of-(\d{1,6})/.exec(first?.path ?? '')?.[1] ?? members.length);
    return {
      name: setName(first?.path ?? ''),
      format: first?.formatTitle ?? '',
      files: members.length,
      bytes: sumOf(members),
      parameters: members.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0),
      whole: members.length === shards && members.every(({ outcome }) => outcome === 'whole'),
      dtypes: [...dtypes].map(([dtype, counts]) => ({ dtype, ...counts })).sort((left, right) => right.parameters - left.parameters),
    };
  });
  return sets.sort((left, right) => right.parameters - left.parameters);
}

/** `model-00001-of-00004.safetensors` and its like are parts of one set, `model.safetensors`; PyTorch's of old were `pytorch_model-1-of-2.bin`. */
function setName(path: string): string {
  const folder = folderOfPath(path);
  const name = path.slice(folder === '' ? 0 : folder.length + 1).replace(/[-_.]?\d+-of-\d+/, '');
  return folder === '' ? name : `${folder}/${name}`;
}

/** Null where the size of one is not known. */
function sumOf(files: readonly WeightFile[]): number | null {
  let sum = 0;
  for (const { size } of files) {
    if (size === null) return null;
    sum += size;
  }
  return sum;
}
