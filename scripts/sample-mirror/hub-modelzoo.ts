import { latestCommit } from './commits.ts';
import { modelZooCategories, modelZooPackages } from './packages/modelzoo.ts';
import type { ModelZooPackage } from './packages/modelzoo.ts';
import { dumpPython } from './python-json.ts';
import type { PythonObject } from './python-json.ts';
import { unifiedRecord } from './unified.ts';

const folder = 'data/modelzoo/json';

export function modelZooFiles(): Map<string, string> {
  const unified = modelZooPackages.flatMap((item, row) => (item.dropped === undefined ? [unifiedOf(item, row)] : []));
  const files = new Map([
    [`${folder}/modelzoo.json`, dumpPython(unified)],
    [`${folder}/metadata/mz_metadata.json`, dumpPython({ models: modelZooPackages.map(listEntry) })],
    [`${folder}/metadata/mz_models_metadata.json`, dumpPython(modelZooPackages.map((item, row) => ({ ...modelEntry(item), id: row })))],
  ]);
  for (const item of modelZooPackages) files.set(`${folder}/metadata/models/${item.slug}_metadata.json`, dumpPython(modelEntry(item)));
  return files;
}

const categoriesOf = (item: ModelZooPackage): PythonObject[] =>
  item.categories.map((slug) => ({ id: modelZooCategories[slug].id, slug, title: modelZooCategories[slug].title, short_title: modelZooCategories[slug].short }));

function listEntry(item: ModelZooPackage): PythonObject {
  const { slug, title, description, stars, link, framework } = item;
  return { slug, title, description, stars, link, framework, categories: categoriesOf(item) };
}

function modelEntry(item: ModelZooPackage): PythonObject {
  const { title, description, stars, link, framework } = item;
  return { title, description, stars, long_desc: item.long ?? description, link, papers: item.papers ?? null, framework, categories: categoriesOf(item) };
}

function unifiedOf(item: ModelZooPackage, row: number): PythonObject {
  const [owner, repository] = new URL(item.link ?? '').pathname.split('/').filter((part) => part !== '');
  if (owner === undefined || repository === undefined) throw new Error(`${item.slug} needs a repository or a reason to be dropped`);
  const task = item.categories[0];
  return unifiedRecord('modelzoo', 'mz_metadata.json', {
    id: row,
    commit: latestCommit('modelzoo', `${owner}/${repository}`),
    objectId: String(row),
    name: item.title,
    owner,
    ownerUrl: `https://github.com/${owner}`,
    url: item.link ?? '',
    paperDois: [],
    task: task === undefined ? undefined : modelZooCategories[task].title,
  });
}
