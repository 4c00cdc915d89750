import { useEffect } from 'react';
import { belongsToField, type CommandId, type KeysByCommand, strokeOf } from '../../../shared/commands/index.ts';
import { currentKeys } from './bindings.ts';
import { isInReach, runCommand } from './commands.ts';
import { isField } from './fields.ts';
import { isMac } from './keyboard-names.ts';
import { closePanel, usePanel } from './panels.ts';

/** How long the second key of a sequence may take. Milliseconds. */
const sequenceMs = 1200;

/** Runs the commands' keys. Keys that type or edit do nothing in a text field, and no keys while a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event, isMac);
      if (stroke === null || (isField(event.target) && belongsToField(stroke, isMac))) return;
      const keys = currentKeys();
      if (document.querySelector('dialog[open]')) {
        if (usePanel.getState().open !== 'palette' || !keys.get('palette')?.includes(stroke)) return;
        event.preventDefault();
        closePanel();
        return;
      }
      const sequence = before !== '' && event.timeStamp - beforeAt < sequenceMs ? `${before} ${stroke}` : stroke;
      const command = commandFor(sequence, keys) ?? commandFor(stroke, keys);
      before = command ? '' : stroke;
      beforeAt = event.timeStamp;
      if (command === undefined) {
        // The first key of a sequence: what the browser would do with it would come in between.
        if (/^(?:Mod|Alt)\+/.test(stroke) && begins(stroke, keys)) event.preventDefault();
        return;
      }
      event.preventDefault();
      runCommand(command);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function commandFor(wanted: string, keys: KeysByCommand): CommandId | undefined {
  if (isCopyOfText(wanted)) return undefined;
  return [...keys].find(([id, theirs]) => theirs.includes(wanted) && isInReach(id))?.[0];
}

function begins(stroke: string, keys: KeysByCommand): boolean {
  return [...keys].some(([id, theirs]) => theirs.some((candidate) => candidate.startsWith(`${stroke} `)) && isInReach(id));
}

/** Text that is marked in the page is what the user means to copy. */
function isCopyOfText(stroke: string): boolean {
  return stroke === 'Mod+C' && getSelection()?.isCollapsed === false;
}
