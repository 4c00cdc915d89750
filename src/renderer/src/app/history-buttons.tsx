import { ArrowLeft, ArrowRight } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { useRoute } from './route.ts';
import { useApp } from './settings.ts';
import styles from './sidebar.module.css';

/** The part of the Navigation API that says where the history goes on; TypeScript's library does not have it yet. */
interface HistoryEnds {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** Back and forward for the desktop window, which has no browser around it. */
export function HistoryButtons() {
  const isDesktop = useApp((state) => state.info?.surface === 'electron');
  // Drawn anew with every step.
  useRoute((state) => state.route);
  if (!isDesktop) return null;
  const ends = Reflect.get(globalThis, 'navigation') as HistoryEnds | undefined;
  return (
    <div className={styles.history}>
      <IconButton icon={ArrowLeft} label="Back" disabled={ends?.canGoBack === false} onClick={() => history.back()} />
      <IconButton icon={ArrowRight} label="Forward" disabled={ends?.canGoForward === false} onClick={() => history.forward()} />
    </div>
  );
}
