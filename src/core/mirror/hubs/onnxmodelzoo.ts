import type { Claim, Package } from '../../../shared/domain/index.ts';
import { bytesOfText, number, text, type Fields } from '../fields.ts';
import { formatsOfFiles } from '../formats.ts';
import { folderOfAddress } from '../github.ts';
import { papersOf } from '../papers.ts';
import { emptyPackage, reportNameless, type HubAdapter, type HubInput, type UnifiedRecord } from './adapter.ts';
import { entryId, joinRecords } from './join.ts';

const hub = 'onnxmodelzoo';

/** Columns of the hub's tables that state a result; the rest of a model's fields are facts. */
const metricColumns = [
  'Top-1% Accuracy', 'Top-5% Accuracy', 'Top-1 Error (%)', 'Accuracy', 'mAP', 'mIOU', 'Mean IoU',
  'LFW * accuracy (%)', 'CFP-FF * accuracy (%)', 'CFP-FP * accuracy (%)', 'AgeDB-30 * accuracy (%)',
] as const;

const factColumns = [
  ['ONNX version', 'ONNXVersion'], ['Opset', 'OpsetVersion'], ['Stated size', 'ModelSize'], ['Path', 'ModelPath'],
  ['With sample data', 'ModelSampleSize'], ['Sample path', 'ModelSamplePath'],
] as const;

/** ONNX Model Zoo: all models lie in one repository (trap 6); rows repeat names, even whole rows (trap 20). */
export const onnxModelZoo: HubAdapter = {
  hub,
  recordsPath: 'json/onnxmodelzoo.json',
  metadataPaths: ['json/metadata/omz_models_metadata.json', 'json/metadata/omz_metadata.json'],
  clonesExpected: true,
  read(input, emit) {
    const metadata = input.file('json/metadata/omz_models_metadata.json');
    const classes = readClasses(input);
    for (const joined of joinRecords(input, input.file('json/onnxmodelzoo.json'), metadata, entryId)) {
      const model = joined.metadata?.value ?? {};
      const name = joined.unified?.name ?? text(model['Model']);
      if (name === null) {
        reportNameless(input, metadata, joined.metadata);
        continue;
      }
      const place = text(model['GitHub URL']) ?? joined.unified?.url ?? '';
      emit({
        package: packageOf(name, joined.unified, model, classes.get(folderOfAddress(place)) ?? {}),
        unified: joined.unified?.place ?? null,
        metadata: joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null,
      });
    }
  },
};

function readClasses(input: HubInput): Map<string, Fields> {
  const classes = new Map<string, Fields>();
  const file = input.file('json/metadata/omz_metadata.json');
  if (!file) return classes;
  for (const record of input.records(file)) {
    const folder = text(record.value['RepoREADMEPath']);
    if (folder !== null && !classes.has(folderOfAddress(folder))) classes.set(folderOfAddress(folder), record.value);
  }
  return classes;
}

function packageOf(name: string, unified: UnifiedRecord | null, model: Fields, modelClass: Fields): Package {
  const task = unified?.task ?? text(model['Category']) ?? text(modelClass['Category']);
  const path = text(model['ModelPath']);
  const dataset = text(model['Dataset']);
  const facts: [string, string][] = [];
  for (const [label, key] of factColumns) {
    const value = text(model[key]);
    if (value !== null) facts.push([label, value]);
  }
  const modelClassName = text(modelClass['ModelClass']);
  if (modelClassName !== null) facts.unshift(['Model class', modelClassName]);
  const space = text(modelClass['HFSpaceURL']);
  if (space !== null) facts.push(['Demo', space]);
  return {
    ...emptyPackage(hub, name),
    recordNumber: unified?.recordNumber ?? null,
    metadataId: unified?.metadataId ?? entryId(model),
    owner: unified?.owner ?? 'ONNX',
    url: unified?.url ?? text(model['GitHub URL']),
    ownerUrl: unified?.ownerUrl ?? null,
    description: text(modelClass['Description']),
    task: task === null ? null : { value: task, original: task },
    library: { value: 'onnx', original: 'onnx' },
    datasets: dataset === null ? (unified?.datasets ?? []) : [dataset],
    papers: papersOf([text(modelClass['Paper']) ?? '', ...(unified?.paperDois ?? [])]),
    claims: claimsOf(model, task, dataset),
    formats: formatsOfFiles(path === null ? [] : [path]),
    bytes: bytesOfText(model['ModelSize']),
    sha: unified?.sha ?? null,
    hasCard: text(modelClass['ModelREADMEPath']) !== null,
    facts,
    clonePaths: ['onnx/models'],
  };
}

/** Results as the tables state them ("mAP of 0.195"); the number is the first one in the text. */
function claimsOf(model: Fields, task: string | null, dataset: string | null): readonly Claim[] {
  const claims: Claim[] = [];
  for (const metric of metricColumns) {
    const value = text(model[metric]);
    if (value === null) continue;
    const stated = number(value) ?? number(/-?\d+(?:\.\d+)?/.exec(value)?.[0]);
    claims.push({ task, dataset, metric, value, number: stated, strict: false, source: 'hub' });
  }
  return claims;
}
