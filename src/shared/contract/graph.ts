import { z } from 'zod';
import { lineageRelations } from '../domain/index.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { hubIdSchema, limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';
import { querySchema } from './packages.ts';

/** `direct`: SCORED'22 Fig. 5. `owner`: packages per owning account. `transitive`: maintainer reach MR, USENIX'19. */
export const anyReachKindSchema = lazily(() => z.enum(['direct', 'owner', 'transitive']));

/** Ties that make one package depend on another; a base model always does, in these relations. */
const dependencyChoiceSchema = lazily(() => z.object({
  relations: z.array(z.enum(lineageRelations)).default([...lineageRelations]),
  /** A package depends on the datasets that it names, on its architecture; packages of one repository depend on one another. */
  dataset: z.boolean().default(false),
  architecture: z.boolean().default(false),
  repository: z.boolean().default(false),
}));

/** What a figure or a picture of reach is about. Every reach and graph call has these. */
export const reachScopeSchema = lazily(() => z.object({
  mirror: mirrorIdSchema(),
  hub: hubIdSchema().nullable().default(null),
  /** A search; only its packages are in scope. Empty: all. */
  query: querySchema().default(''),
  /** What makes two commits the same person's. */
  key: z.enum(['email', 'name', 'both']).default('email'),
  /** Whose name on a commit makes a maintainer. */
  role: z.enum(['author', 'committer', 'either']).default('author'),
  /** Whose packages they are, in transitive reach: the owning account's, or those of whoever committed to their clone. */
  holder: z.enum(['owner', 'committed']).default('owner'),
  dependencies: dependencyChoiceSchema().prefault({}),
}));

/**
 * A node of any picture, named by things that other mirrors have too:
 * `maintainer:<identity>`, `owner:<hub>/<name>`, `package:<hub>/<name>#<ordinal>`, `missing:<base model that is not here>`,
 * `repository:<path>`, `dataset:<name>`, `architecture:<name>`, and `more:<node>:<side>` for what is not drawn of a node.
 */
const nodeIdSchema = lazily(() => z.string().min(3).max(5000));

const nodeKindSchema = lazily(() => z.enum(['maintainer', 'owner', 'package', 'missing', 'repository', 'dataset', 'architecture', 'more']));

const graphNodeSchema = lazily(() => z.object({
  id: nodeIdSchema(),
  kind: nodeKindSchema(),
  label: z.string(),
  hub: hubIdSchema().nullable(),
  /** What its size stands for unless the viewer chooses otherwise: reach, packages, dependants, hidden nodes of "more". */
  weight: z.number(),
  focus: z.boolean(),
  automated: z.boolean(),
  package: packageKeySchema().nullable(),
  /** Steps from the focus, below zero towards the bases of a lineage; null where a picture has no distances. */
  distance: z.number().int().nullable(),
  /** Columns that colour, size and table can use. Null: unknown. */
  facts: z.object({
    owner: z.string().nullable(),
    task: z.string().nullable(),
    license: z.string().nullable(),
    downloads: z.number().nullable(),
    bytes: z.number().nullable(),
    reach: z.number().nullable(),
    dependants: z.number().nullable(),
    signed: z.enum(['all', 'some', 'none', 'unknown']),
    /** First and last commit, seconds since 1970. */
    first: z.number().nullable(),
    last: z.number().nullable(),
  }),
}));

const edgeKindSchema = lazily(() => z.enum(['committed', 'owns', 'holds', 'together', 'base', 'dataset', 'architecture', 'repository']));

const graphEdgeSchema = lazily(() => z.object({
  source: nodeIdSchema(),
  target: nodeIdSchema(),
  kind: edgeKindSchema(),
  /** Relation of a base model (`finetune`, …). A `base` edge leads from the base model to what was made of it. */
  relation: z.enum(lineageRelations).nullable(),
  /** Commits, shared repositories, or 1. */
  weight: z.number(),
  /** Why the licences at both ends do not go together, in words; null where they do or nothing is known. */
  conflict: z.string().nullable(),
  /** When the tie began, seconds since 1970, by commit date; null where that is unknown. */
  since: z.number().nullable(),
}));

/** A picture without positions; its layout is the viewer's. */
const graphSchema = lazily(() => z.object({
  nodes: z.array(graphNodeSchema()),
  edges: z.array(graphEdgeSchema()),
  /** Nodes left out per "more" node, of which `graph.rest` gives the table. */
  hidden: z.number(),
  /** Rule, filters and what was found odd (cycles, edges to oneself, missing base models), to stand under the picture. */
  rule: z.string(),
  source: z.string(),
  notes: z.array(z.string()),
  /** The index's fingerprint. */
  fingerprint: z.string(),
}));

const pictureSchema = lazily(() => z.discriminatedUnion('view', [
  /** A maintainer or owner with repositories or packages and who shares them. */
  z.object({ view: z.literal('ego'), node: nodeIdSchema() }),
  /** Who works with whom: everyone of the scope, or those around one maintainer, tied by shared repositories (owners: by lineage between their packages). */
  z.object({ view: z.literal('together'), node: nodeIdSchema().nullable() }),
  /** What depends on a node, by distance. */
  z.object({ view: z.literal('tree'), node: nodeIdSchema() }),
  /** Base models of a package, and what was made of it. */
  z.object({ view: z.literal('lineage'), node: nodeIdSchema(), up: z.number().int().min(0).max(10_000), down: z.number().int().min(0).max(10_000) }),
  /** All shortest paths between two nodes, whatever the direction of ties. */
  z.object({ view: z.literal('paths'), from: nodeIdSchema(), to: nodeIdSchema() }),
  /** What is reached when these are taken over, or left without a base when they are lost. */
  z.object({ view: z.literal('what-if'), nodes: z.array(nodeIdSchema()).min(1).max(200), event: z.enum(['taken-over', 'lost']) }),
]));

