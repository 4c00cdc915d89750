import type { NamedIn } from '../../../../shared/contract/index.ts';
import { Checkbox } from '../../ui/field.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import type { Follow } from './store.ts';
import styles from './subset-dialogs.module.css';

/** Whether the user wants it: null until they said. */
export type FollowWish = boolean | null;

/** Saved views and dashboards take a new name on, unless they may mean a subset of another mirror; the user decides. */
export function followOf(named: NamedIn | null, wish: FollowWish): Follow {
  if (named === null || !(wish ?? named.mirrors.length === 0)) return { views: [], dashboards: [] };
  return { views: named.views.map(({ id }) => id), dashboards: named.dashboards.map(({ id }) => id) };
}

/** Says which saved views and dashboards ask for a subset by its name, and asks whether they follow. Nothing where there are none. */
export function RenameFollow({ named, wish, onWish }: { readonly named: NamedIn | null; readonly wish: FollowWish; readonly onWish: (wish: boolean) => void }) {
  if (named === null || named.views.length + named.dashboards.length === 0) return null;
  const counts = [named.views.length > 0 && formatPlural(named.views.length, 'saved view'), named.dashboards.length > 0 && formatPlural(named.dashboards.length, 'dashboard')].filter(Boolean);
  return (
    <div className={styles.preview}>
      <Checkbox checked={wish ?? named.mirrors.length === 0} onChange={onWish}>
        Write the new name into {counts.join(' and ')} that ask{named.views.length + named.dashboards.length === 1 ? 's' : ''} for it
      </Checkbox>
      <p className={styles.because}>{[...named.views, ...named.dashboards].map(({ name }) => name).join(', ')}</p>
      {named.mirrors.length > 0 && <p>They may mean the subset of the same name in {named.mirrors.join(', ')}.</p>}
    </div>
  );
}
