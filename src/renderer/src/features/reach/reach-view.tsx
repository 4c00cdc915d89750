import { navigate, type Route } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { hubIds, hubs } from '../../../../shared/domain/index.ts';
import { Select } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { CurvePanel } from './curve-panel.tsx';
import { GraphPanel } from './graph-panel.tsx';
import { Ranking } from './ranking.tsx';
import styles from './reach.module.css';

export type ReachRoute = Extract<Route, { view: 'reach' }>;

const kinds = [
  { value: 'direct', label: 'Direct', title: 'Repositories that a person committed to' },
  { value: 'owner', label: 'Owner', title: 'Packages of an owning account' },
] as const;

const everyHub = { value: '', label: 'All hubs' };

/** Who maintains how much: a ranking, its plot, and the surroundings of one maintainer. */
export function ReachView({ route }: { readonly route: ReachRoute }) {
  const mirror = useIndexedMirror();
  const { kind, hub, maintainer } = route;
  const scope = mirror === null ? null : { mirror, kind, hub };
  // One row is enough: this asks for the rule and its source only.
  const rule = useCall('reach.list', scope ? { ...scope, limit: 1 } : null);
  return (
    <div className={view.filled}>
      <div className={view.head}>
        <PageHeader
          title="Reach"
          facts={
            rule.value && (
              <span>
                {rule.value.rule} <span className={styles.source}>{rule.value.source}</span>
              </span>
            )
          }
          actions={
            <>
              <Segments label="Kind of reach" options={kinds} value={kind} onChange={(next) => navigate({ view: 'reach', kind: next, hub, maintainer: null })} />
              <Select
                label="Hub"
                value={hub ?? ''}
                options={[everyHub, ...hubs.map(({ id, title }) => ({ value: id, label: title }))]}
                onChange={(value) => navigate({ view: 'reach', kind, hub: hubIds.find((id) => id === value) ?? null, maintainer: null })}
              />
            </>
          }
        />
      </div>
      {scope && (
        <div className={styles.body}>
          <Ranking scope={scope} chosen={maintainer} />
          <div className={styles.right}>
            {maintainer === null ? <CurvePanel scope={scope} /> : <GraphPanel key={`${kind} ${hub} ${maintainer}`} scope={scope} maintainer={maintainer} />}
          </div>
        </div>
      )}
    </div>
  );
}
