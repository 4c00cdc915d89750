import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billSchema, loadBillSchema } from '../bill/schemas.ts';
import { prepareExport } from '../run-export.ts';
import { exportTo, hasPython, openMirror, python, workFolder, writeFiles, type OpenMirror } from '../testing.ts';

const work = workFolder();
const sha = 'b'.repeat(40);
const oid = 'c'.repeat(64);
let mirror: OpenMirror;

const records = [
  {
    modelId: 'acme/bert', sha, author: 'acme', pipeline_tag: 'fill-mask', lastModified: '2022-03-04T05:06:07.000Z', tags: ['arxiv:1810.04805', 'dataset:wikipedia', 'pytorch'],
    config: { model_type: 'bert', architectures: ['BertForMaskedLM'] }, library_name: 'transformers',
    siblings: [{ rfilename: 'README.md', size: 10 }, { rfilename: 'model.safetensors', size: 90, lfs: { sha256: oid, size: 90 } }],
    cardData: {
      license: 'apache-2.0', datasets: ['wikipedia', 'bookcorpus'], co2_eq_emissions: { emissions: 12.5, source: 'code carbon', hardware_used: ['A100', 'V100'], other: 1 },
      limitations: ['English only', 'Short texts'], 'Intended use': 'Filling masks', Bias: 'As in its corpus', preprocessing: 'lower case', safety_risk_assessment: 'Low', use_sensitive_personal_information: false, training_data: { a: 1 },
      'model-index': [{ name: 'bert', results: [{ task: { type: 'fill-mask' }, dataset: { name: 'GLUE', type: 'glue' }, metrics: [{ name: 'Accuracy', type: 'accuracy', value: 0.5 }] }] }],
    },
  },
  { modelId: 'acme/bert-tuned', sha: 'd'.repeat(40), author: 'acme', lastModified: '2021-01-01T00:00:00.000Z', cardData: { license: 'unknown', base_model: ['acme/bert', 'elsewhere/base', 'acme/bert-tuned'], datasets: 'wikipedia' } },
  // Hostile and dirty: each of these must come out valid all the same.
  { modelId: '=HYPERLINK("http://x")/a"},{"b', sha: 'main', tags: ['', 'dataset:</script><script>', 'dataset:a b\nc', 'license:???', 'arxiv:../../x y'], cardData: { license: ['MIT OR evil', '???'] }, siblings: [{ rfilename: 'a\nb.bin' }, { rfilename: 'a\nb.bin' }] },
  { modelId: 'nul\0inside/c', cardData: { description: 'half \ud800 a pair', base_model: 'javascript:alert(1)' }, lastModified: 'yesterday' },
  { modelId: 'emoji🤗/שלום\u202ertl', author: 'emoji🤗', cardData: { license: 'OpenRAIL', base_model: 'x y z', co2_eq_emissions: { emissions: { a: 1 } } }, lastModified: '9999-12-31T23:59:59.000Z' },
  { modelId: 'nothing' },
  { modelId: 'not/everybody', tags: ['not-for-all-audiences'], cardData: { limitations: { deep: 1 }, 'extra_gated_prompt': 'No harm.\u0000', safety_risk: 'very', bias: ['', null] } },
];

beforeAll(async () => {
  const entry = { id: '1', ModelClass: 'X' };
  writeFiles(join(work.path, 'mirror'), {
    'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(records),
    'data/modelhub/json/metadata/mh_metadata.json': JSON.stringify([{ ...entry, name: 'squeezenet', github: 'https://github.com/modelhub-ai/SqueezeNet.git', github_branch: 'master', backend: ['keras'] }]),
  });
  mirror = await openMirror(join(work.path, 'index.db'), join(work.path, 'mirror'));
  for (const form of forms) await prepareExport(form);
});
afterAll(() => {
  mirror.close();
  work.remove();
});

const forms = ['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-3.0.1'] as const;

interface Component {
  readonly type: string;
  readonly name: string;
  readonly 'bom-ref'?: string;
  readonly [field: string]: unknown;
}
interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component?: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}
type Element = Readonly<Record<string, unknown>>;

