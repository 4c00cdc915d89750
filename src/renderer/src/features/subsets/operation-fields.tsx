import { useState } from 'react';
import type { Subset } from '../../../../shared/contract/index.ts';
import { type SetOperation, setOperations, subsetLimits } from '../../../../shared/domain/index.ts';
import { hasWords, typedWords } from '../../../../shared/search/index.ts';
import { Checkbox, SearchInput, Select } from '../../ui/field.tsx';
import { ShownText } from '../../ui/shown-text.tsx';
import { keepOpen } from './keep-open.ts';
import type { NewDefinition } from './store.ts';
import styles from './subset-dialogs.module.css';

export interface OperationDraft {
  readonly operation: SetOperation;
  readonly first: string;
  readonly others: readonly string[];
}

/** From so many subsets on, there is a box to find one; those chosen stay in sight. */
const many = 8;

const titles: Readonly<Record<SetOperation, string>> = { union: 'Union: what any of them holds', intersection: 'Intersection: what all of them hold', difference: 'Difference: what one holds and the others do not' };

/** Null while there are fewer than two subsets to combine. */
export function operationOf({ operation, first, others }: OperationDraft): NewDefinition | null {
  const of = [first, ...others.filter((id) => id !== first)];
  return first === '' || of.length < 2 || of.length > subsetLimits.operands ? null : { kind: 'operation', operation, of };
}

interface OperationFieldsProps {
  readonly subsets: readonly Subset[];
  /** The subset that is changed: neither it nor what is made of it can be an operand. */
  readonly own?: string | undefined;
  readonly draft: OperationDraft;
  readonly onChange: (draft: OperationDraft) => void;
}

/** What a combination is made of, and how. */
export function OperationFields({ subsets, own, draft, onChange }: OperationFieldsProps) {
  const { operation, first, others } = draft;
  const [find, setFind] = useState('');
  const madeOfOwn = own === undefined ? new Set<string>() : usersOf(subsets, own);
  const choices = subsets.filter(({ id }) => id !== own);
  const there = new Set(choices.map(({ id }) => id));
  const gone = others.filter((id) => !there.has(id));
  const firstOptions = choices.filter(({ id }) => !madeOfOwn.has(id)).map(({ id, name }) => ({ value: id, label: name }));
  const isFirstGone = first !== '' && !there.has(first);
  const words = typedWords(find);
  const shown = choices.filter(({ id, name }) => id !== first && (others.includes(id) || hasWords([name], words)));
  const set = (id: string, checked: boolean): void => onChange({ ...draft, others: checked ? [...others, id] : others.filter((other) => other !== id) });
  return (
    <>
      <div className={styles.choice}>
        <span>How</span>
        <Select label="How they are combined" value={operation} options={setOperations.map((value) => ({ value, label: titles[value] }))} onChange={(value) => onChange({ ...draft, operation: value as SetOperation })} />
      </div>
      <div className={styles.choice}>
        <span>{operation === 'difference' ? 'What this holds' : 'This'}</span>
        <Select
          label="First subset"
          value={first}
          options={isFirstGone ? [{ value: first, label: 'A subset that is gone' }, ...firstOptions] : firstOptions}
          onChange={(value) => onChange({ ...draft, first: value, others: others.filter((other) => other !== value) })}
        />
      </div>
      {choices.length > many && <SearchInput label="Find a subset" value={find} onChange={setFind} onKeyDown={keepOpen} />}
      <fieldset className={styles.operands}>
        <legend>{operation === 'difference' ? 'and these do not' : operation === 'union' ? 'or these' : 'and these'}</legend>
        {gone.map((id) => (
          <Checkbox key={id} checked onChange={() => set(id, false)}>
            A subset that is gone
          </Checkbox>
        ))}
        {shown.map(({ id, name }) => (
          <Checkbox key={id} checked={others.includes(id)} disabled={madeOfOwn.has(id) && !others.includes(id)} onChange={(checked) => set(id, checked)}>
            <ShownText text={name} />
            {madeOfOwn.has(id) && <span className={styles.because}> is made of this one</span>}
          </Checkbox>
        ))}
        {choices.length < 2 && <p>There {choices.length === 1 ? 'is one subset' : 'are no subsets'}{own === undefined ? '' : ' besides this one'}; a combination takes two.</p>}
      </fieldset>
      {others.length + 1 > subsetLimits.operands && <p role="alert">A combination takes {subsetLimits.operands} subsets at most.</p>}
    </>
  );
}

/** All subsets that are made of one, directly or through others. */
function usersOf(subsets: readonly Subset[], id: string): ReadonlySet<string> {
  const users = new Set(subsets.find((subset) => subset.id === id)?.usedBy);
  // A set that grows while it is walked is walked to its end.
  for (const user of users) for (const next of subsets.find((subset) => subset.id === user)?.usedBy ?? []) users.add(next);
  return users;
}
