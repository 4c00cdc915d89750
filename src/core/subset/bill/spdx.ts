import { percentEncoded } from '../../../shared/domain/index.ts';
import { type Json, othersThan } from './cyclonedx.ts';
import type { Considerations } from './considerations.ts';
import { cleaned, webAddress } from './document.ts';
import { basePurl, type BillFacts, measuredOn, placeOf } from './facts.ts';
import { paperAddress } from '../package-record.ts';

/** Stands for a licence that nobody has stated (SPDX 3.0.1, ExpandedLicensing). */
const noAssertion = 'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense';
/** The forms of SPDX know whole seconds of the years 0 to 9999. */
const spdxTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const creation = '_:creation';

/** Addresses of the elements of one document. */
export class SpdxNames {
  private readonly base: string;

  constructor(uuid: string) {
    this.base = `https://spdx.org/spdxdocs/ptmtorrent-explorer-${uuid}`;
  }

  readonly document = (): string => `${this.base}/document`;
  readonly bill = (): string => `${this.base}/bill`;
  readonly program = (): string => `${this.base}/agent/program`;
  readonly package = (place: string): string => `${this.base}/package/${place}`;
  readonly dataset = (name: string): string => `${this.base}/dataset/${percentEncoded(name)}`;
  readonly owner = (hub: string, name: string): string => `${this.base}/agent/${hub}/${percentEncoded(name)}`;
  readonly licence = (id: string): string => `${this.base}/licence/${percentEncoded(id)}`;
}

export interface SpdxPackage {
  /** The package itself, its files, and what ties them to others. */
  readonly elements: readonly Json[];
  /** It has what the profile of AI asks for: supplier, version, time and place of release. */
  readonly meetsProfile: boolean;
}

/** A package as elements of SPDX 3.0.1; the owner, licence, datasets and base models that they name are elements of their own. */
export function spdxPackage(facts: BillFacts, names: SpdxNames): SpdxPackage {
  const { record, place, commit, purl, files } = facts;
  const { owner, hub, url } = record;
  const id = names.package(place);
  const page = webAddress(url);
  const address = webAddress(record.origin) ?? page;
  const released = [record.modified, record.created].find((time) => time !== null && spdxTime.test(time)) ?? null;
  const element = {
    type: 'ai_AIPackage',
    spdxId: id,
    creationInfo: creation,
    name: record.name,
    software_primaryPurpose: 'model',
    ...given({ description: record.description, software_packageVersion: commit, software_packageUrl: purl, software_downloadLocation: address, software_homePage: page, releaseTime: released }),
    ...(owner === null ? {} : { suppliedBy: names.owner(hub, owner) }),
    ...given({ ai_domain: listed([record.task]), ai_typeOfModel: listed([record.architecture, ...facts.architectures]), ai_metric: listed(record.claimList.map(metricEntry)) }),
    ...considered(facts.considerations),
    ...given({ comment: facts.otherLicence === null ? null : `The licence as the hub spells it: ${facts.otherLicence}`, externalRef: listed(record.papers.map(paperReference)) }),
  };
  const tie = (name: string, relationshipType: string, to: readonly string[], comment: string | null = null): readonly Json[] =>
    to.length === 0 ? [] : [{ type: 'Relationship', spdxId: `${id}#${name}`, creationInfo: creation, from: id, relationshipType, to, ...given({ comment }) }];
  const fileId = (path: string): string => `${id}#file/${percentEncoded(path)}`;
  const elements = [
    element,
    ...tie('declared-licence', 'hasDeclaredLicense', [facts.licence === null ? noAssertion : names.licence(facts.licence)]),
    ...tie('concluded-licence', 'hasConcludedLicense', [noAssertion]),
    ...tie('datasets', 'trainedOn', record.datasets.map((name) => names.dataset(name)), 'Datasets that the package names; what each was used for is not stated.'),
    ...othersThan(record).flatMap(({ base, relation, source }, index) => tie(`base-${index + 1}`, 'descendantOf', [names.package(placeOf('huggingface', base, 0))], `${relation}, stated in ${source}`)),
    ...files.map(({ path, sha256 }) => ({
      type: 'software_File', spdxId: fileId(path), creationInfo: creation, name: path, software_fileKind: 'file',
      ...(sha256 === null ? {} : { verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: sha256 }] }),
    })),
    ...tie('files', 'contains', files.map(({ path }) => fileId(path))),
  ];
  return { elements: elements.map((one) => cleaned<Json>(one)), meetsProfile: owner !== null && commit !== null && released !== null && address !== null };
}

