import { z } from 'zod';
import { subsetLimits } from '../domain/subset.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema, pathSchema } from './common.ts';
import { definitionChangeSchema, sharedDefinitionSchema, shownDefinitionSchema, subsetDefinitionSchema, subsetIdSchema, subsetNameSchema } from './subset-definition.ts';

const noteSchema = lazily(() => z.string().max(subsetLimits.note));
const tagsSchema = lazily(() => z.array(z.string().trim().min(1).max(subsetLimits.tag)).max(subsetLimits.tags));
const versionNumberSchema = lazily(() => z.number().int().min(1));

/** `made`, `imported`: the first one. `accepted`: the same definition, what it holds now. `frozen`: made a list of what it held. */
const reasonSchema = lazily(() => z.enum(['made', 'imported', 'changed', 'accepted', 'frozen', 'restored']));

const versionSchema = lazily(() => z.object({
  version: versionNumberSchema(),
  reason: reasonSchema(),
  definition: shownDefinitionSchema(),
  /** Milliseconds since 1970. */
  madeAt: z.number(),
  /** Of the index that it was made with, and what it held there; null where there was none to ask. */
  fingerprint: z.string().nullable(),
  count: z.number().nullable(),
}));

const subsetSchema = lazily(() => z.object({
  id: subsetIdSchema(),
  name: z.string(),
  /** Names that it had, the latest last; where no other subset is called so, they go on to mean it. */
  formerNames: z.array(z.string()),
  note: z.string(),
  tags: z.array(z.string()),
  changedAt: z.number(),
  /** The version in force. */
  current: versionSchema(),
  /** Subsets that it is made of, and those that are made of it. */
  uses: z.array(subsetIdSchema()),
  usedBy: z.array(subsetIdSchema()),
}));

const ofSubset = lazily(() => z.object({ mirror: mirrorIdSchema(), id: subsetIdSchema() }));
/** With `was`, refused where another version is in force by now. */
const withWas = lazily(() => ofSubset().extend({ was: versionNumberSchema().optional() }));
const subsetList = lazily(() => z.object({ subsets: z.array(subsetSchema()) }));

/** Of a saved view or a dashboard. */
const keptIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
const namedSchema = lazily(() => z.object({ id: keptIdSchema(), name: z.string() }));

const keysShown = lazily(() => z.object({ total: z.number(), packages: z.array(packageKeySchema()) }));

const sharedSubsetSchema = lazily(() => z.object({ id: subsetIdSchema(), name: subsetNameSchema(), note: noteSchema().default(''), tags: tagsSchema().default([]), definition: sharedDefinitionSchema() }));

/** The file that people share. Ids tie its subsets to one another and mean nothing elsewhere. Readers of version 1 refuse a later one. */
export const subsetsFileSchema = lazily(() => z.object({ format: z.literal('ptmx-subsets'), version: z.literal(1), subsets: z.array(z.unknown()).max(10_000) }));
export { sharedSubsetSchema };

