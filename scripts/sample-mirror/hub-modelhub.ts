import { latestCommit } from './commits.ts';
import { modelhubPackages } from './packages/modelhub.ts';
import type { ModelhubPackage } from './packages/modelhub.ts';
import { dumpPython } from './python-json.ts';
import type { PythonObject } from './python-json.ts';
import { unifiedRecord } from './unified.ts';

export function modelhubFiles(): Map<string, string> {
  return new Map([
    ['data/modelhub/json/modelhub.json', dumpPython(modelhubPackages.map(unifiedOf))],
    ['data/modelhub/json/metadata/mh_metadata.json', dumpPython(modelhubPackages.map(metadataOf))],
  ]);
}

const urlOf = (item: ModelhubPackage): string => `https://github.com/${item.owner}/${item.name}`;

function unifiedOf(item: ModelhubPackage, row: number): PythonObject {
  return unifiedRecord('modelhub', 'mh_metadata.json', {
    id: row,
    commit: latestCommit('modelhub', `${item.owner}/${item.name}`),
    objectId: item.id,
    name: item.name,
    owner: item.owner,
    ownerUrl: `https://github.com/${item.owner}`,
    url: urlOf(item),
    paperDois: [],
    task: item.task,
  });
}

function metadataOf(item: ModelhubPackage): PythonObject {
  return { id: item.id, name: item.name, task_extended: item.task, github: urlOf(item), github_branch: 'master', backend: item.backend, gpu: item.gpu };
}
