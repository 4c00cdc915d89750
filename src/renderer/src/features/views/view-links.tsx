import { Bookmark } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { SavedView } from '../../../../shared/contract/index.ts';
import { modelsAddress, type Route } from '../../app/route.ts';
import { useLayout } from '../models/layout.ts';
import { openView, shownView, useViews } from './store.ts';
import styles from './view-links.module.css';

/** The saved views in the side bar; nothing where there are none, or the bar is narrow. */
export function ViewLinks({ route }: { readonly route: Route }) {
  const { views, opened } = useViews();
  const layout = useLayout((state) => state.layout);
  const shown = route.view === 'models' ? shownView(views, opened, route.query, layout) : null;
  if (views.length === 0) return null;
  return (
    <section className={styles.views} aria-label="Saved views">
      <h2>Saved views</h2>
      <ul>
        {views.map((view) => (
          <li key={view.id}>
            <a
              href={modelsAddress(view.query)}
              title={view.query.trim() === '' ? view.name : `${view.name}: ${view.query}`}
              aria-current={shown?.view.id === view.id ? 'page' : undefined}
              onClick={(event) => open(event, view)}
            >
              <Bookmark size={14} strokeWidth={1.7} aria-hidden />
              <span>{view.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In another tab the address alone has to do. */
function open(event: MouseEvent, view: SavedView): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openView(view);
}
