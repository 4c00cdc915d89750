import type { Package, Paper } from '../../../shared/domain/index.ts';
import { claimsOfEvalResults, claimsOfModelIndex } from '../claims.ts';
import { asWritten, count, fieldsOf, lowerCased, noFields, text, texts, time, type Fields } from '../fields.ts';
import { doiOf } from '../papers.ts';
import { commitId, reportNameless, type HubAdapter, type HubInput, type UnifiedRecord } from './adapter.ts';
import { cardFields, normaliseLicenses, type CardFields } from './card-fields.ts';
import { filesOf } from './file-list.ts';
import { entryFields, type Entry } from './huggingface-entry.ts';
import { joinRecords } from './join.ts';
import { lineageOf } from './lineage.ts';
import { sortTags, type SortedTags } from './tags.ts';

const hub = 'huggingface';

/**
 * Hugging Face: the unified records cover the whole listing (trap 3), the metadata file comes in three shapes
 * (client up to 0.18, client from 0.19 in snake_case, raw API), and any field may be absent or of another type.
 */
export const huggingFace: HubAdapter = {
  hub,
  recordsPath: 'json/huggingface.json',
  metadataPaths: ['json/metadata/hf_metadata.json'],
  clonePathsOf: (name) => clonePathsOf(name, name.indexOf('/')),
  clonesExpected: false,
  read(input, emit) {
    const records = input.file('json/huggingface.json');
    const metadata = input.file('json/metadata/hf_metadata.json');
    const listing: HubInput = { ...input, records: (file, reading) => input.records(file, reading, file === records ? 'unified' : 'file-lists') };
    for (const joined of joinRecords(listing, records, metadata, modelId)) {
      const model = joined.metadata?.value ?? noFields;
      // The id that the hub itself uses; ModelName carries it too, but the metadata has the last word.
      const id = modelId(model);
      const name = id ?? joined.unified?.metadataId ?? joined.unified?.name ?? null;
      if (name === null) {
        reportNameless(input, metadata, joined.metadata);
        continue;
      }
      const place = joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null;
      emit({ package: packageOf(name, joined.unified, id, entryFields(model)), unified: joined.unified?.place ?? null, metadata: place });
    }
  },
};

/** The `model-index` of a metadata record, wherever the clients put it; undefined where there is none. */
export function modelIndexOf(record: Fields): unknown {
  const model = entryFields(record);
  return cardFields(fieldsOf(model.card)).modelIndex ?? model.modelIndex;
}

function modelId(model: Fields): string | null {
  return text(model['modelId'] ?? model['id'] ?? model['model_id']);
}

/** Written out in the order of `emptyPackage`, without copying one: this runs for millions of models. */
function packageOf(name: string, unified: UnifiedRecord | null, id: string | null, model: Readonly<Entry>): Package {
  const cardData = fieldsOf(model.card);
  const card = cardFields(cardData);
  const config = fieldsOf(model.config);
  const tags = sortTags(texts(model.tags));
  const files = filesOf(model.siblings);
  const named = texts(card.license);
  const licenses = normaliseLicenses(named.length > 0 ? named : tags.licenses);
  const claims = claimsOfModelIndex(card.modelIndex ?? model.modelIndex);
  const results = claimsOfEvalResults(model.results);
  const gguf = fieldsOf(model.gguf);
  const slash = name.indexOf('/');
  return {
    hub,
    name,
    recordNumber: unified?.recordNumber ?? null,
    metadataId: unified?.metadataId ?? id,
    owner: slash > 0 ? name.slice(0, slash) : null,
    url: null,
    ownerUrl: null,
    description: text(card.description),
    task: asWritten(text(model.task) ?? unified?.task ?? text(card.task)),
    architecture: lowerCased(text(config['model_type']) ?? unified?.architecture ?? text(gguf['architecture'])),
    license: licenses[0] ?? null,
    licenses,
    library: lowerCased(text(model.library) ?? text(card.library)),
    datasets: joinTexts(joinTexts(texts(card.datasets), tags.datasets), unified?.datasets ?? noTexts),
    languages: texts(card.language),
    tags: tags.plain,
    papers: papersOf(tags, unified?.paperDois ?? noTexts),
    lineage: lineageOf(model.baseModels, card, tags.bases),
    claims: results.length === 0 ? claims.list : [...claims.list, ...results],
    claimsStrict: claims.strict,
    files: files?.count ?? null,
    formats: files?.formats ?? noTexts,
    parts: files?.parts ?? null,
    bytes: count(model.storage) ?? files?.totalBytes ?? null,
    parameters: parametersOf(fieldsOf(model.safetensors), gguf),
    downloads: count(model.downloads),
    likes: count(model.likes),
    stars: null,
    created: time(model.created),
    modified: time(model.modified),
    sha: commitId(model.sha) ?? unified?.sha ?? null,
    hasCard: files?.hasReadme === true || hasFields(cardData),
    cardText: null,
    gated: isGated(model.gated),
    facts: factsOf(model, config, card, gguf),
    clonePaths: clonePathsOf(name, slash),
  };
}

