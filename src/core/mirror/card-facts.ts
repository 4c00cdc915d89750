import type { Claim, Normalised, Package } from '../../shared/domain/index.ts';
import { claimsOfModelIndex } from './claims.ts';
import { asWritten, lowerCased, text, texts, type Fields } from './fields.ts';
import { cardFields, normaliseLicenses, type CardFields } from './hubs/card-fields.ts';
import { lineageOfReadme } from './hubs/lineage.ts';
import { sortTags } from './hubs/tags.ts';
import { papersInText, papersOf } from './papers.ts';

/**
 * A package with what the front matter of its clone's README tells, where the hub's metadata says nothing; nothing that
 * metadata states is changed. `cardText` is the rest of the README: papers are the ones that it links to.
 */
export function withCardFacts(found: Package, frontMatter: Fields, cardText = ''): Package {
  const card = cardFields(frontMatter);
  const tags = sortTags(texts(card.tags));
  const licenses = found.license === null ? licensesOf(card, tags.licenses) : found.licenses;
  const lineage = found.lineage.length === 0 ? lineageOfReadme(card, tags.bases) : found.lineage;
  const claims = found.claims.some(isFromModelIndex) ? null : claimsOfModelIndex(card.modelIndex);
  const references = [...tags.arxiv.map((id) => `arxiv:${id}`), ...tags.dois.map((id) => `doi:${id}`)];
  return {
    ...found,
    hasCard: true,
    description: found.description ?? text(card.description),
    task: found.task ?? asWritten(text(card.task)),
    library: found.library ?? lowerCased(text(card.library)),
    license: found.license ?? licenses[0] ?? null,
    licenses,
    datasets: found.datasets.length > 0 ? found.datasets : distinct([...texts(card.datasets), ...tags.datasets]),
    languages: found.languages.length > 0 ? found.languages : texts(card.language),
    tags: found.tags.length > 0 ? found.tags : tags.plain,
    papers: found.papers.length > 0 ? found.papers : papersOf([...references, ...papersInText(cardText).map((paper) => `${paper.kind}:${paper.id}`)]),
    lineage,
    claims: claims === null || claims.list.length === 0 ? found.claims : [...found.claims, ...claims.list],
    claimsStrict: found.claimsStrict || claims?.strict === true,
    facts: [...found.facts, ...licenseFacts(found, card)],
  };
}

function isFromModelIndex(claim: Claim): boolean {
  return claim.source === 'model-index';
}

function licensesOf(card: Readonly<CardFields>, tagged: readonly string[]): readonly Normalised[] {
  const named = texts(card.license);
  return normaliseLicenses(named.length > 0 ? named : tagged);
}

/** The name and address that go with the licence "other", unless the metadata has given them. */
function licenseFacts(found: Package, card: Readonly<CardFields>): Package['facts'] {
  const facts = [['License name', text(card.licenseName)], ['License link', text(card.licenseLink)]] as const;
  return facts.flatMap(([label, value]) => (value === null || found.facts.some(([known]) => known === label) ? [] : [[label, value] as const]));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
