import { ChevronDown, GitBranch, GitCommitHorizontal, Tag } from 'lucide-react';
import { useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { SearchInput } from '../../ui/field.tsx';
import { MenuItem, MenuList, Popover } from '../../ui/menu.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import styles from './files.module.css';

interface CommitPickerProps {
  readonly mirror: string;
  readonly package: PackageKey;
  /** As it was chosen; null is HEAD. */
  readonly commit: string | null;
  readonly onChoose: (commit: string | null) => void;
}

const mostShown = 100;

/** Chooses the commit whose files are shown: HEAD, a branch, a tag, or the digits of a hash. */
export function CommitPicker(props: CommitPickerProps) {
  return (
    <Popover
      label={`Commit: ${props.commit ?? 'HEAD'}`}
      triggerClass={styles.picker}
      trigger={
        <>
          <GitBranch size={14} strokeWidth={1.8} aria-hidden />
          <span>{props.commit ?? 'HEAD'}</span>
          <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </>
      }
    >
      {(close) => <Choices {...props} close={close} />}
    </Popover>
  );
}

function Choices({ mirror, package: key, commit, onChoose, close }: CommitPickerProps & { readonly close: () => void }) {
  const { value, error, loading } = useCall('packages.references', { mirror, package: key }, true);
  const [text, setText] = useState('');
  const wanted = text.trim();
  const choose = (chosen: string | null) => (): void => {
    close();
    onChoose(chosen);
  };
  const found = value?.references.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
  return (
    <form
      className={styles.choices}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') choose(found[0] && !isHash(wanted) ? nameOf(found[0]) : wanted)();
      }}
    >
      <SearchInput label="Branch, tag or hash" value={text} onChange={setText} />
      {error && <ErrorNotice error={error} />}
      {loading && <Skeleton lines={4} label="Loading branches and tags" />}
      {value?.reason && <p>{value.reason}</p>}
      {value && (
        <>
          <MenuList label="Commits" className={styles.list}>
            {isHash(wanted) && (
              <MenuItem icon={<GitCommitHorizontal size={14} aria-hidden />} onSelect={choose(wanted)}>
                Commit {wanted}
              </MenuItem>
            )}
            {wanted === '' && (
              <MenuItem icon={<GitCommitHorizontal size={14} aria-hidden />} checked={commit === null} note={value.head?.commit.slice(0, 8)} onSelect={choose(null)}>
                HEAD{value.head?.branch ? `, ${value.head.branch}` : ''}
              </MenuItem>
            )}
            {found.slice(0, mostShown).map((reference) => (
              <MenuItem
                key={`${reference.kind} ${reference.name}`}
                icon={reference.kind === 'tag' ? <Tag size={14} aria-label="tag" /> : <GitBranch size={14} aria-label={reference.kind === 'remote' ? 'remote branch' : 'branch'} />}
                checked={commit === nameOf(reference)}
                note={reference.commit.slice(0, 8)}
                onSelect={choose(nameOf(reference))}
              >
                {reference.name}
              </MenuItem>
            ))}
          </MenuList>
          {found.length === 0 && wanted !== '' && !isHash(wanted) && <p>No branch or tag has this in its name. A hash takes seven digits or more.</p>}
          {(found.length > mostShown || value.total > value.references.length) && <p>{formatCount(Math.max(found.length - mostShown, 0) + value.total - value.references.length)} more</p>}
        </>
      )}
    </form>
  );
}

function isHash(text: string): boolean {
  return /^[\da-f]{7,64}$/i.test(text);
}

/** The shortest name that only it has: a tag or a remote branch may be called like a branch. */
function nameOf({ kind, name }: CallAnswer<'packages.references'>['references'][number]): string {
  return kind === 'branch' ? name : kind === 'tag' ? `tags/${name}` : `remotes/${name}`;
}
