import { Ajv2020 } from 'ajv/dist/2020.js';

/** What `#/components/…` names in a document; undefined where nothing stands there. */
export function resolveReference(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
  return reference.slice(2).split('/').reduce<unknown>((inside, key) => (isObject(inside) ? inside[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), document);
}

/** Tells what of a value does not fit the schema at a place of a document, as an independent validator reads it. */
export function misfitsIn(document: object): (place: string, value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(document, 'document.json');
  return (place, value) => {
    const validate = ajv.getSchema(`document.json${place}`) ?? ajv.compile({ $ref: `document.json${place}` });
    return validate(value) ? [] : (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  };
}
