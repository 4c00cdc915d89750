import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { SeenKey, Signatures } from '../../../../shared/contract/index.ts';
import { type PackageKey, signatureStateWords } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { Button } from '../../ui/button.tsx';
import { Badge } from '../../ui/marks.tsx';
import { CopyButton, Panel } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { showToast } from '../../ui/toast.tsx';
import { outcomeOf } from '../keys/add-keys.tsx';
import { importKeys, showKeysDialog, useKeys } from '../keys/store.ts';
import { keySeenIn } from './key-seen.ts';
import { kindNames, shortKey, stateTones } from './words.ts';
import styles from './signatures.module.css';

interface KeysSeenProps {
  readonly package: PackageKey;
  readonly signatures: Signatures;
  /** The key whose commits are listed. */
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
}

/** The keys that signed, and how to make one that is trusted. */
export function KeysSeen({ package: met, signatures: { keys, moreKeys }, chosen, onChoose }: KeysSeenProps) {
  const imported = useKeys((state) => state.keys.length);
  const [error, setError] = useState<CallError | null>(null);
  const take = async (key: SeenKey): Promise<void> => {
    const answer = await importKeys({ text: keySeenIn(key.publicKey ?? '', met) });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) showToast(outcomeOf(answer.value));
  };
  return (
    <Panel title="Keys seen" note={formatPlural(keys.length + moreKeys, 'key')}>
      {error && <ErrorNotice error={error} />}
      <ul className={styles.keys}>
        {keys.map((key) => (
          <li key={`${key.kind} ${key.key}`}>
            <div className={styles.keyHead}>
              <code title={key.key}>{shortKey(key.key)}</code>
              <CopyButton text={key.key} label={`Copy the fingerprint ${shortKey(key.key)}`} />
              <Badge>{kindNames[key.kind]}</Badge>
              {key.platform && <Badge tone="accent">{key.platform}</Badge>}
            </div>
            <p>{key.signer ?? `Committers: ${key.committers.join(', ')}`}</p>
            <div className={styles.keyStates}>
              {key.states.map(({ state, count }) => (
                <Badge key={state} tone={stateTones[state]}>{`${signatureStateWords[state].title} ${count}`}</Badge>
              ))}
            </div>
            <div className={styles.keyActions}>
              <Button look="quiet" aria-pressed={chosen === key.key} aria-label={`Show the commits of ${shortKey(key.key)}`} onClick={() => onChoose(chosen === key.key ? null : key.key)}>
                {chosen === key.key ? 'Show all' : 'Show commits'}
              </Button>
              {key.publicKey !== null && !key.imported && (
                <Button look="quiet" icon={KeyRound} aria-label={`Import this key, ${shortKey(key.key)}`} onClick={() => void take(key)}>
                  Import this key
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {moreKeys > 0 && <p className={styles.told}>{`${formatPlural(moreKeys, 'more key')}, used less often.`}</p>}
      <p className={styles.told}>
        {`${imported === 0 ? 'No key is imported.' : `${formatPlural(imported, 'key')} imported.`} An SSH signature carries its key; a PGP key comes from its owner: on GitHub, a member’s address with .gpg or .keys at its end shows them, and web-flow.gpg GitHub’s own.`}
      </p>
      <div className={styles.keyActions}>
        <Button onClick={() => showKeysDialog('add')}>Add keys…</Button>
        <Button onClick={() => showKeysDialog('manage')}>Manage keys…</Button>
      </div>
    </Panel>
  );
}