let files = 0;
function write(form: (typeof forms)[number], query = ''): { readonly path: string; readonly text: string } {
  files += 1;
  const path = join(work.path, `${files}.json`);
  exportTo(path, mirror, { format: form, selection: { kind: 'query', query } });
  return { path, text: readFileSync(path, 'utf8') };
}
const cycloneDx = (query?: string): Bill => JSON.parse(write('cyclonedx-1.7', query).text) as Bill;
const graphOf = (text: string): readonly Element[] => (JSON.parse(text) as { '@graph': readonly Element[] })['@graph'];
const oneBert = 'name:acme/bert -name:acme/bert-tuned';

describe('CycloneDX', () => {
  test('of one package: the package is what the bill is about, with its card, licence, files and what it needs', () => {
    const bill = cycloneDx(oneBert);
    expect(bill.metadata.component).toEqual({
      type: 'machine-learning-model', 'bom-ref': 'package/huggingface/acme/bert', group: 'acme', name: 'bert', version: sha,
      supplier: { name: 'acme', url: ['https://huggingface.co/acme'] }, publisher: 'acme',
      licenses: [{ license: { id: 'Apache-2.0', acknowledgement: 'declared' } }],
      purl: `pkg:huggingface/acme/bert@${sha}`,
      externalReferences: [
        { type: 'website', url: 'https://huggingface.co/acme/bert' },
        { type: 'model-card', url: 'https://huggingface.co/acme/bert/blob/main/README.md' },
        { type: 'documentation', url: 'https://arxiv.org/abs/1810.04805', comment: 'Paper' },
      ],
      components: [
        { type: 'file', name: 'README.md', properties: [{ name: 'ptmx:bytes', value: '10' }] },
        { type: 'file', name: 'model.safetensors', hashes: [{ alg: 'SHA-256', content: oid }], properties: [{ name: 'ptmx:bytes', value: '90' }] },
      ],
      modelCard: {
        modelParameters: {
          task: 'fill-mask', architectureFamily: 'bert', modelArchitecture: 'BertForMaskedLM', inputs: [{ format: 'string' }], outputs: [{ format: 'string' }],
          datasets: expect.arrayContaining([{ ref: 'dataset/wikipedia' }, { ref: 'dataset/bookcorpus' }]) as unknown,
        },
        quantitativeAnalysis: { performanceMetrics: [{ type: 'accuracy', value: '0.5', slice: 'fill-mask / GLUE' }] },
        considerations: {
          useCases: ['Intended use: Filling masks'], technicalLimitations: ['limitations: English only; Short texts'], ethicalConsiderations: [{ name: 'Bias: As in its corpus' }],
          environmentalConsiderations: { properties: [{ name: 'ptmx:co2_eq_emissions', value: '12.5' }, { name: 'ptmx:co2_eq_emissions.source', value: 'code carbon' }, { name: 'ptmx:co2_eq_emissions.hardware_used', value: 'A100; V100' }] },
        },
      },
      properties: expect.arrayContaining([{ name: 'ptmx:hub', value: 'huggingface' }, { name: 'ptmx:files', value: '2' }, { name: 'ptmx:files-with-hash', value: '1' }]) as unknown,
      tags: ['pytorch'],
    });
    expect(bill.components.map(({ type, name }) => [type, name]).sort()).toEqual([['data', 'bookcorpus'], ['data', 'wikipedia']]);
    expect(bill.dependencies[0]?.dependsOn?.toSorted()).toEqual(['dataset/bookcorpus', 'dataset/wikipedia']);
    expect(bill.metadata.timestamp).toBe('2022-03-04T05:06:07Z');
  });

  test('lineage is pedigree; a base within the bill is a dependency too; what is no licence is left out and told as stated', () => {
    const { components, dependencies } = cycloneDx();
    const tuned = components.find(({ name }) => name === 'bert-tuned');
    expect(tuned?.['licenses']).toBeUndefined();
    expect(tuned?.['properties']).toContainEqual({ name: 'ptmx:licence-as-stated', value: 'unknown' });
    expect((tuned?.['pedigree'] as { ancestors: Component[] } | undefined)?.ancestors.map(({ name, purl }) => [name, purl])).toEqual([['acme/bert', 'pkg:huggingface/acme/bert'], ['elsewhere/base', 'pkg:huggingface/elsewhere/base']]);
    expect(dependencies.find(({ ref }) => ref === 'package/huggingface/acme/bert-tuned')?.dependsOn).toEqual(['dataset/wikipedia', 'package/huggingface/acme/bert']);
    expect(components.find(({ name }) => name === 'squeezenet')?.['purl']).toBe('pkg:github/modelhub-ai/squeezenet');
  });

  test('of many: every package once, of its files those with a hash, references that all lead somewhere', () => {
    const { components, dependencies } = cycloneDx();
    expect(components.filter(({ type }) => type === 'machine-learning-model')).toHaveLength(records.length + 1);
    expect(components.flatMap((component) => (component['components'] ?? []) as Component[]).map(({ name }) => name)).toEqual(['model.safetensors']);
    const references = new Set(components.map((component) => component['bom-ref']));
    expect(references.size).toBe(components.length);
    expect(dependencies.map(({ ref }) => ref).filter((ref) => !references.has(ref))).toEqual([]);
    expect(dependencies.flatMap(({ dependsOn = [] }) => dependsOn).filter((ref) => !references.has(ref))).toEqual([]);
    expect(JSON.stringify(components)).not.toMatch(/\\u0000|javascript:alert\(1\)"\s*,\s*"purl/);
  });
});

