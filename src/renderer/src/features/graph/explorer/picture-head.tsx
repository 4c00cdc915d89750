import { ArrowLeft, ArrowRight, ChevronRight, PanelLeftClose, PanelLeftOpen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { navigate, parseRoute } from '../../../app/route.ts';
import type { ReachRoute } from '../../../app/reach-route.ts';
import { useTooltip } from '../../../app/bindings.ts';
import { IconButton } from '../../../ui/button.tsx';
import { changeExplorer, useExplorer } from '../state/store.ts';
import { nameOfId, pictureSentence, pictureTitle, viewNames } from '../words.ts';
import { focusOf, shownPicture, showPicture } from './context.ts';
import styles from './explorer.module.css';

/** Steps of the trail that are shown besides the one on screen. */
const shownSteps = 4;

interface PictureHeadProps {
  readonly route: ReachRoute;
  /** Counts of what is drawn. */
  readonly facts: ReactNode;
  readonly finder: ReactNode;
}

/** Where one is and came from, what the picture shows, and a box to go elsewhere. */
export function PictureHead({ route, facts, finder }: PictureHeadProps) {
  const names = useExplorer((state) => state.names);
  const fills = useExplorer((state) => state.fills);
  const picture = shownPicture(route);
  const name = (id: string): string => names.get(id) ?? nameOfId(id);
  const fillLabel = useTooltip(fills ? 'Show the ranking beside the picture' : 'Only the picture', 'graph.fill');
  if (picture === null) return null;
  return (
    <header className={styles.head}>
      <div className={styles.way}>
        {picture.view !== 'map' && <IconButton icon={fills ? PanelLeftOpen : PanelLeftClose} label={fillLabel} onClick={() => changeExplorer({ fills: !fills })} />}
        <Trail name={name} />
        <span className={styles.space} />
        {finder}
        <IconButton icon={X} label="Close the picture and show the figures" onClick={() => showPicture(route, null)} />
      </div>
      <div className={styles.title}>
        <h2>{pictureTitle(picture, name)}</h2>
        <p>
          {pictureSentence(picture)} {facts}
        </p>
      </div>
    </header>
  );
}

/** The pictures that were looked at, the one on screen marked; back and forward go along them. */
function Trail({ name }: { readonly name: (id: string) => string }) {
  const { places, at } = useExplorer((state) => state.trail);
  const go = (place: string | undefined): void => {
    if (place !== undefined) navigate(parseRoute(place));
  };
  const from = Math.max(0, at - shownSteps + 1);
  const shown = places.slice(from, at + 2);
  return (
    <>
      <IconButton icon={ArrowLeft} label="Picture before" disabled={at <= 0} onClick={() => go(places[at - 1])} />
      <IconButton icon={ArrowRight} label="Next picture" disabled={at >= places.length - 1} onClick={() => go(places[at + 1])} />
      <nav aria-label="Pictures looked at" className={styles.trail}>
        <ol>
          {shown.map((place, index) => (
            <li key={place}>
              {index > 0 && <ChevronRight size={12} aria-hidden />}
              <a href={place} aria-current={from + index === at ? 'page' : undefined}>
                {shortTitle(place, name)}
              </a>
            </li>
          ))}
        </ol>
      </nav>
    </>
  );
}

function shortTitle(place: string, name: (id: string) => string): string {
  const route = parseRoute(place);
  const picture = route.view === 'reach' ? shownPicture(route) : null;
  if (picture === null) return 'Figures';
  const node = focusOf(picture);
  const title = pictureTitle(picture, name);
  return node === null || picture.view === 'ego' ? title : `${viewNames[picture.view]}: ${name(node)}`;
}

