import { type KeyboardEvent, useId, useState } from 'react';
import { clashesWith, type CommandId, commandById, mostStrokes, ownKeys, strokeOf, whatReserves } from '../../../shared/commands/index.ts';
import { Button } from '../ui/button.tsx';
import { currentKeys, giveKeys, resetKeys } from './bindings.ts';
import { isMac, textOfKeys } from './keyboard-names.ts';
import styles from './key-editor.module.css';

type Verdict =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'same' }
  | { readonly kind: 'free' }
  | { readonly kind: 'reserved'; readonly does: string }
  | { readonly kind: 'used'; readonly by: readonly string[] };

/** What stands against giving keys to a command. */
function judge(id: CommandId, keys: string): Verdict {
  if (keys === '') return { kind: 'nothing' };
  const inUse = currentKeys();
  if (inUse.get(id)?.join() === keys) return { kind: 'same' };
  const does = whatReserves(id, keys);
  if (does !== null) return { kind: 'reserved', does };
  const by = clashesWith(id, keys, inUse).map((other) => commandById(other).title);
  return by.length === 0 ? { kind: 'free' } : { kind: 'used', by };
}

function explain(verdict: Verdict, keys: string): string {
  const named = textOfKeys(keys);
  switch (verdict.kind) {
    case 'nothing':
      return 'Press the new keys: together, or two one after the other. Escape leaves them as they are.';
    case 'same':
      return `${named}: the keys it has now.`;
    case 'free':
      return `${named} is free. Enter takes it, Backspace takes a key away.`;
    case 'reserved':
      return `${named} cannot be used: it ${verdict.does}.`;
    case 'used':
      return `${named} is used by ${listed(verdict.by)}.`;
  }
}

/** The first names; a key that begins many sequences would fill the dialog. */
function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(' and ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
}

function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Hears the new keys of a command, and says what stands against them. */
export function KeyEditor({ id, onDone }: { readonly id: CommandId; readonly onDone: () => void }) {
  const [strokes, setStrokes] = useState<readonly string[]>([]);
  const hint = useId();
  const { title } = commandById(id);
  const present = currentKeys().get(id) ?? [];
  const own = ownKeys(id);
  const keys = strokes.join(' ');
  const verdict = judge(id, keys);

  const finish = (change: () => void): void => {
    change();
    onDone();
  };
  const reset = (): void => {
    const blocked = own.flatMap((each) => clashesWith(id, each, currentKeys()));
    // Shown as if it had been pressed, with the command that has it now.
    if (blocked.length > 0) setStrokes((own[0] ?? '').split(' '));
    else finish(() => resetKeys([id], own.length === 0 ? `${title} has no keys again.` : `${title}: ${own.map(textOfKeys).join(', ')} again.`));
  };
  /** Escape on one of the buttons ends this, not the whole dialog. */
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && !event.ctrlKey && !event.metaKey && !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const stroke = strokeOf(event.nativeEvent, isMac);
    if (stroke === null || event.repeat) return;
    if (stroke === 'Escape') onDone();
    else if (stroke === 'Backspace') setStrokes(strokes.slice(0, -1));
    else if (stroke !== 'Enter') setStrokes(strokes.length < mostStrokes ? [...strokes, stroke] : [stroke]);
    else if (verdict.kind === 'free') finish(() => giveKeys(id, [keys]));
    else if (verdict.kind === 'same') onDone();
  };

  return (
    <div className={styles.editor} ref={showWhole} role="group" aria-label={`Keys of ${title}`}>
      <input
        className={styles.keys}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that opens it has just been pressed
        autoFocus
        readOnly
        value={keys === '' ? '' : textOfKeys(keys)}
        placeholder="Press keys"
        aria-label={`New keys for ${title}`}
        aria-describedby={hint}
        aria-invalid={verdict.kind === 'reserved' || verdict.kind === 'used'}
        onKeyDown={onKeyDown}
      />
      <output id={hint} className={styles.hint} data-verdict={verdict.kind}>
        {explain(verdict, keys)}
      </output>
      <div className={styles.actions}>
        {verdict.kind === 'used' && <Button look="primary" onKeyDown={leave} onClick={() => finish(() => giveKeys(id, [keys]))}>Take from {listed(verdict.by)}</Button>}
        {verdict.kind === 'free' && <Button look="primary" onKeyDown={leave} onClick={() => finish(() => giveKeys(id, [keys]))}>Use {textOfKeys(keys)}</Button>}
        {present.length > 0 && <Button onKeyDown={leave} onClick={() => finish(() => giveKeys(id, []))}>Remove the keys</Button>}
        {present.join() !== own.join() && <Button onKeyDown={leave} onClick={reset}>{own.length === 0 ? 'Reset to none' : `Reset to ${own.map(textOfKeys).join(', ')}`}</Button>}
        <Button look="quiet" onKeyDown={leave} onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
