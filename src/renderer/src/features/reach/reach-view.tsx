import { useMemo } from 'react';
import type { ReachRoute } from '../../app/reach-route.ts';
import { navigate } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { hubIds, hubs } from '../../../../shared/domain/index.ts';
import { Select } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { placeOf, scopeOf, shownPicture } from '../graph/explorer/context.ts';
import { Explorer } from '../graph/explorer/explorer.tsx';
import { MapPicture } from '../graph/explorer/map-picture.tsx';
import { useReadAhead } from '../graph/explorer/use-read-ahead.ts';
import { useExplorer } from '../graph/state/store.ts';
import { useIndexedMirror } from '../mirrors/store.ts';
import { CurvePanel } from './curve-panel.tsx';
import { Ranking } from './ranking.tsx';
import { ScopeControls } from './scope-controls.tsx';
import { Splitter } from './splitter.tsx';
import { StartBox } from './start-box.tsx';
import { changeReach, useReach } from './store.ts';
import styles from './reach.module.css';

const kinds = [
  { value: 'direct', label: 'Direct', title: 'Repositories that a person committed to' },
  { value: 'owner', label: 'Owner', title: 'Packages of an owning account' },
  { value: 'transitive', label: 'Transitive', title: 'Packages that depend on a maintainer’s, directly or through others' },
] as const;

const everyHub = { value: '', label: 'All hubs' };

/** Who maintains how much: a ranking and its figures, and beside it pictures of what depends on whom. */
export function ReachView({ route }: { readonly route: ReachRoute }) {
  const mirror = useIndexedMirror();
  const { kind, hub, maintainer } = route;
  // The same route has the same ones, so that nothing is worked out anew while only the window changes.
  const picture = useMemo(() => shownPicture(route), [route]);
  const isWide = useExplorer((state) => state.fills);
  const fills = picture !== null && (isWide || picture.view === 'map');
  const share = useReach((state) => state.share);
  const scope = useMemo(() => (mirror === null ? null : scopeOf(mirror, route)), [mirror, route]);
  // One row is enough: this asks for the rule and its source, and for who is likely to be looked at first.
  const rule = useCall('reach.list', scope && picture === null ? { ...scope, kind, limit: 1 } : null);
  useReadAhead(route, picture === null ? scope : null, rule.loading ? undefined : rule.value?.rows[0]?.maintainer);
  // Another kind or hub has other people; a picture of packages goes on.
  const move = (change: Partial<Pick<ReachRoute, 'kind' | 'hub'>>): void => navigate({ ...route, ...change, maintainer: null });
  return (
    <div className={view.filled}>
      <div className={view.head}>
        <PageHeader
          title="Reach"
          actions={
            <>
              <Segments label="Kind of reach" options={kinds} value={kind} onChange={(next) => move({ kind: next })} />
              <Select
                label="Hub"
                value={hub ?? ''}
                options={[everyHub, ...hubs.map(({ id, title }) => ({ value: id, label: title }))]}
                onChange={(value) => move({ hub: hubIds.find((id) => id === value) ?? null })}
              />
              <ScopeControls route={route} />
            </>
          }
        />
        {/* In the whole width: it takes two lines there, and six beside the controls of a narrow window. */}
        {rule.value && (
          <p className={styles.rule}>
            {rule.value.rule} <span className={styles.source}>{rule.value.source}</span>
          </p>
        )}
      </div>
      {scope && (
        <div className={styles.body}>
          {!fills && (
            <>
              <div className={styles.left} style={{ flexBasis: `${share}%` }}>
                <Ranking scope={{ ...scope, kind }} chosen={maintainer} withPlot={picture !== null} />
              </div>
              <Splitter label="Width of the ranking" share={share} onShare={(next) => changeReach({ share: next })} />
            </>
          )}
          <div className={styles.right}>
            {picture === null && (
              <>
                <StartBox route={route} scope={scope} />
                <CurvePanel scope={{ ...scope, kind }} />
              </>
            )}
            {picture !== null && picture.view !== 'map' && <Explorer key={placeOf(route)} route={route} scope={scope} picture={picture} />}
            {picture?.view === 'map' && <MapPicture route={route} scope={scope} />}
          </div>
        </div>
      )}
    </div>
  );
}
