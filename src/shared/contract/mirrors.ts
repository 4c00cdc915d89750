import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { hubIdSchema, mirrorIdSchema, nothing, pathSchema, severitySchema } from './common.ts';

const mirrorSummarySchema = lazily(() => z.object({
  id: mirrorIdSchema(),
  /** The last part of its path, or "Sample mirror". */
  title: z.string(),
  sources: z.array(z.string()),
  isSample: z.boolean(),
  /** Whether an index can be asked now. */
  indexed: z.boolean(),
  /** Whether it has an index whose bytes changed since it was built: it is rebuilt when asked to, not by itself. */
  damaged: z.boolean(),
  /** Whether its folder or archives are there now. */
  present: z.boolean(),
  packages: z.number().nullable(),
  /** Milliseconds since 1970. */
  indexedAt: z.number().nullable(),
  openedAt: z.number(),
}));

const placeOfHub = lazily(() => ({ hub: hubIdSchema(), title: z.string(), path: z.string() }));

const foundHubSchema = lazily(() => z.discriminatedUnion('origin', [
  z.object({
    ...placeOfHub(),
    origin: z.literal('folder'),
    recordsFile: z.string().nullable(),
    /** JSON files beside the unified records, and the HTML pages that the generator parsed. */
    metadataFiles: z.number(),
    htmlFiles: z.number(),
    jsonBytes: z.number(),
    clones: z.number(),
  }),
  /** Only the start of an archive was looked at: what it holds is known once it is indexed. */
  z.object({ ...placeOfHub(), origin: z.literal('archive'), archiveBytes: z.number() }),
]));

const mirrorListingSchema = lazily(() => z.object({
  sources: z.array(z.string()),
  hubs: z.array(foundHubSchema()),
}));

const hubInfoSchema = lazily(() => z.object({
  hub: hubIdSchema(),
  title: z.string(),
  /** Unified records read. */
  records: z.number(),
  /** Packages: unified records, plus what only the hub's metadata or a clone told of. */
  packages: z.number(),
  uniqueNames: z.number(),
  withTask: z.number(),
  withArchitecture: z.number(),
  withLicense: z.number(),
  withCard: z.number(),
  withClaims: z.number(),
  withoutOwner: z.number(),
  owners: z.number(),
  /** Files named in the hub's own lists, all packages together. */
  files: z.number(),
  /** Packages whose clone lies unpacked in this mirror. */
  clones: z.number(),
  /** Packages whose clone lies inside an archive. */
  archived: z.number(),
  /** Repositories that lie unpacked in this mirror; each counts once however many packages share it. */
  repositories: z.number(),
  commits: z.number(),
  signedCommits: z.number(),
  signedRepositories: z.number(),
  /** Distinct authors (case-folded e-mail) of commits reachable from HEAD. */
  maintainers: z.number(),
  downloads: z.number(),
  /** Bytes of the hub's JSON and of its clones' folders where counted. */
  jsonBytes: z.number(),
  problems: z.number(),
  published: z.object({ packages: z.number(), bytes: z.number() }),
}));

/** What an archive holds of one hub, as it was counted when the archive was read. */
const archivedHubSchema = lazily(() => z.object({
  hub: hubIdSchema(),
  archive: z.string(),
  archiveBytes: z.number(),
  files: z.number(),
  /** Of its files, unpacked. */
  bytes: z.number(),
  jsonFiles: z.number(),
  htmlFiles: z.number(),
  clones: z.number(),
  /** False where the archive is damaged: the rest of it is not known. */
  whole: z.boolean(),
}));

export const countSchema = lazily(() => z.object({ value: z.string(), count: z.number() }));

const overviewSchema = lazily(() => z.object({
  mirror: mirrorSummarySchema(),
  hubs: z.array(hubInfoSchema()),
  topTasks: z.array(countSchema()),
  topArchitectures: z.array(countSchema()),
  topLicenses: z.array(countSchema()),
  topOwners: z.array(countSchema()),
  archives: z.array(archivedHubSchema()),
  problems: z.array(z.object({ code: z.string(), severity: severitySchema(), explanation: z.string(), count: z.number() })),
  index: z.object({
    fingerprint: z.string(),
    bytes: z.number(),
    appVersion: z.string(),
    seconds: z.number(),
  }),
}));

const unpackEstimateSchema = lazily(() => z.object({
  archives: z.array(z.string()),
  compressedBytes: z.number(),
  /** What would be written; told by the archives' last bytes, and so at least roughly, where they are not indexed as they are now. */
  unpackedBytes: z.number(),
  counted: z.boolean(),
  /** Null where they were not counted. */
  files: z.number().nullable(),
  clones: z.number().nullable(),
  /** On the target's disk; null without a target, or where the disk does not tell. */
  freeBytes: z.number().nullable(),
  /** Why nothing can be unpacked to the target; null where it can, or none was given. */
  refusal: z.object({ message: z.string(), hint: z.string().optional() }).nullable(),
}));

const opened = lazily(() => z.object({ mirror: mirrorSummarySchema(), job: z.string().nullable() }));

export const mirrorCalls = {
  'mirrors.recent': defineCall(nothing, () => z.object({ mirrors: z.array(mirrorSummarySchema()), current: mirrorIdSchema().nullable() })),
  /** Lists hubs, files and clones without reading any record. */
  'mirrors.inspect': defineCall(() => z.object({ paths: z.array(pathSchema()).min(1).max(64) }), mirrorListingSchema),
  /** Makes a mirror the current one, and indexes it where it has no index, or `refresh` or `rebuild` is set. */
  'mirrors.open': defineCall(
    () => z.object({
      paths: z.array(pathSchema()).min(1).max(64),
      /** Reads again what changed since the mirror was indexed; everything where nothing can be taken over. */
      refresh: z.boolean().default(false),
      /** Reads everything again. */
      rebuild: z.boolean().default(false),
      /** False only opens: a mirror without an index then stays without one. */
      indexIfMissing: z.boolean().default(true),
    }),
    opened,
  ),
  'mirrors.openSample': defineCall(nothing, opened),
  /**
   * Removes a mirror from the recent ones, with its index; the mirror itself is not touched. `annotated` packages keep their
   * notes and tags: the mirror has them again when it is opened again.
   */
  'mirrors.forget': defineCall(() => z.object({ mirror: mirrorIdSchema() }), () => z.object({ annotated: z.number() })),
  /** The system's own dialog, where the surface has one; null when the user closes it. */
  'mirrors.choose': defineCall(() => z.object({ what: z.enum(['folder', 'archives']) }), () => z.object({ paths: z.array(z.string()).nullable() })),
  /** What unpacking a hub's archives would write, before anything is written. */
  'mirrors.unpackEstimate': defineCall(() => z.object({ mirror: mirrorIdSchema(), hub: hubIdSchema(), target: pathSchema().nullable().default(null) }), unpackEstimateSchema),
  /** Unpacks what the mirror's archives hold of a hub into an empty folder, which is a mirror then. */
  'mirrors.unpack': defineCall(() => z.object({ mirror: mirrorIdSchema(), hub: hubIdSchema(), target: pathSchema() }), () => z.object({ job: z.string() })),
  'mirrors.overview': defineCall(() => z.object({ mirror: mirrorIdSchema() }), overviewSchema),
};
