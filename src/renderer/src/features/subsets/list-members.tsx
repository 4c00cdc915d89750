import { Plus, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { type FoundMembers, packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import { hasWords, typedWords } from '../../../../shared/search/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Checkbox, SearchInput } from '../../ui/field.tsx';
import { Badge, HubMark } from '../../ui/marks.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { pickedKeys, useSelection } from '../models/selection.ts';
import { keepOpen } from './keep-open.ts';
import styles from './list-members.module.css';

/** Members to take away and packages to add, by their text. */
export interface MembersDraft {
  readonly remove: ReadonlyMap<string, PackageKey>;
  /** Those that are too many to be shown are taken away by what finds them. */
  readonly found: readonly (FoundMembers & { readonly total: number })[];
  readonly add: readonly PackageKey[];
}

export const sameMembers: MembersDraft = { remove: new Map(), found: [], add: [] };

const [shownFirst, shownAtMost] = [100, 1000];

type Shown = PackageKey & { readonly isGone: boolean };

interface ListMembersProps {
  readonly mirror: string;
  readonly id: string;
  readonly draft: MembersDraft;
  readonly onChange: (draft: MembersDraft) => void;
}

/** The packages that a list names: some are taken away, those picked in Models are added. Nothing is kept before the dialog is saved. */
export function ListMembers({ mirror, id, draft, onChange }: ListMembersProps) {
  const [find, setFind] = useState('');
  const [gone, setGone] = useState(false);
  const [limit, setLimit] = useState(shownFirst);
  const members = useCall('subsets.members', { mirror, id, find, gone, limit });
  const picked = useSelection((state) => (state.mirror === mirror ? state.count : 0));
  const shown = members.value?.packages ?? [];
  const setRemoved = (keys: readonly PackageKey[], removed: boolean): void => {
    const remove = new Map(draft.remove);
    for (const { hub, name, ordinal } of keys) {
      if (removed) remove.set(packageId({ hub, name, ordinal }), { hub, name, ordinal });
      else remove.delete(packageId({ hub, name, ordinal }));
    }
    onChange({ ...draft, remove });
  };
  const isFound = (key: Shown): boolean => draft.found.some((found) => hasWords([key.name], typedWords(found.find)) && (!found.gone || key.isGone));
  const left = shown.filter((key) => !draft.remove.has(packageId(key)) && !isFound(key));
  const hidden = (members.value?.found ?? 0) - shown.length;
  const takeAll = (): void => (hidden > 0 ? onChange({ ...draft, found: [...draft.found, { find, gone, total: members.value?.found ?? 0 }] }) : setRemoved(left, true));
  return (
    <fieldset className={styles.members}>
      <legend>Packages</legend>
      <div className={styles.tools}>
        <SearchInput label="Find a package of the list" value={find} onChange={setFind} onKeyDown={keepOpen} className={styles.find} />
        <Checkbox checked={gone} onChange={setGone}>
          Only those not in the mirror
        </Checkbox>
        {(find.trim() !== '' || gone) && left.length > 0 && (
          <Button icon={X} disabled={members.loading} onClick={takeAll}>
            Take away {left.length + hidden === 1 ? 'this one' : `these ${formatCount(left.length + hidden)}`}
          </Button>
        )}
      </div>
      {members.error && <ErrorNotice error={members.error} onRetry={members.reload} />}
      {members.value === null && members.loading && <Skeleton lines={4} label="Loading packages" />}
      {members.value !== null && (
        <ul className={styles.list} aria-label="Packages of the list" aria-busy={members.loading}>
          {shown.map((key) => {
            const byFinding = isFound(key);
            const isRemoved = byFinding || draft.remove.has(packageId(key));
            return (
              <li key={packageId(key)} className={classNames(isRemoved && styles.removed)}>
                <HubMark hub={key.hub} />
                <span className={styles.name} title={key.name}>
                  {key.name}
                  {key.ordinal > 0 && ` #${key.ordinal}`}
                </span>
                {key.isGone && <Badge tone="warning">not in the mirror</Badge>}
                {byFinding ? null : isRemoved ? <IconButton icon={Undo2} label={`Keep ${key.name}`} onClick={() => setRemoved([key], false)} /> : <IconButton icon={X} label={`Take away ${key.name}`} onClick={() => setRemoved([key], true)} />}
              </li>
            );
          })}
          {shown.length === 0 && <li className={styles.none}>{gone ? 'The mirror has all of them.' : 'No package of the list has this in its name.'}</li>}
          {members.value.found > shown.length && (
            <li className={styles.none}>
              and {formatCount(members.value.found - shown.length)} more{' '}
              {limit < shownAtMost ? <Button look="quiet" onClick={() => setLimit(shownAtMost)}>Show more</Button> : 'that a part of the name finds'}
            </li>
          )}
        </ul>
      )}
      <div className={styles.tools}>
        <output className={styles.said}>{saidOf(draft)}</output>
        {(draft.remove.size > 0 || draft.found.length > 0 || draft.add.length > 0) && (
          <Button look="quiet" icon={Undo2} onClick={() => onChange(sameMembers)}>
            As it was
          </Button>
        )}
        <Button icon={Plus} disabled={picked === 0} title={picked === 0 ? 'No package is picked in Models' : undefined} onClick={() => onChange({ ...draft, add: pickedKeys() })}>
          {picked === 0 ? 'Add picked packages' : `Add ${formatPlural(picked, 'picked package')}`}
        </Button>
      </div>
    </fieldset>
  );
}

function saidOf({ remove, found, add }: MembersDraft): string {
  const named = found.map((one, at) => `${at === 0 && remove.size === 0 ? 'All' : 'all'} ${formatCount(one.total)}${one.find.trim() === '' ? '' : ` with “${one.find.trim()}”`}${one.gone ? ' that are not in the mirror' : ''}`);
  const away = [...(remove.size > 0 ? [formatCount(remove.size)] : []), ...named];
  const parts = [...(away.length > 0 ? [`${away.join(' and ')} to take away`] : []), ...(add.length > 0 ? [`${formatCount(add.length)} to add; those that the list has stay once`] : [])];
  return parts.length === 0 ? 'Nothing changed yet' : parts.join(', ');
}
