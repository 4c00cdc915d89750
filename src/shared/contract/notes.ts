import { z } from 'zod';
import { annotationLimits } from '../domain/annotation.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema, pathSchema } from './common.ts';

const noteSchema = lazily(() => z.string().max(annotationLimits.note));
const tagSchema = lazily(() => z.string().trim().min(1).max(annotationLimits.tag));
const tagListSchema = lazily(() => z.array(tagSchema()).max(annotationLimits.tagsPerPackage));

const annotationSchema = lazily(() => z.object({
  note: z.string(),
  /** As written, in the order in which they were added. */
  tags: z.array(z.string()),
  /** Milliseconds since 1970; null where nothing is written. */
  changedAt: z.number().nullable(),
  /** Whether the mirror's index has the package; null where no index can be asked now. */
  present: z.boolean().nullable(),
}));

const annotatedRowSchema = lazily(() => z.object({
  package: packageKeySchema(),
  /** The note, or a part of it as long as asked for: from the line on in which a word was found. */
  excerpt: z.string(),
  noteLength: z.number(),
  tags: z.array(z.string()),
  changedAt: z.number(),
  present: z.boolean().nullable(),
}));

/** The file that teams share. Readers of version 1 refuse a later one. */
export const notesFileSchema = lazily(() => z.object({
  format: z.literal('ptmx-notes'),
  version: z.literal(1),
  /** The mirror's title, for people: packages are found by hub, name and ordinal, in whatever mirror. */
  mirror: z.string().max(1000),
  packages: z.array(packageKeySchema().extend({ note: noteSchema(), tags: tagListSchema(), changedAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })).max(1_000_000),
}));

/** Above this an import cannot be undone: a call to the server is 8 MB at most. `text` in UTF-16 units of notes. */
export const largestChange = { packages: 2000, text: 1_000_000 } as const;

const writtenSchema = lazily(() => z.object({ note: noteSchema(), tags: tagListSchema(), changedAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable() }));
const changeListSchema = lazily(() => z.array(z.object({ package: packageKeySchema(), before: writtenSchema(), after: writtenSchema() })).max(largestChange.packages));

const onePackage = lazily(() => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }));

/** What the user writes about packages. It belongs to the mirror's id, not to its index, and outlives both. */
export const noteCalls = {
  'notes.get': defineCall(onePackage, annotationSchema),
  /** Empty text takes the note away. With `was`, refused where another text stands there by now. */
  'notes.setNote': defineCall(() => onePackage().extend({ note: noteSchema(), was: noteSchema().optional() }), annotationSchema),
  /** Takes tags off, then adds others. Tags are compared without case and accents. */
  'notes.changeTags': defineCall(() => onePackage().extend({ add: tagListSchema().default([]), remove: tagListSchema().default([]) }), annotationSchema),
  /** Packages with a note or a tag, changed last first. */
  'notes.list': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      /** Each word must stand in the note, a tag or the package's name, in any case and with or without accents. */
      text: z.string().max(1000).default(''),
      tag: tagSchema().nullable().default(null),
      /** Only packages that the mirror no longer has. */
      gone: z.boolean().default(false),
      excerpt: z.number().int().min(0).max(annotationLimits.note).default(300),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(100),
    }),
    () => z.object({
      /** Annotated packages, whatever the filter. */
      all: z.number(),
      /** Those that the mirror no longer has, whatever the filter; null where no index can be asked now. */
      gone: z.number().nullable(),
      total: z.number(),
      rows: z.array(annotatedRowSchema()),
    }),
  ),
  /** Tags in use, most used first, each in its most frequent spelling. */
  'notes.tags': defineCall(() => z.object({ mirror: mirrorIdSchema() }), () => z.object({ tags: z.array(z.object({ tag: z.string(), count: z.number() })) })),
  /** Writes all of a mirror's notes and tags to a file (`notesFileSchema`), whole or not at all. */
  'notes.export': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number() }),
  ),
  /**
   * Takes in such a file, whole or not at all, or a CSV with the columns hub, name, ordinal, tags and note, of which rows that cannot be read
   * are left out and told. Takes nothing away: tags are united, a note goes where there is none,
   * is left where the own one holds it, and is put below the own one else.
   */
  'notes.import': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), path: pathSchema(), forUndo: z.boolean().default(false) }),
    () => z.object({
      packages: z.number(),
      notesAdded: z.number(),
      notesJoined: z.number(),
      /** Notes left out, because both together would be too long. */
      notesLeftOut: z.number(),
      tagsAdded: z.number(),
      /** Tags left out, because a package would have too many. */
      tagsLeftOut: z.number(),
      /** Packages of the file that this mirror does not have; what is written about them is kept. Null without an index. */
      notInMirror: z.number().nullable(),
      /** Rows of a CSV that were left out, by the line that they begin in: the first hundred of them. */
      bad: z.array(z.object({ line: z.number(), reason: z.string() })),
      badTotal: z.number(),
      /** What was changed, where `forUndo` asked for it; null where it is too much to be sent back. */
      changes: changeListSchema().nullable().optional(),
    }),
  ),
  /**
   * Puts back what stood there before an import, exactly, wherever what stands there is still what came after it; the rest is
   * left as it is. With `before` and `after` in each other's place it does the import again.
   */
  'notes.putBack': defineCall(() => z.object({ mirror: mirrorIdSchema(), changes: changeListSchema() }), () => z.object({ restored: z.number(), left: z.number() })),
};