/** Texts of one property stand a line each; SPDX has none for ethics apart, so that biases and risks are limitations. */
function considered({ uses, limitations, ethics, training, preprocessing, environment, safetyRisk, sensitiveInformation }: Considerations): Json {
  const lines = (texts: readonly string[]): string => texts.join('\n');
  return given({
    ai_informationAboutApplication: lines(uses),
    ai_limitation: lines([...limitations, ...ethics]),
    ai_informationAboutTraining: lines([...training, ...environment.map(([name, value]) => `${name}: ${value}`)]),
    ai_modelDataPreprocessing: listed(preprocessing),
    ai_safetyRiskAssessment: safetyRisk,
    ai_useSensitivePersonalInformation: sensitiveInformation,
  });
}

function metricEntry(claim: BillFacts['record']['claimList'][number]): Json {
  const { metric, value } = claim;
  const where = measuredOn(claim);
  return { type: 'DictionaryEntry', key: where === '' ? metric : `${metric} (${where})`, value };
}

function paperReference(paper: string): Json | null {
  const address = webAddress(paperAddress(paper));
  return address === null ? null : { type: 'ExternalRef', externalRefType: 'documentation', locator: [address], comment: 'Paper' };
}

export function ownerElement(names: SpdxNames, hub: string, name: string): Json {
  return cleaned<Json>({ type: 'Agent', spdxId: names.owner(hub, name), creationInfo: creation, name });
}

export function licenceElement(names: SpdxNames, id: string): Json {
  return { type: 'simplelicensing_LicenseExpression', spdxId: names.licence(id), creationInfo: creation, simplelicensing_licenseExpression: id };
}

export function datasetElement(names: SpdxNames, name: string): Json {
  return cleaned<Json>({ type: 'dataset_DatasetPackage', spdxId: names.dataset(name), creationInfo: creation, name, software_primaryPurpose: 'data', dataset_datasetType: ['noAssertion'] });
}

/** A base model that the document has no more of than its name. */
export function baseElement(names: SpdxNames, base: string): Json {
  return cleaned<Json>({
    type: 'ai_AIPackage', spdxId: names.package(placeOf('huggingface', base, 0)), creationInfo: creation, name: base, software_primaryPurpose: 'model',
    ...given({ software_packageUrl: basePurl(base) }),
    comment: 'Named as a base model; not part of this bill.',
  });
}

export interface DocumentFacts {
  readonly created: string;
  readonly version: string;
  readonly title: string;
}

/** What stands before the packages: who made the document, and with what. */
export function headElements(names: SpdxNames, { created, version }: DocumentFacts): readonly Json[] {
  return [
    { type: 'CreationInfo', '@id': creation, specVersion: '3.0.1', created, createdBy: [names.program()] },
    { type: 'SoftwareAgent', spdxId: names.program(), creationInfo: creation, name: `PTMTorrent Explorer ${version}` },
  ];
}

/** The bill and the document around it; `roots` are the packages that the bill is of. */
export function tailElements(names: SpdxNames, { title }: DocumentFacts, { roots, profiles }: { readonly roots: readonly string[]; readonly profiles: readonly string[] }): { readonly bill: Json; readonly document: Json } {
  return {
    bill: { type: 'software_Sbom', spdxId: names.bill(), creationInfo: creation, name: title, software_sbomType: ['analyzed'], profileConformance: profiles, rootElement: roots },
    document: { type: 'SpdxDocument', spdxId: names.document(), creationInfo: creation, name: title, profileConformance: profiles, dataLicense: names.licence('CC0-1.0'), rootElement: [names.bill()] },
  };
}

/** Fields that have a value. */
function given(fields: Readonly<Record<string, unknown>>): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}

function listed<Item>(items: readonly (Item | null)[]): readonly Item[] | null {
  const there = items.filter((item): item is Item => item !== null && item !== '');
  return there.length === 0 ? null : there;
}