/** Named sets of a mirror's packages. They belong to the mirror's id, not to its index. */
export const subsetCalls = {
  /** By name. */
  'subsets.list': defineCall(() => z.object({ mirror: mirrorIdSchema() }), subsetList),
  'subsets.get': defineCall(ofSubset, subsetSchema),
  /** How many packages each holds now; null where it cannot be told, with the reason. All subsets unless some are named. */
  'subsets.counts': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), ids: z.array(subsetIdSchema()).max(subsetLimits.subsets).nullable().default(null) }),
    () => z.object({ counts: z.array(z.object({ id: subsetIdSchema(), count: z.number().nullable(), problem: z.string().nullable() })) }),
  ),
  /** Refused where a subset has the name (compared as the search compares values), or where a cycle would come of it. */
  'subsets.save': defineCall(() => z.object({ mirror: mirrorIdSchema(), name: subsetNameSchema(), definition: subsetDefinitionSchema(), note: noteSchema().default(''), tags: tagsSchema().default([]) }), subsetSchema),
  /** Saved views and dashboards whose searches name a subset, and other mirrors (their titles) that have one of its name, which those may mean. */
  'subsets.namedIn': defineCall(ofSubset, () => z.object({ views: z.array(namedSchema()), dashboards: z.array(namedSchema()), mirrors: z.array(z.string()) })),
  /** Changes what is given; another definition makes a new version. A new name is followed by other subsets and by decisions, and by what `follow` names. With `was`, refused where any of it is something else by now. */
  'subsets.change': defineCall(
    () => ofSubset().extend({
      change: z.object({ name: subsetNameSchema(), note: noteSchema(), tags: tagsSchema(), definition: definitionChangeSchema() }).partial().strict(),
      was: z.object({ name: z.string(), note: z.string(), tags: z.array(z.string()), version: versionNumberSchema() }).partial().strict().default({}),
      follow: z.object({ views: z.array(keptIdSchema()).max(10_000), dashboards: z.array(keptIdSchema()).max(10_000) }).default({ views: [], dashboards: [] }),
    }),
    subsetSchema,
  ),
  /** The packages that a list names, in its order: those with `find` in their name, or that the mirror does not have. */
  'subsets.members': defineCall(
    () => ofSubset().extend({ find: z.string().max(1000).default(''), gone: z.boolean().default(false), offset: offsetSchema().default(0), limit: limitSchema() }),
    () => z.object({ total: z.number(), found: z.number(), packages: z.array(packageKeySchema().extend({ isGone: z.boolean() })) }),
  ),
  /** Takes subsets away, all or none; refused where one that stays is made of them. They can be put back within the day. */
  'subsets.remove': defineCall(() => z.object({ mirror: mirrorIdSchema(), ids: z.array(subsetIdSchema()).min(1).max(subsetLimits.subsets) }), subsetList),
  'subsets.restore': defineCall(() => z.object({ mirror: mirrorIdSchema(), ids: z.array(subsetIdSchema()).min(1).max(subsetLimits.subsets) }), subsetList),
  /** The latest first. */
  'subsets.versions': defineCall(ofSubset, () => z.object({ versions: z.array(versionSchema()) })),
  /** Makes an earlier version's definition the newest one. */
  'subsets.restoreVersion': defineCall(() => withWas().extend({ version: versionNumberSchema() }), subsetSchema),
  /** Puts a version in force again without making a new one: undo and redo. */
  'subsets.goToVersion': defineCall(() => withWas().extend({ version: versionNumberSchema() }), subsetSchema),
  /** The same definition with what it holds now, as a new version. */
  'subsets.accept': defineCall(withWas, subsetSchema),
  /** Makes it a list of what it holds now, as a new version. */
  'subsets.freeze': defineCall(withWas, subsetSchema),
  /** What it holds now beside what a version held: the one in force unless another is named. */
  'subsets.drift': defineCall(
    () => ofSubset().extend({ version: versionNumberSchema().optional() }),
    () => z.object({
      version: versionNumberSchema(),
      same: z.boolean(),
      /** The index says the same as the one of that version. */
      sameIndex: z.boolean(),
      before: z.number().nullable(),
      now: z.number(),
      /** Whether the version kept its packages by name; else only number and hash can be compared. */
      byName: z.boolean(),
      came: keysShown(),
      /** In the mirror, but no longer in the subset. */
      went: keysShown(),
      /** No longer in the mirror. */
      gone: keysShown(),
    }),
  ),
  /** What a definition would hold, before it is kept; `id` is the subset whose definition it is to become. */
  'subsets.preview': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), definition: definitionChangeSchema(), id: subsetIdSchema().nullable().default(null) }),
    () => z.object({
      count: z.number(),
      /** Of a list: the packages that it names. Of a sample: those it is drawn from, and its groups, the largest first; a group without a name has no value. */
      from: z.number().nullable(),
      groups: z.array(z.object({ name: z.string().nullable(), packages: z.number(), taken: z.number() })),
      groupsTotal: z.number(),
    }),
  ),
  /**
   * Starts the job that makes a list of the packages that a file names: a line each (`hub/name`, `owner/name`, a page's address, a purl), a CSV with a column of
   * them, or the manifest of an export. Lines that name none, or several, are told and left out. Kept as a new list of a `name`, or added to or
   * taken from the one that `list` names; nothing is kept where both are null. The job's outcome has the answer.
   */
  'subsets.importIds': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(), path: pathSchema(), name: subsetNameSchema().nullable(), note: noteSchema().default(''), tags: tagsSchema().default([]),
      /** The title of a CSV's column; the first that is known to hold names, unless given. */
      column: z.string().max(1000).nullable().default(null),
      list: z.object({ id: subsetIdSchema(), change: z.enum(['add', 'remove']) }).nullable().default(null),
    }),
    () => z.object({ job: z.string() }),
  ),
  /** Writes subsets with all that they are made of, every one where `ids` is null; whole or not at all. */
  'subsets.export': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), ids: z.array(subsetIdSchema()).min(1).max(subsetLimits.subsets).nullable(), target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number() }),
  ),
  /** Adds the subsets of such a file. What cannot be read is named and left out; a name that is taken gets a number. */
  'subsets.import': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), path: pathSchema() }),
    () => z.object({
      added: z.array(subsetSchema()),
      renamed: z.array(z.object({ from: z.string(), to: z.string() })),
      bad: z.array(z.object({ entry: z.string(), reason: z.string() })),
    }),
  ),
};
