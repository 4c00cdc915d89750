import { z } from 'zod';
import { cloneStates } from '../domain/index.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema } from './common.ts';
import { mostCompared } from './compare-limits.ts';
import { commitSchema, changeSchema } from './history.ts';

const cellSchema = lazily(() => z.object({
  /** `missing`: looked for wherever it may stand, and not there. `unknown`: the mirror does not say, or not all of it could be looked at. Neither is 0 or "no". */
  state: z.enum(['known', 'missing', 'unknown']),
  values: z.array(z.union([z.string(), z.number()])),
  /** Values there are; more than are listed where the list was cut. */
  total: z.number(),
  /** Why it is not known, or what it rests on. */
  note: z.string().nullable(),
  /** What a reader must not overlook: a claim stated otherwise elsewhere, a licence that does not fit. */
  warning: z.string().nullable(),
  /** The best of a row of claims whose metric has a known direction. */
  best: z.boolean(),
}));

const rowSchema = lazily(() => z.object({
  id: z.string(),
  title: z.string(),
  /** Of a claim, on which task and dataset. */
  about: z.string().nullable(),
  /** How values are written: counts, bytes, days (seconds since 1970). Of an attribute, only whether it is there is compared. */
  kind: z.enum(['text', 'count', 'bytes', 'day', 'attribute', 'claim']),
  /** By which rule it was found or compared. */
  rule: z.string().nullable(),
  /** `partly`: equal as far as it is known, and not known of all. `unknown`: of none. */
  verdict: z.enum(['same', 'differs', 'partly', 'unknown']),
  cells: z.array(cellSchema()),
}));

/** In the order in which they are shown. */
const comparisonGroups = ['use', 'licence', 'claims', 'general', 'provenance', 'reproducibility', 'portability', 'signatures', 'lineage', 'files'] as const;

const groupSchema = lazily(() => z.object({ id: z.enum(comparisonGroups), title: z.string(), note: z.string().nullable(), rows: z.array(rowSchema()) }));

const sideSchema = lazily(() => z.object({
  package: packageKeySchema(),
  /** The commit that the record names, and HEAD of the clone: the exact version that was compared. */
  sha: z.string().nullable(),
  head: z.string().nullable(),
  clone: z.enum(cloneStates),
  /** What was looked at besides the records; null and `none` also where `deep` was not asked for. */
  card: z.string().nullable(),
  files: z.enum(['clone', 'metadata', 'none']),
  /** What a clone in this mirror would add. */
  gains: z.array(z.string()),
}));

const oneCommit = lazily(() => z.string().min(1).max(1000));

const fieldChangeSchema = lazily(() => z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  /** Keys and positions from the top, between dots. */
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
}));

const fieldChangesSchema = lazily(() => z.object({ total: z.number(), list: z.array(fieldChangeSchema()), /** Why they could not be compared. */ reason: z.string().nullable() }));

const lineSchema = lazily(() => z.object({ kind: z.enum(['same', 'added', 'removed', 'gap']), /** Line numbers, counted from 1, before and after. */ before: z.number().nullable(), after: z.number().nullable(), text: z.string() }));

export const comparingCalls = {
  /** Packages side by side. Without `deep` from the index alone; with it, card, files and clone of each are read too. */
  'packages.compare': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), packages: z.array(packageKeySchema()).min(1).max(mostCompared), deep: z.boolean().default(true) }),
    () => z.object({ deep: z.boolean(), sides: z.array(sideSchema()), groups: z.array(groupSchema()) }),
  ),
  /** What changed in card, files, configuration and claims of one package from one commit to another. Each is a branch, a tag or a hash. */
  'packages.compareCommits': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema(), from: oneCommit(), to: oneCommit() }),
    () => z.object({
      from: commitSchema(),
      to: commitSchema(),
      files: z.object({ changes: z.array(changeSchema()), total: z.number(), isComplete: z.boolean() }),
      card: z.object({
        before: z.string().nullable(),
        after: z.string().nullable(),
        fields: fieldChangesSchema(),
        lines: z.array(lineSchema()),
        added: z.number(),
        removed: z.number(),
        /** Why lines are not told one by one. */
        reason: z.string().nullable(),
      }),
      config: fieldChangesSchema(),
      claims: z.object({
        before: z.number(),
        after: z.number(),
        list: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed']), task: z.string().nullable(), dataset: z.string().nullable(), metric: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
      }),
      notes: z.array(z.string()),
    }),
  ),
};
