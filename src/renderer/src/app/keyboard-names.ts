import { strokesOf } from '../../../shared/commands/index.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys of a shortcut as a person reads them: "Mod+K" is one stroke of two caps, "G M" two strokes. */
export function keyCaps(keys: string): readonly (readonly string[])[] {
  return strokesOf(keys).map((stroke) => stroke.split('+').map(capOf));
}

/** The same as one text: "Ctrl+K", "G M". */
export function keysText(keys: string): string {
  return keyCaps(keys).map((caps) => caps.join(isMac && caps.length > 1 ? '' : '+')).join(' ');
}

function capOf(key: string): string {
  const names: Readonly<Record<string, string>> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
    Shift: isMac ? '⇧' : 'Shift',
    Plus: '+',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    PageUp: 'Page up',
    PageDown: 'Page down',
    Escape: 'Esc',
  };
  return names[key] ?? key;
}