describe('SPDX', () => {
  test('has packages, datasets, licences, owners and what ties them, every address of which is there', () => {
    const graph = graphOf(write('spdx-3.0.1').text);
    const ofType = (type: string): readonly Element[] => graph.filter((element) => element['type'] === type);
    const bert = ofType('ai_AIPackage').find(({ name }) => name === 'acme/bert');
    expect(bert).toMatchObject({
      software_packageVersion: sha, software_packageUrl: `pkg:huggingface/acme/bert@${sha}`, software_primaryPurpose: 'model', releaseTime: '2022-03-04T05:06:07Z',
      ai_informationAboutApplication: 'Intended use: Filling masks', ai_limitation: 'limitations: English only; Short texts\nBias: As in its corpus',
      ai_informationAboutTraining: 'co2_eq_emissions: 12.5\nco2_eq_emissions.source: code carbon\nco2_eq_emissions.hardware_used: A100; V100',
      ai_modelDataPreprocessing: ['preprocessing: lower case'], ai_safetyRiskAssessment: 'low', ai_useSensitivePersonalInformation: 'no',
      ai_domain: ['fill-mask'], ai_typeOfModel: ['bert', 'BertForMaskedLM'], ai_metric: [{ type: 'DictionaryEntry', key: 'accuracy (fill-mask / GLUE)', value: '0.5' }],
    });
    expect(ofType('ai_AIPackage').filter((one) => Object.keys(one).some((field) => /^ai_(limitation|information|safety|use)/.test(field))).map(({ name }) => name)).toEqual(['acme/bert', 'not/everybody']);
    expect(ofType('dataset_DatasetPackage').map(({ name }) => name)).toEqual(expect.arrayContaining(['wikipedia', 'bookcorpus']));
    expect(ofType('simplelicensing_LicenseExpression').map((one) => one['simplelicensing_licenseExpression'])).toEqual(['CC0-1.0', 'Apache-2.0']);
    const tiesOf = (name: string): unknown[] => {
      const id = ofType('ai_AIPackage').find((one) => one['name'] === name)?.['spdxId'];
      return ofType('Relationship').filter(({ from }) => from === id).map(({ relationshipType, to }) => [relationshipType, (to as string[]).map((one) => one.replace(/^.*?\/(?=package|dataset|licence|terms)/, ''))]);
    };
    expect(tiesOf('acme/bert-tuned')).toEqual([
      ['hasDeclaredLicense', ['terms/ExpandedLicensing/NoAssertionLicense']], ['hasConcludedLicense', ['terms/ExpandedLicensing/NoAssertionLicense']],
      ['trainedOn', ['dataset/wikipedia']], ['descendantOf', ['package/huggingface/acme/bert']], ['descendantOf', ['package/huggingface/elsewhere/base']],
    ]);
    expect(ofType('software_File').map(({ name, verifiedUsing }) => [name, verifiedUsing])).toEqual([['model.safetensors', [{ type: 'Hash', algorithm: 'sha256', hashValue: oid }]]]);
    const ids = graph.flatMap(({ spdxId }) => (typeof spdxId === 'string' ? [spdxId] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...ofType('Relationship').flatMap(({ to }) => to as string[]), ...ofType('software_Sbom').flatMap((one) => one['rootElement'] as string[])];
    expect(named.filter((id) => !ids.includes(id) && !id.endsWith('/NoAssertionLicense'))).toEqual([]);
  });

  test('names the profile of AI only where every package has what it asks for', () => {
    const profilesOf = (query: string): unknown => graphOf(write('spdx-3.0.1', query).text).find(({ type }) => type === 'SpdxDocument')?.['profileConformance'];
    expect(profilesOf(oneBert)).toContain('ai');
    expect(profilesOf('')).not.toContain('ai');
  });
});

test.each(forms)('%s: the same packages give the same bytes; others another name', (form) => {
  expect(write(form).text).toBe(write(form).text);
  const named = /urn:uuid:[\w-]+|explorer-[\w-]+/;
  expect(named.exec(write(form).text)?.[0]).not.toBe(named.exec(write(form, oneBert).text)?.[0]);
});

/** The schemas as another validator reads them: the whole document, not part by part. */
const validate = `
import json, sys
from jsonschema import Draft202012Validator, Draft7Validator, FormatChecker
from pathlib import Path
from referencing import Registry
from referencing.jsonschema import DRAFT7
place, form, *files = sys.argv[1:]
load = lambda name: json.loads(Path(name).read_text(encoding="utf-8"))
if form.startswith("spdx"):
    check = Draft202012Validator(load(place))
else:
    base = "http://cyclonedx.org/schema/"
    shared = {f"{base}{name}.SNAPSHOT.schema.json": load(f"{place}/{name}.SNAPSHOT.schema.json") for name in ["spdx", "jsf-0.82", "cryptography-defs"]}
    registry = Registry().with_resources([(url, DRAFT7.create_resource({**schema, "$id": url})) for url, schema in shared.items()])
    check = Draft7Validator(load(f"{place}/bom-{form[-3:]}.SNAPSHOT.schema.json"), registry=registry, format_checker=FormatChecker())
print(json.dumps([[error.message[:300] for error in check.iter_errors(load(file))][:5] for file in files]))`;

const hasJsonSchema = hasPython && spawnSync('python3', ['-c', 'import jsonschema, referencing']).status === 0;
const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test.skipIf(!hasJsonSchema).each(forms)("%s holds for Python's jsonschema, of one package and of all, and a broken one does not (skipped without it)", (form) => {
  const schema = form === 'spdx-3.0.1' ? place('../bill/spdx-3.0.1.schema.json') : place('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const whole = write(form);
  writeFiles(work.path, { 'broken.json': whole.text.replace('"Apache-2.0"', '17') });
  const [all, one, broken] = JSON.parse(python(validate, schema, form, whole.path, write(form, oneBert).path, join(work.path, 'broken.json'))) as string[][];
  expect([all, one]).toEqual([[], []]);
  expect(broken).not.toEqual([]);
});

test('the schemas that hold before writing refuse what is not valid, and say where', async () => {
  for (const form of forms) await loadBillSchema(form);
  const component = { type: 'machine-learning-model', name: 'x' };
  expect(billSchema('cyclonedx-1.6').part(component)).toBeNull();
  expect(billSchema('cyclonedx-1.6').part({ ...component, licenses: [{ license: { id: 'unknown' } }] })).toMatch(/licenses\/0\/license\/id/);
  expect(billSchema('cyclonedx-1.7').part({ ...component, externalReferences: [{ type: 'website', url: 'two words' }] })).toMatch(/url/);
  const element = { type: 'ai_AIPackage', spdxId: 'urn:x:y', creationInfo: '_:creation', name: 'x' };
  expect(billSchema('spdx-3.0.1').part(element)).toBeNull();
  expect(billSchema('spdx-3.0.1').part({ ...element, licence: 'MIT' })).toMatch(/unevaluated/);
  expect(billSchema('spdx-3.0.1').part({ ...element, type: 'AiPackage' })).toMatch(/no type/);
});
