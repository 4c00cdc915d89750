import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, nothing } from './common.ts';
import { querySchema } from './packages.ts';

/** What a number counts or is. Shares are between 0 and 1, durations in days, dates in milliseconds since 1970. */
const measureUnits = ['packages', 'repositories', 'commits', 'people', 'claims', 'count', 'bytes', 'share', 'days', 'date', 'number'] as const;

/** A parameter of a measure, from which forms and the command line's help are made. */
const parameterSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), id: z.string(), title: z.string(), description: z.string(), options: z.array(z.object({ value: z.string(), title: z.string() })), initial: z.string() }),
  z.object({ kind: z.literal('number'), id: z.string(), title: z.string(), description: z.string(), min: z.number(), max: z.number(), step: z.number(), initial: z.number() }),
  z.object({ kind: z.literal('flag'), id: z.string(), title: z.string(), description: z.string(), initial: z.boolean() }),
  /** The id of another indexed mirror, or `state:` and that of an earlier state of this one; empty for none. */
  z.object({ kind: z.literal('mirror'), id: z.string(), title: z.string(), description: z.string(), initial: z.literal('') }),
  z.object({ kind: z.literal('text'), id: z.string(), title: z.string(), description: z.string(), most: z.number(), initial: z.string() }),
]));

export const measureInfoSchema = lazily(() => z.object({
  /** Lower-case words with hyphens; part of addresses and commands. */
  id: z.string(),
  title: z.string(),
  group: z.enum(['mirror', 'claims', 'documentation', 'security', 'composition', 'maintenance', 'popularity']),
  question: z.string(),
  /** In words, so that somebody else could compute it. */
  rule: z.string(),
  /** The paper and the place in it, or what of our own it stands on. */
  source: z.string(),
  unit: z.enum(measureUnits),
  denominator: z.string(),
  /** What counts as missing. */
  missing: z.string(),
  parameters: z.array(parameterSchema()),
  /** Where the published values beside the results come from, with the traps of comparing with them. */
  references: z.array(z.object({ source: z.string(), note: z.string() })),
  /** Whether the packages behind a row can be asked for as `measure:"ID/PART/ROW"`. */
  sets: z.boolean(),
}));

/** A search text that finds the packages behind a number, the selection among its conditions; null where no packages are behind it. */
const packagesSchema = lazily(() => z.string().nullable());

const shareRowSchema = lazily(() => z.object({
  /** Stays the same from one result to the next; for comparing and for `measure:`. */
  key: z.string(),
  label: z.string(),
  count: z.number(),
  of: z.number(),
  /** Wilson's 95 % interval, as shares; null where `of` is 0. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** `rest`: what was folded together; `none`: packages without a value. */
  role: z.enum(['value', 'rest', 'none']),
  packages: packagesSchema(),
  /** The published value, as a share, with its counts where the paper gives them. */
  reference: z.object({ share: z.number(), count: z.number().nullable(), of: z.number().nullable() }).nullable(),
}));

const partHead = lazily(() => ({
  key: z.string(),
  title: z.string(),
  /** What is counted against what, in words, with the number where it is one for all rows. */
  denominator: z.object({ words: z.string(), count: z.number().nullable() }),
  /** What has no value and how much of it there is. */
  missing: z.array(z.object({ words: z.string(), count: z.number(), packages: packagesSchema() })),
  /** Where the published values of the part come from; null where none are beside it. */
  reference: z.string().nullable(),
  notes: z.array(z.string()),
}));

/** A cell of a table; null is what is not known or not stated. */
const cellSchema = lazily(() => z.union([z.string(), z.number(), z.null()]));

