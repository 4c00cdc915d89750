import { z } from 'zod';
import { isKeys, recentLength } from '../commands/index.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';

const appearance = lazily(() => ({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  density: z.enum(['comfortable', 'compact']),
}));

/** Ids of the palette's entries, also of a package with a long name. */
const recentIds = lazily(() => z.array(z.string().max(1000)).max(recentLength).readonly());

/** Ids of suggestions that the user does not want to see. */
const dismissedIds = lazily(() => z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(2000).readonly());

/** What is kept: ids of commands and keys that another version wrote are kept too, and mean nothing here. */
export const settingsSchema = lazily(() => z.object({
  ...appearance(),
  bindings: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  /** What was chosen in the palette, latest first. */
  recent: recentIds(),
  /** Suggested aliases that were said to be different people. */
  dismissed: dismissedIds(),
}));

const commandIdSchema = lazily(() => z.string().regex(/^[a-z][A-Za-z0-9.-]{0,63}$/));
const keysSchema = lazily(() => z.string().max(60).refine(isKeys, 'These are no keys.'));

const settingsChangeSchema = lazily(() => z.object({
  ...appearance(),
  /** Only what changes: keys for a command, none to have none, null for the command's own. */
  bindings: z.record(commandIdSchema(), z.array(keysSchema()).max(4).readonly().nullable()),
  recent: recentIds(),
  dismissed: dismissedIds(),
}).partial());

const appInfoSchema = lazily(() => z.object({
  name: z.string(),
  version: z.string(),
  /** Which way in this is: decides what the window offers (native file dialogs, "show in folder"). */
  surface: z.enum(['electron', 'browser', 'cli']),
  platform: z.string(),
  runtime: z.string(),
  dataDir: z.string(),
  logFile: z.string(),
}));

export const appCalls = {
  'app.info': defineCall(nothing, appInfoSchema),
  'settings.get': defineCall(nothing, settingsSchema),
  'settings.set': defineCall(settingsChangeSchema, settingsSchema),
  /** Asks the user, then opens an https address in the system's browser; refused where the surface has none. */
  'links.open': defineCall(() => z.object({ url: z.string().max(8192) }), () => z.object({ opened: z.boolean() })),
  /** Asks for a file to import, with the system's own dialog; null when the user closes it. */
  'files.choose': defineCall(() => z.object({ what: z.enum(['notes', 'views', 'measured', 'keys', 'export', 'aliases', 'dashboards', 'decision', 'subsets', 'packages', 'peatmoss']) }), () => z.object({ path: z.string().nullable() })),
  /** Shows a file that this program wrote in the system's file manager. */
  'files.reveal': defineCall(() => z.object({ path: pathSchema() }), () => z.object({ shown: z.boolean() })),
};
