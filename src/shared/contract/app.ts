import { z } from 'zod';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  density: z.enum(['comfortable', 'compact']),
});

export const appInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** Which way in this is: decides what the window offers (native file dialogs, "show in folder"). */
  surface: z.enum(['electron', 'browser', 'cli']),
  platform: z.string(),
  runtime: z.string(),
  dataDir: z.string(),
  logFile: z.string(),
});

export const appCalls = {
  'app.info': defineCall(nothing, appInfoSchema),
  'settings.get': defineCall(nothing, settingsSchema),
  'settings.set': defineCall(settingsSchema.partial(), settingsSchema),
  /** Asks the user, then opens an https address in the system's browser; refused where the surface has none. */
  'links.open': defineCall(z.object({ url: z.string().max(8192) }), z.object({ opened: z.boolean() })),
  /** Shows a file that this program wrote in the system's file manager. */
  'files.reveal': defineCall(z.object({ path: pathSchema }), z.object({ shown: z.boolean() })),
};
