import { settingsSchema } from '../../shared/contract/app.ts';
import type { CallArguments, Settings } from '../../shared/contract/index.ts';
import { lazily } from '../../shared/lazily.ts';
import { changedSettings } from '../../shared/contract/settings.ts';
import type { WorkerContext } from './worker-context.ts';

/** Each setting by itself: one that another version wrote in a shape not known here does not take the others along. */
const storedSchema = lazily(() => {
  const { shape } = settingsSchema();
  return settingsSchema().extend({
    theme: shape.theme.catch('system'),
    density: shape.density.catch('comfortable'),
    bindings: shape.bindings.catch({}),
    recent: shape.recent.catch([]),
    dismissed: shape.dismissed.catch([]),
  });
});

export function getSettings(context: WorkerContext): Settings {
  return readSettings(context.userDatabase.setting('settings'));
}

/** Changes what is given and answers with all settings. */
export function setSettings(context: WorkerContext, change: CallArguments<'settings.set'>): Settings {
  let settings: Settings | null = null;
  context.userDatabase.changeSetting('settings', (stored) => {
    settings = changedSettings(readSettings(stored), change);
    return JSON.stringify(settings);
  });
  return settings ?? getSettings(context);
}

function readSettings(stored: string | null): Settings {
  const read = storedSchema().safeParse(parsed(stored ?? '{}'));
  return read.success ? read.data : storedSchema().parse({});
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
