import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';
import { IconButton } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatBytes, formatCount, formatMoment } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { type EarlierState, stateWords, useStates } from './others.ts';
import styles from './measures.module.css';

/** What the mirror held before, with which every measure can be compared: when, how much, and how to be rid of it. */
export function KeptStates() {
  const mirror = useIndexedMirror();
  const { value } = useStates();
  const [removing, setRemoving] = useState<EarlierState | null>(null);
  if (mirror === null || value === null) return null;
  const { states, most, mostBytes } = value;
  return (
    <section className={styles.states} aria-labelledby="kept-states">
      <h2 id="kept-states">Earlier states of this mirror</h2>
      <p className={styles.faint}>
        {states.length === 0 ? 'None is kept yet. ' : ''}When the mirror is read again and holds something else, its index so far stays, and every measure can be set beside it, under Beside. The last {most} are kept, of {formatBytes(mostBytes)} together.
      </p>
      {states.length > 0 && (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <caption className="visually-hidden">Earlier states of this mirror</caption>
            <TableHead titles={['Indexed', 'Fingerprint', 'Packages', 'Its index']} actions="Delete" />
            <tbody>
              {states.map((state) => (
                <tr key={state.id}>
                  <th scope="row">{formatMoment(state.builtAt / 1000)}</th>
                  <td>
                    <code title={state.fingerprint}>{state.fingerprint.slice(0, 12)}</code>
                  </td>
                  <td>{formatCount(state.packages)}</td>
                  <td>{state.bytes === null ? '—' : formatBytes(state.bytes)}{!state.readable && ', not readable by this version'}</td>
                  <td>
                    <IconButton icon={Trash2} label={`Delete the state of ${stateWords(state)}`} onClick={() => setRemoving(state)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {removing && (
        <FormDialog
          title="Delete an earlier state"
          size="small"
          verb="Delete"
          isReady
          onSubmit={() => errorOf(call('measures.removeStates', { mirror, states: [removing.id] }))}
          onClose={() => setRemoving(null)}
        >
          <p>The state of {stateWords(removing)} cannot be had back, unless the mirror is put back as it was and indexed. The mirror itself is not touched.</p>
        </FormDialog>
      )}
    </section>
  );
}
