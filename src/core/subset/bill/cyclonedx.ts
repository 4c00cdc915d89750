import type { Considerations } from './considerations.ts';
import { cleaned, webAddress } from './document.ts';
import { percentEncoded } from '../../../shared/domain/index.ts';
import { basePurl, type BillFacts, type BillFile, measuredOn } from './facts.ts';
import { modalitiesOf } from './modalities.ts';
import { paperAddress } from '../package-record.ts';

/** JSON that a schema is asked about before it is written. */
export type Json = Readonly<Record<string, unknown>>;

export const packageReference = (place: string): string => `package/${place}`;
export const datasetReference = (name: string): string => `dataset/${percentEncoded(name)}`;

/** A package as a component of CycloneDX: `machine-learning-model`, with its card, its ancestors and its files. */
export function modelComponent(facts: BillFacts): Json {
  const { record, place, commit, purl, licence, files } = facts;
  const { owner, name, description, ownerUrl, tags } = record;
  const ownerAddress = webAddress(ownerUrl);
  const ancestors = othersThan(record);
  const prefix = owner === null ? '' : `${owner}/`;
  return cleaned({
    type: 'machine-learning-model',
    'bom-ref': packageReference(place),
    ...(owner === null ? {} : { supplier: { name: owner, ...(ownerAddress === null ? {} : { url: [ownerAddress] }) }, publisher: owner }),
    // Only where the name says so itself: together they are the hub's name of the package.
    ...(prefix !== '' && name.startsWith(prefix) && name.length > prefix.length ? { group: owner, name: name.slice(prefix.length) } : { name }),
    ...(commit === null ? {} : { version: commit }),
    ...(description === null || description === '' ? {} : { description }),
    ...(licence === null ? {} : { licenses: [{ license: { id: licence, acknowledgement: 'declared' } }] }),
    ...(purl === null ? {} : { purl }),
    ...(ancestors.length === 0 ? {} : { pedigree: { ancestors: ancestors.map(ancestor) } }),
    ...some('externalReferences', externalReferences(facts)),
    ...some('components', files.map(fileComponent)),
    modelCard: modelCard(facts),
    properties: propertiesOf(facts),
    ...some('tags', [...new Set(tags.filter((tag) => tag !== ''))]),
  });
}

/** Base models; a package that names itself as its base is none. */
export function othersThan({ name, lineage }: BillFacts['record']): BillFacts['record']['lineage'] {
  return lineage.filter(({ base }) => base !== name);
}

function ancestor({ base, relation, source }: BillFacts['record']['lineage'][number]): Json {
  const purl = basePurl(base);
  return {
    type: 'machine-learning-model',
    name: base,
    ...(purl === null ? {} : { purl }),
    properties: [property('ptmx:relation', relation), property('ptmx:stated-in', source)],
  };
}

function fileComponent({ path, bytes, sha256 }: BillFile): Json {
  return {
    type: 'file',
    name: path,
    ...(sha256 === null ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    ...(bytes === null ? {} : { properties: [property('ptmx:bytes', String(bytes))] }),
  };
}

function modelCard({ record, architectures, considerations }: BillFacts): Json {
  const { task, architecture, datasets, claimList } = record;
  const modalities = modalitiesOf(task);
  const formats = (list: readonly string[]): Json[] => list.map((format) => ({ format }));
  const parameters = {
    ...(task === null ? {} : { task }),
    ...(architecture === null ? {} : { architectureFamily: architecture }),
    ...(architectures.length === 0 ? {} : { modelArchitecture: architectures.join(', ') }),
    ...some('datasets', datasets.map((name) => ({ ref: datasetReference(name) }))),
    ...(modalities === null ? {} : { inputs: formats(modalities.inputs), outputs: formats(modalities.outputs) }),
  };
  return {
    ...(Object.keys(parameters).length === 0 ? {} : { modelParameters: parameters }),
    ...(claimList.length === 0 ? {} : { quantitativeAnalysis: { performanceMetrics: claimList.map(performanceMetric) } }),
    ...considered(considerations),
  };
}

function considered({ uses, limitations, ethics, environment }: Considerations): Json {
  const considerations = {
    ...some('useCases', uses),
    ...some('technicalLimitations', limitations),
    ...some('ethicalConsiderations', ethics.map((name) => ({ name }))),
    ...(environment.length === 0 ? {} : { environmentalConsiderations: { properties: environment.map(([name, value]) => property(`ptmx:${name}`, value)) } }),
  };
  return Object.keys(considerations).length === 0 ? {} : { considerations };
}

function performanceMetric(claim: BillFacts['record']['claimList'][number]): Json {
  const slice = measuredOn(claim);
  return { type: claim.metric, value: claim.value, ...(slice === '' ? {} : { slice }) };
}

function externalReferences({ record }: BillFacts): readonly Json[] {
  const reference = (type: string, address: string | null, comment?: string): readonly Json[] => {
    const url = webAddress(address);
    return url === null ? [] : [{ type, url, ...(comment === undefined ? {} : { comment }) }];
  };
  return [
    ...reference('website', record.url),
    ...reference('vcs', record.origin),
    ...(record.hub === 'huggingface' && record.hasCard ? reference('model-card', `https://huggingface.co/${record.name}/blob/main/README.md`) : []),
    ...record.papers.flatMap((paper) => reference('documentation', paperAddress(paper), 'Paper')),
  ];
}

function propertiesOf({ record, otherLicence, commit, files, fileCount }: BillFacts): readonly Json[] {
  const stated: readonly (readonly [string, string | number | null])[] = [
    ['ptmx:hub', record.hub],
    ['ptmx:library', record.library],
    ['ptmx:parameters', record.parameters],
    ['ptmx:bytes', record.bytes],
    ['ptmx:languages', record.languages.length === 0 ? null : record.languages.join(', ')],
    ['ptmx:licence-as-stated', otherLicence],
    ['ptmx:commit-of-record', record.sha === commit ? null : record.sha],
    ['ptmx:clone', record.clone],
    ['ptmx:files', fileCount],
    ['ptmx:files-with-hash', files.filter(({ sha256 }) => sha256 !== null).length],
  ];
  return stated.flatMap(([name, value]) => (value === null ? [] : [property(name, String(value))]));
}

/** A dataset that packages name, as a `data` component. */
export function datasetComponent(name: string): Json {
  return cleaned({ type: 'data', 'bom-ref': datasetReference(name), name, data: [{ type: 'dataset', name }] });
}

export function property(name: string, value: string): Json {
  return { name, value };
}

/** A field with a list, left out where the list is empty. */
function some(name: string, list: readonly unknown[]): Json {
  return list.length === 0 ? {} : { [name]: list };
}
