import { keysText } from '../../../shared/commands/index.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys as they are named on this machine's keyboard: "Ctrl+K", "⌘K". */
export function textOfKeys(keys: string): string {
  return keysText(keys, isMac);
}
