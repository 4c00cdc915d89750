import { Map as MapIcon, Network } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReachScope } from '../../../../shared/contract/index.ts';
import type { ReachRoute } from '../../app/reach-route.ts';
import { Button } from '../../ui/button.tsx';
import { goToNode, showPicture } from '../graph/explorer/context.ts';
import { Finder } from '../graph/explorer/finder.tsx';
import styles from './reach.module.css';

/** Ways into the pictures, while figures are shown. */
export function StartBox({ route, scope }: { readonly route: ReachRoute; readonly scope: ReachScope }) {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  return (
    <section className={styles.start} aria-label="Pictures">
      <p>Choose somebody in the ranking to see what they reach, or begin with anything else:</p>
      <Finder ref={box} label="A maintainer, owner, package, base model or dataset" scope={scope} drawn={[]} value={text} onValue={setText} onChoose={(node) => goToNode(route, node)} />
      <Button icon={Network} onClick={() => showPicture(route, { view: 'together', node: null })}>
        Who works with whom
      </Button>
      <Button icon={MapIcon} onClick={() => showPicture(route, { view: 'map' })}>
        Map of all packages
      </Button>
    </section>
  );
}
