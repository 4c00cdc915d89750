import { z } from 'zod';
import { type MembersChange, sampleFields, sampleNumbers, setOperations, type SharedDefinition, type ShownDefinition, type SubsetDefinition, subsetLimits, tidySubsetName } from '../domain/subset.ts';
import { lazily } from '../lazily.ts';
import { packageKeySchema } from './common.ts';
import { querySchema } from './packages.ts';

export const subsetIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
export const subsetNameSchema = lazily(() => z.string().max(1000).transform(tidySubsetName).pipe(z.string().min(1, 'A subset needs a name.').max(subsetLimits.name, `A name has at most ${subsetLimits.name} characters.`)));

const countSchema = lazily(() => z.number().int().min(1).max(subsetLimits.sample));

const ruleSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('uniform'), count: countSchema() }),
  z.object({ kind: z.literal('stratified'), by: z.enum(sampleFields), allocation: z.enum(['proportional', 'equal']), count: countSchema() }),
  z.object({ kind: z.literal('top'), by: z.enum(sampleFields).nullable(), number: z.enum(sampleNumbers), count: countSchema() }),
]));

const operationSchema = lazily(() => z.object({ kind: z.literal('operation'), operation: z.enum(setOperations), of: z.array(subsetIdSchema()).min(2).max(subsetLimits.operands).readonly() }));
const sampleSchema = lazily(() => z.object({
  kind: z.literal('sample'),
  from: z.discriminatedUnion('kind', [z.object({ kind: z.literal('query'), query: querySchema() }), z.object({ kind: z.literal('subset'), id: subsetIdSchema() })]),
  rule: ruleSchema(),
  /** Any text; the same one draws the same packages. */
  seed: z.string().trim().min(1, 'A sample needs a seed.').max(subsetLimits.seed),
}));
const queryDefinitionSchema = lazily(() => z.object({ kind: z.literal('query'), query: querySchema() }));

export const subsetDefinitionSchema = lazily(() => z.discriminatedUnion('kind', [
  queryDefinitionSchema(),
  z.object({ kind: z.literal('list'), packages: z.array(packageKeySchema()).min(1).max(subsetLimits.named).readonly() }),
  operationSchema(),
  sampleSchema(),
]) satisfies z.ZodType<SubsetDefinition>);

const keysSchema = lazily(() => z.array(packageKeySchema()).max(subsetLimits.named).readonly());

/** As a file tells it: a long list is packed. */
export const sharedDefinitionSchema = lazily(() => z.discriminatedUnion('kind', [
  ...subsetDefinitionSchema().options,
  z.object({ kind: z.literal('packed-list'), total: z.number().int().min(1).max(subsetLimits.listed), sha256: z.string().regex(/^[0-9a-f]{64}$/), blocks: z.array(z.string()).readonly() }),
]) satisfies z.ZodType<SharedDefinition>);

/** What a definition becomes: another one, or the members of a list, of which those to add that it has already are passed over. */
export const definitionChangeSchema = lazily(() => z.discriminatedUnion('kind', [
  ...subsetDefinitionSchema().options,
  z.object({ kind: z.literal('members'), add: keysSchema().default([]), remove: keysSchema().default([]), removeFound: z.array(z.object({ find: z.string().max(1000), gone: z.boolean() })).max(100).readonly().optional() }),
]) satisfies z.ZodType<SubsetDefinition | MembersChange>);

export const shownDefinitionSchema = lazily(() => z.discriminatedUnion('kind', [
  queryDefinitionSchema(),
  z.object({ kind: z.literal('list'), total: z.number(), packages: z.array(packageKeySchema()).readonly() }),
  operationSchema(),
  sampleSchema(),
]) satisfies z.ZodType<ShownDefinition>);

/** A subset as an export names it: all that is needed to know again what it held. */
export const subsetSnapshotSchema = lazily(() => z.object({ id: subsetIdSchema(), name: subsetNameSchema(), version: z.number().int().min(1), definition: sharedDefinitionSchema() }));
