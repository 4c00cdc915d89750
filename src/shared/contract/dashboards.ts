import { z } from 'zod';
import { dashboardLimits } from '../domain/dashboard.ts';
import { tidyViewName } from '../domain/view.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';
import { querySchema } from './packages.ts';

const dashboardIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));

/** One chart of a dashboard: a part of a measure's result over a selection. */
const tileSchema = lazily(() => z.object({
  measure: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** Key of the part; null is the first one. */
  part: z.string().max(200).nullable(),
  query: querySchema(),
  /** Those that are not the initial ones, as addresses hold them. */
  parameters: z.record(z.string().max(64), z.string().max(10_000)),
  /** `numbers`: the first rows as large numbers. `wide`: a chart over the whole width. */
  look: z.enum(['chart', 'wide', 'numbers']),
}));

export const dashboardContentSchema = lazily(() => z.object({
  name: z.string().max(1000).transform(tidyViewName).pipe(z.string().min(1, 'A dashboard needs a name.').max(dashboardLimits.name, `A name has at most ${dashboardLimits.name} characters.`)),
  tiles: z.array(tileSchema()).max(dashboardLimits.tiles),
}));

const savedDashboardSchema = lazily(() => dashboardContentSchema().extend({
  id: dashboardIdSchema(),
  /** Milliseconds since 1970. */
  changedAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
}));

/** The file that people share. Readers of version 1 refuse a later one. */
export const dashboardsFileSchema = lazily(() => z.object({ format: z.literal('ptmx-dashboards'), version: z.literal(1), dashboards: z.array(z.unknown()).max(1000) }));

/** Measures put together by the user. They belong to no mirror and fit every one. */
export const dashboardCalls = {
  /** In the order in which they were made. */
  'dashboards.list': defineCall(nothing, () => z.object({ dashboards: z.array(savedDashboardSchema()) })),
  /** Adds a dashboard; with `id` one that was removed comes back. Refused where the name or the id is taken; names are compared as those of views. */
  'dashboards.save': defineCall(() => dashboardContentSchema().extend({ id: dashboardIdSchema().optional() }), savedDashboardSchema),
  /** Puts other content into a dashboard; refused where it is no longer as `was` says. */
  'dashboards.change': defineCall(() => z.object({ id: dashboardIdSchema(), content: dashboardContentSchema(), was: dashboardContentSchema() }), savedDashboardSchema),
  /** Refused where it is no longer as `was` says. */
  'dashboards.remove': defineCall(() => z.object({ id: dashboardIdSchema(), was: dashboardContentSchema() }), savedDashboardSchema),
  /** Writes dashboards to a file, all of them where `ids` is null; whole or not at all. */
  'dashboards.export': defineCall(
    () => z.object({ ids: z.array(dashboardIdSchema()).min(1).max(dashboardLimits.dashboards).nullable(), target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number() }),
  ),
  /** Adds the dashboards of such a file. What cannot be read is named and left out; a name that is taken gets a number. */
  'dashboards.import': defineCall(() => z.object({ path: pathSchema() }), () => z.object({ added: z.array(savedDashboardSchema()), same: z.number(), bad: z.array(z.object({ entry: z.string(), reason: z.string() })) })),
};
