import { useState } from 'react';
import { keyLimits } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { showToast, type Toast } from '../../ui/toast.tsx';
import { importedToast, namesOf } from '../exporting/imported-toast.ts';
import { PathField } from '../exporting/path-field.tsx';
import { type Imported, importKeys } from './store.ts';
import styles from './keys.module.css';

/** Takes in keys that are pasted, or those of a file. */
export function AddKeys({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [path, setPath] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const isEmpty = text.trim() === '' && path.trim() === '';

  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what: 'keys' });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) setPath(answer.value.path);
  };
  const take = async (): Promise<CallError | null> => {
    for (const source of [...(text.trim() === '' ? [] : [{ text }]), ...(path.trim() === '' ? [] : [{ path: path.trim() }])]) {
      const answer = await importKeys(source);
      const failure = answer.ok ? failureOf(answer.value) : answer.error;
      if (failure) return failure;
      if (answer.ok) showToast(outcomeOf(answer.value));
    }
    return null;
  };

  return (
    <FormDialog title="Add keys" verb="Import" isReady={!isEmpty} error={error} onSubmit={take} onClose={onClose}>
      <p>
        PGP public keys, SSH public keys, or lines of an allowed-signers file. An imported key is one that you trust: take it from its owner, or compare the fingerprint with one that you have from there. Nothing is
        asked of a key server.
      </p>
      <label className={styles.paste}>
        <span>Pasted text</span>
        <textarea
          data-first-focus
          rows={7}
          value={text}
          maxLength={keyLimits.import}
          spellCheck={false}
          autoComplete="off"
          placeholder={'-----BEGIN PGP PUBLIC KEY BLOCK-----\nssh-ed25519 AAAA… ada@example.org\nada@example.org namespaces="git" ssh-ed25519 AAAA…'}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
        />
      </label>
      <PathField
        label="File"
        value={path}
        suggestion="allowed_signers"
        typedHint="A path on the machine that runs this program."
        onChange={(value) => {
          setPath(value);
          setError(null);
        }}
        onChoose={() => void choose()}
      />
    </FormDialog>
  );
}

/** The dialog stays where nothing at all could be read. */
function failureOf({ added, same, bad }: Imported): CallError | null {
  if (added.length + same > 0) return null;
  return { code: 'refused', message: 'No key was found that can be imported.', hint: `${namesOf(bad)}.` };
}

export function outcomeOf({ added, replaced, same, bad }: Imported): Toast {
  const parts = [replaced.length > 0 && `${formatPlural(replaced.length, 'key')} brought up to date`, same > 0 && `${formatPlural(same, 'key')} here already`];
  return importedToast(`Imported ${formatPlural(added.length, 'key')}`, parts, bad);
}
