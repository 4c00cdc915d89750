import { useEffect } from 'react';
import { foldTag } from '../../../../shared/domain/index.ts';
import { navigate, type NotesRoute } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Checkbox, SearchInput } from '../../ui/field.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { useNotes } from './store.ts';
import styles from './notes-view.module.css';

/** Tags offered as filters; the search box finds the rest. */
const mostTags = 24;

interface NoteFiltersProps {
  readonly mirror: string;
  readonly route: NotesRoute;
  /** Annotated packages that the mirror no longer has. */
  readonly gone: number;
}

export function NoteFilters({ mirror, route, gone }: NoteFiltersProps) {
  const revision = useNotes((state) => state.revision);
  const { value, reload } = useCall('notes.tags', { mirror });
  useEffect(() => {
    if (revision > 0) reload();
  }, [revision, reload]);
  const chosen = route.tag === null ? null : foldTag(route.tag);
  const tags = (value?.tags ?? []).filter(({ tag }, at) => at < mostTags || foldTag(tag) === chosen);
  const change = (to: Partial<NotesRoute>, replace = false): void => navigate({ ...route, ...to }, replace);
  return (
    <search className={styles.filters}>
      <SearchInput className={styles.search} label="Search notes and tags" value={route.text} maxLength={1000} onChange={(text) => change({ text }, true)} />
      {(gone > 0 || route.gone) && (
        <Checkbox checked={route.gone} onChange={(checked) => change({ gone: checked })}>
          Gone from the mirror ({formatCount(gone)})
        </Checkbox>
      )}
      {tags.length > 0 && (
        <ul className={styles.tagFilters} aria-label="Tags in use">
          {tags.map(({ tag, count }) => {
            const pressed = foldTag(tag) === chosen;
            return (
              <li key={tag}>
                <button type="button" aria-pressed={pressed} title={tag} onClick={() => change({ tag: pressed ? null : tag })}>
                  <span>{tag}</span> <small>{formatCount(count)}</small>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </search>
  );
}
