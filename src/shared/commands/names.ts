import { strokesOf } from './keys.ts';

/** The keys of a shortcut as a person reads them: "Mod+K" is one stroke of two caps, "G M" two strokes. */
export function keyCaps(keys: string, mac: boolean): readonly (readonly string[])[] {
  const names = mac ? { ...keyNames, ...macNames } : keyNames;
  return strokesOf(keys).map((stroke) => stroke.split('+').map((key) => names[key] ?? key));
}

/** The same as one text: "Ctrl+K", "G M". */
export function keysText(keys: string, mac: boolean): string {
  return keyCaps(keys, mac).map((caps) => caps.join(mac ? '' : '+')).join(' ');
}

const keyNames: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Plus: '+',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page up',
  PageDown: 'Page down',
  Escape: 'Esc',
};

const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
