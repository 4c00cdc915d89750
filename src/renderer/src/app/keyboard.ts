import { useEffect } from 'react';
import { commands } from './commands.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const sequenceMs = 1200;

/** The keys of a shortcut as a person reads them: "Mod+K" is one chord of two caps, "G M" two strokes. */
export function keyCaps(keys: string): readonly (readonly string[])[] {
  return keys.split(' ').map((stroke) => (stroke === '+' ? ['+'] : stroke.split('+').map(capOf)));
}

function capOf(key: string): string {
  const names: Readonly<Record<string, string>> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
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

/** Runs the commands' shortcuts. Plain keys do nothing while text is typed or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const chord = isMac ? event.metaKey : event.ctrlKey;
      if (!chord && (event.metaKey || event.ctrlKey || isTyping(event.target))) return;
      if (document.querySelector('dialog[open]')) return;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      const stroke = chord ? `Mod+${key}` : key;
      const sequence = event.timeStamp - beforeAt < sequenceMs ? `${before} ${stroke}` : stroke;
      const command = commands.find((candidate) => candidate.keys === sequence) ?? commands.find((candidate) => candidate.keys === stroke);
      before = command ? '' : stroke;
      beforeAt = event.timeStamp;
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
