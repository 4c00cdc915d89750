import { useId, useState } from 'react';
import type { CallError } from '../../../../../shared/result.ts';
import { useCall } from '../../../client/use-call.ts';
import { TextField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { type AliasScope, type Mergeable, mergePeople } from './store.ts';
import styles from './aliases.module.css';

interface MergePeopleProps {
  readonly scope: AliasScope;
  readonly members: readonly Pick<Mergeable, 'maintainer' | 'name' | 'reach'>[];
  readonly onClose: () => void;
}

/** Asks under whose key and which name several maintainers are to be one. */
export function MergePeople({ scope, members, onClose }: MergePeopleProps) {
  const id = useId();
  const [into, setInto] = useState(members[0]?.maintainer ?? '');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState<string | null>(null);
  const taken = members.filter(({ maintainer }) => maintainer === into || !left.has(maintainer));
  const usual = members.find(({ maintainer }) => maintainer === into)?.name ?? '';
  const merge = (): Promise<CallError | null> => {
    const from = taken.map(({ maintainer }) => maintainer).filter((maintainer) => maintainer !== into);
    return mergePeople({ mirror: scope.mirror, key: scope.key, into, from, name: (name ?? usual).trim() || null }, taken.length);
  };
  return (
    <FormDialog title="Merge maintainers" verb={`Merge ${formatCount(taken.length)}`} isReady={taken.length > 1} onSubmit={merge} onClose={onClose}>
      <p>They count as one in every mirror, until the aliases are removed. Nothing in the mirror is changed.</p>
      <table className={styles.people}>
        <thead>
          <tr>
            <th>Merge</th>
            <th>Keep as</th>
            <th>Maintainer</th>
            <th className={styles.number}>Reach</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => {
            const { maintainer, reach } = member;
            return (
              <tr key={maintainer}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Merge ${maintainer}`}
                    checked={maintainer === into || !left.has(maintainer)}
                    disabled={maintainer === into}
                    onChange={(event) => setLeft(new Set(event.target.checked ? [...left].filter((other) => other !== maintainer) : [...left, maintainer]))}
                  />
                </td>
                <td>
                  <input type="radio" name={`${id}-into`} aria-label={`Keep as ${maintainer}`} checked={maintainer === into} onChange={() => setInto(maintainer)} />
                </td>
                <td>
                  <strong>{member.name || maintainer}</strong>
                  {member.name !== maintainer && <span className={styles.key}>{maintainer}</span>}
                  <Behind scope={scope} maintainer={maintainer} />
                </td>
                <td className={styles.number}>{formatCount(reach)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <TextField label="Shown as" value={name ?? usual} maxLength={1000} onChange={setName} hint="The name that all of them get." data-first-focus />
    </FormDialog>
  );
}

/** The names on commits that stand for somebody, where there are several. */
function Behind({ scope, maintainer }: { readonly scope: AliasScope; readonly maintainer: string }) {
  const { value } = useCall('aliases.people', { mirror: scope.mirror, key: scope.key, maintainer });
  if (!value || value.people.length < 2) return null;
  const [first, ...others] = value.people.slice(0, 4).map(({ name, email }) => `${name} <${email}>`);
  const more = value.people.length - 1 - others.length;
  return <span className={styles.key}>{[first, ...others, ...(more > 0 ? [`and ${formatPlural(more, 'other')}`] : [])].join(', ')}</span>;
}
