import { latestCommitOfFile } from './commits.ts';
import { onnxClasses, onnxMeasures, onnxPackages } from './packages/onnx.ts';
import type { OnnxClass, OnnxPackage } from './packages/onnx.ts';
import { dumpPython } from './python-json.ts';
import type { PythonObject } from './python-json.ts';
import { unifiedRecord } from './unified.ts';

const folder = 'data/onnxmodelzoo';
const repository = 'https://github.com/onnx/models/tree/main';

export function onnxFiles(): Map<string, string> {
  const files = new Map([
    [`${folder}/json/onnxmodelzoo.json`, dumpPython(onnxPackages.map(unifiedOf))],
    [`${folder}/json/metadata/omz_metadata.json`, dumpPython(onnxClasses.map(classOf))],
    [`${folder}/json/metadata/omz_models_metadata.json`, dumpPython(onnxPackages.map(metadataOf))],
  ]);
  for (const item of onnxClasses) files.set(readmePath(item), `<!DOCTYPE html>\n<title>${item.name}</title>\n<h1>${item.name}</h1>\n<p>${item.description}</p>\n`);
  return files;
}

function readmePath(item: OnnxClass): string {
  return `${folder}/html/metadata/models/README_${item.path.slice(item.path.lastIndexOf('/') + 1)}.html`;
}

function classOf(item: OnnxClass, row: number): PythonObject {
  return { id: row, ModelClass: item.name, ModelREADMEPath: readmePath(item), RepoREADMEPath: item.path, Paper: item.paper, Description: item.description, HFSpaceURL: item.space, Category: item.category };
}

function classNamed(name: string): OnnxClass {
  const found = onnxClasses.find((item) => item.name === name);
  if (!found) throw new Error(`No ONNX class is named ${name}`);
  return found;
}

/** The generator names the file of the classes here, although the id counts the models. */
function unifiedOf(item: OnnxPackage, row: number): PythonObject {
  const { path, category } = classNamed(item.className);
  return unifiedRecord('onnxmodelzoo', 'omz_metadata.json', {
    id: row,
    commit: latestCommitOfFile('onnxmodelzoo', 'onnx/models', `${path}/${item.file}`),
    objectId: String(row),
    name: item.name,
    owner: 'ONNX',
    ownerUrl: 'https://github.com/onnx',
    url: `${repository}/${path}`,
    paperDois: [],
    task: category,
  });
}

function metadataOf(item: OnnxPackage, row: number): PythonObject {
  const { path, category } = classNamed(item.className);
  return {
    id: row,
    Model: item.name,
    ModelSize: item.size,
    ModelPath: `${path}/${item.file}`,
    ONNXVersion: item.onnx,
    ...Object.fromEntries(onnxMeasures.map((measure) => [measure, item.measures[measure] ?? 'N/A'])),
    OpsetVersion: item.opset,
    'Top-1 Error (%)': item.measures['Top-1 Error (%)'] ?? '',
    Category: category,
    'GitHub URL': `${repository}/${path}`,
    ModelSampleSize: item.sampleSize,
    ModelSamplePath: item.sampleSize === 'N/A' ? `${path}//` : `${path}/${item.file.replace(/onnx$/, 'tar.gz')}`,
  };
}
