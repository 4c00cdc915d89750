import { useEffect, useRef } from 'react';
import type { ReachScope } from '../../../../../shared/contract/index.ts';
import type { ReachRoute } from '../../../app/reach-route.ts';
import { WholeMap } from '../map/whole-map.tsx';
import { arriveAt, changeExplorer, useExplorer } from '../state/store.ts';
import { goToNode, placeOf } from './context.ts';
import { Finder } from './finder.tsx';
import { PictureHead } from './picture-head.tsx';
import styles from './explorer.module.css';

/** The whole scope as a map, on the same trail as the other pictures. */
export function MapPicture({ route, scope }: { readonly route: ReachRoute; readonly scope: ReachScope }) {
  const place = placeOf(route);
  const find = useExplorer((state) => state.find);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => arriveAt(place), [place]);
  return (
    <section className={styles.explorer} aria-label="Picture of reach">
      <PictureHead
        route={route}
        facts={null}
        finder={<Finder ref={box} label="Go to a package, maintainer or dataset" scope={scope} drawn={[]} value={find} onValue={(text) => changeExplorer({ find: text })} onChoose={(node) => goToNode(route, node)} />}
      />
      <WholeMap key={place} scope={scope} onOpen={(node) => goToNode(route, node)} />
    </section>
  );
}
