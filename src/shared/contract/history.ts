import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';
import { historyLimits } from './history-limits.ts';
import { cloneSchema } from './packages.ts';

const onePackage = lazily(() => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }));

const refSchema = lazily(() => z.object({ kind: z.enum(['head', 'branch', 'remote', 'tag', 'other']), name: z.string() }));

export const commitSchema = lazily(() => z.object({
  sha: z.string(),
  parents: z.array(z.string()),
  authorName: z.string(),
  authorEmail: z.string(),
  /** Seconds since 1970; the offset is minutes east of UTC, as the commit states it. */
  authored: z.number(),
  authoredOffset: z.number(),
  committerName: z.string(),
  committerEmail: z.string(),
  committed: z.number(),
  committedOffset: z.number(),
  subject: z.string(),
  /** Whether a signature is there and of which kind; nothing is verified. */
  signature: z.enum(['none', 'pgp', 'ssh', 'x509', 'unknown']),
  refs: z.array(refSchema()),
}));

/** A commit's place in the graph: its lane, those that end in it from above, those that leave it below, those that pass by. */
const laneRowSchema = lazily(() => z.object({ lane: z.number(), above: z.array(z.number()), below: z.array(z.number()), through: z.array(z.number()) }));

export const changeSchema = lazily(() => z.object({
  kind: z.enum(['added', 'modified', 'deleted', 'renamed', 'retyped']),
  path: z.string(),
  /** The former path of a renamed file. */
  from: z.string().nullable(),
  file: z.enum(['file', 'executable', 'symlink', 'submodule']),
  /** Bytes after and before the commit, of the file that Git LFS keeps where it is a pointer; null where there is none or it is not here. */
  size: z.number().nullable(),
  sizeBefore: z.number().nullable(),
  lfs: z.boolean(),
}));

export const historyCalls = {
  /** Commits in the order of `git log`. */
  'packages.history': defineCall(
    () => onePackage().extend({
      /** What commits are reached from. */
      refs: z.enum(['head', 'all']).default('head'),
      /** Commits whose message, people or name contain it; all of them where empty. */
      text: z.string().max(200).default(''),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(100),
    }),
    () => z.object({
      clone: cloneSchema(),
      /** `graph` is null where a text was looked for: the commits between are not there to be led to. */
      commits: z.array(commitSchema().extend({ graph: laneRowSchema().nullable() })),
      total: z.number(),
      /** What is missing or was passed over, as sentences. */
      notes: z.array(z.string()),
    }),
  ),
  /** Sums over the commits that HEAD reaches, as the index has them. */
  'packages.historySummary': defineCall(
    onePackage,
    () => z.object({
      clone: cloneSchema(),
      /** By commits, most first; one person for each e-mail address. At most `historyLimits.people`. */
      people: z.array(z.object({ name: z.string(), email: z.string(), commits: z.number(), signed: z.number(), first: z.number(), last: z.number() })),
      authors: z.number(),
      /** The smallest number of authors who together wrote more than half of the commits; null without commits. */
      busFactor: z.number().nullable(),
      /** Commits by month of authorship, in UTC: `2021-03`. Months without commits are left out. */
      months: z.array(z.object({ month: z.string(), commits: z.number() })),
      first: z.object({ sha: z.string(), authored: z.number() }).nullable(),
      last: z.object({ sha: z.string(), authored: z.number() }).nullable(),
    }),
  ),
  /** One commit with its message and what it changed against its first parent. */
  'packages.commit': defineCall(
    () => onePackage().extend({
      /** A whole name, or the start of one. */
      commit: z.string().regex(/^[0-9a-f]{4,64}$/),
      /** Whether to tell its row among the commits that HEAD reaches, which takes a walk to it. */
      locate: z.boolean().default(false),
    }),
    () => z.object({
      commit: commitSchema(),
      tree: z.string(),
      message: z.string(),
      messageTruncated: z.boolean(),
      /** The parent that files are compared with; null for a commit without one, whose files are all added. */
      against: z.string().nullable(),
      changes: z.array(changeSchema()),
      /** Files changed; more than `changes` holds where the list was cut. */
      total: z.number(),
      /** Whether `total` is all of them, or as many as were counted. */
      isComplete: z.boolean(),
      /** Its row among the commits that HEAD reaches, from 0; null where it is none of them, or where that was not asked. */
      place: z.number().nullable(),
      notes: z.array(z.string()),
    }),
  ),
  /** How often files changed in a stretch of the commits that HEAD reaches; the whole is asked for piece by piece. */
  'packages.heat': defineCall(
    () => onePackage().extend({ offset: offsetSchema().default(0), limit: z.number().int().min(1).max(historyLimits.heatCommits).default(historyLimits.heatCommits) }),
    () => z.object({
      /** Commits that this piece covers, which may be fewer than were asked for. */
      commits: z.number(),
      /** Those of them that are merges, whose changes are not counted. */
      merges: z.number(),
      total: z.number(),
      isLast: z.boolean(),
      files: z.array(z.object({ path: z.string(), changes: z.number(), last: z.number() })),
      /** Commits of which not every change could be counted. */
      incomplete: z.number(),
    }),
  ),
};
