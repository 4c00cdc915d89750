import { create } from 'zustand';
import type { CallAnswer, CallInput, KeptKey, ListedKey } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';
import { formatPlural } from '../../ui/quantity.ts';

interface KeysState {
  readonly keys: readonly ListedKey[];
  /** Counts changes: what was checked with other keys is to be asked again. */
  readonly revision: number;
  readonly dialog: 'manage' | 'add' | null;
}

export const useKeys = create<KeysState>(() => ({ keys: [], revision: 0, dialog: null }));

/** Asks the engine what keys there are: at the start, and when this or another window changed some. */
export async function loadKeys(): Promise<void> {
  const answer = await call('keys.list', {});
  if (answer.ok) useKeys.setState(({ revision }) => ({ keys: answer.value.keys, revision: revision + 1 }));
}

export function showKeysDialog(dialog: KeysState['dialog']): void {
  useKeys.setState({ dialog });
}

export type Imported = CallAnswer<'keys.import'>;

/** Takes keys in; what changed can be undone. */
export async function importKeys(source: CallInput<'keys.import'>): Promise<Result<Imported>> {
  const answer = await call('keys.import', source);
  if (answer.ok && answer.value.added.length > 0) recordImport(answer.value);
  return answer;
}

export async function removeKey(key: ListedKey): Promise<CallError | null> {
  const ids = [key.id];
  const answer = await call('keys.remove', { ids });
  if (!answer.ok) return answer.error;
  const { removed } = answer.value;
  recordUndo({ title: `Removed the key ${nameOf(key)}`, undo: () => restore(removed), redo: () => errorOf(call('keys.remove', { ids })) }, true);
  return null;
}

/** How a key is called where there is little space: its first name, else its fingerprint. */
export function nameOf({ names, fingerprint }: Pick<ListedKey, 'names' | 'fingerprint'>): string {
  return names[0] ?? fingerprint;
}

/** Taking an import back puts keys that a newer copy had changed back to what they were. */
function recordImport({ added, replaced }: Imported): void {
  const ids = added.map(({ id }) => id);
  let taken: readonly KeptKey[] = [];
  recordUndo({
    title: added.length === 1 && added[0] ? `Imported the key ${nameOf(added[0])}` : `Imported ${formatPlural(added.length, 'key')}`,
    undo: async () => {
      const answer = await call('keys.remove', { ids });
      if (!answer.ok) return answer.error;
      taken = answer.value.removed;
      return replaced.length === 0 ? null : restore(replaced);
    },
    redo: () => restore(taken),
  });
}

function restore(keys: readonly KeptKey[]): Promise<CallError | null> {
  return errorOf(call('keys.restore', { keys: [...keys] }));
}
