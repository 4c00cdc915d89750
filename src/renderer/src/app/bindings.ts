import { create } from 'zustand';
import { type Bindings, type BindingsChange, clashesWith, type CommandId, commandById, commands, type KeysByCommand, keysClash, resolveKeys } from '../../../shared/commands/index.ts';
import { textOfKeys } from './keyboard-names.ts';
import { changeSettings, useApp } from './settings.ts';

let known: { readonly of: Bindings; readonly keys: KeysByCommand } | null = null;

function inForce(bindings: Bindings): KeysByCommand {
  if (known?.of !== bindings) known = { of: bindings, keys: resolveKeys(bindings) };
  return known.keys;
}

/** The keys of every command as they are now. */
export function currentKeys(): KeysByCommand {
  return inForce(useApp.getState().settings.bindings);
}

export function useKeysByCommand(): KeysByCommand {
  return useApp((state) => inForce(state.settings.bindings));
}

/** The keys that a command is shown with; undefined where it has none. */
export function useKeysOf(id: CommandId): string | undefined {
  return useKeysByCommand().get(id)?.[0];
}

/** A tooltip: what is done, and the keys that do it. */
export function useTooltip(text: string, id: CommandId): string {
  const keys = useKeysOf(id);
  return keys === undefined ? text : `${text} (${textOfKeys(keys)})`;
}

/** The last change of keys, for the dialog in which they are changed. */
export const useLastChange = create<{ readonly said: string; readonly undo: BindingsChange | null }>(() => ({ said: '', undo: null }));

/** Gives a command these keys and takes them from the commands that have them. */
export function giveKeys(id: CommandId, keys: readonly string[]): void {
  const inUse = currentKeys();
  const losers = keys.flatMap((each) => clashesWith(id, each, inUse));
  const left = (other: CommandId): readonly string[] => (inUse.get(other) ?? []).filter((theirs) => !keys.some((each) => keysClash(each, theirs)));
  const { title } = commandById(id);
  const given = keys.length === 0 ? `${title} has no keys now.` : `${title}: ${keys.map(textOfKeys).join(', ')}.`;
  const taken = losers.map((other) => ` Taken from ${commandById(other).title}.`).join('');
  void change({ [id]: keys, ...Object.fromEntries(losers.map((other) => [other, left(other)])) }, given + taken);
}

/** Gives commands the keys that they came with. */
export function resetKeys(ids: readonly CommandId[], said: string): void {
  void change(Object.fromEntries(ids.map((id) => [id, null])), said);
}

export function resetAllKeys(): void {
  resetKeys(commands.map(({ id }) => id), 'All commands have their own keys again.');
}

export function undoLastChange(): void {
  const { undo } = useLastChange.getState();
  if (undo) void change(undo, 'The last change of keys is undone.');
}

async function change(bindings: BindingsChange, said: string): Promise<void> {
  const before = useApp.getState().settings.bindings;
  const undo = Object.fromEntries(Object.keys(bindings).map((id) => [id, Object.hasOwn(before, id) ? (before[id] ?? null) : null]));
  useLastChange.setState({ said, undo });
  if (!(await changeSettings({ bindings }))) useLastChange.setState({ said: 'The change holds until the window closes: it could not be saved.' });
}
