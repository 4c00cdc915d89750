import type { Normalised } from '../../../shared/domain/index.ts';
import { noFields, type Fields } from '../fields.ts';
import { normaliseLicense } from '../licenses.ts';

/** Fields of a card that mean something here. */
export interface CardFields {
  license: unknown;
  licenseName: unknown;
  licenseLink: unknown;
  datasets: unknown;
  language: unknown;
  modelIndex: unknown;
  task: unknown;
  library: unknown;
  tags: unknown;
  baseModel: unknown;
  baseModelRelation: unknown;
  finetunedFrom: unknown;
  description: unknown;
}

const nothing: Readonly<CardFields> = {
  license: undefined, licenseName: undefined, licenseLink: undefined, datasets: undefined, language: undefined,
  modelIndex: undefined, task: undefined, library: undefined, tags: undefined, baseModel: undefined, baseModelRelation: undefined,
  finetunedFrom: undefined, description: undefined,
};

/**
 * The fields of a card under the names and misspellings that real cards use (domain.md, trap 19); the right name counts
 * first. Datasets are counted under their right name only, as the reference counts do. The keys that are there are
 * looked at, rather than asking for each that might be: cards have hundreds of sets of keys, and that is ten times slower.
 */
export function cardFields(card: Fields): Readonly<CardFields> {
  if (card === noFields) return nothing;
  const found: CardFields = { ...nothing };
  for (const key in card) {
    switch (key) {
      case 'license': found.license = card[key] ?? found.license; break;
      case 'licence': case 'licenses': case 'License': found.license ??= card[key]; break;
      case 'license_name': found.licenseName = card[key]; break;
      case 'license_link': found.licenseLink = card[key]; break;
      case 'datasets': found.datasets = card[key]; break;
      case 'language': found.language = card[key] ?? found.language; break;
      case 'languages': case 'lang': found.language ??= card[key]; break;
      case 'model-index': found.modelIndex = card[key] ?? found.modelIndex; break;
      case 'model_index': found.modelIndex ??= card[key]; break;
      case 'pipeline_tag': found.task = card[key] ?? found.task; break;
      case 'pipeline-tag': found.task ??= card[key]; break;
      case 'library_name': found.library = card[key] ?? found.library; break;
      case 'library_tag': case 'library': found.library ??= card[key]; break;
      case 'tags': found.tags = card[key]; break;
      case 'base_model': found.baseModel = card[key]; break;
      case 'base_model_relation': found.baseModelRelation = card[key]; break;
      case 'finetuned_from': found.finetunedFrom = card[key]; break;
      case 'description': found.description = card[key] ?? found.description; break;
      case 'summary': found.description ??= card[key]; break;
    }
  }
  return found;
}

const noLicenses: readonly Normalised[] = [];

export function normaliseLicenses(names: readonly string[]): readonly Normalised[] {
  return names.length === 0 ? noLicenses : names.map(normaliseLicense);
}
