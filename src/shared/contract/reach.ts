import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { hubIdSchema, limitSchema, offsetSchema, packageKeySchema } from './common.ts';
import { anyReachKindSchema, reachScopeSchema } from './graph.ts';

/** How a number is spread: over maintainers or over packages. */
const spreadSchema = lazily(() => z.object({
  mean: z.number().nullable(),
  median: z.number().nullable(),
  highest: z.number(),
  /** Gini coefficient: 0 all alike, near 1 all with one. Null where all are 0. */
  gini: z.number().nullable(),
  /** By falling size, equal ones folded into one step. */
  steps: z.array(z.object({ reach: z.number(), firstRank: z.number(), lastRank: z.number() })),
}));

const scope = lazily(() => reachScopeSchema().extend({
  kind: anyReachKindSchema().default('direct'),
  /** Everybody, or without bots and platform accounts, or these alone. */
  accounts: z.enum(['all', 'people', 'automated']).default('all'),
}));

export const maintainerRowSchema = lazily(() => z.object({
  /** The identity under the scope's key, or hub and account name. */
  maintainer: z.string(),
  name: z.string(),
  /** Place by falling reach among the accounts in scope, counted from 1; of equals the identity that sorts first. */
  rank: z.number(),
  reach: z.number(),
  /** Null where no commits are counted: owning accounts. */
  commits: z.number().nullable(),
  signedCommits: z.number().nullable(),
  /** Packages in scope in these repositories (direct), of the account (owner), or held (transitive). */
  packages: z.number(),
  /** Sums over the packages (direct, owner) or over what depends on them (transitive), as far as they are known. */
  downloads: z.number(),
  bytes: z.number(),
  /** Packages of these sums whose number is unknown. */
  unknownDownloads: z.number(),
  unknownBytes: z.number(),
  hubs: z.array(hubIdSchema()),
  /** First and last commit, seconds since 1970. */
  first: z.number().nullable(),
  last: z.number().nullable(),
  /** Recognised as a bot or platform account; flagged, never dropped. */
  automated: z.boolean(),
  /** Brought together by the user's aliases. */
  aliased: z.boolean(),
}));

export const reachCalls = {
  'reach.list': defineCall(
    () => scope().extend({
      search: z.string().max(500).default(''),
      sort: z.enum(['reach', 'name', 'commits', 'signed', 'packages', 'downloads', 'bytes', 'hubs', 'first', 'last']).default('reach'),
      descending: z.boolean().default(true),
      /** Only those whose rank lies between these two, both included. */
      ranks: z.object({ from: z.number().int().min(1), to: z.number().int().min(1) }).nullable().default(null),
      /** A maintainer whose place in the whole list is wanted, whatever page is asked for. */
      locate: z.string().max(2000).nullable().default(null),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(100),
    }),
    () => z.object({
      /** Maintainers in scope, whatever `search` and `ranks` narrow the rows to. */
      maintainers: z.number(),
      total: z.number(),
      /** Where the maintainer to locate stands, counted from 0; null where the list does not have it. */
      located: z.number().nullable(),
      rows: z.array(maintainerRowSchema().extend({ /** Whether somebody else of the scope has the same name. */ namesake: z.boolean() })),
      rule: z.string(),
      source: z.string(),
    }),
  ),
  /** How reach is spread over the maintainers of a scope. */
  'reach.curve': defineCall(
    scope,
    () => spreadSchema().extend({
      maintainers: z.number(),
      exactlyOne: z.number(),
      /** Maintainers that reach nothing; only transitive reach has them. */
      none: z.number(),
      /** Distinct repositories (direct) or packages (owner, transitive) in scope. */
      reachable: z.number(),
      /** Those of them that the maintainers together reach. */
      reached: z.number(),
      /** How few maintainers, chosen greedily, together reach half of what is in scope; null where all of them do not. */
      reachingHalf: z.number().nullable(),
      reaching: z.array(z.object({ share: z.number(), maintainers: z.number().nullable() })),
      /** What so many maintainers, chosen greedily, reach together; exact where given, thinned out where there are very many. */
      cover: z.array(z.object({ maintainers: z.number(), reached: z.number() })),
      /** Bots and platform accounts of the scope, whether they are counted in the above or not. */
      automated: z.object({ maintainers: z.number(), reached: z.number(), rule: z.string() }),
      rule: z.string(),
      source: z.string(),
    }),
  ),
  /** Reach as it was at the end of each year or month, by commit date. */
  'reach.times': defineCall(
    () => scope().extend({ maintainer: z.string().max(2000).nullable().default(null), step: z.enum(['auto', 'year', 'month']).default('auto') }),
    () => z.object({
      step: z.enum(['year', 'month']),
      periods: z.array(
        z.object({
          /** "2022" or "2022-03". */
          label: z.string(),
          /** The second that the period ends before, since 1970. */
          until: z.number(),
          maintainers: z.number(),
          reached: z.number(),
          mean: z.number(),
          exactlyOne: z.number(),
          /** Half of what was reached by then. */
          reachingHalf: z.number(),
          /** Reach of the maintainer that was asked for. */
          chosen: z.number().nullable(),
        }),
      ),
      /** What could not be dated, of all that is reached: pairs of maintainer and repository, or packages. */
      undated: z.number(),
      dated: z.number(),
      rule: z.string(),
      source: z.string(),
    }),
  ),
  /** PR, ITP and ITM of the packages of a scope, and how they are spread over all of them. */
  'reach.packages': defineCall(
    () => reachScopeSchema().extend({
      search: z.string().max(500).default(''),
      sort: z.enum(['dependants', 'trusted', 'trustedMaintainers', 'downloads', 'name']).default('dependants'),
      descending: z.boolean().default(true),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(100),
    }),
    () => z.object({
      packages: z.number(),
      total: z.number(),
      rows: z.array(
        z.object({
          package: packageKeySchema(),
          owner: z.string().nullable(),
          /** PR: packages that depend on it. */
          dependants: z.number(),
          /** ITP: packages that it depends on. */
          trusted: z.number(),
          /** ITM: holders of these. */
          trustedMaintainers: z.number(),
          downloads: z.number().nullable(),
        }),
      ),
      dependants: spreadSchema(),
      trusted: spreadSchema(),
      trustedMaintainers: spreadSchema(),
      /** What was found odd: cycles, edges to oneself, base models that the mirror lacks. */
      notes: z.array(z.string()),
      rule: z.string(),
      source: z.string(),
    }),
  ),
};
