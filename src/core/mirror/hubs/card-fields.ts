import type { Normalised } from '../../../shared/domain/index.ts';
import { noFields, type Fields } from '../fields.ts';
import { normaliseLicense } from '../licenses.ts';

/**
 * Fields of a card that mean something here, under the names and misspellings that real cards use (domain.md, trap 19).
 * Datasets are counted under their right name only, as the reference counts do.
 */
export type CardFields = ReturnType<typeof readCard>;

function readCard(card: Fields) {
  return {
    license: card['license'] ?? card['licence'] ?? card['licenses'] ?? card['License'],
    licenseName: card['license_name'],
    licenseLink: card['license_link'],
    datasets: card['datasets'],
    language: card['language'] ?? card['languages'] ?? card['lang'],
    modelIndex: card['model-index'] ?? card['model_index'],
    task: card['pipeline_tag'] ?? card['pipeline-tag'],
    library: card['library_name'] ?? card['library_tag'] ?? card['library'],
    tags: card['tags'],
    baseModel: card['base_model'],
    baseModelRelation: card['base_model_relation'],
    finetunedFrom: card['finetuned_from'],
    description: card['description'] ?? card['summary'],
  } as const;
}

const noCard = readCard(noFields);

/** Most packages have no card, and asking a record for names that it does not have is slow. */
export function cardFields(card: Fields): CardFields {
  return card === noFields ? noCard : readCard(card);
}

const noLicenses: readonly Normalised[] = [];

export function normaliseLicenses(names: readonly string[]): readonly Normalised[] {
  return names.length === 0 ? noLicenses : names.map(normaliseLicense);
}
