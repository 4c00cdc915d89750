import { changeBindings } from '../commands/index.ts';
import type { Settings, SettingsChange } from './index.ts';

/** The settings after a change: the page shows it at once, the engine writes it. */
export function changedSettings(known: Settings, change: SettingsChange): Settings {
  return {
    theme: change.theme ?? known.theme,
    density: change.density ?? known.density,
    bindings: changeBindings(known.bindings, change.bindings ?? {}),
    recent: change.recent ?? known.recent,
    dismissed: change.dismissed ?? known.dismissed,
  };
}
