import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';

const listIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));

/** A list of results that somebody measured, which the user took in. It belongs to the user and fits every mirror. */
const measuredListSchema = lazily(() => z.object({
  id: listIdSchema(),
  /** The name of its file. */
  title: z.string(),
  results: z.number(),
  /** Milliseconds since 1970. */
  importedAt: z.number(),
}));

const idsSchema = lazily(() => z.object({ lists: z.array(listIdSchema()).min(1).max(100) }));
const listsSchema = lazily(() => z.object({ lists: z.array(measuredListSchema()) }));

export const measuredCalls = {
  /** The latest first. */
  'measured.list': defineCall(nothing, listsSchema),
  /** Takes in a CSV with the columns name, task and results. Rows that cannot be read are told, the first hundred of them. */
  'measured.import': defineCall(
    () => z.object({ path: pathSchema() }),
    () => z.object({
      list: measuredListSchema(),
      /** The same file was here already; nothing was taken in. */
      known: z.boolean(),
      bad: z.array(z.object({ line: z.number(), reason: z.string() })),
      badTotal: z.number(),
    }),
  ),
  /** Takes lists away; `measured.restore` puts them back within the day. */
  'measured.remove': defineCall(idsSchema, listsSchema),
  'measured.restore': defineCall(idsSchema, listsSchema),
};
