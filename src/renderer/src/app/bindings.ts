import { type CommandId, type KeysByCommand, resolveKeys } from '../../../shared/commands/index.ts';
import { keysText } from './keyboard-names.ts';

const keysInForce: KeysByCommand = resolveKeys({});

/** The keys of every command as they are now. */
export function useKeysByCommand(): KeysByCommand {
  return keysInForce;
}

/** The keys that a command is shown with; undefined where it has none. */
export function useKeysOf(id: CommandId): string | undefined {
  return useKeysByCommand().get(id)?.[0];
}

/** A tooltip: what is done, and the keys that do it. */
export function useTooltip(text: string, id: CommandId): string {
  const keys = useKeysOf(id);
  return keys === undefined ? text : `${text} (${keysText(keys)})`;
}

export function currentKeys(): KeysByCommand {
  return keysInForce;
}
