import type { Lineage, LineageRelation, Package, Paper } from '../../../shared/domain/index.ts';
import { claimsOfModelIndex } from '../claims.ts';
import { count, fieldsOf, isFields, listOf, number, pick, text, texts, time, type Fields } from '../fields.ts';
import { formatsOfFiles } from '../formats.ts';
import { normaliseLicense } from '../licenses.ts';
import { emptyPackage, commitId, type HubAdapter, type UnifiedRecord } from './adapter.ts';
import { joinRecords } from './join.ts';

const hub = 'huggingface';

/**
 * Hugging Face: the unified records cover the whole listing (trap 3), the metadata file comes in three shapes
 * (client up to 0.18, client from 0.19 in snake_case, raw API), and any field may be absent or of another type.
 */
export const huggingFace: HubAdapter = {
  hub,
  recordsPath: 'json/huggingface.json',
  clonesExpected: false,
  read(input, emit) {
    const records = input.file('json/huggingface.json');
    const metadata = input.file('json/metadata/hf_metadata.json');
    for (const joined of joinRecords(input, records, metadata, modelId)) {
      const model = joined.metadata?.value ?? {};
      const name = joined.unified?.name ?? modelId(model);
      if (name === null) {
        input.report({
          severity: 'error', code: 'missing-field', hub, file: metadata?.path ?? null, offset: joined.metadata?.offset ?? null, record: null,
          message: 'The entry has neither modelId nor id; it is left out.',
        });
        continue;
      }
      const place = joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null;
      emit({ package: packageOf(fullName(name, joined.unified, model), joined.unified, model), unified: joined.unified?.place ?? null, metadata: place });
    }
  },
};

function modelId(model: Fields): string | null {
  return text(pick(model, 'modelId', 'id', 'model_id'));
}

/** The id that the hub itself uses; ModelName carries it too, but the metadata has the last word. */
function fullName(name: string, unified: UnifiedRecord | null, model: Fields): string {
  return modelId(model) ?? unified?.metadataId ?? name;
}

function packageOf(name: string, unified: UnifiedRecord | null, model: Fields): Package {
  const card = fieldsOf(pick(model, 'cardData', 'card_data'));
  const config = fieldsOf(model['config']);
  const tags = texts(model['tags']);
  const files = siblingNames(model);
  const task = text(pick(model, 'pipeline_tag', 'pipelineTag')) ?? unified?.task ?? null;
  const architecture = text(config['model_type']) ?? unified?.architecture ?? null;
  const license = texts(pick(card, 'license', 'licence'))[0] ?? tagged(tags, 'license:')[0] ?? null;
  const library = text(pick(model, 'library_name', 'libraryName'));
  const claims = claimsOfModelIndex(pick(card, 'model-index', 'model_index') ?? pick(model, 'model-index', 'model_index'));
  const slash = name.indexOf('/');
  return {
    ...emptyPackage(hub, name),
    recordNumber: unified?.recordNumber ?? null,
    metadataId: unified?.metadataId ?? modelId(model),
    owner: slash > 0 ? name.slice(0, slash) : null,
    description: text(card['description']) ?? text(card['summary']),
    task: task === null ? null : { value: task, original: task },
    architecture: architecture === null ? null : { value: architecture.toLowerCase(), original: architecture },
    license: license === null ? null : normaliseLicense(license),
    library: library === null ? null : { value: library.toLowerCase(), original: library },
    datasets: distinct([...texts(card['datasets']), ...tagged(tags, 'dataset:'), ...(unified?.datasets ?? [])]),
    languages: texts(pick(card, 'language', 'languages', 'lang')),
    tags: tags.filter((tag) => !carried.test(tag)),
    papers: papersOf(tags, unified?.paperDois ?? []),
    lineage: lineageOf(model, card, tags),
    claims: claims.list,
    claimsStrict: claims.strict,
    files: files?.length ?? null,
    formats: formatsOfFiles(files ?? []),
    bytes: count(pick(model, 'usedStorage', 'used_storage')) ?? siblingBytes(model),
    parameters: count(fieldsOf(model['safetensors'])['total']) ?? count(fieldsOf(model['gguf'])['total']),
    downloads: count(model['downloads']),
    likes: count(model['likes']),
    created: time(pick(model, 'createdAt', 'created_at')),
    modified: time(pick(model, 'lastModified', 'last_modified')),
    sha: commitId(pick(model, 'sha')) ?? unified?.sha ?? null,
    hasCard: files?.includes('README.md') === true || Object.keys(card).length > 0,
    gated: pick(model, 'gated') === 'auto' || pick(model, 'gated') === 'manual' || model['gated'] === true,
    facts: factsOf(model, config),
    clonePaths: clonePathsOf(name),
  };
}

