import { z } from 'zod';
import { defineCall } from './call.ts';
import { hubIdSchema, limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';

/** `direct`: SCORED'22 Fig. 5, repositories committed to. `owner`: packages per owning account. */
export const reachKindSchema = z.enum(['direct', 'owner']);

const scope = z.object({
  mirror: mirrorIdSchema,
  kind: reachKindSchema.default('direct'),
  hub: hubIdSchema.nullable().default(null),
});

export const maintainerRowSchema = z.object({
  /** The identity key: a case-folded e-mail (direct reach) or hub and account name (owner reach). */
  maintainer: z.string(),
  name: z.string(),
  reach: z.number(),
  commits: z.number().nullable(),
  signedCommits: z.number().nullable(),
  packages: z.number(),
  downloads: z.number(),
  hubs: z.array(hubIdSchema),
  /** Recognised as a bot or platform account; flagged, never dropped. */
  automated: z.boolean(),
});

export const graphNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['maintainer', 'repository', 'package', 'more']),
  label: z.string(),
  hub: hubIdSchema.nullable(),
  /** Reach of a maintainer, packages of a repository, hidden neighbours of "more". */
  weight: z.number(),
  focus: z.boolean(),
  automated: z.boolean(),
  package: packageKeySchema.nullable(),
  x: z.number(),
  y: z.number(),
});

/** Nodes that a graph draws at most, besides the maintainer and what stands for the rest. */
const capSchema = z.number().int().min(5).max(500).default(60);

export const reachCalls = {
  'reach.list': defineCall(
    scope.extend({
      search: z.string().max(500).default(''),
      sort: z.enum(['reach', 'name', 'commits', 'packages', 'downloads']).default('reach'),
      descending: z.boolean().default(true),
      /** A maintainer whose place in the whole list is wanted, whatever page is asked for. */
      locate: z.string().max(2000).nullable().default(null),
      offset: offsetSchema.default(0),
      limit: limitSchema.default(100),
    }),
    z.object({
      /** Maintainers in scope, whatever `search` narrows the rows to. */
      maintainers: z.number(),
      total: z.number(),
      /** Where the maintainer to locate stands, counted from 0; null where the list does not have it. */
      located: z.number().nullable(),
      rows: z.array(maintainerRowSchema),
      rule: z.string(),
      source: z.string(),
    }),
  ),
  /** The rank plot's data: maintainers by falling reach, equal reaches folded into one step. */
  'reach.curve': defineCall(
    scope,
    z.object({
      maintainers: z.number(),
      exactlyOne: z.number(),
      /** Distinct repositories (direct) or packages (owner) in scope. */
      reachable: z.number(),
      /** How few maintainers, chosen greedily, together reach half of them. */
      reachingHalf: z.number(),
      steps: z.array(z.object({ reach: z.number(), firstRank: z.number(), lastRank: z.number() })),
    }),
  ),
  /** A maintainer's packages and co-maintainers, capped, with positions laid out by the engine. */
  'reach.graph': defineCall(
    scope.extend({ maintainer: z.string().min(1).max(2000), cap: capSchema }),
    z.object({
      nodes: z.array(graphNodeSchema),
      edges: z.array(z.object({ source: z.string(), target: z.string(), weight: z.number() })),
      hidden: z.object({ repositories: z.number(), maintainers: z.number() }),
      focus: maintainerRowSchema,
    }),
  ),
  /** What the graph of that cap leaves out, in its order: repositories (direct) or packages (owner), or other maintainers. */
  'reach.rest': defineCall(
    scope.extend({
      maintainer: z.string().min(1).max(2000),
      cap: capSchema,
      of: z.enum(['repositories', 'maintainers']),
      offset: offsetSchema.default(0),
      limit: limitSchema.default(100),
    }),
    z.object({ total: z.number(), rows: z.array(graphNodeSchema.omit({ x: true, y: true })) }),
  ),
};
