import { createHash } from 'node:crypto';
import { inventedCommit, latestCommit } from './commits.ts';
import { communityPackages } from './packages/huggingface-community.ts';
import { foundationPackages } from './packages/huggingface-foundation.ts';
import type { HuggingFacePackage } from './packages/types.ts';
import { dumpPython } from './python-json.ts';
import type { PythonObject, PythonValue } from './python-json.ts';
import { unifiedRecord } from './unified.ts';

const noOwner = 'http://huggingface.co/';

export function huggingFaceFiles(): Map<string, string> {
  const packages = [...foundationPackages, ...communityPackages];
  const unified = packages.flatMap((item, row) => (item.dropped === undefined ? [unifiedOf(item, row)] : []));
  return new Map([
    ['data/huggingface/json/huggingface.json', dumpPython(unified)],
    ['data/huggingface/json/metadata/hf_metadata.json', dumpPython(packages.map(metadataOf))],
  ]);
}

const authorOf = (item: HuggingFacePackage): string | null => (item.author === null || !item.id.includes('/') ? null : (item.id.split('/')[0] ?? null));

function commitOf(item: HuggingFacePackage): string {
  if (item.sharesCommitWith !== undefined) return inventedCommit(`huggingface/${item.sharesCommitWith}`);
  const path = item.id.includes('/') ? item.id : `huggingface.co/${item.id}`;
  return latestCommit('huggingface', path, item.commitNumber);
}

function unifiedOf(item: HuggingFacePackage, row: number): PythonObject {
  const author = authorOf(item);
  const dois = tagsOf(item).filter((tag) => tag.includes('doi:'));
  return unifiedRecord('huggingface', 'hf_metadata.json', {
    id: row,
    commit: commitOf(item),
    objectId: item.id,
    name: item.id,
    owner: author ?? noOwner,
    ownerUrl: author === null ? noOwner : `https://huggingface.co/${author}`,
    url: `https://huggingface.co/${item.id}`,
    architecture: item.type,
    paperDois: dois.length > 0 ? dois : undefined,
    task: item.task,
  });
}

function metadataOf(item: HuggingFacePackage): PythonObject {
  return {
    modelId: item.id,
    sha: commitOf(item),
    lastModified: `${item.modified}.000Z`,
    tags: tagsOf(item),
    pipeline_tag: item.task ?? null,
    siblings: item.files.map((file) => sibling(file, item.sizes?.[file])),
    private: false,
    author: authorOf(item),
    config: item.config === undefined ? configOf(item) : item.config,
    securityStatus: null,
    _id: `621ffdc0${createHash('sha1').update(item.id).digest('hex').slice(0, 16)}`,
    id: item.id,
    cardData: item.card,
    likes: item.likes,
    downloads: item.downloads,
    library_name: item.library,
    ...item.extra,
  };
}

function sibling(file: string, size: number | undefined): PythonObject {
  if (size === undefined) return { rfilename: file, size: null, blob_id: null, lfs: null };
  const sha256 = createHash('sha256').update(file).digest('hex');
  const large = size > 10_000_000;
  return { rfilename: file, size, blob_id: inventedCommit(file), lfs: large ? { size, sha256, pointer_size: 134 } : null };
}

function configOf(item: HuggingFacePackage): PythonValue {
  if (item.type === undefined) return null;
  return { architectures: item.classes ?? null, model_type: item.type };
}

/** Tags as the hub derives them from files, configuration and card. */
function tagsOf(item: HuggingFacePackage): string[] {
  const card = item.card ?? {};
  return [
    ...(item.frameworks ?? []),
    ...texts(item.type),
    ...texts(item.task),
    ...texts(card['language']),
    ...texts(card['datasets']).map((dataset) => `dataset:${dataset}`),
    ...(item.papers ?? []).map((paper) => `arxiv:${paper}`),
    ...texts(item.library),
    ...texts(card['license']).map((license) => `license:${license}`),
    ...texts(card['tags']),
    ...(card['model-index'] === undefined ? [] : ['model-index']),
    ...(item.tags ?? []),
  ];
}

/** A string or a list of strings, as cards hold either. */
function texts(value: PythonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
