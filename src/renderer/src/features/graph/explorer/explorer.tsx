import { useEffect, useMemo, useRef, useState } from 'react';
import type { GraphNode, Picture, ReachScope } from '../../../../../shared/contract/index.ts';
import type { ReachRoute } from '../../../app/reach-route.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { arriveAt, changeExplorer, useExplorer } from '../state/store.ts';
import { connectNodes } from './actions.ts';
import { type DrawnContext, goToNode, placeOf, scopeOfPicture } from './context.ts';
import { DrawnPicture } from './drawn-picture.tsx';
import { Finder } from './finder.tsx';
import { PictureHead } from './picture-head.tsx';
import { type PictureModel, usePicture } from './use-picture.ts';
import styles from './explorer.module.css';

interface ExplorerProps {
  readonly route: ReachRoute;
  readonly scope: ReachScope;
  readonly picture: Picture;
}

/** One picture with all that can be done with it. */
export function Explorer({ route, scope: given, picture }: ExplorerProps) {
  const place = placeOf(route);
  const scope = useMemo(() => scopeOfPicture(given, route.kind, picture), [given, route.kind, picture]);
  const context = useMemo(() => ({ route, place, scope, picture }), [route, place, scope, picture]);
  const model = usePicture(context);
  const whole = model.whole;
  const drawn = useMemo((): DrawnContext | null => whole && { ...context, whole }, [context, whole]);
  const find = useExplorer((state) => state.find);
  const [connecting, setConnecting] = useState<GraphNode | null>(null);
  const canvas = useRef<{ readonly show: (node: GraphNode) => void } | null>(null);
  const finder = useRef<HTMLInputElement>(null);
  useEffect(() => arriveAt(place), [place]);

  const choose = (node: GraphNode, isDrawn: boolean): void => {
    if (connecting !== null && drawn) {
      setConnecting(null);
      connectNodes(drawn, connecting.id, node.id);
    } else if (isDrawn) canvas.current?.show(node);
    else goToNode(route, node);
  };
  const connect = (node: GraphNode): void => {
    setConnecting(node);
    changeExplorer({ find: '' });
    finder.current?.focus();
  };
  return (
    <section className={styles.explorer} aria-label="Picture of reach">
      <PictureHead
        route={route}
        facts={<PictureFacts model={model} />}
        finder={
          <Finder
            ref={finder}
            label={connecting === null ? 'Find in the picture, or go to' : `What ${connecting.label} is connected to`}
            scope={scope}
            drawn={model.seen?.nodes ?? []}
            value={find}
            onValue={(text) => changeExplorer({ find: text })}
            onChoose={choose}
          />
        }
      />
      {model.error && (
        <div className={styles.notice}>
          <ErrorNotice error={model.error} onRetry={model.error.code === 'not-found' ? undefined : model.reload} />
        </div>
      )}
      {!model.canvas && !model.error && <div className={styles.waiting}><Skeleton lines={8} label="Drawing the picture" /></div>}
      {drawn && model.canvas && <DrawnPicture key={place} ref={canvas} context={drawn} model={model} onConnect={connect} onFind={() => finder.current?.focus()} />}
    </section>
  );
}

function PictureFacts({ model: { seen, whole } }: { readonly model: PictureModel }) {
  if (!seen || !whole) return null;
  const left = whole.nodes.length - seen.nodes.length;
  return (
    <output className={styles.counts}>
      {formatPlural(seen.nodes.length, 'node')}, {formatPlural(seen.edges.length, 'tie')}
      {left > 0 && `, ${formatCount(left)} hidden here`}
    </output>
  );
}