const noTexts: readonly string[] = [];

function hasFields(fields: Fields): boolean {
  for (const _key in fields) return true;
  return false;
}

/** Two lists of distinct texts as one. */
function joinTexts(first: readonly string[], second: readonly string[]): readonly string[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  return [...new Set([...first, ...second])];
}

/** The number of parameters as stated; the sum over data types where the total is left out. */
function parametersOf(safetensors: Fields, gguf: Fields): number | null {
  const total = count(safetensors['total']) ?? count(gguf['total']);
  if (total !== null) return total;
  let sum: number | null = null;
  for (const value of Object.values(fieldsOf(safetensors['parameters']))) {
    const part = count(value);
    if (part !== null) sum = (sum ?? 0) + part;
  }
  return sum;
}

/** `false`, `true`, "auto" or "manual", also as text. */
function isGated(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' && value.toLowerCase() !== 'false' : value === true;
}

const noPapers: readonly Paper[] = [];

function papersOf(tags: SortedTags, unifiedDois: readonly string[]): readonly Paper[] {
  if (tags.arxiv.length === 0 && tags.dois.length === 0 && unifiedDois.length === 0) return noPapers;
  const papers: Paper[] = [];
  for (const id of tags.arxiv) papers.push({ kind: 'arxiv', id });
  if (tags.dois.length + unifiedDois.length > 0) for (const id of joinTexts(tags.dois.map(doiOf), unifiedDois.map(doiOf))) papers.push({ kind: 'doi', id });
  return papers;
}

const noFacts: Package['facts'] = [];

function factsOf(model: Readonly<Entry>, config: Fields, card: Readonly<CardFields>, gguf: Fields): Package['facts'] {
  let facts: (readonly [string, string])[] | null = null;
  const add = (label: string, value: string | null): void => {
    if (value !== null) (facts ??= []).push([label, value]);
  };
  const classes = config['architectures'];
  if (classes !== undefined && classes !== null) add('Model classes', texts(classes).join(', ') || null);
  if (typeof model.gated === 'string') add('Gated', text(model.gated));
  if (model.private === true) add('Private', 'yes');
  if (model.disabled === true) add('Disabled', 'yes');
  add('License name', text(card.licenseName));
  add('License link', text(card.licenseLink));
  add('Trending score', text(model.trending));
  add('Models made from it', text(model.children));
  add('Downloads of all time', text(model.allDownloads));
  add('Context length', text(gguf['context_length']));
  return facts ?? noFacts;
}

/** Where the generator clones to: ids without an owner lie under the hub's host name (trap 4). */
function clonePathsOf(name: string, slash: number): readonly string[] {
  const paths = slash < 0 ? [`huggingface.co/${name}`, name] : [name, `${name.slice(0, slash)}-${name.slice(slash + 1)}`];
  // A clone's folder may have lost the ending, which git takes for its own.
  if (name.endsWith('.git')) paths.push(...paths.map((path) => path.slice(0, -4)));
  return paths;
}
