import { pytorchHubPackages } from './packages/pytorchhub.ts';
import type { PytorchHubPackage } from './packages/pytorchhub.ts';
import { dumpPython } from './python-json.ts';
import type { PythonObject } from './python-json.ts';
import { unifiedRecord } from './unified.ts';

const notebooks = 'https://colab.research.google.com/github/pytorch/pytorch.github.io/blob/master/assets/hub';

export function pytorchHubFiles(): Map<string, string> {
  const listed = pytorchHubPackages.map((item) => `<a class="hub-card" href="/hub/${item.notebook}">${item.name}</a>`);
  return new Map([
    ['data/pytorchhub/json/pytorchhub.json', dumpPython(pytorchHubPackages.map(unifiedOf))],
    ['data/pytorchhub/json/metadata/pyth_models_metadata.json', dumpPython(pytorchHubPackages.map(metadataOf))],
    ['data/pytorchhub/html/metadata/pyth_metadata.html', `<!DOCTYPE html>\n<title>PyTorch Hub</title>\n${listed.join('\n')}\n`],
  ]);
}

/** The generator asked git in the wrong folder: the commit is empty for every package. */
function unifiedOf(item: PytorchHubPackage, row: number): PythonObject {
  return unifiedRecord('pytorchhub', 'pyth_models_metadata.json', {
    id: row,
    commit: '',
    objectId: String(row),
    name: item.name,
    owner: item.author,
    ownerUrl: item.github.slice(0, item.github.lastIndexOf('/')),
    url: item.github,
    paperDois: [],
  });
}

function metadataOf(item: PytorchHubPackage, row: number): PythonObject {
  return {
    id: row,
    ModelName: item.name,
    ModelAuthor: item.author,
    ModelDescription: item.description,
    ModelURL: '',
    GitHubURL: item.github,
    ColabURL: `${notebooks}/${item.notebook}.ipynb`,
    DemoURL: item.demo,
  };
}