/** Tags whose content is kept under a field of its own. */
const carried = /^(dataset|license|arxiv|doi|base_model):/;

function tagged(tags: readonly string[], prefix: string): readonly string[] {
  return tags.filter((tag) => tag.startsWith(prefix) && tag.length > prefix.length).map((tag) => tag.slice(prefix.length));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function siblingNames(model: Fields): readonly string[] | null {
  const siblings = model['siblings'];
  if (!Array.isArray(siblings)) return null;
  return siblings.map((sibling) => text(fieldsOf(sibling)['rfilename'])).filter((name) => name !== null);
}

/** The sum of file sizes, null unless every file states one. */
function siblingBytes(model: Fields): number | null {
  let sum = 0;
  const siblings = listOf(model['siblings']);
  for (const sibling of siblings) {
    const size = number(fieldsOf(sibling)['size']);
    if (size === null || size < 0) return null;
    sum += size;
  }
  return siblings.length === 0 ? null : sum;
}

function papersOf(tags: readonly string[], unifiedDois: readonly string[]): readonly Paper[] {
  const dois = distinct([...tagged(tags, 'doi:'), ...unifiedDois.map((doi) => doi.replace(/^doi:/, ''))]);
  return [
    ...distinct(tagged(tags, 'arxiv:')).map((id): Paper => ({ kind: 'arxiv', id })),
    ...dois.map((id): Paper => ({ kind: 'doi', id })),
  ];
}

function factsOf(model: Fields, config: Fields): Package['facts'] {
  const facts: [string, string][] = [];
  const classes = texts(config['architectures']);
  if (classes.length > 0) facts.push(['Model classes', classes.join(', ')]);
  const gated = pick(model, 'gated');
  if (typeof gated === 'string') facts.push(['Gated', gated]);
  if (model['private'] === true) facts.push(['Private', 'yes']);
  if (model['disabled'] === true) facts.push(['Disabled', 'yes']);
  return facts;
}

/** Where the generator clones to: ids without an owner lie under the hub's host name (trap 4). */
function clonePathsOf(name: string): readonly string[] {
  const slash = name.indexOf('/');
  if (slash < 0) return [`huggingface.co/${name}`, name];
  return [name, `${name.slice(0, slash)}-${name.slice(slash + 1)}`];
}

const relations: readonly LineageRelation[] = ['finetune', 'adapter', 'merge', 'quantized'];

function relationOf(value: unknown): LineageRelation {
  return relations.find((relation) => relation === value) ?? 'base';
}

/** Base models in order of trust: the hub's own tree, the card, tags, `finetuned_from` (domain.md, later dumps). */
function lineageOf(model: Fields, card: Fields, tags: readonly string[]): readonly Lineage[] {
  const found = new Map<string, Lineage>();
  const add = (base: string | null, relation: LineageRelation, source: Lineage['source']): void => {
    if (base !== null && !found.has(base)) found.set(base, { base, relation, source });
  };
  const tree = pick(model, 'baseModels', 'base_models');
  for (const item of listOf(Array.isArray(tree) ? tree : [tree])) {
    if (!isFields(item)) continue;
    for (const base of listOf(item['models'])) add(text(fieldsOf(base)['id']), relationOf(item['relation']), 'baseModels');
  }
  for (const base of texts(card['base_model'])) add(base, relationOf(card['base_model_relation']), 'card');
  for (const tag of tagged(tags, 'base_model:')) {
    const relation = relations.find((candidate) => tag.startsWith(`${candidate}:`));
    if (relation) refine(found, tag.slice(relation.length + 1), relation);
    else add(tag, 'base', 'tag');
  }
  for (const base of texts(card['finetuned_from'])) add(base, 'finetune', 'finetuned_from');
  return [...found.values()];
}

/** A tag that states the relation completes what the card leaves open. */
function refine(found: Map<string, Lineage>, base: string, relation: LineageRelation): void {
  const known = found.get(base);
  if (!known) found.set(base, { base, relation, source: 'tag' });
  else if (known.relation === 'base') found.set(base, { ...known, relation });
}

