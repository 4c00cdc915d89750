import { z } from 'zod';
import { tidyViewName, viewLimits } from '../domain/view.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';
import { columnLayoutSchema } from './layout.ts';
import { querySchema } from './packages.ts';

const viewIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
const nameSchema = lazily(() => z.string().max(1000).transform(tidyViewName).pipe(z.string().min(1, 'A view needs a name.').max(viewLimits.name, `A name has at most ${viewLimits.name} characters.`)));

/** What makes a view: its order stands in the text of the search. */
export const viewContentSchema = lazily(() => z.object({ name: nameSchema(), query: querySchema(), columns: columnLayoutSchema() }));

const savedViewSchema = lazily(() => viewContentSchema().extend({
  id: viewIdSchema(),
  /** Milliseconds since 1970. */
  changedAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
}));

/** A view and its place in the list, from 0, so that it can be put there again. */
const placedViewSchema = lazily(() => savedViewSchema().extend({ position: z.number().int().min(0).max(viewLimits.views) }));

const idListSchema = lazily(() => z.array(viewIdSchema()).max(viewLimits.views));

/** The file that people share, as far as it must be right before any view of it is looked at. Readers of version 1 refuse a later one. */
export const viewsFileSchema = lazily(() => z.object({ format: z.literal('ptmx-views'), version: z.literal(1), views: z.array(z.unknown()).max(10_000) }));

/** Saved searches. They belong to the user and fit every mirror. */
export const viewCalls = {
  /** In the user's order. */
  'views.list': defineCall(nothing, () => z.object({ views: z.array(savedViewSchema()) })),
  /** Adds a view at the end. Refused where one has the name; names are compared without case and accents. */
  'views.save': defineCall(viewContentSchema, savedViewSchema),
  /** Changes what is given. With `was`, refused where any of it is something else by now. */
  'views.change': defineCall(
    () => z.object({ id: viewIdSchema(), change: viewContentSchema().partial().strict(), was: viewContentSchema().partial().strict().default({}) }),
    savedViewSchema,
  ),
  /** Takes views away, all or none. With `was`, refused where one of them was changed meanwhile. */
  'views.remove': defineCall(
    () => z.object({ views: z.array(z.object({ id: viewIdSchema(), was: viewContentSchema().optional() })).min(1).max(viewLimits.views) }),
    () => z.object({ removed: z.array(placedViewSchema()) }),
  ),
  /** Puts views back that were taken away, all or none, with their ids and to their places. */
  'views.restore': defineCall(() => z.object({ views: z.array(placedViewSchema()).min(1).max(viewLimits.views) }), () => z.object({ views: z.array(savedViewSchema()) })),
  /** With `was`, refused where the order is another one by now. */
  'views.reorder': defineCall(() => z.object({ order: idListSchema(), was: idListSchema().optional() }), () => z.object({ views: z.array(savedViewSchema()) })),
  /** Writes views to a file, all of them where `ids` is null; whole or not at all. */
  'views.export': defineCall(
    () => z.object({ ids: idListSchema().min(1).nullable(), target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number() }),
  ),
  /** Adds the views of such a file. What cannot be read is named and left out; a name that is taken gets a number. */
  'views.import': defineCall(
    () => z.object({ path: pathSchema() }),
    () => z.object({
      added: z.array(placedViewSchema()),
      renamed: z.array(z.object({ from: z.string(), to: z.string() })),
      /** Views that were here already, the same in name, search and columns. */
      same: z.number(),
      bad: z.array(z.object({ entry: z.string(), reason: z.string() })),
    }),
  ),
};
