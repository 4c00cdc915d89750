import { memo } from 'react';
import type { SubsetPreview } from '../../../../shared/contract/index.ts';
import { useCall } from '../../client/use-call.ts';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import type { ChangedDefinition } from './store.ts';
import styles from './subset-dialogs.module.css';

const groupsShown = 8;

interface PreviewProps {
  readonly mirror: string;
  /** Null is none yet. */
  readonly definition: ChangedDefinition | null;
  /** The subset that is changed. */
  readonly id?: string | null;
}

/** What a definition would hold. Drawn anew only for another definition: a change of a list may be long, and is made into text to ask. */
export const Preview = memo(function Preview({ mirror, definition, id = null }: PreviewProps) {
  const preview = useCall('subsets.preview', definition && { mirror, definition, id });
  if (definition === null) return <p className={styles.preview}>Nothing to count yet</p>;
  if (preview.error) return <ErrorNotice error={preview.error} />;
  return (
    <output className={styles.preview} aria-busy={preview.loading}>
      {preview.value === null ? 'Counting' : <Counted preview={preview.value} isList={definition.kind === 'members' || definition.kind === 'list'} />}
    </output>
  );
});

function Counted({ preview: { count, from, groups, groupsTotal }, isList }: { readonly preview: SubsetPreview; readonly isList: boolean }) {
  const isWhole = isList && from === count;
  return (
    <>
      <strong>{formatPlural(count, 'package')}</strong>
      {from !== null && !isWhole && <span> of {formatCount(from)}{isList && ' that it names; the mirror does not have the others'}</span>}
      {groups.length > 0 && (
        <ul>
          {groups.slice(0, groupsShown).map((group) => (
            <li key={group.name ?? ''}>
              <span>{group.name ?? <em>no value</em>}</span>
              <span>
                {formatCount(group.taken)} of {formatCount(group.packages)}
              </span>
            </li>
          ))}
          {groupsTotal > groupsShown && <li>and {formatPlural(groupsTotal - groupsShown, 'group')} more</li>}
        </ul>
      )}
    </>
  );
}