const pictureScope = lazily(() => reachScopeSchema().extend({ picture: pictureSchema(), /** Nodes at most, besides those that were asked for and "more" nodes. */ cap: z.number().int().min(5).max(5000).default(120) }));

const restRowSchema = lazily(() => graphNodeSchema());

export const graphCalls = {
  'graph.draw': defineCall(pictureScope, graphSchema),
  /** Neighbours of one node that `shown` lacks, with the edges between them and what is shown; what exceeds `cap` stands behind a "more" node. */
  'graph.expand': defineCall(
    () => reachScopeSchema().extend({ node: nodeIdSchema(), shown: z.array(nodeIdSchema()).max(20_000), cap: z.number().int().min(1).max(1000).default(40) }),
    graphSchema,
  ),
  /** The table of what a "more" node stands for, a page at a time. */
  'graph.rest': defineCall(
    () => pictureScope().extend({ node: nodeIdSchema(), shown: z.array(nodeIdSchema()).max(20_000), offset: offsetSchema().default(0), limit: limitSchema().default(100) }),
    () => z.object({ total: z.number(), rows: z.array(restRowSchema()) }),
  ),
  /** Figures of a "what if": packages reached by distance from what was taken, and a page of them. */
  'graph.whatIf': defineCall(
    () => reachScopeSchema().extend({ nodes: z.array(nodeIdSchema()).min(1).max(200), event: z.enum(['taken-over', 'lost']), offset: offsetSchema().default(0), limit: limitSchema().default(100) }),
    () => z.object({
      held: z.number(),
      reached: z.number(),
      share: z.number(),
      downloads: z.number(),
      bytes: z.number(),
      /** Of the figures above, packages whose value is unknown. */
      unknownDownloads: z.number(),
      unknownBytes: z.number(),
      byDistance: z.array(z.object({ distance: z.number(), packages: z.number(), downloads: z.number() })),
      rows: z.array(restRowSchema()),
      rule: z.string(),
      source: z.string(),
    }),
  ),
  /** Nodes by part of their name, to start from or to find. */
  'graph.find': defineCall(() => reachScopeSchema().extend({ text: z.string().max(500), limit: limitSchema().default(20) }), () => z.object({ nodes: z.array(graphNodeSchema()) })),
  /**
   * A whole scope as a map: packages and missing base models as nodes, dependencies as edges. Columns are little-endian typed
   * arrays in base64, since JSON of 100,000 rows would hold up the window.
   */
  'graph.map': defineCall(
    () => reachScopeSchema().extend({ cap: z.number().int().min(100).max(200_000).default(100_000) }),
    () => z.object({
      nodes: z.number(),
      total: z.number(),
      /** Uint32: database ids of packages; 0 for what is missing. */
      ids: z.string(),
      /** Uint32 pairs of node numbers, base first. */
      edges: z.string(),
      /** Uint8: position of the hub among hubs, 255 for what is missing. */
      hubs: z.string(),
      /** Uint32: group numbers, for folding and colouring: the owner's, 0xffffffff where there is none; `facts.owner` of a member names it. */
      owners: z.string(),
      /** Uint16: number in `tasks`, 65535 where unknown. */
      tasksOfNodes: z.string(),
      /** Float32: downloads (NaN unknown), dependants. */
      downloads: z.string(),
      dependants: z.string(),
      /** Uint8: 0 no commit signed or unknown, 1 some, 2 all. */
      signed: z.string(),
      tasks: z.array(z.string()),
      /** The most important nodes by dependants and downloads, with their names; others are asked for by `graph.mapNodes`. */
      named: z.array(z.object({ node: z.number(), id: nodeIdSchema(), label: z.string() })),
      rule: z.string(),
      source: z.string(),
      notes: z.array(z.string()),
      fingerprint: z.string(),
    }),
  ),
  /** Nodes of the map of the same scope by number, in that order. */
  'graph.mapNodes': defineCall(
    () => reachScopeSchema().extend({ cap: z.number().int().min(100).max(200_000).default(100_000), nodes: z.array(z.number().int().min(0)).max(1000) }),
    () => z.object({ nodes: z.array(graphNodeSchema()) }),
  ),
};

export type ReachScope = z.output<ReturnType<typeof reachScopeSchema>>;
export type Graph = z.output<ReturnType<typeof graphSchema>>;
export type GraphNode = z.output<ReturnType<typeof graphNodeSchema>>;
export type GraphEdge = z.output<ReturnType<typeof graphEdgeSchema>>;
export type GraphNodeKind = z.output<ReturnType<typeof nodeKindSchema>>;
export type GraphEdgeKind = z.output<ReturnType<typeof edgeKindSchema>>;
export type Picture = z.output<ReturnType<typeof pictureSchema>>;
