import type { SubsetPreview } from '../../../../shared/contract/index.ts';
import { useCall } from '../../client/use-call.ts';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import type { NewDefinition } from './store.ts';
import styles from './subsets.module.css';

const groupsShown = 8;

/** What a definition would hold; null is none yet. */
export function Preview({ mirror, definition, id = null }: { readonly mirror: string; readonly definition: NewDefinition | null; readonly id?: string | null }) {
  const preview = useCall('subsets.preview', definition && { mirror, definition, id });
  if (definition === null) return <p className={styles.preview}>Nothing to count yet</p>;
  if (preview.error) return <ErrorNotice error={preview.error} />;
  return (
    <output className={styles.preview} aria-busy={preview.loading}>
      {preview.value === null ? 'Counting' : <Counted preview={preview.value} />}
    </output>
  );
}

function Counted({ preview: { count, from, groups, groupsTotal } }: { readonly preview: SubsetPreview }) {
  return (
    <>
      <strong>{formatPlural(count, 'package')}</strong>
      {from !== null && <span> of {formatCount(from)}</span>}
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