/** One block of a result: one chart, with its data. */
export const measurePartSchema = lazily(() => z.discriminatedUnion('kind', [
  /** Bars. `partition`: the counts of all rows add up to the denominator. */
  z.object({ kind: z.literal('shares'), ...partHead(), unit: z.enum(measureUnits), partition: z.boolean(), rows: z.array(shareRowSchema()) }),
  /** Single numbers; `of`: what a count is a part of. */
  z.object({
    kind: z.literal('values'),
    ...partHead(),
    rows: z.array(z.object({ key: z.string(), label: z.string(), value: z.number().nullable(), unit: z.enum(measureUnits), of: z.number().nullable(), packages: packagesSchema(), reference: z.number().nullable(), note: z.string().nullable() })),
  }),
  /** Lines over one axis. Points ascend by `x`. */
  z.object({
    kind: z.literal('lines'),
    ...partHead(),
    x: z.object({ title: z.string(), scale: z.enum(['linear', 'log']), unit: z.enum([...measureUnits, 'rank', 'year']) }),
    y: z.object({ title: z.string(), scale: z.enum(['linear', 'log']), unit: z.enum(measureUnits) }),
    lines: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        /** A published line: drawn apart, never in a total. */
        published: z.boolean(),
        points: z.array(z.object({ x: z.number(), y: z.number().nullable(), label: z.string().nullable(), packages: packagesSchema() })),
      }),
    ),
  }),
  /** Rows of their own columns. `total`: rows that there are, of which these are the first. */
  z.object({
    kind: z.literal('table'),
    ...partHead(),
    columns: z.array(z.object({ key: z.string(), title: z.string(), unit: z.enum([...measureUnits, 'text']) })),
    rows: z.array(z.object({ key: z.string(), cells: z.array(cellSchema()), packages: packagesSchema() })),
    total: z.number(),
  }),
]));

/** Values by the parameter's id; one that is not given has its initial value. */
export const measureParametersSchema = lazily(() => z.record(z.string().max(64), z.union([z.string().max(10_000), z.number(), z.boolean()])));

export const measureResultSchema = lazily(() => z.object({
  measure: z.string(),
  /** All of them, as they were used. */
  parameters: measureParametersSchema(),
  selection: z.object({ query: z.string(), packages: z.number(), ofAll: z.number(), /** What of the search could not be read. */ notes: z.array(z.string()) }),
  index: z.object({ fingerprint: z.string(), builtAt: z.number().nullable(), mirror: z.string() }),
  /** What computing took. */
  milliseconds: z.number(),
  parts: z.array(measurePartSchema()),
}));

/** The first 16 hex digits of the fingerprint that the mirror had. */
const stateIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));

const statesSchema = lazily(() => z.object({
  /** The latest first. */
  states: z.array(
    z.object({
      id: stateIdSchema(),
      fingerprint: z.string(),
      builtAt: z.number(),
      packages: z.number(),
      /** Of its index, which is kept; null where that is not known. */
      bytes: z.number().nullable(),
      /** False where another version of this program wrote it, or it is damaged. */
      readable: z.boolean(),
    }),
  ),
  /** States and bytes that are kept at most. */
  most: z.number(),
  mostBytes: z.number(),
}));

export const measureCalls = {
  'measures.list': defineCall(nothing, () => z.object({ measures: z.array(measureInfoSchema()) })),
  /** Throws `not-found` for a measure or state that there is not, `invalid-arguments` for parameters that do not fit it. */
  'measures.run': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      measure: z.string().max(64),
      query: querySchema().default(''),
      parameters: measureParametersSchema().default({}),
      /** An earlier state of the mirror, as `measures.states` lists them; null for what it holds now. */
      state: stateIdSchema().nullable().default(null),
    }),
    measureResultSchema,
  ),
  /** What the mirror held before its index was last built of other content. */
  'measures.states': defineCall(() => z.object({ mirror: mirrorIdSchema() }), statesSchema),
  /** Removes earlier states; they cannot be had back. */
  'measures.removeStates': defineCall(() => z.object({ mirror: mirrorIdSchema(), states: z.array(stateIdSchema()).min(1).max(1000) }), statesSchema),
};
