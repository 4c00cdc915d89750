/** A JSON Schema as it stands in a document, nothing of it believed. */
type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const typesOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

/** What may stand in a schema; another word would be passed over unchecked. */
const knownWords = new Set([
  '$ref', 'type', 'const', 'enum', 'oneOf', 'anyOf', 'allOf', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems', 'pattern', 'minLength', 'maxLength',
  'minItems', 'maxItems', 'minimum', 'maximum', 'format', 'contentEncoding', 'description', 'default',
]);

/** What of a value does not fit a schema of a document: an independent reader of the part of JSON Schema that the document uses. */
export function misfits(document: unknown, schema: unknown, value: unknown, at = '$'): readonly string[] {
  if (!isObject(schema)) return [`${at}: no schema`];
  const odd = Object.keys(schema).filter((word) => !knownWords.has(word));
  if (odd.length > 0) return [`${at}: unknown words ${odd.join()}`];
  const found: string[] = [];
  const check = (inner: unknown, of: unknown, place: string): void => void found.push(...misfits(document, inner, of, place));
  if (typeof schema['$ref'] === 'string') check(resolveReference(document, schema['$ref']), value, at);
  const types = [schema['type'] ?? []].flat() as string[];
  if (types.length > 0 && !types.some((type) => typesOf[type]?.(value))) found.push(`${at}: ${JSON.stringify(value)?.slice(0, 60)} is no ${types.join('|')}`);
  if ('const' in schema && schema['const'] !== value) found.push(`${at}: is not ${String(schema['const'])}`);
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) found.push(`${at}: ${String(value)} is none of ${schema['enum'].join()}`);
  for (const word of ['oneOf', 'anyOf'] as const) {
    const choices = schema[word];
    if (!Array.isArray(choices)) continue;
    const fitting = choices.filter((choice) => misfits(document, choice, value, at).length === 0).length;
    if (fitting === 0 || (word === 'oneOf' && fitting > 1)) found.push(`${at}: fits ${fitting} of ${word}`);
  }
  for (const part of (schema['allOf'] ?? []) as readonly unknown[]) check(part, value, at);
  if (isObject(value)) {
    const properties = (schema['properties'] ?? {}) as Schema;
    for (const name of (schema['required'] ?? []) as readonly string[]) if (!Object.hasOwn(value, name)) found.push(`${at}: lacks ${name}`);
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(properties, name)) check(properties[name], member, `${at}.${name}`);
      else if (isObject(schema['additionalProperties'])) check(schema['additionalProperties'], member, `${at}.${name}`);
    }
  }
  if (Array.isArray(value)) {
    const firsts = (schema['prefixItems'] ?? []) as readonly unknown[];
    for (const [index, item] of value.entries()) {
      if (index < firsts.length) check(firsts[index], item, `${at}[${index}]`);
      else if ('items' in schema) check(schema['items'], item, `${at}[${index}]`);
    }
  }
  if (typeof value === 'string' && typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern']).test(value)) found.push(`${at}: ${value} does not fit ${schema['pattern']}`);
  return found;
}

/** What `#/components/…` names; undefined where nothing stands there. */
export function resolveReference(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference.slice(2).split('/').reduce<unknown>((inside, key) => (isObject(inside) ? inside[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), document);
}
