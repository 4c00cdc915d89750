import { noFields, type Fields } from '../fields.ts';

/** Fields of a metadata entry that mean something here. */
export interface Entry {
  sha: unknown;
  modified: unknown;
  created: unknown;
  tags: unknown;
  task: unknown;
  siblings: unknown;
  private: unknown;
  disabled: unknown;
  gated: unknown;
  config: unknown;
  card: unknown;
  modelIndex: unknown;
  likes: unknown;
  downloads: unknown;
  allDownloads: unknown;
  library: unknown;
  safetensors: unknown;
  gguf: unknown;
  baseModels: unknown;
  children: unknown;
  trending: unknown;
  storage: unknown;
  results: unknown;
}

const nothing: Readonly<Entry> = {
  sha: undefined, modified: undefined, created: undefined, tags: undefined, task: undefined, siblings: undefined,
  private: undefined, disabled: undefined, gated: undefined, config: undefined, card: undefined, modelIndex: undefined,
  likes: undefined, downloads: undefined, allDownloads: undefined, library: undefined, safetensors: undefined, gguf: undefined,
  baseModels: undefined, children: undefined, trending: undefined, storage: undefined, results: undefined,
};

/**
 * The fields of an entry under the names that the three generations of clients give them. The keys that are there are
 * looked at, rather than asking for each that might be: for missing keys that is ten times slower.
 */
export function entryFields(model: Fields): Readonly<Entry> {
  if (model === noFields) return nothing;
  const found: Entry = { ...nothing };
  for (const key in model) {
    switch (key) {
      case 'sha': found.sha = model[key]; break;
      case 'lastModified': found.modified = model[key] ?? found.modified; break;
      case 'last_modified': found.modified ??= model[key]; break;
      case 'createdAt': found.created = model[key] ?? found.created; break;
      case 'created_at': found.created ??= model[key]; break;
      case 'tags': found.tags = model[key]; break;
      case 'pipeline_tag': found.task = model[key] ?? found.task; break;
      case 'pipelineTag': found.task ??= model[key]; break;
      case 'siblings': found.siblings = model[key]; break;
      case 'private': found.private = model[key]; break;
      case 'disabled': found.disabled = model[key]; break;
      case 'gated': found.gated = model[key]; break;
      case 'config': found.config = model[key]; break;
      case 'cardData': found.card = model[key] ?? found.card; break;
      case 'card_data': found.card ??= model[key]; break;
      case 'model-index': found.modelIndex = model[key] ?? found.modelIndex; break;
      case 'model_index': found.modelIndex ??= model[key]; break;
      case 'likes': found.likes = model[key]; break;
      case 'downloads': found.downloads = model[key]; break;
      case 'downloadsAllTime': found.allDownloads = model[key] ?? found.allDownloads; break;
      case 'downloads_all_time': found.allDownloads ??= model[key]; break;
      case 'library_name': found.library = model[key] ?? found.library; break;
      case 'libraryName': found.library ??= model[key]; break;
      case 'safetensors': found.safetensors = model[key]; break;
      case 'gguf': found.gguf = model[key]; break;
      case 'baseModels': found.baseModels = model[key] ?? found.baseModels; break;
      case 'base_models': found.baseModels ??= model[key]; break;
      case 'childrenModelCount': found.children = model[key] ?? found.children; break;
      case 'children_model_count': found.children ??= model[key]; break;
      case 'trendingScore': found.trending = model[key] ?? found.trending; break;
      case 'trending_score': found.trending ??= model[key]; break;
      case 'usedStorage': found.storage = model[key] ?? found.storage; break;
      case 'used_storage': found.storage ??= model[key]; break;
      case 'evalResults': found.results = model[key] ?? found.results; break;
      case 'eval_results': found.results ??= model[key]; break;
    }
  }
  return found;
}
