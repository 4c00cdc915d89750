import { memo } from 'react';
import { Bookmark, BookmarkPlus, Group, Link2, RotateCcw, Save, Settings2, X } from 'lucide-react';
import { copyLink } from '../../app/link.ts';
import { useCommands } from '../../app/use-commands.ts';
import { classNames } from '../../ui/class-names.ts';
import { MenuItem, MenuLabel, MenuLine, Popover } from '../../ui/menu.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { showToast } from '../../ui/toast.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { useLayout } from '../models/layout.ts';
import { showSubsetsDialog } from '../subsets/store.ts';
import { leaveView, openView, showViewsDialog, shownView, updateView, useViews, type ShownView } from './store.ts';
import { useCounts } from './use-counts.ts';
import styles from './views.module.css';

/** The saved views in the head of the models: what they are, how many packages they have, and what is on screen of them. */
export const SavedViews = memo(function SavedViews({ query }: { readonly query: string }) {
  const { views, opened } = useViews();
  const layout = useLayout((state) => state.layout);
  useCommands({ 'models.saveView': () => showViewsDialog({ kind: 'save' }) });
  const shown = shownView(views, opened, query, layout);
  const state = shown === null ? '' : `: ${shown.view.name}${shown.changed ? ', changed since saved' : ''}`;
  return (
    <div className={styles.wrap}>
      <Popover
        label={`Saved views${state}`}
        role="menu"
        align="end"
        triggerClass={styles.trigger}
        trigger={
          <>
            <Bookmark size={15} strokeWidth={1.8} aria-hidden className={classNames(shown !== null && styles.shown)} />
            <span className={styles.name}>{shown?.view.name ?? 'Views'}</span>
            {shown?.changed && <span className={styles.changed} aria-hidden />}
          </>
        }
      >
        {(close) => <ViewsMenu query={query} shown={shown} close={close} />}
      </Popover>
    </div>
  );
});

interface ViewsMenuProps {
  readonly query: string;
  readonly shown: ShownView | null;
  readonly close: () => void;
}

const icon = { size: 15, strokeWidth: 1.8, 'aria-hidden': true } as const;

function ViewsMenu({ query, shown, close }: ViewsMenuProps) {
  const views = useViews((state) => state.views);
  const counts = useCounts(useIndexedMirror(), views);
  const then = (run: () => void) => (): void => {
    close();
    run();
  };
  return (
    <>
      <MenuLabel>Saved views</MenuLabel>
      {views.length === 0 && <p className={styles.none}>None yet. A view keeps a search with its order and its columns.</p>}
      {views.map((view) => {
        const count = counts.get(view.id);
        const note = count === undefined ? '…' : count.kind === 'total' ? formatCount(count.total) : <span title={count.message}>not counted</span>;
        return (
          <MenuItem key={view.id} icon={<Bookmark {...icon} />} checked={shown?.view.id === view.id} note={note} onSelect={then(() => openView(view))}>
            {view.name}
          </MenuItem>
        );
      })}
      {shown?.changed && (
        <>
          <MenuLine />
          <MenuLabel>{shown.view.name} · changed since saved</MenuLabel>
          <MenuItem icon={<Save {...icon} />} onSelect={then(() => void update(shown))}>
            Update this view
          </MenuItem>
          <MenuItem icon={<RotateCcw {...icon} />} onSelect={then(() => openView(shown.view))}>
            Revert to what was saved
          </MenuItem>
          <MenuItem icon={<X {...icon} />} onSelect={then(leaveView)}>
            Leave this view
          </MenuItem>
        </>
      )}
      <MenuLine />
      <MenuItem icon={<BookmarkPlus {...icon} />} onSelect={then(() => showViewsDialog({ kind: 'save' }))}>
        Save as a view…
      </MenuItem>
      <MenuItem icon={<Group {...icon} />} onSelect={then(() => showSubsetsDialog({ kind: 'save', definition: { kind: 'query', query } }))}>
        Save as a subset…
      </MenuItem>
      <MenuItem icon={<Settings2 {...icon} />} onSelect={then(() => showViewsDialog({ kind: 'manage' }))}>
        Manage views…
      </MenuItem>
      <MenuItem icon={<Link2 {...icon} />} onSelect={then(() => void copyLink({ view: 'models', query }))}>
        Copy link to this search
      </MenuItem>
    </>
  );

  async function update({ view }: ShownView): Promise<void> {
    const error = await updateView(view, query, useLayout.getState().layout);
    if (error) showToast({ tone: 'danger', title: `${view.name} was not updated`, text: error.message });
    else showToast({ tone: 'good', title: `Updated the view ${view.name}` });
  }
}
