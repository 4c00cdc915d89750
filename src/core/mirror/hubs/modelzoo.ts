import type { Package } from '../../../shared/domain/index.ts';
import { count, fieldsOf, listOf, text, type Fields } from '../fields.ts';
import { clonePathsOfUrl } from '../github.ts';
import { papersOf } from '../papers.ts';
import { emptyPackage, reportNameless, type HubAdapter, type HubInput, type UnifiedRecord } from './adapter.ts';
import { entryId, joinRecords } from './join.ts';

const hub = 'modelzoo';

/** Model Zoo: MetadataFilePath names the list, but MetadataObjectID counts in `mz_models_metadata.json` (trap 5). */
export const modelZoo: HubAdapter = {
  hub,
  recordsPath: 'json/modelzoo.json',
  metadataPaths: ['json/metadata/mz_models_metadata.json', 'json/metadata/mz_metadata.json'],
  clonesExpected: true,
  read(input, emit) {
    const metadata = input.file('json/metadata/mz_models_metadata.json');
    const slugs = readSlugs(input);
    for (const joined of joinRecords(input, input.file('json/modelzoo.json'), metadata, entryId)) {
      const model = joined.metadata?.value ?? {};
      const name = joined.unified?.name ?? text(model['title']);
      if (name === null) {
        reportNameless(input, metadata, joined.metadata);
        continue;
      }
      emit({
        package: packageOf(name, joined.unified, model, slugs.get(slugKey(model)) ?? null),
        unified: joined.unified?.place ?? null,
        metadata: joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null,
      });
    }
  },
};

/** By what a model and its slug find each other: title and link. */
export function slugKey(model: Fields): string {
  return `${text(model['title']) ?? ''}\n${text(model['link']) ?? ''}`;
}

/** The slug stands only in the list of models, `{"models": […]}`, which title and link join. */
function readSlugs(input: HubInput): Map<string, string> {
  const slugs = new Map<string, string>();
  const file = input.file('json/metadata/mz_metadata.json');
  if (!file) return slugs;
  for (const record of input.records(file)) {
    const models = Array.isArray(record.value['models']) ? record.value['models'] : [record.value];
    for (const model of models) {
      const slug = text(fieldsOf(model)['slug']);
      if (slug !== null) slugs.set(slugKey(fieldsOf(model)), slug);
    }
  }
  return slugs;
}

function packageOf(name: string, unified: UnifiedRecord | null, model: Fields, slug: string | null): Package {
  const categories = listOf(model['categories']).map((category) => text(fieldsOf(category)['title'])).filter((title) => title !== null);
  const framework = text(model['framework']);
  const task = unified?.task ?? categories[0] ?? null;
  const link = text(model['link']);
  const papers = fieldsOf(model['papers']);
  const facts: [string, string][] = [];
  if (slug !== null) facts.push(['Slug', slug]);
  const longDescription = text(model['long_desc']);
  const description = text(model['description']);
  const cardText = longDescription === description ? null : longDescription;
  return {
    ...emptyPackage(hub, name),
    recordNumber: unified?.recordNumber ?? null,
    metadataId: unified?.metadataId ?? entryId(model),
    owner: unified?.owner ?? null,
    url: unified?.url ?? link,
    ownerUrl: unified?.ownerUrl ?? null,
    description: description ?? longDescription,
    task: task === null ? null : { value: task, original: task },
    library: framework === null ? null : { value: framework.toLowerCase(), original: framework },
    datasets: unified?.datasets ?? [],
    tags: categories,
    papers: papersOf([...Object.values(papers).map((address) => text(address) ?? ''), ...Object.keys(papers), ...(unified?.paperDois ?? [])]),
    stars: count(model['stars']),
    sha: unified?.sha ?? null,
    hasCard: cardText !== null,
    cardText,
    facts,
    clonePaths: clonePathsOfUrl(unified?.url ?? null, link),
  };
}
