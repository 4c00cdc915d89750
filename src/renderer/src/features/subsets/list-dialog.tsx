import { useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { packageText } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { PathField } from '../exporting/path-field.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { loadSubsets, openSubset, recordMade } from './store.ts';
import styles from './subset-dialogs.module.css';

type Read = CallAnswer<'subsets.importIds'>;

/** Makes a list of the packages that a file names; what it would leave out is shown before. */
export function ListDialog({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const [column, setColumn] = useState('');
  const [read, setRead] = useState<Read | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const change = (set: (value: string) => void) => (value: string): void => {
    set(value);
    setRead(null);
    setError(null);
  };
  const ask = (keep: boolean) => call('subsets.importIds', { mirror, path: path.trim(), name: keep ? name : null, column: column.trim() === '' ? null : column });

  const look = async (): Promise<void> => {
    const answer = await ask(false);
    setRead(answer.ok ? answer.value : null);
    setError(answer.ok ? null : answer.error);
  };
  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what: 'packages' });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) change(setPath)(answer.value.path);
  };
  const save = async (): Promise<CallError | null> => {
    const answer = await ask(true);
    if (!answer.ok) return answer.error;
    const { subset } = answer.value;
    await loadSubsets(mirror);
    if (subset) {
      recordMade(mirror, [subset], `Made the subset ${subset.name}`);
      openSubset(subset.name);
    }
    return null;
  };
  return (
    <DialogFrame title="Import a list" verb="Import" size="large" name={name} onName={setName} ready={path.trim() !== ''} onClose={onClose} onSave={save}>
      <p>A text file with a package a line (hub/name, owner/name, an address, a purl), a CSV with a column of them, or the manifest of an export. Lines that fit no package, or several, are named and left out.</p>
      <PathField label="File" value={path} suggestion="packages.txt" typedHint="A path on the machine that runs this program." onChange={change(setPath)} onChoose={() => void choose()} />
      <div className={styles.choices}>
        <TextField label="Column, if it is a CSV" value={column} placeholder="the first that holds names" onChange={change(setColumn)} />
        <Button className={styles.look} disabled={path.trim() === ''} onClick={() => void look()}>
          Look at the file
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      {read && <ReadFile read={read} />}
    </DialogFrame>
  );
}

function ReadFile({ read: { form, lines, packages, repeated, unresolved, unresolvedTotal, ambiguous, ambiguousTotal } }: { readonly read: Read }) {
  return (
    <output className={styles.preview}>
      <strong>{formatPlural(packages, 'package')}</strong> from {formatPlural(lines, 'line')}: {form}
      {repeated > 0 && <span>, {formatCount(repeated)} named again</span>}
      {unresolvedTotal + ambiguousTotal > 0 && (
        <ul>
          {unresolved.slice(0, 20).map(({ line, text, reason }) => (
            <li key={`u${line}`}>
              <span>
                Line {formatCount(line)}: {text}
              </span>
              <span>{reason}</span>
            </li>
          ))}
          {ambiguous.slice(0, 20).map(({ line, text, candidates }) => (
            <li key={`a${line}`}>
              <span>
                Line {formatCount(line)}: {text}
              </span>
              <span>may be {candidates.map(packageText).join(' or ')}</span>
            </li>
          ))}
          <li>{formatPlural(unresolvedTotal + ambiguousTotal, 'line')} left out</li>
        </ul>
      )}
    </output>
  );
}
