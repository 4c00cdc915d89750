import { z } from 'zod';
import { contract, type CallName } from '../../shared/contract/index.ts';
import { hubIdSchema, packageKeySchema, severitySchema } from '../../shared/contract/common.ts';
import { frontValueSchema } from '../../shared/contract/content.ts';
import { commitSchema } from '../../shared/contract/history.ts';
import { cloneSchema } from '../../shared/contract/packages.ts';
import { verdictSchema, weightFileSchema } from '../../shared/contract/weights.ts';
import { errorCodes } from '../../shared/result.ts';
import { apiRoot } from './root.ts';
import { isRecord, parametersOf, type JsonSchema, type Parameter } from './parameters.ts';
import { routes, type Route } from './routes.ts';

type Plain = Readonly<Record<string, unknown>>;

const reference = (id: string): Plain => ({ $ref: `#/components/schemas/${id}` });

let made: Plain | null = null;

/** The API as OpenAPI 3.1, made from the contract's own schemas, which check what it is asked and what tests let it answer. */
export function openApiDocument(): Plain {
  made ??= makeDocument();
  return made;
}

function makeDocument(): Plain {
  return {
    openapi: '3.1.1',
    info: {
      title: 'PTMTorrent Explorer',
      version: '1.0.0',
      description: 'Reads a mirror of pre-trained model packages: searches, packages, reach and measures. Served by `ptmx serve --api` on the machine that holds the mirror, to programs that have the token; nothing can be changed by it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:{port}', description: 'The address that the program prints', variables: { port: { default: '8080' } } }],
    security: [{ token: [] }],
    tags: [
      { name: 'mirrors', description: 'What lies on the disk' },
      { name: 'packages', description: 'Packages and what is in them' },
      { name: 'counts', description: 'Figures over a search' },
      { name: 'reach', description: 'Who and what depends on whom' },
      { name: 'measures', description: 'What the papers measure, on this mirror' },
      { name: 'user', description: 'What the user of the program wrote' },
    ],
    paths: Object.fromEntries(routes.map((route) => [`${apiRoot}${route.path}`, { parameters: parametersOf(route).map(parameterOf), get: operationOf(route) }])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token that the program prints when it starts' } },
      parameters: Object.fromEntries([...sharedParameters()].map(([name, parameter]) => [name, written(parameter)])),
      responses: { Problem: { description: 'Why there is no answer (RFC 9457)', content: { 'application/problem+json': { schema: reference('Problem') } } } },
      schemas: { Problem: problemSchema, ...answerSchemas() },
    },
  };
}

function operationOf(route: Route): Plain {
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    responses: { 200: answerOf(route), default: { $ref: '#/components/responses/Problem' } },
  };
}

/** Parameters that are the same wherever they stand, by their names. */
function sharedParameters(): ReadonlyMap<string, Parameter> {
  const shared = new Map<string, Parameter>();
  const unlike = new Set<string>();
  for (const parameter of routes.flatMap(parametersOf)) {
    const known = shared.get(parameter.name);
    if (known === undefined) shared.set(parameter.name, parameter);
    else if (JSON.stringify(written(known)) !== JSON.stringify(written(parameter))) unlike.add(parameter.name);
  }
  for (const name of unlike) shared.delete(name);
  return shared;
}

let shared: ReadonlyMap<string, Parameter> | null = null;

function parameterOf(parameter: Parameter): Plain {
  shared ??= sharedParameters();
  return shared.has(parameter.name) ? { $ref: `#/components/parameters/${parameter.name}` } : written(parameter);
}

function written({ name, in: where, required, description, schema }: Parameter): Plain {
  // Lists of closed values stand behind one name with commas, others repeat the name.
  return { name, in: where, required, description, schema, ...(schema.type === 'array' ? { style: 'form', explode: !schema.items?.enum } : isRecord(schema) ? { style: 'deepObject', explode: true } : {}) };
}

function answerOf(route: Route): Plain {
  const { table } = route;
  const json = { 'application/json': { schema: jsonSchemaOf(route) } };
  if (!table) return { description: route.summary, content: json };
  return {
    description: route.summary,
    ...(table.isPaged
      ? {
          headers: {
            'X-Total-Count': { description: 'Rows that there are, whatever part of them is given', schema: { type: 'integer' } },
            Link: { description: 'The next page, as rel="next", where there is one', schema: { type: 'string' } },
          },
        }
      : {}),
    content: { ...json, 'text/csv': { schema: { type: 'string' } }, 'application/x-ndjson': { schema: { type: 'string' } } },
  };
}

/** The contract's answer; of a list with the address of the next page, and rows of our own where they are not the contract's. */
function jsonSchemaOf({ call, table }: Route): Plain {
  if (!table?.isPaged) return reference(answerId(call));
  const next = { type: ['string', 'null'], description: 'The address of the next page; null for the last' };
  if (!table.rowSchema) return { allOf: [reference(answerId(call)), { type: 'object', properties: { next }, required: ['next'] }] };
  return {
    type: 'object',
    properties: { total: { type: 'integer' }, notes: reference('SearchNotes'), next, [table.key]: { type: 'array', items: table.rowSchema() } },
    required: ['total', 'notes', 'next', table.key],
  };
}

/** `packages.historySummary` as `PackagesHistorySummary`. */
function answerId(call: CallName): string {
  return call.split('.').map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`).join('');
}

/** What many answers hold. */
const namedSchemas: Readonly<Record<string, () => z.ZodType>> = {
  FrontValue: frontValueSchema, PackageKey: packageKeySchema, Hub: hubIdSchema, Severity: severitySchema, Clone: cloneSchema, Commit: commitSchema, Verdict: verdictSchema, WeightFile: weightFileSchema,
};

function answerSchemas(): Plain {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema(), { id });
  registry.add(contract['packages.search'].answer.shape.notes, { id: 'SearchNotes' });
  for (const call of new Set(routes.filter(({ table }) => !table?.rowSchema).map(({ call }) => call))) registry.add(contract[call].answer, { id: answerId(call) });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // A later version may tell more: whoever reads passes over what it does not know.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]));
}

const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string', description: 'The words of the status' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened' },
    code: { type: 'string', enum: errorCodes, description: 'What kind of failure it is, for programs' },
    hint: { type: 'string', description: 'What can be done about it' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};
