import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';

export type BillForm = 'cyclonedx-1.6' | 'cyclonedx-1.7' | 'spdx-3.0.1';

/** What is wrong with a value under a part of a schema, in words; null where it is valid. */
export type Check = (value: unknown) => string | null;

export interface BillSchema {
  /** A whole document. */
  readonly whole: Check;
  /** One of the things that a document lists: a component of CycloneDX, an element of SPDX. */
  readonly part: Check;
}

const held = new Map<BillForm, BillSchema>();

/**
 * Reads and compiles the official JSON schema of a form, once for each thread. Schemas are a megabyte of JSON, and what compiles them takes time to load:
 * no thread that writes no bill of materials does.
 */
export async function loadBillSchema(form: BillForm): Promise<void> {
  if (!held.has(form)) held.set(form, form === 'spdx-3.0.1' ? await loadSpdx() : await loadCycloneDx(form));
}

/** The schema of a form that was loaded. */
export function billSchema(form: BillForm): BillSchema {
  const schema = held.get(form);
  if (schema === undefined) throw new Error(`The schema of ${form} is loaded before a bill is written`);
  return schema;
}

/** The schemas that the package of CycloneDX ships; its list of exports leaves them out, hence the paths. */
async function loadCycloneDx(form: 'cyclonedx-1.6' | 'cyclonedx-1.7'): Promise<BillSchema> {
  const [{ Ajv }, formats, bom, licences, signatures, algorithms] = await Promise.all([
    import('ajv'),
    import('ajv-formats'),
    form === 'cyclonedx-1.6'
      ? import('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json', { with: { type: 'json' } })
      : import('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.7.SNAPSHOT.schema.json', { with: { type: 'json' } }),
    import('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/spdx.SNAPSHOT.schema.json', { with: { type: 'json' } }),
    import('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/jsf-0.82.SNAPSHOT.schema.json', { with: { type: 'json' } }),
    import('../../../../node_modules/@cyclonedx/cyclonedx-library/res/schema/cryptography-defs.SNAPSHOT.schema.json', { with: { type: 'json' } }),
  ]);
  // Not strict: the schemas carry keywords of their own ("meta:enum", "deprecated").
  const ajv = new Ajv({ strict: false });
  formats.default.default(ajv);
  // What is written is ASCII, so that the narrower formats hold.
  ajv.addFormat('iri-reference', { type: 'string', validate: (text: string) => /^[\x21-\x7e]*$/.test(text) && URL.canParse(text, 'http://localhost/') });
  ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/);
  // They refer to each other by the names of the files.
  for (const [name, { default: schema }] of Object.entries({ spdx: licences, 'jsf-0.82': signatures, 'cryptography-defs': algorithms })) {
    ajv.addSchema({ ...schema, $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  }
  const id = 'http://cyclonedx.org/schema/bom.json';
  ajv.addSchema({ ...bom.default, $id: id });
  return { whole: checkWith(ajv.compile({ $ref: id })), part: checkWith(ajv.compile({ $ref: `${id}#/definitions/component` })) };
}

/**
 * SPDX 3.0.1 tells elements apart by a list of 90 alternatives; each names the one type that it is for, so that an element is held against that of
 * its own type alone.
 */
async function loadSpdx(): Promise<BillSchema> {
  const [{ Ajv2020 }, formats, { default: schema }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats'), import('./spdx-3.0.1.schema.json', { with: { type: 'json' } })]);
  const ajv = new Ajv2020({ strict: false });
  formats.default.default(ajv);
  const id = 'https://spdx.org/schema/3.0.1/spdx-json-schema.json';
  ajv.addSchema({ ...schema, $id: id } as AnySchemaObject);
  const byType = new Map<string, Check>();
  const checkOf = (type: string): Check => {
    const known = byType.get(type);
    if (known !== undefined) return known;
    const made = Object.hasOwn(schema.$defs, type)
      ? checkWith(ajv.compile({ type: 'object', unevaluatedProperties: false, $ref: `${id}#/$defs/${type}` }))
      : () => `${type} is no type of SPDX 3.0.1`;
    byType.set(type, made);
    return made;
  };
  return {
    whole: checkWith(ajv.compile({ $ref: id })),
    part: (value) => (typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? checkOf(value.type)(value) : 'It has no type'),
  };
}

function checkWith(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? null : inWords(validate.errors ?? []));
}

/** The deepest complaint says most: those above it follow from it. */
function inWords(errors: readonly ErrorObject[]): string {
  const [deepest] = errors.toSorted((left, right) => right.instancePath.length - left.instancePath.length);
  return deepest === undefined ? 'It is not valid' : `${deepest.instancePath || 'the whole'} ${deepest.message ?? 'is not valid'}`;
}
