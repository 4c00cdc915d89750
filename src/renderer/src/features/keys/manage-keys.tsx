import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ListedKey } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ManageDialog } from '../../ui/manage-dialog.tsx';
import { Badge, type Tone } from '../../ui/marks.tsx';
import { CopyButton } from '../../ui/panel.tsx';
import { formatDay } from '../../ui/quantity.ts';
import { Empty } from '../../ui/states.tsx';
import { nameOf, removeKey, showKeysDialog, useKeys } from './store.ts';
import list from '../../ui/dialog-list.module.css';
import styles from './keys.module.css';

const kinds: Readonly<Record<ListedKey['kind'], string>> = { pgp: 'PGP', ssh: 'SSH', 'allowed-signer': 'SSH, allowed signer', ca: 'SSH, certificate authority' };

/** All imported keys: whose they are, until when they are good, and removed. */
export function ManageKeys({ onClose }: { readonly onClose: () => void }) {
  const keys = useKeys((state) => state.keys);
  const [error, setError] = useState<CallError | null>(null);
  return (
    <ManageDialog
      title="Signing keys"
      onClose={onClose}
      size="large"
      error={error}
      actions={
        <Button icon={Plus} onClick={() => showKeysDialog('add')}>
          Add keys…
        </Button>
      }
    >
      {keys.length === 0 ? (
        <Empty icon={KeyRound} title="No keys yet">
          A signature is called valid only when its key was imported here. Keys are yours: they fit every mirror and stay when one is forgotten.
        </Empty>
      ) : (
        <ul className={list.list}>
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} onRemove={() => void removeKey(key).then(setError)} />
          ))}
        </ul>
      )}
    </ManageDialog>
  );
}

function KeyRow({ of: key, onRemove }: { readonly of: ListedKey; readonly onRemove: () => void }) {
  const notes = notesOf(key);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <strong title={key.names.join('\n')}>{key.names.length === 0 ? 'No name' : key.names.join(', ')}</strong>
        <span className={styles.print}>
          <code title={key.fingerprint}>{key.fingerprint}</code>
          <CopyButton text={key.fingerprint} label={`Copy the fingerprint of ${nameOf(key)}`} />
        </span>
        <span className={styles.facts}>
          <Badge>{kinds[key.kind]}</Badge>
          <span>{key.algorithm}</span>
          {key.namespaces.length > 0 && <span>for {key.namespaces.join(', ')}</span>}
          {notes.map(({ text, tone }) => (
            <Badge key={text} tone={tone}>
              {text}
            </Badge>
          ))}
          {key.platform && <Badge tone="accent">{key.platform}</Badge>}
          {key.note && <span>{key.note}</span>}
        </span>
      </div>
      <IconButton icon={Trash2} label={`Remove ${nameOf(key)}`} onClick={onRemove} />
    </li>
  );
}

function notesOf({ revoked, created, validAfter, validBefore }: ListedKey): readonly { readonly text: string; readonly tone: Tone }[] {
  const now = Date.now() / 1000;
  const notes: { text: string; tone: Tone }[] = [];
  if (revoked) notes.push({ text: 'Revoked', tone: 'danger' });
  if (created !== null) notes.push({ text: `Made ${formatDay(created)}`, tone: 'neutral' });
  if (validAfter !== null) notes.push({ text: `From ${formatDay(validAfter)}`, tone: 'neutral' });
  if (validBefore !== null) notes.push(validBefore < now ? { text: `Expired ${formatDay(validBefore)}`, tone: 'warning' } : { text: `Until ${formatDay(validBefore)}`, tone: 'neutral' });
  return notes;
}
